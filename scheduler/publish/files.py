"""The downloads of the site: each subject as CSV and XLSX for people and JSON for programs, described and digested."""

from collections.abc import Iterable
from typing import Any

from inventories.records import canonical, plain
from scheduler.publish import package, schema
from scheduler.publish.tables import commitment, corrections, draws, plan, progress, publicity, results
from scheduler.publish.tables.table import Book, Table, drawn_numbers, task_names
from scheduler.publish.tables_out import csv_bytes, xlsx_bytes
from scheduler.publish.view import SiteView
from scheduler.publish.words import Words

__all__ = [
    "BOOKS",
    "RECORD",
    "TABLES",
    "book_files",
    "document",
    "downloads",
    "drawn_numbers",
    "for_programs",
    "task_names",
]

BOOKS: tuple[Book, ...] = (
    results.BOOK,
    corrections.BOOK,
    plan.BOOK,
    draws.BOOK,
    commitment.BOOK,
    progress.BOOK,
    progress.OVERDUE_BOOK,
    publicity.BOOK,
)
DESCRIBING = ("files/LICENCE.txt", "files/SHA256SUMS", "files/datapackage.json")
TABLES: tuple[Table, ...] = tuple(table for book in BOOKS for table in book.tables)
RECORD = "files/commitment-record.json"
"""The file whose SHA-256 is the commitment's hash."""


def downloads(view: SiteView, words: Words) -> dict[str, bytes]:
    """Every file of the ``files`` folder by its path in the site; the same view gives the same bytes."""
    files: dict[str, bytes] = {}
    for book in BOOKS:
        sheets = [table.sheet(view, words) for table in book.tables]
        for table, sheet in zip(book.tables, sheets, strict=True):
            files[f"{table.name}.csv"] = csv_bytes(sheet.headers, sheet.rows)
        files[f"{book.name}.xlsx"] = xlsx_bytes(sheets)
        files[f"{book.name}.json"] = canonical(document(view, book))
        files[f"schema/{book.name}.json"] = schema.of_book(book)
    if view.commitment:
        files["commitment-record.json"] = canonical(view.commitment.record)
        files["schema/commitment-record.json"] = schema.of_record()
    if view.check.checkpoint:
        files["checkpoint.txt"] = view.check.checkpoint.encode()
    files["LICENCE.txt"] = package.licence(view, words)
    files["datapackage.json"] = package.descriptor(view, TABLES, files, words)
    files["SHA256SUMS"] = package.sums(files)
    return {f"files/{name}": data for name, data in files.items()}


def document(view: SiteView, book: Book) -> dict[str, Any]:
    """The JSON document of a book; texts as they are recorded, never neutralised."""
    head = {
        "format": book.format,
        "office": view.office,
        "title": view.title,
        "plan_id": view.plan.id,
        "batch": view.plan.batch,
        "commitment": view.commitment.hash if view.commitment else None,
    }
    return head | {name: plain(make(view)) for name, (_, make) in book.members.items()}


def book_files(book: Book) -> list[tuple[str, str]]:
    """The files of a book by their paths in the site, each with what a link to it says."""
    tables = [
        (f"files/{table.name}.csv", "CSV" if table.name == book.name else f"{table.name}.csv") for table in book.tables
    ]
    return [(f"files/{book.name}.xlsx", "XLSX"), *tables, (f"files/{book.name}.json", "JSON")]


def for_programs(paths: Iterable[str]) -> list[str]:
    """Of all files of the site those that describe, license and digest the others."""
    return [path for path in sorted(paths) if path in DESCRIBING or path.startswith("files/schema/")]
