"""Leave: builder and checker agree, and a builder that counts otherwise is caught."""

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given as random_cases
from hypothesis import strategies as st
from seats import broken, facts, faults, seated, who

from inspectors.eligibility import Span
from inspectors.model import Inspector, Leave
from inspectors.rules import absent
from inspectors.rules.leave import RULE

QUARTER = Span(date(2026, 1, 1), date(2026, 3, 31))  # 90 days
WHO = who("i1")


def leave(*days: tuple[int, int, int, int], who: str = "i1") -> list[Leave]:
    return [Leave(f"{who}{k}", who, date(2026, a, b), date(2026, c, d)) for k, (a, b, c, d) in enumerate(days)]


@pytest.mark.parametrize(
    ("days", "away"),
    [
        ([], False),
        ([(1, 1, 2, 13)], False),  # 44 of 90 days
        ([(1, 1, 2, 14)], True),  # 45: half
        ([(1, 1, 1, 31), (1, 15, 2, 13)], False),  # days that overlap count once
        ([(1, 1, 1, 31), (3, 1, 3, 14)], True),
        ([(4, 1, 12, 31)], False),
    ],
)
def test_leave_of_half_a_period_is_absence(days: list[tuple[int, int, int, int]], away: bool) -> None:
    assert RULE.build(WHO, QUARTER, leave(*days)) is RULE.check(WHO, QUARTER, leave(*days)) is away


def test_leave_before_the_period_reaches_into_it_and_is_ones_own() -> None:
    assert absent(WHO, QUARTER, [Leave("l", "i1", date(2025, 1, 1), date(2026, 2, 14))]) is RULE
    assert absent(WHO, QUARTER, [Leave("l", "i1", date(2026, 1, 1), date(2025, 12, 31))]) is None  # withdrawn
    assert absent(WHO, QUARTER, [Leave("l", "i2", date(2025, 1, 1), date(2026, 2, 14))]) is None


days = st.dates(date(2025, 12, 20), date(2026, 1, 20))


@random_cases(st.lists(st.tuples(days, days), max_size=4), days, st.integers(0, 12))
def test_builder_and_checker_agree(entries: list[tuple[date, date]], begins: date, more: int) -> None:
    span = Span(begins, date.fromordinal(begins.toordinal() + more))
    found = [Leave(str(k), "i1", first, last) for k, (first, last) in enumerate(entries)]
    assert RULE.build(WHO, span, found) is RULE.check(WHO, span, found)


def _twice(_: Inspector, span: Span, leave: Sequence[Leave]) -> bool:
    within = [(max(one.begins, span.begins), min(one.ends, span.ends)) for one in leave]
    return 2 * sum((ends - begins).days + 1 for begins, ends in within) >= span.days


def _more_than_half(inspector: Inspector, span: Span, leave: Sequence[Leave]) -> bool:
    return RULE.build(inspector, Span(span.begins, date.fromordinal(span.ends.toordinal() + 1)), leave)


@pytest.mark.parametrize(
    ("build", "wrong"),
    [
        (_twice, "i2 in p1: no rule speaks against them"),
        (_more_than_half, "i1 in p1: leave was overlooked"),
        (lambda *_: False, "i1 in p1: leave was overlooked"),
    ],
)
def test_a_builder_that_counts_otherwise_is_caught(monkeypatch: pytest.MonkeyPatch, build: object, wrong: str) -> None:
    away = [*leave((1, 1, 1, 15)), *leave((1, 1, 1, 10), (1, 6, 1, 14), who="i2")]  # 15 and 14 of thirty days
    roster = (WHO, who("i2"), who("i3"))
    assert faults(facts(*roster, leave=tuple(away))) == []
    broken(monkeypatch, RULE, build)  # type: ignore[arg-type]
    assert faults(facts(*roster, leave=tuple(away))) == [wrong]


def test_a_seat_in_spite_of_it_is_caught() -> None:
    given = facts(WHO, who("i2"), leave=tuple(leave((1, 1, 1, 15))))
    assert seated(given, "i1") == ["t1/1 slot 1: leave speaks against i1"]
    assert seated(given, "i2") == []
