"""CSV and TSV: encodings, delimiters, and what is broken."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inventories import delimited
from inventories.heading import Wanted
from inventories.raw import Raw, Unreadable, trimmed

WANTED = Wanted(frozenset({"编号", "名称"}))
TEXT = "编号,名称\r\n1,县医院\r\n"


def read(content: str | bytes) -> Raw:
    data = content.encode() if isinstance(content, str) else content
    return delimited.read(data, "a.csv", WANTED.score)


@pytest.mark.parametrize(
    ("encoding", "said"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("gb18030", "gb18030"), ("gbk", "gb18030"), ("utf-16", "utf-16")],
)
def test_encodings(encoding: str, said: str) -> None:
    raw = read(TEXT.encode(encoding))
    assert raw.encoding == said
    assert raw.rows == [(1, ("编号", "名称")), (2, ("1", "县医院"))]


@pytest.mark.parametrize(
    ("data", "row"),
    [(TEXT.encode() + b"2,\xe5\x8c\xbb\xe9\n", 3), (b"a,b\n1,\xff\xff\n", 2), (b"\xef\xbb\xbfa\n\xff", 2)],
)
def test_no_encoding_is_guessed(data: bytes, row: int) -> None:
    with pytest.raises(Unreadable) as raised:
        read(data)
    assert (raised.value.message.code, raised.value.row) == ("file-encoding", row)


COMMON = bytes(b for lead in range(0xB0, 0xD7) for trail in range(0xA1, 0xFF) for b in (lead, trail)).decode("gb2312")


@settings(max_examples=500)
@given(st.text(st.sampled_from(COMMON + "a1,，（）"), min_size=1))
def test_gb18030_is_never_taken_for_broken_utf8(text: str) -> None:
    data = text.encode("gb18030")
    try:
        data.decode()
    except UnicodeDecodeError:
        assert delimited.decode(data) == (text, "gb18030")


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_the_header_decides_on_the_delimiter(delimiter: str) -> None:
    raw = read(f"检查对象，名录；2026,;\n编号{delimiter}名称\n1{delimiter}“a,b;c”\n")
    assert raw.delimiter == delimiter
    assert raw.rows[1] == (2, ("编号", "名称"))


def test_row_numbers_are_the_spreadsheets() -> None:
    raw = read('编号,名称\n\n1,"县\n医院"\n,,\n2,b\n')
    assert [number for number, _ in raw.rows] == [1, 3, 5]


def test_an_unclosed_quotation_mark() -> None:
    raw = read('编号,名称\n1,a\n2,"b\n3,c\n')
    assert [(p.message.code, p.place.row) for p in raw.problems] == [("quote", 3)]
    assert len(raw.rows) == 2


def test_a_quotation_mark_closed_rows_later() -> None:
    raw = read('编号,名称\n1,"a\n2,b\n3,"c",\n')
    assert [(p.message.code, p.place.row) for p in raw.problems] == [("quote", 2)]


def test_a_value_that_swallowed_rows_is_noted() -> None:
    raw = read('编号,名称,地址\n1,a,"b\n2,c,d\n3,e,f"\n')
    assert [(p.message.code, p.place.row, p.warning) for p in raw.problems] == [("swallowed", 2, True)]


def test_nul() -> None:
    raw = read("编号,名称\n1,a\0\n2,b\n")
    assert [(p.message.code, p.place.row) for p in raw.problems] == [("file-nul", 2)]
    assert [number for number, _ in raw.rows] == [1, 3]


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\0", exclude_categories=["Cs"]), max_size=8)


@given(st.lists(st.lists(CELL, min_size=2, max_size=4), min_size=1, max_size=5))
def test_what_csv_writes_is_read_back(rows: list[list[str]]) -> None:
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows([["编号", "名称"], *rows])
    expected = [(n, trimmed(cells)) for n, cells in enumerate(rows, 2) if trimmed(cells)]
    assert list(read(stream.getvalue()).rows[1:]) == expected
