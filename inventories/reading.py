"""Rows of a file as values by field: binding, synonyms, masking and parsing applied to every cell.

The way in for any room that declares columns of its own (``rows``).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from inventories.binding import Binder, Binding, Cell
from inventories.blocks import Block, in_order
from inventories.columns import Column, fold, known, listed
from inventories.heading import Wanted
from inventories.interpreting import Interpreter, Values
from inventories.mapping import EMPTY, Mapping
from inventories.problems import Problem
from inventories.table import Table, read


@dataclass(frozen=True)
class TableInfo:
    """How a file was read. ``bound``: the header each field was read from; ``ignored_headers``: those read by none;
    ``fields``: for each header what is read from it."""

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
    fields: tuple[tuple[str, ...], ...]


class Rows(NamedTuple):
    """Values by field under their row number; all problems; how the file was read.

    ``wrong`` are the rows that have an error, with the values that could be read.
    """

    rows: list[tuple[int, Values]]
    problems: tuple[Problem, ...]
    table: TableInfo
    wrong: list[tuple[int, Values]]


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
    reader = Reader(path, columns, mapping, sheet, id_from, attributes)
    right: list[tuple[int, Values]] = []
    wrong: list[tuple[int, Values]] = []
    for number, values, whole in chain.from_iterable(map(in_order, reader.blocks())):
        (right if whole else wrong).append((number, values))
    return Rows(right, reader.problems, reader.info, wrong)


class Reader:
    """The rows of a file by columns, some thousand at a time."""

    def __init__(
        self,
        path: Path,
        columns: Sequence[Column],
        mapping: Mapping = EMPTY,
        sheet: str | None = None,
        id_from: Sequence[str] = (),
        attributes: bool = False,
    ) -> None:
        self._table = table = opened(path, columns, mapping, sheet, id_from)
        self._binder = Binder(table.file, table.header_row, table.headers, columns, mapping)
        self._binding = self._binder.bind(id_from, attributes) if table.headers else Binding(())
        hopeless = any(not p.warning for p in self._binder.problems) and not self._binding.cells()
        self._interpreter = (
            Interpreter(table, self._binding, self._binder.columns, mapping, attributes)
            if table.headers and not hopeless
            else None
        )
        self.info = _info(table, self._binding)

    def blocks(self) -> Iterator[list[Block]]:
        """What the rows come to, in their order, as ``Interpreter.blocks`` gives it."""
        return iter(()) if self._interpreter is None else self._interpreter.blocks()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems; to be asked for after the last row."""
        found = [*self._table.problems, *self._binder.problems]
        if self._interpreter is not None:
            reader = self._interpreter
            found += [*reader.merged(), *reader.problems, *reader.catch_alls()]
        return tuple(sorted(found, key=lambda p: p.place.row or 0))


def opened(
    path: Path,
    columns: Sequence[Column],
    mapping: Mapping = EMPTY,
    sheet: str | None = None,
    id_from: Sequence[str] = (),
) -> Table:
    """The file at ``path`` as it stands, personal numbers included; what is wrong with it is among its problems."""
    return read(path, _wanted(columns, mapping, id_from), sheet)


def _wanted(columns: Sequence[Column], mapping: Mapping, id_from: Sequence[str]) -> Wanted:
    named = {fold(header) for header in (*mapping.headers(), *id_from)}
    shown = listed(column.headers[0] for column in columns)
    return Wanted(known(columns) | named, min(2, max(1, len(columns))), shown)


def _info(table: Table, binding: Binding) -> TableInfo:
    made = {"id": " + ".join(cell.header for cell in binding.id_from)} if binding.id_from else {}
    bound = made | {
        f: s.header for v in reversed(binding.variants) for f, s in v.sources.items() if isinstance(s, Cell)
    }
    used = binding.cells()
    ignored = tuple(header for i, header in enumerate(table.headers) if header and i not in used)
    fields = tuple(_fields(binding, i) for i in range(len(table.headers)))
    raw = table.raw
    return TableInfo(
        table.file, table.digest, raw.encoding, raw.delimiter, raw.sheet, table.header_row, table.headers, ignored, bound,
        sum(map(len, table.pages)), fields,
    )  # fmt: skip


def _fields(binding: Binding, position: int) -> tuple[str, ...]:
    """The fields that are read from a column; attributes by their own names, in quotation marks."""
    read = [f for v in binding.variants for f, s in v.sources.items() if isinstance(s, Cell) and s.position == position]
    named = [f"“{name}”" for name, cell in binding.attributes if cell.position == position]
    made = ["id"] if any(cell.position == position for cell in binding.id_from) else []
    return tuple(dict.fromkeys((*made, *read, *named)))
