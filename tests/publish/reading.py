"""A site in a real Chromium: at the widths of a phone and of a desk, light and dark, with its script and without."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1] / "proof"))

from browser import program

PHONE, DESK = 360, 1440
WIDTHS = (PHONE, DESK)


def put(files: dict[str, bytes], folder: Path) -> Path:
    """The files of a site in a folder."""
    for path, data in files.items():
        place = folder.joinpath(*path.split("/"))
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    return folder


@contextmanager
def reader(width: int, script: bool = True, scheme: str = "light", known: str = "") -> Iterator[Page]:
    """A page to open files in. What its console or its scripts complain of fails the test, unless it begins as is ``known``;
    without a Chromium see ``browser.program``."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program(), args=["--no-sandbox"])
        context = browser.new_context(
            viewport={"width": width, "height": 800}, java_script_enabled=script, color_scheme=scheme, locale="zh-CN"
        )
        page = context.new_page()
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: complaints.append(f"dialog: {dialog.message}"))
        page.on("request", lambda asked: complaints.append(asked.url) if not asked.url.startswith("file:") else None)
        yield page
        browser.close()
        assert not [one for one in complaints if not known or not one.startswith(known)], complaints
