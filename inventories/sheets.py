"""Workbooks as rows of text: XLSX by python-calamine behind ``inventories.archive``, XLS by xlrd.

Runs in a process of its own (``inventories.sheet_reader``), since what reads a foreign format may run out of memory.
"""

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import islice, zip_longest
from struct import unpack_from
from typing import Any, Protocol

from inventories import limits, messages
from inventories.archive import Archive
from inventories.pages import CELLS, Few, Many, Page, Strip, page
from inventories.problems import N_, Words
from inventories.raw import Unreadable

_LONG = 10**15  # spreadsheets keep 15 digits of a number
_XLS: dict[str, Any] = {"formatting_info": True, "on_demand": True, "ragged_rows": True}
_BOF, _EOF = 0x809, 0x0A
_SEVERAL = {0xBE: 2, 0xBD: 6}
"""Records of several cells (MULBLANK, MULRK), and the bytes that each cell takes there."""
_XLS_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}


@dataclass
class Sheet:
    """A sheet's rows under their numbers, from 1, without blank ones, the first few as a page of their own; and by row
    number and column from 0: numbers of 16 or more digits, formulas without a result. ``merged``: first and last column
    (from 0), first and last row (from 1)."""

    pages: Iterable[Page]
    long: list[tuple[int, int]] = field(default_factory=list)
    uncalculated: list[tuple[int, int]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)


class Book(Protocol):
    """A workbook: the names of its worksheets and whether each is hidden, and any of them."""

    titles: dict[str, bool]

    def sheet(self, title: str) -> Sheet:
        """The sheet of that name; its rows are read as they are taken."""


def opened(data: bytes) -> Book:
    """The workbook in ``data``. Errors: Unreadable, and whatever the libraries raise on damage."""
    return Xlsx(data) if data.startswith(b"PK") else Xls(data)


class Xlsx:
    """A workbook of Excel 2007 and later."""

    def __init__(self, data: bytes) -> None:
        from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

        self._archive = Archive(data)
        self._book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        shown = SheetVisibleEnum.Visible
        sheets = (each for each in self._book.sheets_metadata if each.typ == SheetTypeEnum.WorkSheet)
        self.titles = {each.name: each.visible != shown for each in sheets}

    def sheet(self, title: str) -> Sheet:
        """As in ``Book``."""
        marks = self._archive.marks(title)
        values = self._book.get_sheet_by_name(title)
        areas = [(left, right, top + 1, bottom + 1) for (top, left), (bottom, right) in values.merged_cell_ranges or ()]
        sheet = Sheet((), [], marks.uncalculated, areas, marks.hidden)
        if values.start:
            margin = [""] * values.start[1]
            rows = (margin + row for row in values.iter_rows()) if margin else values.iter_rows()
            sheet.pages = _pages(rows, sheet.long, marks.errors)
        return sheet


