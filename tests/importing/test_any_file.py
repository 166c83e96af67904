"""Whatever a file holds, reading it ends in records and problems, never in an exception."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspectors.importing import KINDS as ROSTER
from inventories import personal, table, uscc
from inventories.cells import Outcome, outcome
from inventories.columns import Column
from inventories.heading import Wanted
from inventories.importing import KINDS, read
from inventories.values import USUAL, Parser

from .conftest import book_bytes

EVERY = KINDS | ROSTER
WORDS = st.sampled_from(
    ["", "1", "0", "x", "县医院", "A-1", "2026-11-22", "9999-09-09", "是", "投诉", "近亲属", "主体", "91110000600037341L",
     "13912345678", "11010519491231002X", "合计", "a/b", "#N/A", "3.0", "5%", "a，b", "\u200b", "2026-Q1=3", '"', "\x07"]
)  # fmt: skip
CELLS = WORDS | st.text(max_size=6)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
@pytest.mark.parametrize("kind", EVERY.values(), ids=EVERY.keys())
def test_any_cells_under_the_right_header(kind: object, data: st.DataObject) -> None:
    columns = kind.columns  # type: ignore[attr-defined]
    grid = data.draw(st.lists(st.lists(CELLS, min_size=len(columns), max_size=len(columns)), max_size=6))
    rows = [[c.headers[0] for c in columns], *grid]
    text = "".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) + "\n" for row in rows)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        path.write_bytes(text.encode("utf-8", "replace"))
        found = read(kind, path)  # type: ignore[arg-type]
    ids = [record.id for record in found.records]
    assert ids == sorted(set(ids))
    assert set(found.origins) == set(ids)
    assert len(ids) <= found.rows
    for problem in found.problems:
        assert problem.message.text.format(**problem.params)
        assert problem.place.file == "a.csv"
        assert personal.mask(problem.place.value, codes="register") == problem.place.value
    assert "11010519491231002X" not in repr(found)


@settings(deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda t: t.encode("utf-8", "replace")))
def test_any_bytes(data: bytes) -> None:
    found = table.load(data, "a", Wanted(frozenset({"a", "b"})))
    assert found.headers or found.problems


BOOK = book_bytes({"a": [["a", "b"], ["1", "=A1"], [3, True]]})


@settings(deadline=None)
@given(st.integers(0, len(BOOK) - 1), st.binary(min_size=1, max_size=4))
def test_any_damage_to_a_workbook(at: int, change: bytes) -> None:
    found = table.load(BOOK[:at] + change + BOOK[at + len(change) :], "a", Wanted(frozenset({"a", "b"})))
    assert found.headers or found.problems


@settings(max_examples=400)
@given(
    st.sampled_from(list(USUAL)),
    st.text("县医院（）·#Aaz09_-./ １\u200b\n139123456", max_size=20)
    | st.lists(st.sampled_from(["1", "138", "1380", "00", "-", " ", "号", "无", "110105", "19491231", "002"])).map(
        "".join
    )
    | st.from_regex(r"[1-9][0-9][0-9]{6}(?:MA[0-9]{7}|[0-9]{9})", fullmatch=True).map(
        lambda c: c + uscc.check_character(c)
    ),
)
def test_usual_text_is_read_as_it_is(parse: Parser, content: str) -> None:
    if "\n" not in content and USUAL[parse](content):
        for codes in ("", "register", "certificate"):
            for key in (False, True):
                assert outcome(Column("a", "A", (), parse, key=key, codes=codes), content) == Outcome(content)


@given(st.text(uscc.ALPHABET, min_size=17, max_size=18))
def test_a_valid_code_is_one_without_a_fault(code: str) -> None:
    for each in (code, code[:17] + uscc.check_character(code[:17])):
        assert uscc.valid(each) == (uscc.fault(each) == "")
