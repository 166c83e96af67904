"""Nobody visits while on leave."""

from cases import at, breaks, case, day, gone, good, visit

from scheduler.schedule import book
from scheduler.schedule.rules import leave


def test_a_visit_of_somebody_on_leave_is_seen() -> None:
    for k in (3, 4):
        assert breaks(at(good(), "t1/1", day=day(k), start=540)) == {leave.RULE.code: {"t1/1"}}


def test_days_before_and_after_are_open() -> None:
    given = case(visit("t", "a", last=4), away=(gone("a", 1, 3),))
    assert book.open_days(given)["t/1"] == [day(0), day(4)]