class Xls:
    """A workbook of Excel 97 to 2003."""

    def __init__(self, data: bytes) -> None:
        import xlrd

        try:
            self._book = xlrd.open_workbook(file_contents=data, logfile=io.StringIO(), **_XLS)
        except xlrd.XLRDError as error:
            if "encrypted" in str(error):
                raise Unreadable(messages.FILE_ENCRYPTED) from None
            raise
        visible = {name: self._book._sheet_visibility[i] for i, name in enumerate(self._book.sheet_names())}
        self.titles = {name: state != 0 for name, state in visible.items()}

    def sheet(self, title: str) -> Sheet:
        """As in ``Book``."""
        if self._cells(self._book.sheet_names().index(title)) > limits.CELLS:
            raise Unreadable(messages.FILE_TOO_LARGE, limit=limits.CELLS, unit=Words(N_("cells")))
        values = self._book.sheet_by_name(title)
        areas = [(left, right - 1, top + 1, bottom) for top, bottom, left, right in values.merged_cells]
        hidden = [number + 1 for number, info in values.rowinfo_map.items() if info.hidden]
        sheet = Sheet((), [], [], areas, sorted(hidden))
        sheet.pages = _pages(([self._value(cell) for cell in row] for row in values.get_rows()), sheet.long, {})
        return sheet

    def _cells(self, number: int) -> int:
        """The cells of a sheet, formatted blank ones included; the records of several cells hold up to a row of them."""
        content, at, cells = self._book.mem, self._book._sh_abs_posn[number], 0
        depth = 1
        at += 4 + int.from_bytes(content[at + 2 : at + 4], "little")
        while depth and at + 4 <= len(content):
            kind, size = unpack_from("<HH", content, at)
            depth += (kind == _BOF) - (kind == _EOF)
            cells += max(1, (size - 6) // _SEVERAL[kind]) if kind in _SEVERAL else 1
            at += 4 + size
        return cells

    def _value(self, cell: Any) -> Any:
        import xlrd

        if cell.ctype == xlrd.XL_CELL_DATE:
            try:
                return xlrd.xldate_as_datetime(cell.value, self._book.datemode)
            except (ValueError, OverflowError):
                return cell.value
        if cell.ctype == xlrd.XL_CELL_BOOLEAN:
            return bool(cell.value)
        return _XLS_ERRORS.get(cell.value, "#N/A") if cell.ctype == xlrd.XL_CELL_ERROR else cell.value


def _pages(
    rows: Iterable[list[Any]], long: list[tuple[int, int]], errors: dict[tuple[int, int], str]
) -> Iterator[Page]:
    """Rows that hold something, as text. Errors: Unreadable for longer or more text than is read."""
    rows, begin, text = iter(rows), 1, 0
    size = limits.HEADER_ROWS + 1
    while batch := [*islice(rows, size)]:
        numbers = range(begin, begin + len(batch))
        columns = [_texts(numbers, at, [*cells], long) for at, cells in enumerate(zip_longest(*batch, fillvalue=""))]
        for (number, at), word in errors.items():
            if number in numbers and at < len(columns):
                columns[at][number - begin] = word
        found = page(numbers, columns)
        text += _length(found)
        if text > limits.TEXT:
            last = found.numbers[-1]
            raise Unreadable(messages.FILE_TOO_LARGE, last, limit=limits.TEXT, unit=Words(N_("characters")))
        yield found
        begin += len(batch)
        size = max(1, CELLS // max(1, len(columns)))


def _texts(numbers: Sequence[int], at: int, cells: list[Any], long: list[tuple[int, int]]) -> list[str]:
    """A column as text; numbers that are too long are told."""
    try:
        "".join(cells)  # tells sooner than their types that all are text
    except TypeError:
        long += ((number, at) for number, value in zip(numbers, cells, strict=True) if _is_long(value))
        cells = [value if type(value) is str else cell_text(value) for value in cells]
    return cells


def _length(found: Page) -> int:
    """The characters of a page. Errors: Unreadable for a cell or a row that is too long."""
    size = 0
    for column in found.columns:
        size += _characters(column)
        if _too_long(column):
            cells = zip(found.numbers, column.all(), strict=True)
            number = next(n for n, cell in cells if len(cell) > limits.VALUE)
            raise Unreadable(messages.VALUE_LONG, number, limit=limits.VALUE)
    if len(found.columns) > limits.COLUMNS:
        number = next(n for n, row in zip(found.numbers, found.rows(), strict=True) if any(row[limits.COLUMNS :]))
        raise Unreadable(messages.FILE_TOO_LARGE, number, limit=limits.COLUMNS, unit=Words(N_("columns")))
    return size


def _characters(column: Strip) -> int:
    match column:
        case Many(text):
            return len(text) - text.count("\n")
        case Few(values, bytes(places)):
            return sum(places.count(k) * len(value) for k, value in enumerate(values))
    return sum(map(len, column.all()))


def _too_long(column: Strip) -> bool:
    """Whether any cell is too long. In a text of lines, each step is as far as one cell may reach."""
    if not isinstance(column, Many):
        return any(len(value) > limits.VALUE for value in column.values)
    text, at = column.text, 0
    while len(text) - at > limits.VALUE:
        at = text.rfind("\n", at, at + limits.VALUE + 1) + 1
        if not at:
            return True
    return False


def cell_text(value: Any) -> str:
    """A cell's value as the text a clerk would see: ISO dates, 15 digits of a number, no ``.0``."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else format(value, ".15g")
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _is_long(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) >= _LONG
