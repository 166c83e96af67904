"""Targets not visited for k full years: as a report, and as points of the plan, which count alike."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from inventories.model import PastVisit, Target
from inventories.points import Band, PointRules, RecencyRule, assess
from scheduler.year.unvisited import unvisited

ON = date(2026, 1, 5)


def target(name: str, **more: str) -> Target:
    return Target(name, name, "d", "c", **more)  # type: ignore[arg-type]


def visit(target: str, day: date) -> PastVisit:
    return PastVisit(f"V{target}{day}", target, day)


def test_years_are_full_and_the_never_visited_come_first() -> None:
    targets = [target(name) for name in ("long", "just", "recent", "never")]
    history = [
        visit("long", date(2020, 1, 1)),
        visit("just", date(2023, 1, 5)),
        visit("recent", date(2023, 1, 6)),
        visit("never", date(2026, 2, 1)),  # after the day
    ]
    found = unvisited(targets, history, 3, ON)
    assert [(one.target.id, one.last) for one in found] == [
        ("never", None),
        ("long", date(2020, 1, 1)),
        ("just", date(2023, 1, 5)),
    ]


def test_the_inactive_are_left_out_and_a_duplicate_counts_for_the_one_that_stands() -> None:
    targets = [target("shut", status="closed"), target("one"), target("other", merged_into="one")]
    assert [u.target.id for u in unvisited(targets, [], 3, ON)] == ["one"]
    assert unvisited(targets, [visit("other", date(2025, 1, 1))], 3, ON) == []


@given(st.dates(date(2015, 1, 1), ON), st.integers(1, 9))
def test_points_for_k_years_go_to_exactly_those(day: date, years: int) -> None:
    """recency = { months = 12·k, points = 10, cap = 10 }, as docs/plan.md writes it."""
    rules = PointRules((), RecencyRule(12 * years, 10, 10), (Band("A", 0), Band("B", 10)))
    for history in ([visit("t", day)], []):
        band = assess(target("t"), [], history, rules, ON).band
        assert (band == "B") == bool(unvisited([target("t")], history, years, ON))
