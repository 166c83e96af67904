"""A day begins at its hour, pauses at noon, and is over when its hours are."""

from cases import at, breaks, case, good, visit

from scheduler.schedule import finding
from scheduler.schedule.rules import daily_hours


def test_a_visit_past_the_hours_is_seen() -> None:
    assert breaks(at(good(), "t3/1", start=540 + 200)) == {daily_hours.RULE.code: {"t3/1"}}


def test_a_visit_before_the_day_begins_is_seen() -> None:
    assert breaks(at(good(), "t3/1", start=480)) == {daily_hours.RULE.code: {"t3/1"}}


def test_a_visit_shorter_than_its_items_take_is_seen() -> None:
    assert breaks(at(good(), "t3/1", minutes=60)) == {daily_hours.RULE.code: {"t3/1"}}


def test_a_visit_longer_than_a_day_has_no_schedule() -> None:
    assert finding.fresh(case(visit("t", "a", 241)), 10) is None
    assert finding.fresh(case(visit("t", "a", 240)), 10) is not None
