"""Takes the pictures of the documentation from the pages of the demo: ``python tests/docs/pictures.py [FOLDER]``.

The county is invented and drawn anew each time, so names and numbers differ from one taking to the next.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from pages import DOCS
from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1] / "proof"))

from browser import program

PICTURES = DOCS / "pictures"
DESKTOP, PHONE = (1200, 860), (390, 780)


@dataclass(frozen=True)
class Picture:
    """What is to be seen: a page of the site, in a window of so many pixels, after somebody did something there."""

    name: str
    page: str
    size: tuple[int, int] = DESKTOP
    then: Callable[[Page], object] = lambda page: None


def _look_up(page: Page) -> None:
    page.get_by_role("searchbox").first.fill("诊所")
    page.wait_for_timeout(500)


TAKEN = (
    Picture("overview", "index.html"),
    Picture("results", "results.html", then=_look_up),
    Picture("place", "places/*/*.html", PHONE),
    Picture("draws", "draws/*.html"),
    Picture("statistics", "statistics.html"),
)


def take(folder: Path, site: Path) -> list[Path]:
    """Take every picture of ``site`` into ``folder``; returns their files."""
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu"]
        browser = playwright.chromium.launch(executable_path=program(), args=flags)
        for picture in TAKEN:
            width, height = picture.size
            page = browser.new_page(viewport={"width": width, "height": height}, locale="zh-CN", color_scheme="light")
            page.goto(min(site.glob(picture.page)).as_uri())
            picture.then(page)
            page.screenshot(path=folder / f"{picture.name}.png")
            page.close()
        browser.close()
    return [folder / f"{picture.name}.png" for picture in TAKEN]


def main(folder: Path) -> None:
    """Make the demo, and take its pictures."""
    from scheduler.cli.main import run

    with TemporaryDirectory() as place:
        if code := run(["--lang", "zh", "demo", f"{place}/demo"]):
            sys.exit(code)
        for file in take(folder, Path(place) / "demo" / "site"):
            print(file, file.stat().st_size)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURES)
