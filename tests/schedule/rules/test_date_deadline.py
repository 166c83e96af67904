"""The nearest last days go first, and what superiors drew before that."""

from dataclasses import replace

from cases import case, visit

from scheduler.schedule import finding
from scheduler.schedule.rules import deadline


def test_the_nearest_last_day_goes_first() -> None:
    given = case(visit("late", "a", 240, 4), visit("soon", "a", 240, 1))
    found = finding.fresh(given, 20)
    assert found is not None
    assert found.placements["soon/1"].day < found.placements["late/1"].day
    assert deadline.weights(given) == {"late/1": 1, "soon/1": 2}


def test_what_superiors_drew_counts_double() -> None:
    given = case(visit("own", "a", 240), replace(visit("above", "a", 240), above=True))
    found = finding.fresh(given, 20)
    assert found is not None
    assert found.placements["above/1"].day < found.placements["own/1"].day
    assert deadline.GOAL.cost(given, found.placements) == 1
