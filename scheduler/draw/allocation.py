"""How many in each cell (§4)."""

from collections.abc import Sequence
from fractions import Fraction
from math import floor

from scheduler.draw.frame import Counted
from scheduler.draw.model import Path
from scheduler.draw.notation import Keys, T, unit


def allocate(task: str, cells: Sequence[Counted], keys: Keys) -> dict[Path, int]:
    """The number n to draw from each cell: each node of the tree gets its expectation rounded down or up (§4)."""
    key = keys("cell/" + task)
    order = sorted(cells, key=lambda cell: [T(key, "/".join(cell.path[: i + 1])) for i in range(len(cell.path))])
    u = unit(T(keys("start/" + task), ""))
    numbers: dict[Path, int] = {}
    before, running = floor(u), Fraction(0)
    for cell in order:
        running += cell.number * cell.rate
        after = floor(running + u)
        numbers[cell.path] = after - before
        before = after
    return numbers
