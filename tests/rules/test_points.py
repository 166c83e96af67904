"""Points and bands: windows, caps, what does not count, the credit floor."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventories.model import PastVisit, Signal, Target
from inventories.points import Band, FactorRule, PointRules, RecencyRule, assess, counts, months_before

AS_OF = date(2026, 1, 5)
TARGET = Target("t1", "A clinic", "Town", "clinic")
BANDS = (Band("A", 0), Band("B", 10), Band("C", 25), Band("D", 50))
RULES = PointRules((FactorRule("complaint", 24, 10, 40),), RecencyRule(12, 5, 20), BANDS, (("D", "C"),))
SIGNAL = Signal("s1", "t1", "complaint", date(2025, 6, 1))


def points_of(*signals: Signal, rules: PointRules = RULES) -> int:
    visited = PastVisit("v1", "t1", AS_OF)
    return assess(TARGET, signals, [visited], rules, AS_OF).points


def test_each_occurrence_counts_by_its_severity_up_to_the_cap() -> None:
    assert points_of(SIGNAL) == 10
    assert points_of(replace(SIGNAL, count=2)) == 20
    assert points_of(replace(SIGNAL, severity=3)) == 30
    assert points_of(replace(SIGNAL, count=9)) == 40
    line = assess(TARGET, [replace(SIGNAL, count=9)], [], RULES, AS_OF).lines[0]
    assert (line.occurrences, line.points, line.capped) == (9, 40, True)


@pytest.mark.parametrize(
    ("signal", "counted"),
    [
        (replace(SIGNAL, date=date(2024, 1, 5)), True),  # the first day of the window
        (replace(SIGNAL, date=date(2024, 1, 4)), False),
        (replace(SIGNAL, date=AS_OF), True),
        (replace(SIGNAL, date=AS_OF + timedelta(1)), False),
        (replace(SIGNAL, substantiated=False), False),
        (replace(SIGNAL, ended=AS_OF), False),  # credit repair: from this day on
        (replace(SIGNAL, ended=AS_OF + timedelta(1)), True),
        (replace(SIGNAL, factor="hazard"), True),
    ],
)
def test_what_counts(signal: Signal, counted: bool) -> None:
    assert counts(signal, 24, AS_OF) is counted


def test_another_factor_has_its_own_rule() -> None:
    assert points_of(replace(SIGNAL, factor="hazard")) == 0


@pytest.mark.parametrize(
    ("last", "points"),
    [(None, 20), (date(2025, 1, 6), 0), (date(2025, 1, 5), 5), (date(2024, 1, 5), 10), (date(1999, 1, 1), 20)],
)
def test_time_since_the_last_visit(last: date | None, points: int) -> None:
    history = [PastVisit("v", "t1", last)] if last else []
    assert assess(TARGET, [], history, RULES, AS_OF).points == points


def test_a_visit_after_the_day_is_not_known_yet() -> None:
    assert assess(TARGET, [], [PastVisit("v", "t1", AS_OF + timedelta(1))], RULES, AS_OF).last_visit is None


@pytest.mark.parametrize(
    ("points", "band"), [(0, "A"), (9, "A"), (10, "B"), (25, "C"), (49, "C"), (50, "D"), (999, "D")]
)
def test_points_lead_to_the_highest_band_they_reach(points: int, band: str) -> None:
    rules = PointRules((FactorRule("complaint", 24, 1, 1000),), None, BANDS)
    signals = [replace(SIGNAL, count=points)] if points else []
    assert assess(TARGET, signals, [], rules, AS_OF).band == band


def test_a_credit_class_from_outside_is_a_floor_and_never_a_ceiling() -> None:
    marked = replace(TARGET, credit_class="D")
    low = assess(marked, [], [PastVisit("v", "t1", AS_OF)], RULES, AS_OF)
    assert (low.by_points, low.band) == ("A", "C")
    high = assess(marked, [replace(SIGNAL, count=9)], [], RULES, AS_OF)
    assert (high.by_points, high.band) == ("D", "D")


SIGNALS = st.lists(
    st.builds(
        Signal,
        id=st.uuids().map(str),
        target=st.just("t1"),
        factor=st.sampled_from(["complaint", "hazard"]),
        date=st.dates(date(2022, 1, 1), date(2027, 1, 1)),
        count=st.integers(1, 5),
        severity=st.integers(1, 3),
        substantiated=st.booleans(),
        ended=st.none() | st.dates(date(2024, 1, 1), date(2027, 1, 1)),
    ),
    max_size=8,
)


@given(SIGNALS, st.randoms())
def test_the_order_of_signals_does_not_matter_and_one_more_never_lowers(signals: list[Signal], random: object) -> None:
    shuffled = sorted(signals, key=lambda s: s.id)
    first, second = (assess(TARGET, some, [], RULES, AS_OF) for some in (signals, shuffled))
    assert first == second
    assert first.points == sum(line.points for line in first.lines)
    for k in range(len(signals)):
        assert assess(TARGET, signals[:k], [], RULES, AS_OF).points <= first.points


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.integers(0, 600))
def test_months_before(day: date, months: int) -> None:
    earlier = months_before(day, months)
    assert (day.year - earlier.year) * 12 + day.month - earlier.month == months
    assert earlier.day == day.day or (earlier + timedelta(1)).day == 1
