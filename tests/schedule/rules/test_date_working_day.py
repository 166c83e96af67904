"""Visits are on working days alone, whoever makes the schedule."""

from dataclasses import replace

from cases import BASE, at, breaks, day, good, visit

from scheduler.schedule import finding
from scheduler.schedule.rules import working_day


def test_a_visit_on_a_weekend_is_seen() -> None:
    assert breaks(at(good(), "t2/1", day=day(5)))[working_day.RULE.code] == {"t2/1"}


def test_a_weekend_that_is_worked_counts() -> None:
    """A make-up workday (调休), and a holiday in the week."""
    saturday = replace(BASE, days=(*BASE.days[:3], *BASE.days[4:], day(5)), visits=(visit("t", "z", last=5, first=5),))
    found = finding.fresh(saturday, 10)
    assert found is not None
    assert found.placements["t/1"].day == day(5)
    holiday = replace(saturday, visits=(visit("t", "z", last=3, first=3),))
    assert finding.fresh(holiday, 10) is None
