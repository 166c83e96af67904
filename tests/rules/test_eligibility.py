"""Eligibility: each rule alone, with the reason it gives."""

from dataclasses import replace
from datetime import date

import pytest

from inspectors.eligibility import AreaRule, Asked, Span, absent, conflict, last_visitors, outside, unfit
from inspectors.model import Conflict, Inspector, Leave
from inventories.model import PastVisit, Target

QUARTER = Span(date(2026, 1, 1), date(2026, 3, 31))  # 90 days
WHO = Inspector("i1", "Li", "health", ("x-ray",), lead=False, areas=("North",), certificate_until=date(2026, 12, 31))
TARGET = Target("t1", "One", "North", "clinic", entity="E1", owner="Wang")


@pytest.mark.parametrize(
    ("asked", "ground"),
    [
        (Asked("health", None, False), None),
        (Asked("health", "x-ray", False), None),
        (Asked("market", None, False), "department"),
        (Asked("health", "school", False), "qualification"),
        (Asked("health", None, True), "lead"),
    ],
)
def test_what_a_slot_asks(asked: Asked, ground: str | None) -> None:
    reason = unfit(WHO, asked)
    assert (reason and reason.ground) == ground


def leave(*days: tuple[int, int, int, int]) -> list[Leave]:
    return [Leave(f"l{k}", "i1", date(2026, a, b), date(2026, c, d)) for k, (a, b, c, d) in enumerate(days)]


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
    assert (absent(WHO, QUARTER, leave(*days)) is not None) is away


def test_leave_before_the_period_reaches_into_it() -> None:
    assert absent(WHO, QUARTER, [Leave("l", "i1", date(2025, 1, 1), date(2026, 2, 14))]) is not None
    assert absent(WHO, QUARTER, [Leave("l", "i1", date(2026, 1, 1), date(2025, 12, 31))]) is None  # withdrawn
    assert absent(WHO, QUARTER, [Leave("l", "i2", date(2025, 1, 1), date(2026, 2, 14))]) is None


@pytest.mark.parametrize(
    ("who", "ground"),
    [
        (replace(WHO, active=False), "inactive"),
        (replace(WHO, certificate_until=date(2026, 3, 30)), "certificate"),
        (replace(WHO, certificate_until=date(2026, 3, 31)), None),
        (replace(WHO, certificate_until=None), None),
    ],
)
def test_status_and_certificate(who: Inspector, ground: str | None) -> None:
    reason = absent(who, QUARTER, [])
    assert (reason and reason.ground) == ground


@pytest.mark.parametrize(
    ("declared", "barred"),
    [
        (Conflict("c", "i1", "target", "t1", "kin"), True),
        (Conflict("c", "i1", "entity", "E1"), True),
        (Conflict("c", "i1", "owner", "Wang"), True),
        (Conflict("c", "i1", "owner", "E1"), False),
        (Conflict("c", "i1", "target", "t2"), False),
        (Conflict("c", "i2", "target", "t1"), False),
        (Conflict("c", "i1", "target", "t1", ends=date(2025, 12, 31)), False),
        (Conflict("c", "i1", "target", "t1", ends=date(2026, 1, 1)), True),
        (Conflict("c", "i1", "target", "t1", begins=date(2026, 4, 1)), False),
        (Conflict("c", "i1", "target", "t1", begins=date(2026, 2, 2), ends=date(2026, 2, 1)), False),
    ],
)
def test_conflicts_of_interest(declared: Conflict, barred: bool) -> None:
    assert (conflict(WHO, TARGET, [declared], QUARTER) is not None) is barred


def test_an_unknown_owner_is_nobodys_relative() -> None:
    assert conflict(WHO, replace(TARGET, owner=""), [Conflict("c", "i1", "owner", "")], QUARTER) is None


@pytest.mark.parametrize(
    ("rule", "allowed"),
    [
        (AreaRule(), True),
        (AreaRule("own"), True),
        (AreaRule("not own"), False),
        (AreaRule("pairs", (("North", ("North", "South")),)), True),
        (AreaRule("pairs", (("North", ("South",)),)), False),
        (AreaRule("pairs", (("South", ("North",)),)), False),
    ],
)
def test_area_rules(rule: AreaRule, allowed: bool) -> None:
    assert (outside(WHO, TARGET, [AreaRule(), rule]) is None) is allowed


def test_the_last_visitors_are_those_of_the_last_days_of_visit() -> None:
    history = [
        PastVisit("1", "t1", date(2025, 5, 1), inspectors=("i1", "i2")),
        PastVisit("2", "t1", date(2025, 5, 1), "market", ("i3",)),
        PastVisit("3", "t1", date(2024, 5, 1), inspectors=("i4",)),
        PastVisit("4", "t1", date(2026, 5, 1), inspectors=("i5",)),
    ]
    day = date(2026, 1, 5)
    assert last_visitors(history, 1, day) == {"i1", "i2", "i3"}
    assert last_visitors(history, 2, day) == {"i1", "i2", "i3", "i4"}
    assert last_visitors(history, 0, day) == frozenset()
