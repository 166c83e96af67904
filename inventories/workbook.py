"""XLSX: bytes to rows of text, behind guards against archives that are bombs and sheets that are deserts."""

import io
import re
import warnings
import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string

from inventories import messages
from inventories.columns import fold, listed
from inventories.problems import N_, Words
from inventories.raw import HEADER_ROWS, Area, Cells, Raw, Unreadable

IsHeader = Callable[[Sequence[str]], bool]

UNPACKED_LIMIT = 500_000_000
ROW_LIMIT = 1_048_576
COLUMN_LIMIT = 1_000
CELL_LIMIT = 20_000_000

_LONG = 10**15  # spreadsheets keep 15 digits of a number
_UNCALCULATED = re.compile(
    rb"<(?:\w+:)?c\b([^>]*)>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)"
    rb"\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+)([0-9]+):([A-Z]+)([0-9]+)"')
_REFERENCE = re.compile(rb'\br="([A-Z]+)([0-9]+)"')


def read(data: bytes, sheet: str | None = None, is_header: IsHeader = lambda cells: False) -> Raw:
    """The rows of one sheet: the one named, the only visible one that holds something, or the only such one that has a
    header among its first rows. Errors: Unreadable."""
    _guard(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells of styles and extensions it leaves out
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            try:
                return _sheet(book, _chosen(book, sheet, is_header))
            finally:
                book.close()
    except Unreadable:
        raise
    except Exception as error:  # a damaged archive fails in many ways within zipfile, the XML parser and openpyxl
        raise Unreadable(messages.FILE_DAMAGED, reason=type(error).__name__) from error


def _guard(data: bytes) -> None:
    try:
        members = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise Unreadable(messages.FILE_DAMAGED, reason=type(error).__name__) from error
    if any(member.flag_bits & 1 for member in members):
        raise Unreadable(messages.FILE_ENCRYPTED)
    if sum(member.file_size for member in members) > UNPACKED_LIMIT:
        raise Unreadable(messages.FILE_TOO_LARGE, limit=UNPACKED_LIMIT, unit=Words(N_("bytes")))
    if "xl/workbook.xml" not in {member.filename for member in members}:
        raise Unreadable(messages.FILE_KIND, found=Words(N_("an archive of another kind")))


def _chosen(book: Any, name: str | None, is_header: IsHeader) -> Any:
    sheets = book.worksheets
    for each in sheets:
        each.reset_dimensions()  # the declared size may be wrong, or a million rows of nothing
    if name is not None:
        found = [s for s in sheets if s.title == name] or [s for s in sheets if fold(s.title) == fold(name)]
        if not found:
            raise Unreadable(messages.SHEET_UNKNOWN, sheet=name, sheets=listed(s.title for s in sheets))
        return found[0]
    filled = [s for s in sheets if s.sheet_state == "visible" and next(_rows(s), None)]
    if not filled:
        raise Unreadable(messages.FILE_EMPTY)
    headed = [s for s in filled if any(is_header(cells) for cells in _first(s))] if len(filled) > 1 else []
    if len(headed) == 1:
        return headed[0]
    if len(filled) > 1:
        raise Unreadable(messages.SHEET_CHOICE, sheets=listed(s.title for s in filled))
    return filled[0]


def _first(sheet: Any) -> Iterator[list[str]]:
    for number, values in _rows(sheet):
        if number > HEADER_ROWS:
            return
        yield [cell_text(value) for value in values]


def _sheet(book: Any, sheet: Any) -> Raw:
    rows: list[tuple[int, Cells]] = []
    long: set[tuple[int, int]] = set()
    for number, values in _rows(sheet):
        rows.append((number, tuple(cell_text(value) for value in values)))
        long.update((number, i) for i, value in enumerate(values) if _is_long(value))
    with book._archive.open(sheet._worksheet_path) as source:
        xml = source.read()
    return Raw(
        tuple(rows),
        sheet=sheet.title,
        long_numbers=frozenset(long),
        uncalculated=frozenset(_uncalculated(xml)),
        merged=tuple(_areas(xml)),
    )


def _rows(sheet: Any) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """Rows that hold something, under their true numbers, without blank cells at the end."""
    cells = 0
    for number, values in enumerate(sheet.iter_rows(values_only=True), 1):
        if number > ROW_LIMIT:
            raise Unreadable(messages.FILE_TOO_LARGE, limit=ROW_LIMIT, unit=Words(N_("rows")))
        width = max((i for i, v in enumerate(values, 1) if v is not None and str(v).strip()), default=0)
        if width > COLUMN_LIMIT:
            raise Unreadable(messages.FILE_TOO_LARGE, number, limit=COLUMN_LIMIT, unit=Words(N_("columns")))
        cells += width
        if cells > CELL_LIMIT:
            raise Unreadable(messages.FILE_TOO_LARGE, limit=CELL_LIMIT, unit=Words(N_("cells")))
        if width:
            yield number, values[:width]


def cell_text(value: Any) -> str:
    """A cell's value as the text a clerk would see: ISO dates, 15 digits of a number, no ``.0``."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else format(value, ".15g")
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time().isoformat() == "00:00:00" else value.isoformat(" ", "seconds")
    return value.isoformat() if isinstance(value, date) else str(value)


def _is_long(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) >= _LONG


def _uncalculated(xml: bytes) -> Iterator[tuple[int, int]]:
    for cell in _UNCALCULATED.finditer(xml):
        if b't="str"' not in cell[1] and (at := _REFERENCE.search(cell[1])):
            yield int(at[2]), column_index_from_string(at[1].decode()) - 1


def _areas(xml: bytes) -> Iterator[Area]:
    for left, top, right, bottom in (match.groups() for match in _MERGED.finditer(xml)):
        columns = column_index_from_string(left.decode()) - 1, column_index_from_string(right.decode()) - 1
        cells = b"%s%s:%s%s" % (left, top, right, bottom)
        yield Area(cells.decode(), columns, (int(top), int(bottom)))
