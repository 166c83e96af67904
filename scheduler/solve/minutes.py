"""Hours of inspectors as cuts: by department and by what is asked there, in each period and in all. Places alike."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction

from inspectors.eligibility import Asked
from inspectors.model import Inspector
from inspectors.rules import unfit
from scheduler.plan.demand import asked_of
from scheduler.plan.model import TaskPlan
from scheduler.plan.roster import limits
from scheduler.solve.case import Case, Cut, Part, Term

Each = Callable[[TaskPlan], int]
"""What a slot of a visit of the task takes."""
Has = Callable[[Inspector, Sequence[str]], int]
"""What an inspector has in some periods."""


def hours_of(case: Case) -> tuple[Cut, ...]:
    """All cuts of hours, in minutes. A visit takes those of its items and of the way; the spare share is kept free."""
    hours, free = case.facts.plan.hours, _free(case)
    return tuple(
        _cuts(
            case,
            "hours",
            lambda task: hours.visit(task.items) + hours.travel,
            lambda who, periods: int(sum(free[who.id, period] for period in periods) * case.left),
        )
    )


def places_of(case: Case) -> tuple[Cut, ...]:
    """The same for places: what inspectors' limits leave of the slots of each kind."""

    def has(who: Inspector, periods: Sequence[str]) -> int:
        limit, by_period = limits(case.facts, who)
        there = [period for period in periods if (who.id, period) not in case.facts.absent]
        return int(min(limit, sum(dict(by_period).get(period, limit) for period in there)) * case.left)

    return tuple(_cuts(case, "places", lambda _task: 1, has))


def _cuts(case: Case, prefix: str, each: Each, has: Has) -> Iterator[Cut]:
    """By department, then what is asked; of all periods, then each."""
    plan = case.facts.plan
    every = tuple(period.id for period in plan.periods)
    asked: dict[str, dict[Asked | None, None]] = {}
    for task in plan.tasks:
        for one, _ in asked_of([task]):
            kinds = asked.setdefault(one.department, {None: None})
            if one.qualification or one.lead:  # others ask no more than the department
                kinds[one] = None
    for department, kinds in asked.items():
        mine = [i for i in case.facts.tables.inspectors if i.department == department]
        for kind in kinds:
            fit = [i for i in mine if kind is None or unfit(i, kind) is None]
            for periods in (every, *((period,) for period in every)):
                if terms := tuple(_terms(case, department, kind, periods, each)):
                    found = {who.id: has(who, periods) for who in fit}
                    wants = kind or Asked(department, None, False)
                    shown = () if periods == every else periods
                    key = f"{prefix}|{department}|{_slot(kind)}|{''.join(shown)}"
                    yield Cut(
                        key, terms, sum(found.values()), tuple(n for n, k in found.items() if k), (wants,), (), shown
                    )


def _slot(kind: Asked | None) -> str:
    return "" if kind is None else f"{kind.qualification or 'general'}{'+lead' if kind.lead else ''}"


def _terms(case: Case, department: str, kind: Asked | None, periods: Sequence[str], each: Each) -> Iterator[Term]:
    weights = {p.id: p.weight for p in case.facts.plan.periods}
    for task in case.facts.plan.tasks:
        slots = sum(n for one, n in asked_of([task]) if one.department == department and kind in (None, one))
        inside = sum(weights[p] for p in task.periods if p in periods)
        if slots and inside and task.id in case.of_task:
            share = Fraction(inside, sum(weights[p] for p in task.periods))
            yield Term(task.id, slots * each(task), ((Part(case.of_task[task.id], (share,)),),))


def _free(case: Case) -> dict[tuple[str, str], int]:
    """By inspector and period: the minutes of the working days on which they are there."""
    away: dict[str, set[date]] = {}
    for leave in case.facts.tables.leave:
        begins = max(leave.begins, case.facts.plan.span.begins)
        away.setdefault(leave.inspector, set()).update(_days(begins, min(leave.ends, case.facts.plan.span.ends)))
    found: dict[tuple[str, str], int] = {}
    for period in case.facts.plan.periods:
        works = [day for day in _days(period.span.begins, period.span.ends) if case.calendar.works(day)]
        for i in case.facts.tables.inspectors:
            there = (i.id, period.id) not in case.facts.absent
            days = sum(day not in away.get(i.id, ()) for day in works) if there else 0
            found[i.id, period.id] = days * case.facts.plan.hours.per_day
    return found


def _days(begins: date, ends: date) -> Iterable[date]:
    return (begins + timedelta(k) for k in range((ends - begins).days + 1))
