"""What the reader of one file format hands over: rows of text under their true numbers, and how they were found."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from inventories.problems import Message, Problem

Cells = tuple[str, ...]
Lines = Sequence[tuple[int, Cells]]
"""Row numbers, from 1 as the spreadsheet counts, and cells; blank rows are left out."""
Score = Callable[[Sequence[str]], int]
"""How many wanted headers stand in a row."""


@dataclass(frozen=True)
class Area:
    """Merged cells: their reference as written, and first and last column (from 0) and row (from 1)."""

    cells: str
    columns: tuple[int, int]
    rows: tuple[int, int]


@dataclass(frozen=True)
class Raw:
    """``rows`` of a table.

    ``long_numbers`` and ``uncalculated``: cells, by row number and column from 0, that hold a number of 16 or more
    digits, and a formula without a stored result.
    """

    rows: Lines
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    problems: tuple[Problem, ...] = ()
    long_numbers: frozenset[tuple[int, int]] = frozenset()
    uncalculated: frozenset[tuple[int, int]] = frozenset()
    merged: tuple[Area, ...] = ()


class Unreadable(Exception):
    """A file of which nothing can be read: why, and the row where that shows."""

    def __init__(self, message: Message, row: int | None = None, **params: object) -> None:
        self.message, self.row, self.params = message, row, params
        super().__init__(message.code)


def trimmed(cells: Sequence[str]) -> Cells:
    """``cells`` without the blank ones at the end."""
    end = len(cells)
    while end and not cells[end - 1].strip():
        end -= 1
    return tuple(cells[:end])
