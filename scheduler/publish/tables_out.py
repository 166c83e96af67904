"""Tables that leave the office, as CSV or XLSX: the same rows give the same bytes, and no cell is a formula.

These are views for people. A text that a spreadsheet would read as a formula gets an apostrophe in front here, and only
here: canonical records and JSON hold it as it is.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import chain, count
from pathlib import Path

import xlsxwriter

from inventories.problems import N_, Exit, Message, refuse

Cell = str | int | date | None

FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")
CREATED = datetime(2000, 1, 1, tzinfo=UTC)
A4 = 9
LINE = 15
"""The height of a line, in points."""
MOST_ROWS, LONGEST_TEXT = 1_048_576, 32_767
NARROWEST, WIDEST, WIDEST_HEADER = 8, 60, 18

UNKNOWN_SUFFIX = Message(
    "table-suffix",
    N_("A table cannot be written to {file}: only .csv and .xlsx are known."),
    N_("Give the output file a name that ends in .csv or .xlsx."),
)
ONE_SHEET = Message(
    "table-one-sheet",
    N_("{file} can hold one table, and there would be {n}."),
    N_("Give the output file a name that ends in .xlsx, or write one file for each."),
)
TOO_LARGE = Message(
    "table-too-large",
    N_("The table is too large for XLSX: {rows} rows, longest text {longest} characters."),
    N_("Write it as .csv instead."),
)


@dataclass(frozen=True)
class Choices:
    """Words to choose from in a column of a workbook, in rows ``first`` to ``last``; all count from 0, headers apart."""

    column: int
    first: int
    last: int
    words: Sequence[str]


@dataclass(frozen=True)
class Sheet:
    """A table with its headers; ``name`` (at most 31 characters) is the sheet's in a workbook."""

    name: str
    headers: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    choices: Sequence[Choices] = ()


def write_table(path: Path, headers: Sequence[str], rows: Iterable[Sequence[Cell]], name: str = "Sheet1") -> None:
    """Write one table to ``path``, in the form that its suffix names. Errors: Refused, OSError."""
    path.write_bytes(table_bytes(headers, rows, path.suffix, name))


def write_sheets(path: Path, sheets: Sequence[Sheet]) -> None:
    """Write tables to ``path``, each a sheet of its own; CSV holds one alone. Errors: Refused, OSError."""
    if path.suffix.lower() == ".xlsx":
        path.write_bytes(xlsx_bytes(sheets))
    elif len(sheets) > 1:
        raise refuse(ONE_SHEET, Exit.USAGE, file=path.name, n=len(sheets))
    else:
        write_table(path, sheets[0].headers, sheets[0].rows)


def sheet_name(text: str) -> str:
    """``text`` as the name of a sheet: at most 31 characters, without those that no name may have."""
    return re.sub(r"[\[\]:*?/\\']", " ", text)[:31].strip() or "Sheet1"


def sheet_names(texts: Iterable[str]) -> list[str]:
    """The texts as names of the sheets of one workbook, which differ in more than upper and lower case: the second that
    would be called alike ends in `` 2``, the third in `` 3``."""
    names: list[str] = []
    taken: set[str] = set()
    for text in map(sheet_name, texts):
        numbered = (f"{text[: 31 - len(end)]}{end}" for end in (f" {n}" for n in count(2)))
        names.append(next(name for name in chain([text], numbered) if name.casefold() not in taken))
        taken.add(names[-1].casefold())
    return names


def table_bytes(headers: Sequence[str], rows: Iterable[Sequence[Cell]], suffix: str, name: str = "Sheet1") -> bytes:
    """One table as ``.csv`` or ``.xlsx`` bytes. Errors: Refused for another suffix or a table XLSX cannot hold."""
    match suffix.lower():
        case ".csv":
            return csv_bytes(headers, rows)
        case ".xlsx":
            return xlsx_bytes([Sheet(name, headers, list(rows))])
    raise refuse(UNKNOWN_SUFFIX, Exit.USAGE, file=suffix)


def csv_bytes(headers: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """CSV in UTF-8 with byte order mark and CRLF line ends, neutralised."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([_shown(cell) for cell in headers])
    writer.writerows([_shown(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def xlsx_bytes(sheets: Sequence[Sheet]) -> bytes:
    """A workbook of text and whole numbers alone, neutralised, its sheets named as far as XLSX allows. Errors: Refused where
    XLSX cannot hold it."""
    data = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(data, options) as book:
        book.set_properties({"created": CREATED})
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        plain = book.add_format({"text_wrap": True, "valign": "top"})
        for name, sheet in zip(sheet_names(sheet.name for sheet in sheets), sheets, strict=True):
            _add(book.add_worksheet(name), sheet, bold, plain)
    return data.getvalue()


def neutral(text: str) -> str:
    """``text`` with an apostrophe in front if a spreadsheet would take it for a formula."""
    return "'" + text if text.startswith(FORMULA_STARTS) else text


def _add(page: xlsxwriter.worksheet.Worksheet, sheet: Sheet, bold: object, plain: object) -> None:
    table = [[_shown(cell) for cell in row] for row in (sheet.headers, *sheet.rows)]
    _refuse_too_large(table)
    page.freeze_panes(1, 0)
    page.set_paper(A4)
    page.set_landscape()
    page.fit_to_pages(1, 0)  # as wide as a page, as long as it takes
    page.repeat_rows(0)
    page.ignore_errors({"number_stored_as_text": f"A1:XFD{MOST_ROWS}"})
    widths = _widths(table)
    for column, width in enumerate(widths):
        page.set_column(column, column, width)
    lines = [-(-_width(str(cell)) // (width - 2)) for cell, width in zip(table[0], widths, strict=False)]
    page.set_row(0, LINE * max(lines))
    for number, row in enumerate(table):
        for column, cell in enumerate(row):
            write = page.write_number if isinstance(cell, int) else page.write_string
            write(number, column, cell, plain if number else bold)
    for offered in sheet.choices:
        rule = {"validate": "list", "source": list(offered.words)}
        page.data_validation(offered.first + 1, offered.column, offered.last + 1, offered.column, rule)


def _shown(cell: Cell) -> str | int:
    match cell:
        case None:
            return ""
        case int():
            return cell
        case date():
            return cell.isoformat()
    return neutral(cell)


def _refuse_too_large(table: Sequence[Sequence[str | int]]) -> None:
    longest = max((len(cell) for row in table for cell in row if isinstance(cell, str)), default=0)
    if len(table) > MOST_ROWS or longest > LONGEST_TEXT:
        raise refuse(TOO_LARGE, Exit.INPUT, rows=len(table), longest=longest)


def _widths(table: Sequence[Sequence[str | int]]) -> list[int]:
    widths = [NARROWEST] * max(map(len, table))
    for number, row in enumerate(table):
        widest = WIDEST if number else WIDEST_HEADER
        for column, cell in enumerate(row):
            widths[column] = max(widths[column], min(widest, _width(str(cell)) + 2))
    return widths


def _width(text: str) -> int:
    if text.isascii():
        return min(len(text), WIDEST)
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text[:WIDEST])
