"""The report: every file is marked, the page needs no other file, and hostile names do nothing."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from facts import DRAWS, asked, facts, found, tally

from inspectors.model import Inspector
from scheduler.i18n import translator
from scheduler.simulate.document import FORMAT, About, document, tables
from scheduler.simulate.figures import figures
from scheduler.simulate.mark import MARK, is_simulation
from scheduler.simulate.page import PAGE, render
from scheduler.simulate.plots import TITLES
from scheduler.simulate.svg import Dot, Whisker, bars, dots, fitted, ticks, whiskers
from scheduler.year.workdays import Calendar

ABOUT = About("2001", "Plan <b>& more", "Office", "", "2001-01-05", "5" * 64, "")
EVIL = '<script>alert("x")</script>'


@pytest.fixture(scope="module", params=["en", "zh_CN"])
def files(request: pytest.FixtureRequest) -> dict[str, bytes]:
    return render(found(), facts(), ABOUT, translator(request.param), request.param)


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += attrs


def parsed(page: str) -> _Tags:
    tags = _Tags()
    tags.feed(page)
    return tags


def test_every_file_says_that_it_is_simulated(files: dict[str, bytes], tmp_path) -> None:  # type: ignore[no-untyped-def]
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
        assert name.startswith("simulated")
        assert is_simulation(tmp_path / name), name
        text = data.decode("utf-8-sig")
        assert "SIMULATED" in text
        assert MARK in text or name.endswith(".json")


def test_every_row_says_so_too(files: dict[str, bytes]) -> None:
    for name, (_headers, rows) in tables(found()).items():
        lines = list(csv.reader(io.StringIO(files[f"simulated-{name}.csv"].decode("utf-8-sig"))))
        assert len(lines) == len(rows) + 1
        assert {line[0] for line in lines} == {MARK}
        assert {len(line) for line in lines} == {len(lines[0])}


def test_the_page_asks_for_nothing(files: dict[str, bytes]) -> None:
    page = files[PAGE].decode()
    tags = parsed(page)
    assert not tags.tags & {"script", "link", "img", "iframe", "object", "embed", "form", "base", "use", "image"}
    names = {name for name, _ in tags.attributes}
    assert not names & {"style", "src", "href", "action", "xlink:href"}
    assert not [name for name in names if name.startswith("on")]
    addresses = set(re.findall(r"https?://[^\s\"'<]+", page))
    assert addresses == {"http://www.w3.org/2000/svg"}
    assert "url(" not in page


def test_the_policy_lets_its_own_style_in_alone(files: dict[str, bytes]) -> None:
    page = files[PAGE].decode()
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    (policy,) = [value for name, value in parsed(page).attributes if name == "content" and "src" in str(value)]
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def test_every_plot_is_on_the_page_and_well_formed(files: dict[str, bytes]) -> None:
    page = files[PAGE].decode()
    for name in TITLES:
        svg = files[f"simulated-{name}.svg"].decode()
        assert svg in page
        root = ElementTree.fromstring(svg)
        marks = [e for e in root.iter("{http://www.w3.org/2000/svg}text") if e.text == MARK]
        assert len(marks) >= 2
        for element in root.iter():
            for name_, value in element.attrib.items():
                assert name_ not in ("x", "y", "cx", "cy", "r", "width", "height") or float(value) == float(value)


def test_the_same_figures_give_the_same_bytes(files: dict[str, bytes]) -> None:
    again = render(found(), facts(), ABOUT, translator("en"), "en")
    if b'lang="en"' in files[PAGE]:
        assert again == files
    else:
        assert again[PAGE] != files[PAGE]
        assert again["simulated.json"] == files["simulated.json"]


def test_the_document_is_whole(files: dict[str, bytes]) -> None:
    told = json.loads(files["simulated.json"])
    assert (told["format"], told["simulated"], told["draws"]) == (FORMAT, MARK, DRAWS)
    assert told == json.loads(json.dumps(document(found(), ABOUT)))
    assert files["simulated.json"].isascii()


def test_no_single_draw_is_told(files: dict[str, bytes]) -> None:
    """No seed, no visit, no team: nothing that a draw's outcome would have."""
    from scheduler.draw.draw import draw
    from scheduler.simulate.seeds import seeded

    every = b"".join(files.values()).decode("utf-8", "replace")
    for number in range(1, DRAWS + 1):
        assert draw(seeded(asked(), number)).seed not in every
    assert "outcome@1" not in every


def test_hostile_names_stay_text() -> None:
    people = tuple(replace(i, name=EVIL) for i in facts().tables.inspectors)
    targets = tuple(replace(t, name=EVIL) for t in facts().tables.targets)
    evil = replace(facts(), tables=replace(facts().tables, inspectors=people, targets=targets))
    assert isinstance(people[0], Inspector)
    files = render(figures(evil, asked(), tally(), Calendar().works), evil, ABOUT, translator("en"), "en")
    page = files[PAGE].decode()
    assert EVIL not in page
    assert "&lt;script&gt;" in page
    assert "Plan &lt;b&gt;&amp; more" in page
    assert "script" not in parsed(page).tags
    assert b"<script" not in b"".join(data for name, data in files.items() if name.endswith(".svg"))


@pytest.mark.parametrize("top", [0.03, 0.5, 1, 3, 7, 10, 42, 99.9, 1234])
def test_ticks_are_few_and_round(top: float) -> None:
    found = ticks(top)
    assert found[0] == 0
    assert 3 <= len(found) <= 7
    assert found[-1] <= top * (1 + 1e-9)


def test_plots_of_nothing_and_of_one_thing() -> None:
    for svg in (
        whiskers("t", {}, "u"),
        whiskers("t", {"g": [Whisker("a", 0, 0, 0)]}, "u"),
        bars("t", {}, "u", "s"),
        bars("t", {5: 3}, "u", "s"),
        dots("t", [], (1, "x"), (0, 1, "y"), True),
        dots("t", [Dot(1, 0.5, marked=True)], (1, "x"), (-1, 1, "y"), False),
    ):
        assert MARK in svg
        ElementTree.fromstring(svg)


def test_labels_fit() -> None:
    assert fitted("abc", 100) == "abc"
    assert fitted("夏村县市场监督管理局", 60).endswith("…")
    assert len(fitted("夏村县市场监督管理局", 60)) <= 5
