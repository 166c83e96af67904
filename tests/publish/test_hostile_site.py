"""Whatever a text of the view says, it is shown as text: on the pages, in tables, in the data of the search, in a browser.

Every text of a view is spoilt, by walking over it, so that a field that is new tomorrow is spoilt as well.
"""

import csv
import io
import json
import re
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from html_reader import pages
from public_views import COMMITMENT, whole

sys.path.insert(0, str(Path(__file__).parents[1] / "proof"))

from browser import program

from scheduler.publish.numbers import visible
from scheduler.publish.site import render
from scheduler.publish.tables_out import FORMULA_STARTS
from scheduler.publish.view import (
    CheckedView,
    DrawnView,
    EndedView,
    EstimateView,
    FormerView,
    ObjectionView,
    OverdueView,
    SiteView,
    VerdictView,
)

HOSTILE = {
    "script": "<script>alert(1)</script>",
    "attribute": "\"'><img src=x onerror=alert(1)> & </td></table></script><!--",
    "formula": '=HYPERLINK("https://evil.example";"诊所")',
    "wide formula": "＝1+1",
    "minus": "-2+3+cmd|' /C calc'!A0",
    "tab": "\t=1+1",
    "carriage return": "\r=1+1",
    "overrides": "诊所\u202eexe.tnemyap\u202c\u2066x\u2069\u200f",
    "invisible": "a\u200b\u200d\ufeff\u00ad\u2028\u2029\x00\x07b",
    "long Chinese": "长" * 300,
    "long word": "W" * 300,
    "template": "{{ 7 * 7 }} {% raw %} {0.__class__} %(x)s ${x}",
    "emoji": "👨\u200d👩\u200d👧 🏥",
    "plane 2": "𠮷𪚥𫝀",
    "joined": "\u0300\u0301\u0302" * 30,
}
MADE = frozenset(
    [
        "hash",
        "time",
        "position",
        "record",
        "root",
        "reference",
        "place",
        "nonce",
        "digest",
        "commitment",
        "committed",
        "command",
        "bundle_digest",
        "decision",
        "date",
        "verdicts",
    ]
)
"""Fields that the program makes: no text of anybody's. ``date`` is a day even where it is a text."""
IDENTIFIERS = frozenset(["id", "plan", "periods", "planned", "task", "tasks", "draw"])
"""Names that have 64 characters at the most."""


def full() -> SiteView:
    """A view with everything in it."""
    day, view = date(2026, 5, 1), whole(60)
    former = FormerView(day, date(2026, 6, 1), "复核", "corrected", "未上锁", "整改中", day)
    objection = ObjectionView(day, "当日已整改", "upheld", date(2026, 5, 20), "属实")
    first = replace(
        view.results[0],
        former=(former,),
        objections=(objection, ObjectionView(day, "停业")),
        corrected=date(2026, 6, 1),
    )
    rows = tuple(replace(row, place=f"{k % 20:012x}", since=day) for k, row in enumerate((first, *view.results[1:])))
    return replace(
        view,
        results=rows,
        ended=(EndedView("2026-2-9999", day, "credit repair", "ab" * 32, f"{1:012x}"),),
        drawn=(DrawnView("2026-01-2", "仁和诊所", "91371083MA3C0001XA", "胜利街", ("t1",)),),
        overdue=(OverdueView("2026-01-2", "康宁门诊", "", "青山路", ("t1", "t2"), ("市卫生健康局",), day),),
        commitments=(COMMITMENT,) * len(view.draws),
        estimates=(EstimateView("t1", 1010, 96, 20, 21, 15, 28, False),),
        verdicts=(VerdictView("2026-01-2", 2, "amber", (CheckedView("2.01", "the bits", "amber"),)),),
        terms="公开信息",
    )


def spoilt(value: Any, text: str) -> Any:
    """``value`` with ``text`` before every text in it that somebody has written."""
    if is_dataclass(value) and not isinstance(value, type):
        hints = get_type_hints(type(value))
        changed = {f.name: _field(getattr(value, f.name), hints[f.name], f.name, text) for f in fields(value)}
        return replace(value, **changed)
    if isinstance(value, tuple):
        return tuple(text + part if isinstance(part, str) else spoilt(part, text) for part in value)
    return value


