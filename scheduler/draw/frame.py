"""Cells with their pools and rates (§3)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from scheduler.draw.model import Path, Row, Task
from scheduler.draw.notation import utf8


@dataclass(frozen=True)
class Pool:
    """A cell of a task as the draw needs it: its targets (N of them) and its rate r, 0 < r ≤ 1."""

    path: Path
    targets: tuple[str, ...]
    rate: Fraction


def path_order(path: Path) -> tuple[bytes, ...]:
    """Paths sort element by element, by UTF-8 bytes (§1)."""
    return tuple(utf8(label) for label in path)


def pools(task: Task, rows: Iterable[Row]) -> tuple[Pool, ...]:
    """The cells of ``task`` with the targets of its frame ``rows``, sorted by path; cells without targets included."""
    targets: defaultdict[Path, list[str]] = defaultdict(list)
    for row in rows:
        targets[row.path].append(row.target)
    cells = sorted(task.cells, key=lambda cell: path_order(cell.path))
    if task.total is None:
        rates = {cell.path: cell.rate for cell in cells if cell.rate is not None}
    else:
        weights = {cell.path: cell.multiplier for cell in cells if cell.multiplier is not None}
        rates = rates_for_total(task.total, {path: len(targets[path]) for path in weights}, weights)
    return tuple(Pool(cell.path, tuple(targets[cell.path]), rates[cell.path]) for cell in cells)


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
