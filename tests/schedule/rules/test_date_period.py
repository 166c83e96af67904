"""Each visit is made in its days, and none on a day that is over."""

from dataclasses import replace

from cases import BASE, at, breaks, day, good

from scheduler.schedule import check
from scheduler.schedule.rules import period


def test_a_visit_after_its_last_day_is_seen() -> None:
    assert breaks(at(good(), "t2/1", day=day(7))) == {period.RULE.code: {"t2/1"}}


def test_a_visit_on_a_day_that_is_over_is_seen() -> None:
    later = replace(BASE, begins=day(2))
    wrong = {name for ask, name in check.broken(later, good()) if ask.rule.code == period.RULE.code}
    assert wrong == {p.visit for p in good().values() if p.day < day(2)}


def test_what_is_fixed_may_be_over() -> None:
    placed = good()
    early = {name: p for name, p in placed.items() if p.day < day(2)}
    later = replace(BASE, begins=day(2), fixed=early)
    assert early
    assert not [name for ask, name in check.broken(later, placed) if ask.rule.code == period.RULE.code]
