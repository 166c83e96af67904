"""The goals of a solved plan, in their order; each is kept before the next. Every goal is a number that is to be least."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, lcm

from inventories.problems import N_
from scheduler.plan.rates import Path
from scheduler.solve.case import Answer, Case, Cell, Key
from scheduler.solve.model import Expression, Model
from scheduler.solve.rules import mandates
from scheduler.solve.rules.bounds import meets

PLACES = ("district", "category")
"""Strata that are to be even: cells equal in all others have rates as near as can be."""

PARTS = 1000
"""Risk covered is counted in such parts of all risk: less is no reason for uneven rates."""


@dataclass(frozen=True)
class Goal:
    """``build`` gives the goal in whole units, to be least, and what one unit is; ``value`` knows no solver.

    ``most``: told the other way round, as the most of something (the value is its negative).
    """

    code: str
    name: str
    build: Callable[[Model], tuple[Expression, Fraction]]
    value: Callable[[Case, Answer], Fraction]
    most: bool = False


def _missing(model: Model) -> tuple[Expression, Fraction]:
    asks = list(mandates.RULE.state(model.case))
    return sum(ask.about.weight * model.slack(ask.key) for ask in asks), Fraction(1)


def _missing_value(case: Case, answer: Answer) -> Fraction:
    asks = mandates.RULE.state(case)
    return Fraction(sum(ask.about.weight * mandates.short(case, ask.about, answer) for ask in asks))


def weights(case: Case) -> dict[str, Fraction]:
    """What a visit covers, by the target's band: as the plan says, else 1 and the least points of the band."""
    given = dict(case.facts.plan.solver.weights)
    return {band.name: given.get(band.name, Fraction(1 + band.least)) for band in case.facts.plan.points.bands}


def _risks(case: Case) -> dict[Key, Fraction]:
    """The weights of all targets of each cell whose rate is to be found, for each of its visits."""
    by_band, found = weights(case), defaultdict[Key, Fraction](Fraction)
    solved = {task.id: task.solved_as for task in case.facts.plan.tasks if task.solve is not None}
    for row in case.facts.frame.rows:
        if row.task in solved:
            band = case.facts.frame.assessments[row.target].band
            found[solved[row.task], row.path] += by_band.get(band, Fraction(1))
    return found


def _risk(model: Model) -> tuple[Expression, Fraction]:
    found = _risks(model.case)
    scale = lcm(1, *(risk.denominator for risk in found.values()))
    covered = sum(int(risk * scale) * model.rate(key) for key, risk in found.items())
    parts = model.number(0, PARTS)
    model.never_above(parts * int(sum(found.values()) * scale) * model.case.top, covered * PARTS)
    return -parts, Fraction(1, PARTS)


def _risk_value(case: Case, answer: Answer) -> Fraction:
    found = _risks(case)
    covered = sum((risk * answer.rates[key] for key, risk in found.items()), Fraction(0))
    return Fraction(-floor(covered * PARTS / sum(found.values())), PARTS)


def _equals(case: Case) -> Iterator[list[Key]]:
    """Cells whose rates are to be found that are equal but for district and category."""
    for name, cells in case.solved().items():
        strata = case.tasks[name].strata
        found: defaultdict[Path, list[Key]] = defaultdict(list)
        for cell in cells:
            rest = tuple(label for column, label in zip(strata, cell.path, strict=True) if column not in PLACES)
            found[rest].append(cell.key)
        yield from (keys for keys in found.values() if len(keys) > 1)


def alike(case: Case) -> Iterator[list[Key]]:
    """Of these, the cells that the plan's bounds do not tell apart either."""
    for keys in _equals(case):
        found: defaultdict[tuple[bool, ...], list[Key]] = defaultdict(list)
        for key in keys:
            task = case.tasks[key[0]]
            rules = task.solve.bounds if task.solve else ()
            found[tuple(meets(key[1], task.strata, bounds) for bounds in rules)].append(key)
        yield from found.values()


def _spread(model: Model) -> tuple[Expression, Fraction]:
    total: Expression = 0
    for keys in _equals(model.case):
        low, high = model.number(1, model.case.top), model.number(1, model.case.top)
        for key in keys:
            model.never_above(low, model.rate(key))
            model.never_above(model.rate(key), high)
        total += high - low
    return total, model.case.step


def _spread_value(case: Case, answer: Answer) -> Fraction:
    rates = ([answer.rates[key] for key in keys] for keys in _equals(case))
    return sum((max(mine) - min(mine) for mine in rates), Fraction(0))


def _together(case: Case) -> list[tuple[tuple[Cell, ...], int]]:
    """Cells of which one visit serves all that draw a target, and how many targets stand in these very cells.

    A target's tasks join as in the draw if all draw it (specification §6), where they share their tickets.
    """
    cells = {(cell.task, cell.path): cell for cell in case.cells}
    standing: defaultdict[str, list[Cell]] = defaultdict(list)
    for row in case.facts.frame.rows:
        standing[row.target].append(cells[row.task, row.path])
    found: Counter[tuple[Cell, ...]] = Counter()
    for mine, number in Counter(tuple(mine) for mine in standing.values()).items():
        for visit in _joined(case, mine):
            found[visit] += number
    return list(found.items())


def _joined(case: Case, cells: tuple[Cell, ...]) -> list[tuple[Cell, ...]]:
    visits: list[tuple[set[str], tuple[Cell, ...]]] = []
    for cell in cells:
        periods = set(case.tasks[cell.task].periods)
        for k, (allowed, others) in enumerate(visits):
            if case.facts.plan.coordination == "shared" and allowed & periods:
                visits[k] = (allowed & periods, (*others, cell))
                break
        else:
            visits.append((periods, (cell,)))
    return [mine for _, mine in visits]


def _steps(case: Case, cell: Cell) -> int:
    """A rate that the plan gives, in steps, rounded up."""
    return ceil((cell.rate or 0) / case.step)


def _visits(model: Model) -> tuple[Expression, Fraction]:
    case, total = model.case, 0
    for cells, number in _together(case):
        found = [_steps(case, cell) if cell.rate is not None else model.rate(cell.key) for cell in cells]
        highest = found[0]
        if len(found) > 1:
            highest = model.number(1, case.top)
            for rate in found:
                model.never_above(rate, highest)
        total += number * highest
    whole = model.number(0, 10**9)
    model.never_above(total, whole * case.top)
    return whole, Fraction(1)


def _visits_value(case: Case, answer: Answer) -> Fraction:
    def rate(cell: Cell) -> Fraction:
        return _steps(case, cell) * case.step if cell.rate is not None else answer.rates[cell.key]

    return Fraction(ceil(sum((number * max(map(rate, cells)) for cells, number in _together(case)), Fraction(0))))


GOALS: tuple[Goal, ...] = (
    Goal("mandates", N_("least numbers missed (weighted)"), _missing, _missing_value),
    Goal("risk", N_("risk covered"), _risk, _risk_value, most=True),
    Goal("even", N_("spread of rates over districts and categories"), _spread, _spread_value),
    Goal("visits", N_("expected visits, tasks that meet counted once"), _visits, _visits_value),
)
