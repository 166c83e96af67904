"""Neighbouring targets of one team are on one day where that costs little."""

from cases import case, day, visit

from scheduler.schedule import finding
from scheduler.schedule.rules import neighbours


def test_neighbours_are_on_one_day() -> None:
    given = case(visit("t1", "ab", 60), visit("t2", "ab", 60), visit("t3", "ab", 60, district="e"))
    found = finding.fresh(given, 20)
    assert found is not None
    assert found.placements["t1/1"].day == found.placements["t2/1"].day
    assert neighbours.GOAL.cost(given, found.placements) == 0


def test_two_days_for_a_pair_cost_what_they_should() -> None:
    given = case(visit("t1", "ab", 60), visit("t2", "ba", 60))
    apart = {f"t{k}/1": given.place(given.visits[k - 1], day(k), 0) for k in (1, 2)}
    assert neighbours.GOAL.cost(given, apart) == neighbours.PRICE
    assert list(neighbours.pairs(case(visit("t1", "ab"), visit("t2", "ac")))) == []
