"""``compare``: the inventory against a registry's extract, on record, in numbers and lists."""

import hashlib
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from shop import tell
from small_office import open_office

from inventories.problems import Exit

HEAD = "统一社会信用代码,企业名称,地址,区县,行业,登记状态\n"
ROWS = (
    "entity-0,Place 00 of Xiacun,Long Street 0,east,school,存续\n"
    "other,Place 02 of Xiacun,Long Street 2,east,clinic,在业\n"
    "new,Nobody knows,Short Street 1,west,clinic,存续\n"
    "entity-2,Place 04 of Xiacun,Long Street 4,east,clinic,注销\n"
    "gone,Long gone,,west,clinic,吊销\n"
)


@pytest.fixture
def registry(filled: Path) -> Path:
    path = filled.parent / "registry.csv"
    path.write_text(HEAD + ROWS, "utf-8")
    return path


def compared(folder: Path, *words: object) -> dict[str, Any]:
    said = tell(folder, "compare", *words, "--json")
    assert said.code == Exit.DONE, said.all
    told: dict[str, Any] = json.loads(said.out)
    return told


TOTALS = {"open": 3, "found": 1, "probable": 1, "lacking": 1, "closed": 2, "active": 29, "missing": 24, "differing": 2}
"""Of the 29 active targets T00 and T01 share the code found, T04 and T05 that of a closed business, T02 has another code."""


def test_the_numbers_and_what_they_are_about(filled: Path, registry: Path) -> None:
    head = len(open_office(filled).events())
    told = compared(filled, registry)
    assert {name: told[name] for name in TOTALS} == TOTALS
    assert told["sha256"] == hashlib.sha256(registry.read_bytes()).hexdigest()
    assert (told["file"], told["rows"], told["after"]) == ("registry.csv", 5, head)
    places = {(p["district"], p["category"]): p for p in told["places"]}
    assert {name: places["west", "clinic"][name] for name in ("open", "lacking", "closed")} == {
        "open": 1,
        "lacking": 1,
        "closed": 1,
    }
    event = open_office(filled).events()[-1]
    assert event.kind == "comparison"
    assert {name: told[name] for name in event.body} == event.body


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_it_is_shown_in_status_and_with_the_next_draw(committed: Path, lang: str) -> None:
    path = committed.parent / "registry.csv"
    path.write_text(HEAD + ROWS, "utf-8")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    assert digest not in tell(committed, "status", lang=lang).out
    compared(committed, path)
    assert digest in tell(committed, "status", lang=lang).out
    assert json.loads(tell(committed, "status", "--json").out)["comparison"]["sha256"] == digest
    assert digest not in tell(committed, "show", "draw", lang=lang).out  # it came after this commitment


def test_a_draw_shows_the_comparison_before_it(filled: Path, registry: Path) -> None:
    import small_office

    told = compared(filled, registry)
    plan = filled.parent / "plan.toml"
    plan.write_bytes(small_office.plan())
    assert tell(filled, "commit", plan).code == Exit.DONE
    assert told["sha256"] in tell(filled, "show", "draw").out
    assert json.loads(tell(filled, "show", "draw", "--json").out)["comparison"]["sha256"] == told["sha256"]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_lists_in_a_workbook(filled: Path, registry: Path, lang: str) -> None:
    out = filled.parent / "lists.xlsx"
    said = tell(filled, "compare", registry, "--out", out, lang=lang)
    assert said.code == Exit.DONE, said.all
    digest = hashlib.sha256(registry.read_bytes()).hexdigest()
    assert digest in said.out
    sheets = [list(sheet.iter_rows(values_only=True)) for sheet in openpyxl.load_workbook(out).worksheets]
    about, places, lacking, missing, probable, differing, closed = sheets
    assert digest in [row[1] for row in about]
    assert len(places) == 1 + len({(row[0], row[1]) for row in places[1:]})
    assert [row[0] for row in lacking[1:]] == [4]
    assert len(missing) == 1 + TOTALS["missing"]
    assert [(row[0], row[8]) for row in probable[1:]] == [(3, "T02")]
    assert [row[8] for row in differing[1:]] == ["T04", "T05"]
    assert [row[0] for row in closed[1:]] == [5, 6]


def test_a_mapping_file(filled: Path) -> None:
    path, mapping = filled.parent / "r.csv", filled.parent / "m.toml"
    path.write_text("代码号,商号\nentity-0,x\n", "utf-8")
    mapping.write_text('[columns]\nentity = "代码号"\nname = "商号"\n', "utf-8")
    assert compared(filled, path, "--map", mapping)["found"] == 1


def test_what_cannot_be_compared_is_said_and_not_logged(filled: Path, registry: Path) -> None:
    before = len(open_office(filled).events())
    registry.write_text(HEAD + "a,b,c,d,e,存续\n,,c,d,e,存续\na,b,c,d,e,开张\n", "utf-8")
    said = tell(filled, "compare", registry)
    assert said.code == Exit.INPUT
    assert "row 3" in said.err
    assert "row 4" in said.err
    assert tell(filled, "compare", filled.parent / "none.csv").code == Exit.INPUT
    registry.write_text(HEAD + ROWS, "utf-8")
    assert tell(filled, "compare", registry, "--out", filled.parent / "lists.csv").code == Exit.USAGE
    assert len(open_office(filled).events()) == before
