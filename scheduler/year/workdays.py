"""Working days (工作日): the official calendar of a year, with days off and make-up days (调休). Pure.

The State Council's office announces each year's calendar in the autumn before. A year's days are those of the office's
imported list, else those of the package ``chinesecalendar``; a year that neither has is reckoned by weekdays, and a day
that rests on it is *provisional*.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property
from typing import Literal

import chinese_calendar

LEAST_DAYS_OFF = 11
"""A list that takes fewer weekdays off is no calendar of a whole year. No year from 2004 to 2026 has fewer than 16."""
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class CalendarDay:
    """A day of an imported calendar: ``workday`` (工作日, make-up days too) or ``day off`` (休息日). ``id`` is the day."""

    id: str
    kind: Literal["workday", "day off"]
    occasion: str = ""

    @property
    def date(self) -> date:
        """The day."""
        return date.fromisoformat(self.id)


@dataclass(frozen=True)
class Due:
    """A day reckoned in working days; ``provisional`` if a year that it rests on has no announced calendar yet."""

    day: date
    provisional: bool


@dataclass(frozen=True)
class Calendar:
    """The working days as an office knows them; ``days`` are those it has imported, which come first."""

    days: tuple[CalendarDay, ...] = ()

    @cached_property
    def _works(self) -> Mapping[date, bool]:
        return {day.date: day.kind == "workday" for day in self.days}

    @cached_property
    def _imported(self) -> frozenset[int]:
        return whole_years(self.days)

    def announced(self, year: int) -> bool:
        """Whether the calendar of ``year`` is known: imported as a whole, or in the package."""
        return year in self._imported or _packaged(year)

    def works(self, day: date) -> bool:
        """Whether ``day`` is a working day."""
        if day in self._works:
            return self._works[day]
        if day.year in self._imported or not _packaged(day.year):
            return day.weekday() < 5
        return _packaged_works(day)

    def after(self, day: date, number: int) -> Due:
        """The working day that is ``number`` (from 0) working days after ``day``, which itself never counts."""
        due = day
        while number:
            due += ONE_DAY
            number -= self.works(due)
        return Due(due, not all(self.announced(year) for year in range(day.year, due.year + 1)))


def whole_years(days: Iterable[CalendarDay]) -> frozenset[int]:
    """The years of which ``days`` are the whole calendar: those with enough weekdays off."""
    return frozenset(year for year, number in weekdays_off(days).items() if number >= LEAST_DAYS_OFF)


def weekdays_off(days: Iterable[CalendarDay]) -> Mapping[int, int]:
    """How many weekdays ``days`` take off, by year; 0 for a year that they name in other ways alone."""
    found = Counter[int]()
    for day in days:
        found[day.date.year] += day.kind == "day off" and day.date.weekday() < 5
    return found


@cache  # the package looks through all its days whenever it is asked
def _packaged_works(day: date) -> bool:
    return bool(chinese_calendar.is_workday(day))


@cache
def _packaged(year: int) -> bool:
    try:
        chinese_calendar.is_workday(date(year, 1, 1))
    except NotImplementedError:
        return False
    return True
