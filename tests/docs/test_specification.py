"""The worked numbers of the specification's page (§10) are those of the code, and its sections are numbered."""

import json
import re
from fractions import Fraction
from math import floor

from pages import blocks, code, page, tables

from scheduler.draw.case import run
from scheduler.draw.notation import Keys, T, unit

PAGE = page("specification.md")
KEYS = Keys("0" * 64, "dice:10:1234", "")
LINE = re.compile(r"^    (S|(?:K|T|unit)\(.*\)) = ([0-9a-f.]+)(…?)$", re.MULTILINE)


def value(term: str) -> str:
    """The value of a term such as ``T(K("team"), "a")``."""
    if term == "S":
        return KEYS.seed
    if found := re.fullmatch(r'K\("([^"]*)"\)', term):
        return KEYS(found[1])
    if found := re.fullmatch(r'T\(K\("([^"]*)"\), "([^"]*)"\)', term):
        return T(KEYS(found[1]), found[2])
    found = re.fullmatch(r"unit\((.*)\)", term)
    assert found, term
    exact = unit(value(found[1]))
    return f"0.{floor(exact * 10**20):020}"


def test_every_number_is_the_codes() -> None:
    lines = LINE.findall(PAGE)
    assert len(lines) == 26
    for term, shown, more in lines:
        found = value(term)
        assert found.startswith(shown) if more else found == shown, term


def test_sections_are_numbered_1_to_10() -> None:
    assert re.findall(r"^## (\d+) ", PAGE, re.MULTILINE) == [str(n) for n in range(1, 11)]


def test_the_whole_draw_is_the_codes() -> None:
    (case,) = blocks(PAGE, "json")
    outcome = run(case)
    assert outcome["refused"] == [{"visit": "e2/1", "slot": 2, "inspector": "i2"}]
    rows = tables(PAGE)["10 Worked example"]
    cells = {code(row[0])[0]: int(row[-1]) for row in rows if len(row) == 5}
    assert cells == {"/".join(c["path"]): c["drawn"] for c in outcome["allocation"]}
    seats = [row for row in rows if len(row) == 3]
    assert [(code(seat)[0], int(seat[-1]), who) for seat, _, who in seats] == [
        (row["visit"], row["slot"], row["inspector"]) for row in outcome["teams"]
    ]
    periods = {visit["visit"]: visit["period"] for visit in outcome["visits"]}
    assert periods == {"e2/1": "q1", "e4/1": "q2", "e5/1": "q2"}
    assert [t["target"] for t in outcome["targets"]] == ["e4", "e2", "e5"]


def test_the_table_of_cells_counts_right() -> None:
    rows = [row for row in tables(PAGE)["10 Worked example"] if len(row) == 5]
    u = unit(T(KEYS("start/t1"), ""))
    for _cell, part, way, floors, drawn in rows:
        before, after = (Fraction(text) for text in way.split(" to "))
        assert after - before == Fraction(part)
        assert floors == f"{floor(before + u)} to {floor(after + u)}"
        assert int(drawn) == floor(after + u) - floor(before + u)


def test_candidates_are_in_the_order_of_their_tickets() -> None:
    document = json.loads(blocks(PAGE, "json")[0])
    names = {inspector["id"] for inspector in document["inspectors"]}
    for seat, candidates, _ in (row for row in tables(PAGE)["10 Worked example"] if len(row) == 3):
        shown = candidates.split(", ")
        assert set(shown) <= names
        assert shown == sorted(shown, key=lambda i: T(KEYS("team"), f"{code(seat)[0]}/{i}"))
