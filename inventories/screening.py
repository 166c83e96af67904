"""Which records of a file can be taken though others have errors, and which rows are left out, on what ground."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from inventories import messages
from inventories.assembling import Imported
from inventories.held import names_of, only
from inventories.problems import Message, Problem

OF_THE_FILE: tuple[Message, ...] = (messages.QUOTE, messages.MERGED)
"""Errors that stand in a row and spoil others: what follows was not read, or reads as blank."""


@dataclass(frozen=True)
class LeftOut:
    """A row that was not taken: its number, its identifier where that can be read, the code of its first error as the
    ground, and where that stands; personal numbers in ``value`` are masked."""

    row: int
    id: str
    ground: str
    column: str
    value: str


@dataclass(frozen=True)
class Screened:
    """The records that can be taken, the rows left out, and all problems: errors of rows left out became warnings."""

    records: Sequence[Any]
    left_out: tuple[LeftOut, ...]
    problems: tuple[Problem, ...]


def screen(imported: Imported[Any], records: Sequence[Any], problems: Iterable[Problem]) -> Screened:
    """``records`` of a file parted by its ``problems``. An error of the file itself stays an error.

    An identifier with a wrong row is left out with all its rows: half a record, or one of two that differ, is none.
    """
    problems = tuple(problems)
    wrong: dict[int, Problem] = {}
    for problem in problems:
        if not problem.warning and (row := _row(imported, problem)) is not None:
            wrong.setdefault(row, problem)
    first = {name: imported.origins.row(name) for name in imported.origins}
    names = {row: name for name, row in first.items()}
    names |= {row: name for row, name in imported.unread.items() if name}
    spoiled = {names[row]: wrong[row] for row in sorted(wrong, reverse=True) if row in names}
    kept = set()
    for name in names_of(records):
        if name in spoiled or first.get(name) in wrong:
            row = first[name]
            wrong.setdefault(row, spoiled.get(name, wrong.get(row)))  # type: ignore[arg-type]
        else:
            kept.add(name)
    left = tuple(
        LeftOut(row, names.get(row, ""), p.message.code, p.place.column, p.place.value)
        for row, p in sorted(wrong.items())
    )
    told = tuple(p if p.warning or _row(imported, p) is None else replace(p, warning=True) for p in problems)
    return Screened(only(records, kept), left, told)


def _row(imported: Imported[Any], problem: Problem) -> int | None:
    """The row that alone is wrong; None if it is the file, its header or the mapping."""
    table, at = imported.table, problem.place
    own = at.file == table.file and at.row is not None and 0 < table.header_row < at.row
    return at.row if own and problem.message not in OF_THE_FILE else None
