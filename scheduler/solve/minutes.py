"""Hours of inspectors as cuts: by department and by what is asked there, in each period and in all."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from fractions import Fraction

from inspectors.eligibility import Asked, unfit
from inspectors.model import Inspector
from scheduler.plan.demand import asked_of
from scheduler.plan.model import PlanPeriod, TaskPlan
from scheduler.solve.case import Case, Cut, Part, Term
from scheduler.solve.words import asked_words

Free = dict[tuple[str, str], int]
"""Minutes of an inspector in a period."""


def hours_of(case: Case) -> tuple[Cut, ...]:
    """All cuts of hours. A visit takes the minutes of its items and of the way; the spare share of all hours is kept free."""
    plan, roster = case.facts.plan, case.facts.tables.inspectors
    free = _free(case)
    asked: dict[str, dict[Asked | None, None]] = {}
    for task in plan.tasks:
        for one, _ in asked_of([task]):
            asked.setdefault(one.department, {None: None})[one] = None
    found = []
    for department, kinds in asked.items():
        for kind in kinds:
            who = [i for i in roster if i.department == department and (kind is None or unfit(i, kind) is None)]
            for period in (None, *plan.periods):
                terms = tuple(_terms(case, department, kind, period))
                if terms:
                    found.append(_cut(case, department, kind, period, terms, _minutes(who, period, free)))
    return tuple(found)


def _cut(
    case: Case,
    department: str,
    kind: Asked | None,
    period: PlanPeriod | None,
    terms: tuple[Term, ...],
    minutes: tuple[tuple[str, ...], int],
) -> Cut:
    words = asked_words([kind or Asked(department, None, False)])
    names, number = minutes
    key = f"hours|{words[0]}|{'' if kind is None else 'slots'}|{period.id if period else ''}"
    capacity = int(number * (1 - case.facts.plan.solver.spare))
    return Cut(key, terms, capacity, names, words, (), (period.id,) if period else ())


def _terms(case: Case, department: str, kind: Asked | None, period: PlanPeriod | None) -> Iterator[Term]:
    plan = case.facts.plan
    weights = {p.id: p.weight for p in plan.periods}
    for task in plan.tasks:
        slots = sum(n for one, n in asked_of([task]) if one.department == department and kind in (None, one))
        if slots and task.id in case.of_task and (period is None or period.id in task.periods):
            share = Fraction(weights[period.id], sum(weights[p] for p in task.periods)) if period else Fraction(1)
            yield Term(task.id, slots * _visit(case, task), ((Part(case.of_task[task.id], (share,)),),))


def _visit(case: Case, task: TaskPlan) -> int:
    hours = case.facts.plan.hours
    return hours.visit(task.items) + hours.travel


def _free(case: Case) -> Free:
    """By inspector and period: the minutes of the working days on which they are there."""
    away: dict[str, set[date]] = {}
    for leave in case.facts.tables.leave:
        begins = max(leave.begins or date.min, case.facts.plan.span.begins)
        ends = min(leave.ends or date.max, case.facts.plan.span.ends)
        away.setdefault(leave.inspector, set()).update(_days(begins, ends))
    found: Free = {}
    for period in case.facts.plan.periods:
        works = [day for day in _days(period.span.begins, period.span.ends) if case.calendar.works(day)]
        for i in case.facts.tables.inspectors:
            there = (i.id, period.id) not in case.facts.absent
            days = sum(day not in away.get(i.id, ()) for day in works) if there else 0
            found[i.id, period.id] = days * case.facts.plan.hours.per_day
    return found


def _days(begins: date, ends: date) -> Iterable[date]:
    return (begins + timedelta(k) for k in range((ends - begins).days + 1))


def _minutes(who: Iterable[Inspector], period: PlanPeriod | None, free: Free) -> tuple[tuple[str, ...], int]:
    """Who of these has any minutes, and how many they have together."""
    mine = dict.fromkeys((i.id for i in who), 0)
    for (name, at), number in free.items():
        if name in mine and (period is None or at == period.id):
            mine[name] += number
    return tuple(name for name, number in mine.items() if number), sum(mine.values())
