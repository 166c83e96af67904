"""Rows of text held by columns, some thousand rows to a page: of a million rows that alike take little time and memory.

What is done to a column is done once for each of its distinct values, or to all of its text at once.
"""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import accumulate, compress, zip_longest
from typing import Any, overload

from inventories.raw import Cells, Lines, trimmed

CELLS = 100_000
"""About so many cells make a page."""
_SAMPLE = 1_000


@dataclass(frozen=True, slots=True)
class Few:
    """A column of few distinct values: these, and by row which of them, as bytes where they are few enough."""

    values: list[Any]
    places: Sequence[int]

    def all(self) -> list[Any]:
        """The value of every row."""
        values = self.values
        return [values[place] for place in self.places]


@dataclass(frozen=True, slots=True)
class Many:
    """A column of text that is mostly distinct, a row to a line."""

    text: str

    def all(self) -> list[Any]:
        """The value of every row."""
        return self.text.split("\n")


@dataclass(frozen=True, slots=True)
class Each:
    """A column of any values."""

    values: list[Any]

    def all(self) -> list[Any]:
        """The value of every row."""
        return self.values


Strip = Few | Many | Each
"""A column of a page."""


class _Places(dict[str, int]):
    """A number for each text, in the order in which they are first asked for."""

    def __missing__(self, text: str) -> int:
        self[text] = place = len(self)
        return place


def strip(cells: Sequence[str]) -> Strip:
    """A column of a page from its cells."""
    sample = cells[:_SAMPLE]
    if 4 * len({*sample}) <= len(sample):
        places = _Places()
        numbered = [*map(places.__getitem__, cells)]
        return Few([*places], bytes(numbered) if len(places) <= 0x100 else array("L", numbered))
    text = "\n".join(cells)
    return Many(text) if text.count("\n") == len(cells) - 1 else Each([*cells])


def alike(value: Any, rows: int) -> Few:
    """A column of one value."""
    return Few([value], bytes(rows))


@dataclass(frozen=True, slots=True)
class Page:
    """Rows under their numbers: a column for every cell of the longest, blank where a row is shorter."""

    numbers: Sequence[int]
    columns: tuple[Strip, ...]

    def __len__(self) -> int:
        return len(self.numbers)

    def rows(self) -> list[Cells]:
        """The cells of every row, with the blank ones at its end."""
        return list(zip(*(column.all() for column in self.columns), strict=True)) if self.columns else []

    def chosen(self, kept: Sequence[bool]) -> "Page":
        """The rows for which ``kept`` says so."""
        if all(kept):
            return self
        columns = (strip([*compress(column.all(), kept)]) for column in self.columns)
        return Page([*compress(self.numbers, kept)], tuple(columns))

    def without(self, numbers: Set[int | None]) -> "Page":
        """The rows of all other numbers."""
        return self.chosen([number not in numbers for number in self.numbers])

    def wide(self, width: int) -> "Page":
        """The page with ``width`` columns."""
        if len(self.columns) == width:
            return self
        blank = (alike("", len(self)),) * (width - len(self.columns))
        return Page(self.numbers, (*self.columns[:width], *blank))


def page(numbers: Sequence[int], columns: Sequence[Sequence[str]]) -> Page:
    """Columns of cells as a page. Blank cells at the end of a row, and rows that are blank, are left out."""
    columns = [*columns]
    blank = _trim(columns, len(numbers))
    if blank:
        kept = [at not in blank for at in range(len(numbers))]
        numbers = [*compress(numbers, kept)]
        columns = [[*compress(column, kept)] for column in columns] if numbers else []
    while columns and not any(columns[-1]):
        columns.pop()
    return Page(numbers, tuple(map(strip, columns)))


def _trim(columns: list[Sequence[str]], rows: int) -> frozenset[int]:
    """Make blank cells at the ends of rows empty; returns which rows are blank."""
    ends: Sequence[int] = range(rows)
    for at in range(len(columns) - 1, -1, -1):
        column = columns[at]
        if len(ends) == rows and all(map(str.strip, column)):
            return frozenset()
        if any(column):
            ends = [k for k in ends if not column[k].strip()]
            if any(column[k] for k in ends):
                columns[at] = cells = [*column]
                for k in ends:
                    cells[k] = ""
            if not ends:
                break
    return frozenset(ends)


class Paged(Sequence[tuple[int, Cells]]):
    """The rows of a table under their numbers, without blank cells at their ends; held in ``pages``."""

    def __init__(self, pages: Iterable[Page]) -> None:
        self.pages = tuple(p for p in pages if len(p))
        self._ends = [*accumulate(map(len, self.pages))]
        self._open: tuple[int, list[Cells]] = (-1, [])

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    def __iter__(self) -> Iterator[tuple[int, Cells]]:
        for each in self.pages:
            yield from zip(each.numbers, map(trimmed, each.rows()), strict=True)

    @overload
    def __getitem__(self, at: int) -> tuple[int, Cells]: ...
    @overload
    def __getitem__(self, at: slice) -> "Paged": ...
    def __getitem__(self, at: int | slice) -> "tuple[int, Cells] | Paged":
        if isinstance(at, slice):
            if at.start is not None and at.stop is None and at.step is None:
                return self._from(at.start)
            return paged([self[k] for k in range(*at.indices(len(self)))])
        at = range(len(self))[at]
        number = bisect_right(self._ends, at)
        own = at - (self._ends[number - 1] if number else 0)
        if self._open[0] != number:
            self._open = number, self.pages[number].rows()
        return self.pages[number].numbers[own], trimmed(self._open[1][own])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and [*self] == [*other]

    def _from(self, start: int) -> "Paged":
        kept, begin = [], 0
        for each, end in zip(self.pages, self._ends, strict=True):
            if start <= begin:
                kept.append(each)
            elif start < end:
                kept.append(each.chosen([at >= start for at in range(begin, end)]))
            begin = end
        return Paged(kept)


def document(page: Page) -> list[Any]:
    """A page of text as JSON, which ``from_document`` reads back."""
    return [[*page.numbers], [*map(_column, page.columns)]]


def _column(strip: Strip) -> Any:
    match strip:
        case Many(text):
            return text
        case Few(values, bytes(places)):
            return [values, places.hex()]
        case Few(values, places):
            return [values, [*places]]
    return [strip.values]


def from_document(value: list[Any]) -> Page:
    """The page that ``document`` wrote."""
    numbers, columns = value
    return Page(numbers, tuple(map(_strip, columns)))


def _strip(column: Any) -> Strip:
    match column:
        case str(text):
            return Many(text)
        case [values, str(places)]:
            return Few(values, bytes.fromhex(places))
        case [values, places]:
            return Few(values, places)
    return Each(*column)


def paged(rows: Lines) -> Paged:
    """``rows`` held in pages."""
    return rows if isinstance(rows, Paged) else Paged(pages([n for n, _ in rows], [cells for _, cells in rows]))


def pages(numbers: Sequence[int], rows: Sequence[Sequence[str]]) -> Iterator[Page]:
    """Rows of any length as pages: several where one long row would make all others long."""
    size = max(1, 2 * CELLS // (max(map(len, rows), default=0) or 1))
    for at in range(0, len(rows), size):
        part = rows[at : at + size]
        yield page(numbers[at : at + size], [*zip_longest(*part, fillvalue="")])
