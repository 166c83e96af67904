"""Nobody is in two places at once, and the way from one visit to the next fits between."""

from cases import HOURS, MONDAY, at, breaks, case, good, visit

from scheduler.schedule import check, finding
from scheduler.schedule.case import Placement
from scheduler.schedule.rules import one_place


def test_two_visits_of_one_inspector_at_one_time_are_seen() -> None:
    placed = good()
    one = placed["t1/1"]
    assert breaks(at(placed, "t2/1", day=one.day, start=one.start)) == {one_place.RULE.code: {"t1/1", "t2/1"}}


def test_the_way_fits_between() -> None:
    given = case(visit("t1", "a", 120, 0), visit("t2", "a", 90, 0))
    found = finding.fresh(given, 20)
    assert found is not None
    one, other = sorted(found.placements.values(), key=lambda p: p.start)
    assert HOURS.worked(other.start) - HOURS.worked_by(one.ends) >= HOURS.travel
    assert finding.fresh(case(visit("t1", "a", 120, 0), visit("t2", "a", 120, 0)), 20) is None


def test_visits_of_other_draws_take_their_hours() -> None:
    busy = {"a": (Placement("x/1", MONDAY, 540, 120),)}
    given = case(visit("t1", "a", 120), busy=busy)
    wrong = {"t1/1": Placement("t1/1", MONDAY, 540, 120)}
    assert [(ask.rule.code, name) for ask, name in check.broken(given, wrong)] == [(one_place.RULE.code, "t1/1")]
    found = finding.fresh(given, 20)
    assert found is not None
    assert found.placements["t1/1"].day > MONDAY
