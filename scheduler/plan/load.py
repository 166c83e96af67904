"""The load of each department, in each period and in the whole draw: slots that may be asked, and places there are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from inspectors.model import Inspector
from scheduler.facts import Facts
from scheduler.plan.demand import asked_of
from scheduler.plan.model import TaskPlan
from scheduler.plan.rates import expected


@dataclass(frozen=True)
class Load:
    """Slots asked of a department in a period (None: the whole draw), each task counted as visits of its own.

    ``places`` are the sum of the limits of the inspectors present (in a period: of the lower of limit and period limit;
    an inspector's places then count in every period, though only once in the draw).
    """

    department: str
    period: str | None
    expected: Fraction
    worst: int
    inspectors: int
    places: int

    @property
    def spare(self) -> Fraction | None:
        """The share of places that stays free in the worst rounding, below 0 if they do not suffice; None without places."""
        return 1 - Fraction(self.worst, self.places) if self.places else None


def load(facts: Facts) -> tuple[Load, ...]:
    """The loads of all departments that teams name, in the plan's order: each period's, then the whole draw's."""
    periods = (*(period.id for period in facts.plan.periods), None)
    return tuple(_load(facts, department, period) for department in _departments(facts) for period in periods)


def of_draw(facts: Facts) -> tuple[Load, ...]:
    """The loads of the whole draw alone."""
    return tuple(_load(facts, department, None) for department in _departments(facts))


def _departments(facts: Facts) -> Iterable[str]:
    return dict.fromkeys(rule.department for task in facts.plan.tasks for rule in task.team)


def _load(facts: Facts, department: str, period: str | None) -> Load:
    mean, worst = Fraction(0), 0
    for task in facts.plan.tasks:
        slots = sum(number for asked, number in asked_of([task]) if asked.department == department)
        number = expected(facts.cells[task.id])
        part = portion(facts, task, period)
        mean += slots * number * part
        worst += slots * ceil(ceil(number) * part)
    present = _present(facts, department, period)
    return Load(department, period, mean, worst, len(present), sum(_places(facts, i, period) for i in present))


def portion(facts: Facts, task: TaskPlan, period: str | None) -> Fraction:
    """The part of the task's visits that falls in the period, by weight; all of them for None."""
    weights = {p.id: p.weight for p in facts.plan.periods if p.id in task.periods}
    return Fraction(1) if period is None else Fraction(weights.get(period, 0), sum(weights.values()))


def _present(facts: Facts, department: str, period: str | None) -> Sequence[Inspector]:
    periods = [p.id for p in facts.plan.periods] if period is None else [period]
    return [
        inspector
        for inspector in facts.tables.inspectors
        if inspector.department == department and any((inspector.id, p) not in facts.absent for p in periods)
    ]


def _places(facts: Facts, inspector: Inspector, period: str | None) -> int:
    limit = facts.plan.inspectors.limit if inspector.limit is None else inspector.limit
    return limit if period is None else min(limit, dict(inspector.period_limits).get(period, limit))