def _field(value: Any, hint: Any, name: str, text: str) -> Any:
    text = text[:40] if name in IDENTIFIERS else text
    if isinstance(value, str):
        return text + value if hint in (str, str | None) and name not in MADE and value else value
    return value if name in MADE else spoilt(value, text)


@pytest.fixture(params=HOSTILE)
def text(request: pytest.FixtureRequest) -> str:
    return HOSTILE[request.param]


@pytest.fixture
def files(text: str) -> dict[str, bytes]:
    return render(spoilt(full(), text))


def test_pages_have_the_elements_they_always_have(text: str, files: dict[str, bytes]) -> None:
    plain = pages(render(full())).values()
    tags = {tag for page in plain for tag, _ in page.tags}
    attributes = {(tag, name) for page in plain for tag, values in page.tags for name in values}
    for name, page in pages(files).items():
        assert {tag for tag, _ in page.tags} <= tags, name
        assert {(tag, attribute) for tag, values in page.tags for attribute in values} <= attributes, name
        assert not [link for link in page.values("href") + page.values("src") if ":" in link.split("/")[0]], name
    shown = "".join(page.text for page in pages(files).values())
    assert visible(text).strip() in shown
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200b\u2028\x00]", shown)


def test_no_cell_is_a_formula(text: str, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        if name.endswith(".csv"):
            cells = [cell for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")) for cell in row]
            assert not [cell for cell in cells if cell.startswith(FORMULA_STARTS)], name
        if name.endswith(".xlsx"):
            with zipfile.ZipFile(io.BytesIO(data)) as book:
                inner = {part: book.read(part).decode() for part in book.namelist() if part.endswith(".xml")}
            assert not [part for part, xml in inner.items() if re.search(r"<f[ >]|<hyperlink", xml)], name
            starts = re.findall(r"<t[^>]*>(.)", inner.get("xl/sharedStrings.xml", ""), re.DOTALL)
            assert not set(starts) & set(FORMULA_STARTS), name


def test_the_search_is_data_alone(text: str, files: dict[str, bytes]) -> None:
    script = files["files/index.js"].decode()
    head, _, body = script.partition("window.results = ")
    assert not re.search("[<\u2028\u2029]", script.removeprefix(head))
    found = json.loads(body.rstrip().removesuffix(";"))
    assert any(visible(text) in value[1] for value in found["target"]["values"])


def test_json_holds_texts_as_they_are(text: str, files: dict[str, bytes]) -> None:
    results = json.loads(files["files/results.json"])["results"]
    assert all(row["target"].startswith(text) for row in results)


def written(folder: Path, files: dict[str, bytes]) -> Path:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    sync = pytest.importorskip("playwright.sync_api")
    with sync.sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=program(), args=["--no-sandbox", "--disable-gpu"])
        yield chromium
        chromium.close()


PAGES = ["index", "plan", "draws", "results", "overdue", "statistics", "corrections", "files"]


@pytest.mark.parametrize("which", ["attribute", "long word", "long Chinese", "overrides", "joined"])
def test_in_a_browser_nothing_runs_and_nothing_overflows(which: str, browser: Any, tmp_path: Path) -> None:
    folder = written(tmp_path, render(spoilt(full(), HOSTILE[which])))
    page = browser.new_page(viewport={"width": 360, "height": 740})
    wrong: list[str] = []
    page.on("dialog", lambda dialog: (wrong.append(f"dialog {dialog.message}"), dialog.dismiss()))
    page.on("pageerror", lambda error: wrong.append(f"error {error}"))
    page.on("request", lambda asked: None if asked.url.startswith("file:") else wrong.append(asked.url))
    inner = [*sorted(folder.glob("draws/*.html"))[:1], *sorted(folder.glob("places/*/*.html"))[:2]]
    for path in (*(folder / f"{name}.html" for name in PAGES), *inner):
        page.goto(path.as_uri())
        page.wait_for_timeout(50)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 360, (path.name, width)
    page.goto((folder / "results.html").as_uri())
    field = page.locator("input[type=search]").first
    field.fill(visible(HOSTILE[which])[:40])
    page.wait_for_timeout(400)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert wrong == []
    page.close()
