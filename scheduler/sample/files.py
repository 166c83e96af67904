"""Tables to files, the same bytes every time: workbooks with a title above the header, and text files."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import xlsxwriter

Cell = str | int | date | None

_DATED = datetime(2026, 1, 5)  # else the workbook would hold the hour at which it was written


@dataclass(frozen=True)
class Sheet:
    """A table as an office keeps it: title rows, then one row of headers, then the rows."""

    titles: tuple[str, ...]
    headers: tuple[str, ...]
    rows: Iterable[Sequence[Cell]]


def write_xlsx(path: Path, sheet: Sheet) -> Path:
    """Write ``sheet`` as a workbook to ``path``, which is returned. Dates are cells of the date type."""
    book = xlsxwriter.Workbook(path, {"in_memory": True, "strings_to_numbers": False})
    book.set_properties({"created": _DATED, "title": sheet.titles[0] if sheet.titles else ""})
    page = book.add_worksheet("Sheet1")
    bold = book.add_format({"bold": True, "font_size": 14})
    head = book.add_format({"bold": True, "bg_color": "#DDEBF7", "border": 1})
    dated = book.add_format({"num_format": "yyyy-mm-dd"})
    for k, title in enumerate(sheet.titles):
        page.write_string(k, 0, title, bold if k == 0 else None)
    top = len(sheet.titles)
    page.write_row(top, 0, sheet.headers, head)
    for number, cells in enumerate(sheet.rows, top + 1):
        for column, cell in enumerate(cells):
            _write(page, number, column, cell, dated)
    page.freeze_panes(top + 1, 0)
    page.set_column(0, len(sheet.headers) - 1, 18)
    book.close()
    return path


def _write(page: xlsxwriter.worksheet.Worksheet, row: int, column: int, cell: Cell, dated: object) -> None:
    if isinstance(cell, date):
        page.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), dated)
    elif isinstance(cell, int):
        page.write_number(row, column, cell)
    elif cell:
        page.write_string(row, column, cell)


def write_csv(path: Path, sheet: Sheet, encoding: str = "utf-8-sig") -> Path:
    """Write ``sheet`` as comma-separated text to ``path``, which is returned. Dates are written 2026/1/5."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows([title] for title in sheet.titles)
    writer.writerow(sheet.headers)
    writer.writerows([_text(cell) for cell in cells] for cells in sheet.rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def _text(cell: Cell) -> str:
    if isinstance(cell, date):
        return f"{cell.year}/{cell.month}/{cell.day}"
    return "" if cell is None else str(cell)
