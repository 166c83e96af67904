"""The rate of every cell of a task: the plan's rule for it, totals, and mandates that lift rates (specification §3)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil, floor

from scheduler.draw.frame import path_order, rates_for_total
from scheduler.draw.notation import MOST, is_label
from scheduler.plan.model import Mandate, TaskPlan

Path = tuple[str, ...]

STEP = 10**9
"""A fraction that cannot be written with whole numbers below 2^53 is rounded up to a multiple of 1/STEP."""


@dataclass(frozen=True)
class CellRate:
    """A cell with its pool N, the rate that the plan's rules (or its total) ask, and the rate after the mandates.

    In a later batch of a year these are rates of those not drawn yet; ``year`` is then the rate over the year (None: the
    same), and ``had`` the chance that the cell's targets have had.
    """

    path: Path
    pool: int
    asked: Fraction
    rate: Fraction
    year: Fraction | None = None
    had: Fraction = Fraction(0)


@dataclass(frozen=True)
class Lift:
    """A mandate with the pool of its node and the number asked of it; ``rates`` are its cells' after it, if it lifts any."""

    mandate: Mandate
    pool: int
    least: int
    rates: Mapping[Path, Fraction] = field(default_factory=dict)


@dataclass(frozen=True)
class Missing:
    """A mandate of ``least`` over the year of which ``missing`` are left, but only ``pool`` targets at its node."""

    node: Path
    least: int
    missing: int
    pool: int


@dataclass(frozen=True)
class Rated:
    """How the rates of a task were reckoned over its pools ``numbers``: as ``asked``, then lifted by mandates, the deepest
    nodes first. No ``cells`` if rates cannot be had at all; ``missing`` is what a later batch cannot make up for.
    ``bands`` rise.
    """

    task: TaskPlan
    numbers: Mapping[Path, int]
    asked: Mapping[Path, Fraction] = field(default_factory=dict)
    lifts: tuple[Lift, ...] = ()
    cells: tuple[CellRate, ...] = ()
    missing: tuple[Missing, ...] = ()
    bands: tuple[str, ...] = ()

    @property
    def pool(self) -> int:
        """All targets of the task."""
        return sum(self.numbers.values())


def rate(task: TaskPlan, numbers: Mapping[Path, int], bands: Sequence[str] = ()) -> Rated:
    """The rates of ``task``, cells sorted by path, where ``numbers`` gives N for each path of the frame."""
    order = sorted(numbers, key=path_order)
    asked = {path: number for path in order if (number := number_for(task, path)) is not None}
    pool = sum(numbers.values())
    labels = all(is_label(label) for path in order for label in path)
    if not (pool and labels and len(asked) == len(numbers) and (task.total or 0) <= pool):
        return Rated(task, numbers, bands=tuple(bands))
    if task.total is not None:
        asked = rates_for_total(task.total, numbers, asked)
    rates, lifts = _lifted(task, numbers, asked)
    cells = (CellRate(path, numbers[path], writable(asked[path]), writable(rates[path])) for path in order)
    return Rated(task, numbers, asked, lifts, tuple(cells), bands=tuple(bands))


def expected(cells: Sequence[CellRate]) -> Fraction:
    """Σ N·r: the expected number of targets drawn from these cells."""
    return sum((cell.pool * cell.rate for cell in cells), Fraction(0))


def least_number(mandate: Mandate, pool: int) -> int:
    """The least number of a node with ``pool`` targets: what a mandate asks, a share rounded up, less what it is granted."""
    return asked_number(mandate, pool) - mandate.short


def asked_number(mandate: Mandate, pool: int) -> int:
    """What a mandate asks of a node with ``pool`` targets, whatever a solved plan falls short of it."""
    return mandate.least if isinstance(mandate.least, int) else ceil(pool * mandate.least)


def writable(rate: Fraction) -> Fraction:
    """``rate``, or the next multiple of 10^-9 above it if its terms do not stay below 2^53 (specification §1)."""
    if max(rate.numerator, rate.denominator) <= MOST:
        return rate
    return Fraction(ceil(rate * STEP), STEP)


def shown(path: Path) -> str:
    """A path or node as text."""
    return "/".join(path) or "*"


def number_for(task: TaskPlan, path: Path) -> Fraction | None:
    """The rate, or multiplier beside a total, that the last rule that matches gives the cell; None without one."""
    labels = dict(zip(task.strata, path, strict=True))
    matching = (r.number for r in task.rates if all(labels.get(column) in values for column, values in r.conditions))
    return next(iter(list(matching)[::-1]), None)


def _lifted(
    task: TaskPlan, numbers: Mapping[Path, int], asked: Mapping[Path, Fraction]
) -> tuple[dict[Path, Fraction], tuple[Lift, ...]]:
    """The rates after the mandates, deepest nodes first: the rates of a node that falls short are weights for its least."""
    rates, lifts = dict(asked), list[Lift]()
    for mandate in sorted(task.mandates, key=lambda m: -len(m.node)):
        node = {path: numbers[path] for path in rates if path[: len(mandate.node)] == mandate.node}
        pool = sum(node.values())
        least = least_number(mandate, pool)
        lifted: dict[Path, Fraction] = {}
        if 0 < least <= pool and floor(sum((n * rates[path] for path, n in node.items()), Fraction(0))) < least:
            rates.update(rates_for_total(least, node, {path: rates[path] for path in node}))
            lifted = {path: rates[path] for path in node}
        lifts.append(Lift(mandate, pool, least, lifted))
    return rates, tuple(lifts)
