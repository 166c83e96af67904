"""What simulated draws come to: the figures that are shown, from the tally and the facts."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from math import ceil, floor

from scheduler.draw.model import Case
from scheduler.facts import Facts
from scheduler.plan.model import PlanPeriod
from scheduler.plan.rates import expected
from scheduler.simulate.chance import Spread, bounds, outside, spread, spreads
from scheduler.simulate.choice import SeatChoice, choices
from scheduler.simulate.tally import Tally

FALSE_ALARM = Fraction(1, 1000)
"""The chance, at most, that a fair draw has any target marked at all: the bounds of each are as much wider (Bonferroni)."""
SINGLE = Fraction(5, 100)
"""The same for one target on its own: about one in twenty then lies outside by chance."""
NONE = Spread(Fraction(0), 0, 0, 0, 0)


@dataclass(frozen=True)
class TargetFigure:
    """How often a target was drawn for a task, beside its stated rate; ``least`` and ``most`` are what chance allows."""

    task: str
    target: str
    rate: Fraction
    hits: int
    least: int
    most: int

    @property
    def marked(self) -> bool:
        """Whether chance does not explain it."""
        return not self.least <= self.hits <= self.most


@dataclass(frozen=True)
class TaskFigure:
    """A task: the numbers its cells allow, and those drawn; of its targets how many lie outside the bounds of a single one,
    how many of them chance puts there on average, and how many are marked."""

    task: str
    targets: int
    expected: Fraction
    stated_least: int
    stated_most: int
    drawn: Spread
    outside: int
    outside_expected: float
    marked: int


@dataclass(frozen=True)
class PlaceFigure:
    """Visits in a district and a period."""

    district: str
    period: str
    visits: Spread


@dataclass(frozen=True)
class LoadFigure:
    """An inspector's visits in a draw, and how often they were passed over as a candidate, on average."""

    inspector: str
    department: str
    limit: int
    visits: Spread
    refused: Fraction


@dataclass(frozen=True)
class PairFigure:
    """Two inspectors: visits of both in a draw, and their part in the visits of whichever of them has fewer."""

    one: str
    other: str
    visits: Spread
    share: Fraction


@dataclass(frozen=True)
class Figures:
    """Everything that is shown. ``months``: by district and month the mean of visits, if those of a period are spread over
    its working days; ``open`` by department; ``left``, ``passed``, ``seats`` and ``closest`` as in the tally."""

    draws: int
    tasks: tuple[TaskFigure, ...]
    targets: tuple[TargetFigure, ...]
    places: tuple[PlaceFigure, ...]
    months: Mapping[tuple[str, str], Fraction]
    loads: tuple[LoadFigure, ...]
    pairs: tuple[PairFigure, ...]
    closest: Spread
    open: Mapping[str, Spread]
    left: Spread
    left_draws: int
    passed: Spread
    seats: Spread
    choices: tuple[SeatChoice, ...]
    histograms: Mapping[str, Mapping[int, int]]


def figures(facts: Facts, asked: Case, tally: Tally, works: Callable[[date], bool]) -> Figures:
    """The figures of a tally of simulated draws; ``works`` tells the working days."""
    targets = _targets(facts, tally)
    places = _places(facts, tally)
    left, passed, seated = (_plain(getattr(tally, name)) for name in ("left", "passed", "seated"))
    loads = _loads(asked, tally)
    departments = dict.fromkeys(rule.department for task in facts.plan.tasks for rule in task.team)
    open_by = spreads(tally.open, tally.draws)
    return Figures(
        draws=tally.draws,
        tasks=_tasks(facts, tally, targets),
        targets=targets,
        places=places,
        months=_months(places, facts.plan.periods, works),
        loads=loads,
        pairs=_pairs(tally, {load.inspector: load.visits.mean for load in loads}),
        closest=spread(_plain(tally.closest), tally.draws),
        open={name: open_by.get((name,), NONE) for name in departments},
        left=spread(left, tally.draws),
        left_draws=sum(times for n, times in left.items() if n),
        passed=spread(passed, tally.draws),
        seats=spread(seated, tally.draws),
        choices=tuple(choices(asked, tally)),
        histograms={"left": left, "passed": passed},
    )


