"""Rows of a file as values by field: binding, synonyms, masking and parsing applied to every cell.

The way in for any room that declares columns of its own (``rows``).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from inventories.binding import Binder, Binding, Cell
from inventories.columns import Column, fold, known, listed
from inventories.interpreting import Interpreter, Values
from inventories.mapping import EMPTY, Mapping
from inventories.problems import Problem
from inventories.table import Table, Wanted, read


@dataclass(frozen=True)
class TableInfo:
    """How a file was read. ``bound``: the header each field was read from; ``ignored_headers``: those read by none.

    ``unread``: the rows that have an error in a cell, each with its identifier where that could be read.
    """

    file: str
    digest: str
    encoding: str
    delimiter: str
    sheet: str
    header_row: int
    headers: tuple[str, ...]
    ignored_headers: tuple[str, ...]
    bound: dict[str, str]
    rows: int
    unread: dict[int, str]


class Rows(NamedTuple):
    """Values by field under their row number, without the rows that have an error; all problems; how it was read."""

    rows: list[tuple[int, Values]]
    problems: tuple[Problem, ...]
    table: TableInfo


def rows(
    path: Path,
    columns: Sequence[Column],
    mapping: Mapping = EMPTY,
    sheet: str | None = None,
    id_from: Sequence[str] = (),
    attributes: bool = False,
) -> Rows:
    """The rows of the file at ``path`` read by ``columns``; never raises for content.

    With ``id_from`` the field ``id`` is made from these columns. With ``attributes`` the mapping may name further
    columns, which come as the field ``attributes``: pairs of name and text, sorted.
    """
    table = read(path, _wanted(columns, mapping, id_from), sheet)
    if not table.headers:
        return Rows([], table.problems, _info(table, Binding(())))
    binder = Binder(table.file, table.header_row, table.headers, columns, mapping)
    binding = binder.bind(id_from, attributes)
    reader = Interpreter(table, binding, binder.columns, mapping, attributes)
    if any(not p.warning for p in binder.problems) and not binding.cells():
        return Rows([], (*table.problems, *binder.problems), _info(table, binding))
    found = list(reader.rows())
    problems = (*table.problems, *binder.problems, *reader.merged(), *reader.problems, *reader.catch_alls())
    info = _info(table, binding, reader.unread)
    return Rows(found, tuple(sorted(problems, key=lambda p: p.place.row or 0)), info)


def _wanted(columns: Sequence[Column], mapping: Mapping, id_from: Sequence[str]) -> Wanted:
    named = {fold(header) for header in (*mapping.headers(), *id_from)}
    shown = listed(column.headers[0] for column in columns)
    return Wanted(known(columns) | named, min(2, max(1, len(columns))), shown)


def _info(table: Table, binding: Binding, unread: dict[int, str] | None = None) -> TableInfo:
    made = {"id": " + ".join(cell.header for cell in binding.id_from)} if binding.id_from else {}
    bound = made | {
        f: s.header for v in reversed(binding.variants) for f, s in v.sources.items() if isinstance(s, Cell)
    }
    used = binding.cells()
    ignored = tuple(header for i, header in enumerate(table.headers) if header and i not in used)
    raw = table.raw
    return TableInfo(
        table.file, table.digest, raw.encoding, raw.delimiter, raw.sheet, table.header_row, table.headers, ignored, bound,
        len(table.rows), unread or {},
    )  # fmt: skip
