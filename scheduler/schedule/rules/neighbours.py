"""Neighbouring targets of the same team on the same day: a wish; every pair on two days costs as much as days of waiting."""

from collections.abc import Iterator
from itertools import combinations

from inventories.problems import N_
from scheduler.schedule.case import Case, Placements
from scheduler.schedule.rule import Goal

PRICE = 10
"""In days of waiting."""


def pairs(case: Case) -> Iterator[tuple[str, str]]:
    """Visits of the same team in the same district, two by two; not those that both stay where they are."""
    for group in case.neighbours:
        for one, other in combinations(group, 2):
            if not (one.name in case.fixed and other.name in case.fixed):
                yield one.name, other.name


def _cost(case: Case, placements: Placements) -> int:
    return sum(PRICE for one, other in pairs(case) if placements[one].day != placements[other].day)


GOAL = Goal("neighbours", N_("neighbouring targets on the same day"), N_("a wish of the office"), _cost)
