"""A copy of a table in which what is wrong is marked, to be repaired and imported itself.

The first sheet lists every problem; the second holds the table as it was read, under the same row numbers. It is written
as text, so that nothing becomes a formula or loses digits, except where a re-import must still find what is wrong: long
numbers stay numbers, formulas without a result stay failed, merged cells stay merged.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from gettext import gettext as _
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import OverlappingRange

from inventories.problems import Exit, Problem, refuse
from inventories.raw import Raw
from inventories.reading import TableInfo
from scheduler.publish.tables_out import CREATED, LONGEST_TEXT, MOST_ROWS, TOO_LARGE

COMMENTS = 10_000
"""So many cells get a comment; further ones are coloured alone."""
ERROR, WARNING = "#FFC7CE", "#FFEB9C"


@dataclass(frozen=True)
class Said:
    """A problem in the clerk's words."""

    problem: Problem
    text: str
    advice: str


def workbook(raw: Raw, info: TableInfo, said: Sequence[Said]) -> bytes:
    """The marked copy as XLSX; the same input gives the same bytes. Errors: Refused where XLSX cannot hold it."""
    longest = max((len(cell) for _, cells in raw.rows for cell in cells), default=0)
    last = max((number for number, _ in raw.rows), default=0)
    if last > MOST_ROWS or longest > LONGEST_TEXT:
        raise refuse(TOO_LARGE, Exit.INPUT, rows=last, longest=longest)
    data = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(data, options) as book:
        book.set_properties({"created": CREATED})
        own = raw.sheet or _("Table")
        title = _("Problems")
        _list(book, book.add_worksheet(title if title.casefold() != own.casefold() else title + " 2"), info, said, own)
        page = book.add_worksheet(own)
        _copy(book, page, raw, info, _by_row(info, said))
        page.activate()
    return data.getvalue()


def _list(book: Any, page: Any, info: TableInfo, said: Sequence[Said], own: str) -> None:
    bold = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
    kinds = {
        warning: book.add_format({"bg_color": WARNING if warning else ERROR, "valign": "top"}) for warning in (0, 1)
    }
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    errors = sum(not each.problem.warning for each in said)
    counted = _("{file}: {errors} errors, {warnings} warnings.")
    page.write_string(0, 0, counted.format(file=info.file, errors=errors, warnings=len(said) - errors))
    how = _("Repair the marked cells on the sheet “{sheet}”, save, and import this file. This list is not read.")
    page.write_string(1, 0, how.format(sheet=own))
    headers = (_("gravity"), _("row"), _("column"), _("value"), _("what is wrong"), _("what to do"))
    for column, (header, width) in enumerate(zip(headers, (10, 8, 24, 30, 60, 60), strict=True)):
        page.set_column(column, column, width)
        page.write_string(3, column, header, bold)
    for number, each in enumerate(said, 4):
        at, warning = each.problem.place, each.problem.warning
        page.write_string(number, 0, _("warning") if warning else _("error"), kinds[warning])
        for column, text in enumerate((str(at.row or ""), at.column, at.value, each.text, each.advice), 1):
            page.write_string(number, column, text[:LONGEST_TEXT], plain)
    page.freeze_panes(4, 0)


def _by_row(info: TableInfo, said: Iterable[Said]) -> dict[int, dict[int, list[Said]]]:
    """What is said of each cell by row and column; what is said of a whole row stands at its first cell."""
    columns = {header: i for i, header in reversed(list(enumerate(info.headers))) if header}
    found: defaultdict[int, defaultdict[int, list[Said]]] = defaultdict(lambda: defaultdict(list))
    for each in said:
        at = each.problem.place
        if at.file == info.file and at.row is not None:
            found[at.row][columns.get(at.column, columns.get(at.column.split(" + ")[0], 0))].append(each)
    return {row: dict(cells) for row, cells in found.items()}


def _copy(book: Any, page: Any, raw: Raw, info: TableInfo, by_row: dict[int, dict[int, list[Said]]]) -> None:
    shades: dict[bool | None, dict[str, str]] = {None: {}, False: {"bg_color": ERROR}, True: {"bg_color": WARNING}}
    text = {k: book.add_format({"num_format": "@", **shade}) for k, shade in shades.items()}
    number = {k: book.add_format({"num_format": "0", **shade}) for k, shade in shades.items()}
    head = {k: book.add_format({"num_format": "@", "bold": True, "bottom": 1, **shade}) for k, shade in shades.items()}
    page.ignore_errors({"number_stored_as_text": f"A1:XFD{MOST_ROWS}"})
    page.set_column(0, max((len(cells) for _, cells in raw.rows), default=1) - 1, 18, text[None])
    comments = 0
    for row, cells in raw.rows:
        told = by_row.get(row, {})
        for column in sorted({*range(len(cells)), *told}):
            said = told.get(column, [])
            shade = all(each.problem.warning for each in said) if said else None
            style = (head if row == info.header_row else text)[shade]
            if (row, column) in raw.long_numbers:
                page.write_number(row - 1, column, float(cells[column]), number[shade])
            elif (row, column) in raw.uncalculated:
                page.write_string(row - 1, column, "#N/A", style)
            elif column < len(cells) and cells[column]:
                page.write_string(row - 1, column, cells[column], style)
            elif said:
                page.write_blank(row - 1, column, None, style)
            if said and comments < COMMENTS:
                comments += 1
                page.write_comment(
                    row - 1, column, _comment(said), {"author": "double-random", "x_scale": 2, "y_scale": 2}
                )
    _merge(page, raw, info, text)


def _comment(said: Sequence[Said]) -> str:
    return "\n".join(
        f"{_('warning') if each.problem.warning else _('error')}: {each.text}\n→ {each.advice}" for each in said
    )


def _merge(page: Any, raw: Raw, info: TableInfo, style: dict[bool | None, Any]) -> None:
    """Cells that are merged below the header stay so, as far as there are rows and columns."""
    cells_of = dict(raw.rows)
    width, last = max(map(len, cells_of.values()), default=0), max(cells_of, default=0)
    for area in raw.merged:
        (left, right), (top, bottom) = area.columns, area.rows
        right, bottom = min(right, width - 1), min(bottom, last)
        if bottom > info.header_row and (right > left or bottom > top >= 1):
            first = cells_of.get(top, ())
            with suppress(OverlappingRange):
                content = first[left] if left < len(first) else ""
                page.merge_range(top - 1, left, bottom - 1, right, content, style[False])
