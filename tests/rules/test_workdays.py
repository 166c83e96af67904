"""Working days: make-up days, holidays, years without an announced calendar, and what an office imports."""

from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.year.workdays import LEAST_DAYS_OFF, Calendar, CalendarDay, Due, weekdays_off, whole_years

PACKAGE = Calendar()
DAYS = st.dates(date(2004, 1, 1), date(2025, 12, 31))


def off(*days: date) -> list[CalendarDay]:
    return [CalendarDay(day.isoformat(), "day off") for day in days]


def whole(year: int) -> list[CalendarDay]:
    """A calendar of the year's first days off, and one make-up day, a Saturday."""
    first = [date(year, 2, 1) + timedelta(k) for k in range(20)]
    weekdays = [day for day in first if day.weekday() < 5][:LEAST_DAYS_OFF]
    saturday = next(day for day in (date(year, 3, 1) + timedelta(k) for k in range(7)) if day.weekday() == 5)
    return [*off(*weekdays), CalendarDay(saturday.isoformat(), "workday")]


@pytest.mark.parametrize(
    ("day", "number", "due"),
    [
        (date(2026, 9, 25), 0, date(2026, 9, 25)),
        (date(2025, 9, 30), 1, date(2025, 10, 9)),  # National Day and Mid-Autumn, 1 to 8 October 2025
        (date(2025, 1, 24), 1, date(2025, 1, 26)),  # a Sunday made up for
        (
            date(2025, 1, 27),
            5,
            date(2025, 2, 10),
        ),  # Spring Festival, 28 January to 4 February; 8 February is made up for
    ],
)
def test_known_days(day: date, number: int, due: date) -> None:
    assert PACKAGE.after(day, number) == Due(due, False)


@given(DAYS, st.integers(0, 40))
def test_between_there_are_so_many_working_days(day: date, number: int) -> None:
    due = PACKAGE.after(day, number).day
    between = [day + timedelta(k) for k in range(1, (due - day).days + 1)]
    assert sum(map(chinese_calendar.is_workday, between)) == number
    assert not number or chinese_calendar.is_workday(due)


def test_a_year_not_announced_is_provisional_and_goes_by_weekdays() -> None:
    last = max(chinese_calendar.holidays).year
    assert PACKAGE.announced(last)
    assert not PACKAGE.announced(last + 1)
    assert not PACKAGE.announced(2003)
    assert PACKAGE.after(date(2001, 10, 1), 5) == Due(date(2001, 10, 8), True)
    over = PACKAGE.after(date(last, 12, 24), 20)
    assert over.day.year == last + 1
    assert over.provisional
    assert not PACKAGE.after(date(last, 11, 2), 20).provisional


def test_an_imported_calendar_is_official_for_its_year_alone() -> None:
    calendar = Calendar(tuple(whole(2031)))
    assert calendar.announced(2031)
    assert not calendar.announced(2030)
    first = min(day.date for day in whole(2031) if day.kind == "day off")
    assert not calendar.works(first)
    assert calendar.works(next(day.date for day in whole(2031) if day.kind == "workday"))
    assert not calendar.after(first, 3).provisional
    assert calendar.after(date(2031, 12, 30), 5).provisional


def test_a_list_of_few_days_makes_no_calendar_and_counts_all_the_same() -> None:
    calendar = Calendar(tuple(off(date(2031, 1, 1))))  # a Wednesday, as the calendar of the year before may name it
    assert not calendar.announced(2031)
    assert not calendar.works(date(2031, 1, 1))
    assert calendar.after(date(2030, 12, 31), 1) == Due(date(2031, 1, 2), True)


def test_an_imported_day_comes_before_the_package() -> None:
    day = date(2025, 10, 9)
    assert PACKAGE.works(day)
    assert not Calendar(tuple(off(day))).works(day)
    assert Calendar(tuple(off(day))).works(date(2025, 9, 28))  # the package's make-up day


def test_weekdays_off_are_counted_by_year() -> None:
    days = [*off(date(2031, 1, 1), date(2031, 1, 4)), CalendarDay("2032-01-03", "workday")]
    assert weekdays_off(days) == {2031: 1, 2032: 0}
    assert whole_years(days) == frozenset()


def test_no_announced_year_is_as_thin_as_a_list_that_is_none() -> None:
    found = weekdays_off(off(*chinese_calendar.holidays))
    assert min(found.values()) == 16 > LEAST_DAYS_OFF
