"""XLSX: values as a clerk sees them, sheets, and archives that mean harm."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from xml.parsers import expat

import pytest
import xlsxwriter

from inventories import archive, limits, workbook
from inventories.archive import Archive
from inventories.heading import Wanted, find
from inventories.raw import Lines, Raw, Unreadable
from inventories.sheets import cell_text

from .conftest import book_bytes

ROWS = [["编号", "名称"], [1, "县医院"]]
WANTED = Wanted(frozenset({"编号", "名称"}))


def recognised(rows: Lines) -> bool:
    return find(rows, WANTED) is not None


def altered(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """The archive with every member's bytes changed by ``change``."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return stream.getvalue()


def in_sheet(pattern: bytes, replacement: bytes) -> Callable[[str, bytes], bytes]:
    def change(name: str, data: bytes) -> bytes:
        return re.sub(pattern, replacement, data, flags=re.DOTALL) if name.startswith("xl/worksheets/") else data

    return change


def refused(data: bytes, sheet: str | None = None) -> Unreadable:
    with pytest.raises(Unreadable) as raised:
        opened(data, sheet)
    return raised.value


def opened(data: bytes, sheet: str | None = None) -> Raw:
    return workbook.read(data, "a.xlsx", recognised, sheet)


def read(*rows: list[object]) -> Raw:
    return opened(book_bytes({"a": rows}))


@pytest.mark.parametrize(
    ("value", "text"),
    [(3.0, "3"), (0.05, "0.05"), (0.1 + 0.2, "0.3"), (True, "TRUE"), (date(2026, 11, 22), "2026-11-22"), ("", ""),
     (datetime(2026, 11, 22, 8, 30), "2026-11-22 08:30:00"), (datetime(2026, 11, 22), "2026-11-22"), (None, ""),
     (330100000012345, "330100000012345"), ("0071", "0071"), (1e20, "100000000000000000000")],
)  # fmt: skip
def test_values(value: object, text: str) -> None:
    assert cell_text(value) == text
    assert read([value, "end"]).rows[0][1][0] == text


def test_where_values_begin() -> None:
    assert read([], [None, None, "a"], [None, None, None, "b"]).rows == [(2, ("", "", "a")), (3, ("", "", "", "b"))]


def test_true_row_numbers() -> None:
    assert [n for n, _ in read([None], ["标题"], [], ["a", None, ""], [None, " "], ["b"]).rows] == [2, 4, 6]


def test_long_numbers() -> None:
    raw = read(["a", 91330100123456789, "91330100123456789"], [123456789012345, 1.5e17])
    assert raw.long_numbers == {(1, 1), (2, 1)}


def test_formulas_without_a_result() -> None:
    assert read(["a", "=1+1"], ["=A1", "b"]).uncalculated == {(1, 1), (2, 0)}
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet("a")
        sheet.write_formula(0, 0, "=1+1", None, 2)
        sheet.write_formula(0, 1, '=IF(1,"","x")', None, "")
    as_excel_writes = altered(stream.getvalue(), in_sheet(rb'r="B1"', b'r="B1" t="str"'))
    raw = opened(as_excel_writes)
    assert raw.rows == [(1, ("2",))]
    assert raw.uncalculated == frozenset()


def test_merged_cells() -> None:
    raw = opened(book_bytes({"a": ROWS}, merge="A2:A3"))
    assert [(a.cells, a.columns, a.rows) for a in raw.merged] == [("A2:A3", (0, 0), (2, 3))]


def test_the_only_filled_visible_sheet() -> None:
    data = book_bytes({"说明": [], "名录": ROWS, "字典": [["x"]]}, hidden="字典")
    assert opened(data).sheet == "名录"
    assert opened(data, "字典").rows == [(1, ("x",))]
    assert opened(data, " 名录 ").sheet == "名录"


def test_hidden_sheets_alone_are_named() -> None:
    wrong = refused(book_bytes({"说明": [], "名录": ROWS}, hidden="名录"))
    assert (wrong.message.code, wrong.params) == ("sheets-all-hidden", {"sheets": "“名录”"})


def test_sheets_are_listed() -> None:
    data = book_bytes({"2025": ROWS, "2026": ROWS})
    assert refused(data).params == {"sheets": "“2025”, “2026”"}
    assert refused(data, "2027").params == {"sheet": "2027", "sheets": "“2025”, “2026”"}
    assert refused(book_bytes({"a": []})).message.code == "file-empty"


