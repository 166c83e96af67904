"""The rate of every cell of a task: the plan's rule for it, totals, and mandates that lift rates (specification §3)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor

from inventories.problems import Message, Problem
from scheduler.draw.frame import path_order, rates_for_total
from scheduler.draw.notation import MOST, is_label
from scheduler.plan import messages
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


def task_cells(
    task: TaskPlan, numbers: Mapping[Path, int], bands: Sequence[str] = ()
) -> tuple[tuple[CellRate, ...], tuple[Problem, ...]]:
    """The cells of ``task``, sorted by path, and every problem of their rates; no cells if rates cannot be had at all.

    ``numbers`` gives N for each path of the frame. ``bands`` in rising order are for the warning about falling rates.
    """
    faults = _faults(task, numbers)
    if faults:
        return (), tuple(faults)
    asked = _asked(task, numbers)
    lifted, problems = _lifted(task, numbers, asked)
    problems += _too_high(task, asked)
    cells = tuple(
        CellRate(path, numbers[path], writable(asked[path]), writable(lifted[path]))
        for path in sorted(numbers, key=path_order)
    )
    return cells, tuple(problems + _exceeded(task, cells) + _short(task) + _falling(task, cells, bands))


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


def _number_for(task: TaskPlan, path: Path) -> Fraction | None:
    """The number of the last rule that matches the cell."""
    labels = dict(zip(task.strata, path, strict=True))
    matching = (r.number for r in task.rates if all(labels.get(column) in values for column, values in r.conditions))
    return next(iter(list(matching)[::-1]), None)


def _faults(task: TaskPlan, numbers: Mapping[Path, int]) -> list[Problem]:
    """What makes rates impossible: no targets, labels that are none, cells without a rate, a total above the pool."""
    pool = sum(numbers.values())
    if pool == 0:
        return [_problem(messages.EMPTY_FRAME, task)]
    if task.solve is not None and not task.rates:
        return [_problem(messages.UNSOLVED, task)]
    result = []
    for path in sorted(numbers, key=path_order):
        bad = [column for column, label in zip(task.strata, path, strict=True) if not is_label(label)]
        for column in bad:
            result.append(_problem(messages.CELL_LABEL, task, pool=numbers[path], column=column, cell=shown(path)))
        if _number_for(task, path) is None:
            result.append(_problem(messages.CELL_WITHOUT_RATE, task, cell=shown(path), pool=numbers[path]))
    if task.total is not None and task.total > pool:
        result.append(_problem(messages.TOTAL_ABOVE_POOL, task, total=task.total, pool=pool))
    return result


def _asked(task: TaskPlan, numbers: Mapping[Path, int]) -> dict[Path, Fraction]:
    asked = {path: number for path in numbers if (number := _number_for(task, path)) is not None}
    return asked if task.total is None else rates_for_total(task.total, numbers, asked)


def _lifted(
    task: TaskPlan, numbers: Mapping[Path, int], asked: Mapping[Path, Fraction]
) -> tuple[dict[Path, Fraction], list[Problem]]:
    """The rates after the mandates, deepest nodes first: the rates of a node that falls short are weights for its least."""
    rates, problems = dict(asked), list[Problem]()
    for mandate in sorted(task.mandates, key=lambda m: -len(m.node)):
        node = {path: numbers[path] for path in rates if path[: len(mandate.node)] == mandate.node}
        pool = sum(node.values())
        least = least_number(mandate, pool)
        if least > pool or not pool:
            problems.append(
                _problem(messages.LEAST_ABOVE_POOL, task, least=mandate.least, node=shown(mandate.node), pool=pool)
            )
        elif floor(sum((pool * rates[path] for path, pool in node.items()), Fraction(0))) < least:
            rates.update(rates_for_total(least, node, {path: rates[path] for path in node}))
            problems += _contradictions(task, mandate, {path: rates[path] for path in node}, asked)
    return rates, problems


def _contradictions(
    task: TaskPlan, mandate: Mandate, lifted: Mapping[Path, Fraction], asked: Mapping[Path, Fraction]
) -> Iterator[Problem]:
    """Cells of a lifted node that only the mandate brings above the limit."""
    for path in sorted(lifted, key=path_order):
        if task.at_most is not None and lifted[path] > task.at_most >= asked[path]:
            yield _problem(
                messages.MANDATE_ABOVE_LIMIT,
                task,
                least=mandate.least,
                node=shown(mandate.node),
                cell=shown(path),
                rate=lifted[path],
                at_most=task.at_most,
            )


def _too_high(task: TaskPlan, asked: Mapping[Path, Fraction]) -> list[Problem]:
    return [
        _problem(messages.RATE_ABOVE_LIMIT, task, cell=shown(path), rate=asked[path], at_most=task.at_most)
        for path in sorted(asked, key=path_order)
        if task.at_most is not None and asked[path] > task.at_most
    ]


def _exceeded(task: TaskPlan, cells: Sequence[CellRate]) -> list[Problem]:
    """A warning if mandates lift a task above the total it is planned by."""
    if task.total is None or all(cell.rate == cell.asked for cell in cells):
        return []
    return [_problem(messages.TOTAL_EXCEEDED, task, True, total=task.total, expected=expected(cells))]


def _short(task: TaskPlan) -> list[Problem]:
    """A warning for each mandate of which the plan says that it is not met in full."""
    return [
        _problem(messages.MANDATE_SHORT, task, True, node=shown(m.node), least=m.least, short=m.short)
        for m in task.mandates
        if m.short
    ]


def _falling(task: TaskPlan, cells: Sequence[CellRate], bands: Sequence[str]) -> list[Problem]:
    """One warning for each pair of neighbouring bands and rates that fall between them in otherwise equal cells."""
    if "band" not in task.strata:
        return []
    k = task.strata.index("band")
    rates = {cell.path: cell.rate for cell in cells}
    found: dict[tuple[str, str, Fraction, Fraction], Path] = {}
    for siblings in sorted({(path[:k], path[k + 1 :]) for path in rates}):
        mine = [path for band in bands if (path := (*siblings[0], band, *siblings[1])) in rates]
        for low, high in pairwise(mine):
            if rates[high] < rates[low]:
                found.setdefault((low[k], high[k], rates[low], rates[high]), high)
    return [
        _problem(messages.RATE_FALLS, task, True, higher=shown(path), rate_higher=above, rate_lower=below, lower=low)
        for (low, _, below, above), path in found.items()
    ]


def _problem(message: Message, task: TaskPlan, warning: bool = False, **params: object) -> Problem:
    return Problem(message, {"task": task.id, **params}, warning=warning)
