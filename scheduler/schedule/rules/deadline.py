"""Nearest deadlines first: a wish, in days of waiting, which count more the nearer the last day, and double from above."""

from inventories.problems import N_
from scheduler.schedule.case import Case, Placements
from scheduler.schedule.rule import Goal

MOST = 5


def weights(case: Case) -> dict[str, int]:
    """What a day of waiting costs, by visit: 1 for the latest last day, up to ``MOST`` for the nearest ones; double for
    what superiors drew."""
    due = sorted({visit.span.ends for visit in case.visits}, reverse=True)
    rank = {day: min(k, MOST) for k, day in enumerate(due, 1)}
    return {visit.name: rank[visit.span.ends] * (2 if visit.above else 1) for visit in case.visits}


def _cost(case: Case, placements: Placements) -> int:
    price = weights(case)
    return sum(price[name] * case.index(p.day) for name, p in placements.items() if name not in case.fixed)


GOAL = Goal("deadline", N_("nearest deadlines first"), N_("a wish of the office"), _cost)