def test_a_bomb_is_refused_by_its_directory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "UNPACKED_BYTES", 1000)
    with pytest.raises(Unreadable) as raised:
        Archive(book_bytes({"a": ROWS}))
    assert raised.value.message.code == "file-too-large"


def desert(reference: str) -> bytes:
    return altered(book_bytes({"a": ROWS}), in_sheet(rb'r="B2"', f'r="{reference}"'.encode()))


@pytest.mark.parametrize(
    ("reference", "unit"), [("XFD2", "columns"), ("B1048577", "rows"), ("ZZ1048576", "cells"), ("ZZZZZ1", "columns")]
)
def test_a_cell_in_a_far_corner(reference: str, unit: str) -> None:
    assert refused(desert(reference)).params["unit"] == unit


def test_blank_cells_in_a_far_corner_are_passed_over() -> None:
    far = in_sheet(rb"</row></sheetData>", b'</row><row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>')
    assert len(opened(altered(book_bytes({"a": ROWS}), far)).rows) == 2


def test_a_wrong_dimension_is_not_believed() -> None:
    data = book_bytes({"a": ROWS})
    for size in (b"A1:XFD1048576", b"A1"):
        assert len(opened(altered(data, in_sheet(rb'ref="A1:B2"', b'ref="%s"' % size))).rows) == 2


def test_damage() -> None:
    data = book_bytes({"a": ROWS})
    assert refused(data[: len(data) // 2]).message.code == "file-damaged"
    assert refused(altered(data, in_sheet(rb"</row>", b""))).message.code == "file-damaged"
    assert refused(b"PK\x03\x04").message.code == "file-damaged"


def test_other_archives() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("content.xml", "<x/>")
    assert refused(stream.getvalue()).message.code == "file-kind"


def test_an_archive_with_a_password() -> None:
    data = bytearray(book_bytes({"a": ROWS}))
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    assert refused(bytes(data)).message.code == "file-encrypted"


CHANGES = (
    (rb"ROWS", rb"ROWS"),
    (rb'<row r="2"', rb'<row r="2" hidden="1"'),
    (rb'<row r="2"', rb'<row hidden="true" r="2"'),
    (rb'r="B2" t="n">', rb'r="B2" t="e">'),
    (rb'r="A2" t="n"><v>1</v>', rb'r="A2"><f>1+1</f>'),
    (rb'r="B1"', rb'r="B9"'),
    (rb'r="B1"', rb'r="ABC1"'),
    (rb'r="B1"', rb'r="ZZZZ1"'),
    (rb'r="B1"', rb'r="B1" r="C1"'),
    (rb'r="B1"', rb'x="1>" r="B1"'),
    (rb'r="B1"', rb'r="b1"'),
    (rb'r="B1"', rb"r='B1'"),
    (rb' r="B1"', rb""),
    (rb'<row r="2"', rb'<row r="1048577"'),
    (rb"</row>", rb"</row><!-- -->"),
    (rb"</row><row", rb"</row>\n<row"),
    (rb"<v>1</v>", rb"<v>&a;</v>"),
    (rb"<v>1</v>", b"<v>\xff</v>"),
    (rb"<v>1</v>", b"<v>1\x01</v>"),
    (rb"<v>1</v>", rb"<v>1</v></c></row>"),
    (rb"</sheetData>", rb'</sheetData><mergeCells><mergeCell ref="A1:B1"/></mergeCells>'),
    (rb"<sheetData>", rb"<!DOCTYPE x><sheetData>"),
    (rb"</row>", rb'</row><row r="3"><c r="XFD3" s="1"/></row>'),
)


@pytest.mark.parametrize(("pattern", "replacement"), CHANGES)
def test_rows_in_their_ordinary_form_tell_what_any_would(
    pattern: bytes, replacement: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = altered(book_bytes({"a": [[1, "x"], [1, 2], *ROWS]}), in_sheet(pattern, replacement))
    swift = _marks(data)
    monkeypatch.setattr(archive, "_ROWS", re.compile(b"(?!)"))
    assert swift == _marks(data)


def _marks(data: bytes) -> object:
    try:
        return Archive(data).marks("a")
    except Unreadable as error:
        return error.message.code, error.params
    except (expat.ExpatError, UnicodeDecodeError):
        return "damaged"
