"""What an import would do: what each column becomes, the first records, and how many problems of each kind."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from inventories.columns import personal
from inventories.problems import Problem
from inventories.reading import TableInfo
from inventories.records import plain

FIRST = 10
"""So many records are shown."""
ROWS = 5
"""So many rows are named of each kind of problem."""


@dataclass(frozen=True)
class Use:
    """One column of the file by its letter: its header, the fields that are read from it, and whether it is never read
    because it holds identity card or telephone numbers."""

    letter: str
    header: str
    fields: tuple[str, ...]
    personal: bool


@dataclass(frozen=True)
class Count:
    """How often one thing is said, the first time, the rows of the first few, and whether it is said of more rows."""

    first: Problem
    number: int
    rows: tuple[int, ...]
    more: bool


def uses(table: TableInfo) -> tuple[Use, ...]:
    """The columns of the file in their order; those without a header are left out."""
    named = [(i, header) for i, header in enumerate(table.headers) if header]
    return tuple(Use(letter(i), header, table.fields[i], personal(header)) for i, header in named)


def letter(position: int) -> str:
    """The name that spreadsheets give to the column at ``position``, from 0: A, B, … Z, AA, …"""
    name = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def first_records(records: Sequence[Any]) -> tuple[list[str], list[list[str]]]:
    """The fields that hold something in the first ``records``, and the values as they will be stored."""
    shown = [plain(record) for record in records]
    fields = [name for name in (shown[0] if shown else ()) if any(_text(row[name]) for row in shown)]
    return fields, [[_text(row[name]) for name in fields] for row in shown]


def counts(problems: Iterable[Problem]) -> list[Count]:
    """The problems by what they say, errors first, the most frequent first."""
    problems = list(problems)
    number = Counter((p.warning, p.message.code) for p in problems)
    found = []
    for key, n in sorted(number.items(), key=lambda item: (item[0][0], -item[1], item[0][1])):
        own = [p for p in problems if (p.warning, p.message.code) == key]
        rows = tuple(dict.fromkeys(p.place.row for p in own if p.place.row is not None))
        found.append(Count(own[0], n, rows[:ROWS], len(rows) > ROWS))
    return found


def _text(value: Any) -> str:
    if isinstance(value, dict):
        return " ".join(text for item in value.values() if (text := _text(item)))
    if isinstance(value, list):
        return "; ".join(_text(item) for item in value)
    return "" if value is None else str(value)
