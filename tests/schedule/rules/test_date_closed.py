"""No visit while the target is closed."""

from cases import at, breaks, case, day, gone, good, visit

from scheduler.schedule import book
from scheduler.schedule.rules import closed


def test_a_visit_at_a_closed_target_is_seen() -> None:
    for k in (0, 1):
        assert breaks(at(good(), "t3/1", day=day(k), start=600)) == {closed.RULE.code: {"t3/1"}}


def test_days_after_are_open() -> None:
    given = case(visit("t", "a", last=4), closed=(gone("t", 0, 2),))
    assert book.open_days(given)["t/1"] == [day(3), day(4)]
