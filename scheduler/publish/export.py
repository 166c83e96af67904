"""One subject of what is public as a file of its own, for the office."""

from pathlib import Path

from inventories.problems import N_, Exit, Message, refuse
from inventories.records import canonical
from scheduler.publish.files import document
from scheduler.publish.tables.table import Book
from scheduler.publish.tables_out import write_sheets
from scheduler.publish.view import SiteView
from scheduler.publish.words import words

SUFFIXES = (".csv", ".xlsx", ".json")
SUFFIX = Message(
    "publish-suffix",
    N_("This cannot be written to {file}: only .csv, .xlsx and .json are known."),
    N_("Give the output file a name that ends in .csv, .xlsx or .json."),
)


def write(book: Book, view: SiteView, path: Path) -> int:
    """Write ``book`` to ``path`` in the form that its suffix names; the number of rows. Errors: Refused (exit 2), OSError."""
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise refuse(SUFFIX, Exit.USAGE, file=path.name)
    sheets = [table.sheet(view, words()) for table in book.tables]
    if suffix == ".json":
        path.write_bytes(canonical(document(view, book)))
    else:
        write_sheets(path, sheets)
    return sum(len(sheet.rows) for sheet in sheets)
