"""The header of a table (表头): found among the first rows, in one row, or in two where columns stand in groups."""

from collections.abc import Sequence
from dataclasses import dataclass

from inventories.columns import fold
from inventories.limits import HEADER_ROWS
from inventories.raw import Area, Cells, Lines


@dataclass(frozen=True)
class Wanted:
    """The folded headers that are looked for, how many of them make a row the header, and how to name them."""

    headers: frozenset[str]
    least: int = 2
    shown: str = ""

    def score(self, cells: Sequence[str]) -> int:
        """How many wanted headers stand among ``cells``."""
        return len({fold(cell) for cell in cells} & self.headers)


@dataclass(frozen=True)
class Heading:
    """``row``: the number of the header's last row. ``body``: where the rows below it begin."""

    row: int
    body: int
    headers: Cells


def find(rows: Lines, wanted: Wanted, merged: Sequence[Area] = ()) -> Heading | None:
    """The header among the first rows; None without one.

    Two rows are one header if together they hold more wanted headers than either alone, or if cells are merged over both.
    """
    for at, (number, cells) in enumerate(rows):
        if number > HEADER_ROWS:
            break
        alone = wanted.score(cells)
        if at + 1 < len(rows) and rows[at + 1][0] == number + 1:
            under = rows[at + 1][1]
            both = _joined(cells, under, wanted, [area for area in merged if area.rows == (number, number)])
            tied = alone >= wanted.least and any(area.rows == (number, number + 1) for area in merged)
            if tied or wanted.score(both) > max(wanted.least - 1, alone, wanted.score(under)):
                return Heading(number + 1, at + 2, both)
        if alone >= wanted.least:
            return Heading(number, at + 1, cells)
    return None


def _joined(above: Cells, below: Cells, wanted: Wanted, merged: Sequence[Area]) -> Cells:
    """One header for each column of two rows: 许可证 over 编号 is 许可证编号 where that is wanted, or else 编号."""
    width = max(len(above), len(below))
    above, below = (cells + ("",) * (width - len(cells)) for cells in (above, below))
    groups = _groups(above, merged)
    return tuple(_name(*parts, wanted) for parts in zip(above, groups, below, strict=True))


def _groups(above: Cells, merged: Sequence[Area]) -> list[str]:
    """The cell of the upper row under which each column stands: over merged cells, or over blanks to its right."""
    groups: list[str] = []
    for at, cell in enumerate(above):
        area = next((area for area in merged if area.columns[0] <= at <= area.columns[1]), None)
        if area:
            groups.append(above[area.columns[0]])
        else:
            groups.append(cell if cell.strip() or merged or not groups else groups[-1])
    titled = sum(bool(cell.strip()) for cell in above) == 1 and above[0].strip()
    return list(above) if titled else groups


def _name(own: str, group: str, below: str, wanted: Wanted) -> str:
    if not below.strip() or not group.strip():
        return below if below.strip() else own
    joined = group.strip() + below.strip()
    return below if fold(joined) not in wanted.headers and fold(below) in wanted.headers else joined
