"""A workbook to be filled in and imported: headers, words to choose from, notes, and an example row."""

from collections.abc import Sequence
from gettext import gettext as _
from io import BytesIO
from typing import Any

import xlsxwriter

from inventories.columns import Column
from scheduler.publish.tables_out import CREATED, MOST_ROWS

LIST_LIMIT = 255
"""So many characters may a list of choices have in a workbook."""


def workbook(title: str, columns: Sequence[Column], chinese: bool) -> bytes:
    """The template as XLSX; the same bytes every time. ``title`` names its one sheet."""
    data = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(data, options) as book:
        book.set_properties({"created": CREATED})
        page = book.add_worksheet(title)
        text = book.add_format({"num_format": "@"})
        example = book.add_format({"num_format": "@", "italic": True, "font_color": "#7F7F7F"})
        head = {
            needed: book.add_format({"num_format": "@", "bold": True, "bottom": 1, "bg_color": colour})
            for needed, colour in ((True, "#DDEBF7"), (False, "#F2F2F2"))
        }
        page.freeze_panes(1, 0)
        page.ignore_errors({"number_stored_as_text": f"A1:XFD{MOST_ROWS}"})
        for at, column in enumerate(columns):
            header = column.names[0] if chinese and column.names else column.header
            page.set_column(at, at, 12 + len(header) * (2 if chinese else 1), text)
            page.write_string(0, at, header, head[column.required])
            page.write_comment(0, at, note(column, chinese), {"author": "double-random", "x_scale": 2, "y_scale": 1.5})
            if content := column.explanation.examples[0 if chinese else 1]:
                page.write_string(1, at, content, example)
            if words := offered(column, chinese):
                _choices(page, at, words)
    return data.getvalue()


def offered(column: Column, chinese: bool) -> list[str]:
    """One word in the language asked for by each meaning of a column of fixed words; none for any other column."""
    return [next((w for w in words if w.isascii() != chinese), words[0]) for words in column.choices.values()]


def note(column: Column, chinese: bool) -> str:
    """What a column is for, whether it must be filled in, its words, and an example."""
    lines = [_(column.explanation.about), _("Required.") if column.required else _("May stay blank.")]
    if words := offered(column, chinese):
        lines.append(_("One of: {words}").format(words=", ".join(words)))
    if content := column.explanation.examples[0 if chinese else 1]:
        lines.append(_("Example: {example}").format(example=content))
    return "\n".join(lines)


def _choices(page: Any, at: int, words: list[str]) -> None:
    assert len(",".join(words)) <= LIST_LIMIT
    rule = {
        "validate": "list",
        "source": words,
        "error_title": _("Not one of the words"),
        "error_message": _("Choose a word from the list."),
    }
    page.data_validation(1, at, MOST_ROWS - 1, at, rule)
