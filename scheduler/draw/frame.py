"""Cells with their numbers and rates (§3)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from scheduler.draw.model import Path, Task
from scheduler.draw.notation import utf8


@dataclass(frozen=True)
class Counted:
    """A cell of a task as §4 needs it: its number of targets N and its rate r, 0 < r ≤ 1."""

    path: Path
    number: int
    rate: Fraction


def path_order(path: Path) -> tuple[bytes, ...]:
    """Paths sort element by element, by UTF-8 bytes (§1)."""
    return tuple(utf8(label) for label in path)


def counted(task: Task, numbers: Mapping[Path, int]) -> tuple[Counted, ...]:
    """The cells of ``task``, of which ``numbers`` gives N (none: 0), sorted by path; cells without targets included."""
    cells = sorted(task.cells, key=lambda cell: path_order(cell.path))
    if task.total is None:
        rates = {cell.path: cell.rate for cell in cells if cell.rate is not None}
    else:
        weights = {cell.path: cell.multiplier for cell in cells if cell.multiplier is not None}
        rates = rates_for_total(task.total, {path: numbers.get(path, 0) for path in weights}, weights)
    return tuple(Counted(cell.path, numbers.get(cell.path, 0), rates[cell.path]) for cell in cells)


def rates_for_total(
    total: int | Fraction, numbers: Mapping[Path, int], weights: Mapping[Path, Fraction]
) -> dict[Path, Fraction]:
    """r = min(1, x·m) per cell with the least x for which Σ N·r = ``total`` (§3).

    ``numbers`` gives N and ``weights`` m > 0 for each path; ``total`` lies in 0 … ΣN. Cells that x would lift over 1
    are fixed at 1 and x is solved over the others, until it lifts none over 1.
    """
    free: Sequence[Path] = list(weights)
    rest = Fraction(total)
    while True:
        x = rest / sum((numbers[path] * weights[path] for path in free), Fraction(0))
        over = {path for path in free if x * weights[path] > 1}
        if not over:
            return {path: min(Fraction(1), x * weights[path]) for path in weights}
        rest -= sum(numbers[path] for path in over)
        free = [path for path in free if path not in over]