def _plain(histogram: Mapping[tuple[int], int]) -> dict[int, int]:
    return {n: times for (n,), times in sorted(histogram.items())}


def _targets(facts: Facts, tally: Tally) -> tuple[TargetFigure, ...]:
    rates = {(task, cell.path): cell.rate for task, cells in facts.cells.items() for cell in cells}
    rows = [(row.task, row.target, rates[row.task, row.path]) for row in facts.frame.rows]
    alarm = FALSE_ALARM / max(1, sum(rate < 1 for *_, rate in rows))
    return tuple(
        TargetFigure(task, target, rate, tally.hits[task, target], *bounds(tally.draws, rate, alarm))
        for task, target, rate in rows
    )


def _tasks(facts: Facts, tally: Tally, targets: Sequence[TargetFigure]) -> tuple[TaskFigure, ...]:
    drawn = spreads(tally.numbers, tally.draws)
    of_task: defaultdict[str, list[TargetFigure]] = defaultdict(list)
    for figure in targets:
        of_task[figure.task].append(figure)
    result = []
    for task, mine in of_task.items():
        number = expected(facts.cells[task])
        single = [bounds(tally.draws, one.rate, SINGLE) for one in mine]
        out = sum(not least <= one.hits <= most for one, (least, most) in zip(mine, single, strict=True))
        chance = sum(outside(tally.draws, one.rate, SINGLE) for one in mine)
        stated = (len(mine), number, floor(number), ceil(number))
        marked = sum(one.marked for one in mine)
        result.append(TaskFigure(task, *stated, drawn.get((task,), NONE), out, chance, marked))
    return tuple(result)


def _places(facts: Facts, tally: Tally) -> tuple[PlaceFigure, ...]:
    found = spreads(tally.visits, tally.draws)
    districts = sorted({facts.targets[row.target].district for row in facts.frame.rows}, key=str.encode)
    periods = [period.id for period in facts.plan.periods]
    return tuple(PlaceFigure(d, p, found.get((d, p), NONE)) for d in districts for p in periods)


def _months(
    places: Sequence[PlaceFigure], periods: Sequence[PlanPeriod], works: Callable[[date], bool]
) -> dict[tuple[str, str], Fraction]:
    shares = {period.id: _shares(period, works) for period in periods}
    months = sorted({month for share in shares.values() for month in share})
    result = {(d, month): Fraction(0) for d in dict.fromkeys(p.district for p in places) for month in months}
    for place in places:
        for month, share in shares[place.period].items():
            result[place.district, month] += place.visits.mean * share
    return result


def _shares(period: PlanPeriod, works: Callable[[date], bool]) -> dict[str, Fraction]:
    """By month (2026-01) the part of the period's working days in it; of all its days, if none is a working day."""
    days = [period.span.begins + timedelta(k) for k in range(period.span.days)]
    counted = [day for day in days if works(day)] or days
    shares: defaultdict[str, Fraction] = defaultdict(Fraction)
    for day in counted:
        shares[f"{day:%Y-%m}"] += Fraction(1, len(counted))
    return shares


def _loads(asked: Case, tally: Tally) -> tuple[LoadFigure, ...]:
    found = spreads(tally.loads, tally.draws)
    departments = {rule.department for task in asked.tasks for rule in task.team}
    return tuple(
        LoadFigure(i.id, i.department, i.limit, found.get((i.id,), NONE), Fraction(tally.refused[i.id], tally.draws))
        for i in asked.inspectors
        if i.department in departments
    )


def _pairs(tally: Tally, visits: Mapping[str, Fraction]) -> tuple[PairFigure, ...]:
    """Those who ever went together, those who do it most often first."""
    found = [
        PairFigure(one, other, together, together.mean / min(visits[one], visits[other]))
        for (one, other), together in spreads(tally.pairs, tally.draws).items()
    ]
    return tuple(sorted(found, key=lambda pair: (-pair.visits.mean, pair.one, pair.other)))
