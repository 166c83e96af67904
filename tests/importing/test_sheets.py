"""Old and new workbooks alike; what stands in hidden rows and other sheets; the reader beside others."""

import io
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
import xlwt
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from inventories import limits, sheet_reader, workbook
from inventories.heading import Wanted, find
from inventories.pages import Paged, from_document
from inventories.raw import Lines, Raw, Unreadable

from .conftest import book_bytes

ROWS: list[list[Any]] = [["编号", "名称", "日期"], ["1", "县医院", date(2026, 11, 22)]]
OTHER = [["说明"], ["本表由各县填报"]]


def recognised(rows: Lines) -> bool:
    return find(rows, Wanted(frozenset({"编号", "名称"}))) is not None


def read(data: bytes, sheet: str | None = None) -> Raw:
    return workbook.read(data, "a", recognised, sheet)


def old(sheets: dict[str, list[list[Any]]], mac: bool = False, hidden: str = "", hidden_row: int = 0) -> bytes:
    book = xlwt.Workbook()
    book.dates_1904 = mac
    for title, rows in sheets.items():
        sheet = book.add_sheet(title)
        sheet.visibility = int(title == hidden)
        for i, row in enumerate(rows):
            for j, value in enumerate(row):
                style = xlwt.easyxf(num_format_str="yyyy/m/d") if isinstance(value, date) else xlwt.easyxf()
                sheet.write(i, j, value, style)
        if hidden_row:
            sheet.row(hidden_row - 1).hidden = True
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def new(rows: list[list[Any]], mac: bool = False, hidden_row: int = 0, number_format: str = "yyyy/m/d") -> bytes:
    book = openpyxl.Workbook()
    if mac:
        book.epoch = CALENDAR_MAC_1904
    sheet = book.active
    for row in rows:
        sheet.append(row)
        for cell in sheet[sheet.max_row]:
            cell.number_format = number_format
    if hidden_row:
        sheet.row_dimensions[hidden_row].hidden = True
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("mac", [False, True])
def test_dates_in_both_epochs(mac: bool) -> None:
    for data in (old({"a": ROWS}, mac), new(ROWS, mac)):
        assert read(data).rows[1] == (2, ("1", "县医院", "2026-11-22"))


def test_the_first_weeks_of_1900() -> None:
    """Day 60 was never; before it spreadsheets count one day less than after it."""
    for data in (old({"a": [["x", date(1900, 1, 1), date(1900, 2, 28), date(1900, 3, 1)]]}), new([["x", 1, 59, 61]])):
        assert read(data).rows[0][1][1:] == ("1900-01-01", "1900-02-28", "1900-03-01")


def test_times_are_kept() -> None:
    moment = datetime(2026, 11, 22, 8, 30)
    assert read(old({"a": [[moment]]})).rows[0][1] == read(new([[moment]])).rows[0][1] == ("2026-11-22 08:30:00",)


def test_an_old_workbook_tells_of_failed_formulas_and_long_numbers() -> None:
    raw = read(old({"a": [["x", 91330100123456789, 0.05, True]]}))
    assert raw.rows == [(1, ("x", "91330100123456784", "0.05", "TRUE"))]
    assert raw.long_numbers == {(1, 1)}


def test_an_old_workbook_does_not_tell_of_formulas_without_a_result() -> None:
    raw = read(old({"a": [["x", xlwt.Formula("1+1")]]}))
    assert (raw.rows, raw.uncalculated) == ([(1, ("x",))], frozenset())


def test_failed_formulas_are_no_blanks() -> None:
    book = openpyxl.Workbook()
    book.active.append(["a", "#N/A", "b", "#REF!"])
    stream = io.BytesIO()
    book.save(stream)
    assert read(stream.getvalue()).rows == [(1, ("a", "#N/A", "b", "#REF!"))]


@pytest.mark.parametrize("make", [old, lambda sheets, **o: new(next(iter(sheets.values())), **o)])
def test_hidden_rows_are_read_and_told(make: Any) -> None:
    raw = read(make({"a": ROWS}, hidden_row=2))
    assert len(raw.rows) == 2
    assert [(p.message.code, p.place.row, p.params, p.warning) for p in raw.problems] == [
        ("rows-hidden", 2, {"rows": 1}, True)
    ]


def test_the_only_sheet_with_a_header() -> None:
    for data in (book_bytes({"说明": OTHER, "名录": ROWS}), old({"说明": OTHER, "名录": ROWS})):
        raw = read(data)
        assert raw.sheet == "名录"
        assert raw.problems == ()
        assert read(data, "说明").rows[0] == (1, ("说明",))
        assert read(data, "说明").problems == ()


def test_several_sheets_with_a_header() -> None:
    with pytest.raises(Unreadable) as raised:
        read(book_bytes({"说明": OTHER, "2025": ROWS, "2026": ROWS}))
    assert (raised.value.message.code, raised.value.params) == ("sheet-choice", {"sheets": "“2025”, “2026”"})


def test_hidden_sheets_are_told() -> None:
    for data in (
        book_bytes({"名录": ROWS, "字典": ROWS}, hidden="字典"),
        old({"名录": ROWS, "字典": ROWS}, hidden="字典"),
    ):
        raw = read(data)
        assert [(p.message.code, p.params["sheets"]) for p in raw.problems] == [("sheets-hidden", "“字典”")]
        assert read(data, "字典").sheet == "字典"


def test_reading_takes_no_longer_than_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SECONDS", 0.001)
    with pytest.raises(Unreadable) as raised:
        read(book_bytes({"a": ROWS}))
    assert raised.value.message.code == "reader-slow"


def test_a_reader_that_dies_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/bin/true")
    with pytest.raises(Unreadable) as raised:
        read(book_bytes({"a": ROWS}))
    assert raised.value.message.code == "reader-stopped"


def test_the_folder_of_the_office_holds_no_programs(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file there with the name of a module is not run."""
    for name in ("json.py", "inventories.py"):
        (tmp_path / name).write_text("raise SystemExit")
    monkeypatch.chdir(tmp_path)
    assert len(read(book_bytes({"a": ROWS})).rows) == 2


def test_the_text_of_a_sheet_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "TEXT", 10)
    (_, said) = sheet_reader.answer(book_bytes({"a": [["县医院"] * 4]}), "a", iter("a")), None
    assert said is None
    (error,) = sheet_reader.answer(book_bytes({"a": [["县医院"] * 4]}), "a", iter("a"))
    assert (error["error"], error["params"]["unit"], error["words"]) == ("FILE_TOO_LARGE", "characters", ["unit"])


CELLS = (
    st.none()
    | st.booleans()
    | st.text("县医院Aa1 .&<>\"'_x000D", max_size=6)
    | st.integers(-(10**14), 10**14)
    | st.dates(date(1900, 3, 1), date(2199, 12, 31))
)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=4))
def test_rows_as_openpyxl_reads_them(rows: list[list[Any]]) -> None:
    stream = io.BytesIO()
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append([None if isinstance(v, str) and v.startswith("=") else v for v in row])
    book.save(stream)
    expected = []
    for number, row in enumerate(openpyxl.load_workbook(io.BytesIO(stream.getvalue())).active.values, 1):
        cells = ["" if v is None else workbook_text(v).strip() for v in row]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            expected.append([number, cells])
    said = [*sheet_reader.answer(stream.getvalue(), None, iter(["Sheet"]))]
    pages = [from_document(document) for document in said if isinstance(document, list)]
    found = [[n, [c.strip() for c in cells]] for n, cells in Paged(pages)]
    assert found == expected


def workbook_text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    return value.date().isoformat() if isinstance(value, datetime) else str(value)
