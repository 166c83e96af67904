"""Risk points and bands: how urgent a target is, from the four named factors and the time since its last visit.

The four factors are 投诉举报多, 安全隐患大, 失信行为 and 严重违法违规记录. Rules are the plan's; nothing here is law.
All numbers are whole, so that an auditor gets the same band from the same signals.
"""

import calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from inventories.model import Factor, PastVisit, Signal, Target


@dataclass(frozen=True)
class FactorRule:
    """``points`` for each occurrence (count times severity) in the last ``months`` months, ``cap`` points at most."""

    factor: Factor
    months: int
    points: int
    cap: int


@dataclass(frozen=True)
class RecencyRule:
    """``points`` for every full ``months`` months since the last visit, ``cap`` at most and for who was never visited."""

    months: int
    points: int
    cap: int


@dataclass(frozen=True)
class Band:
    """A risk band and the least number of points that leads to it."""

    name: str
    least: int


@dataclass(frozen=True)
class PointRules:
    """A plan's rules of points and bands. ``bands`` rise in risk; ``credit_floor`` maps an outside class to a band."""

    factors: tuple[FactorRule, ...]
    recency: RecencyRule | None
    bands: tuple[Band, ...]
    credit_floor: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Line:
    """One line of the account of a target's points: what counted, how many times, and the points after the cap."""

    cause: Factor | Literal["recency"]
    occurrences: int
    points: int
    capped: bool


@dataclass(frozen=True)
class Assessment:
    """A target's points, the band they lead to, the band after the credit floor, and the lines that add up to them."""

    points: int
    by_points: str
    band: str
    lines: tuple[Line, ...]
    last_visit: date | None


def assess(
    target: Target, signals: Iterable[Signal], history: Iterable[PastVisit], rules: PointRules, as_of: date
) -> Assessment:
    """The assessment of ``target`` on the day ``as_of`` from its own signals and past visits, in any order."""
    signals = list(signals)
    lines = [_factor(rule, signals, as_of) for rule in rules.factors]
    last = max((visit.date for visit in history if visit.date <= as_of), default=None)
    if rules.recency:
        lines.append(_recency(rules.recency, last, as_of))
    points = sum(line.points for line in lines)
    order = [band.name for band in rules.bands]
    reached = max((k for k, band in enumerate(rules.bands) if points >= band.least), default=0)
    floor = dict(rules.credit_floor).get(target.credit_class)
    band = max(reached, order.index(floor)) if floor is not None else reached
    return Assessment(points, order[reached], order[band], tuple(lines), last)


def counts(signal: Signal, months: int, as_of: date) -> bool:
    """Whether a signal counts on ``as_of``: founded, dated within the window, and not ended (信用修复) by then."""
    return (
        signal.substantiated
        and months_before(as_of, months) <= signal.date <= as_of
        and (signal.ended is None or signal.ended > as_of)
    )


def _factor(rule: FactorRule, signals: Sequence[Signal], as_of: date) -> Line:
    mine = [s for s in signals if s.factor == rule.factor and counts(s, rule.months, as_of)]
    raw = rule.points * sum(s.count * s.severity for s in mine)
    return Line(rule.factor, sum(s.count for s in mine), min(raw, rule.cap), raw > rule.cap)


def _recency(rule: RecencyRule, last: date | None, as_of: date) -> Line:
    if last is None:
        return Line("recency", 0, rule.cap, False)
    full = 0
    while rule.points * full < rule.cap and months_before(as_of, rule.months * (full + 1)) >= last:
        full += 1
    return Line("recency", full, min(rule.points * full, rule.cap), rule.points * full > rule.cap)


def months_before(day: date, months: int) -> date:
    """The same day ``months`` months earlier, or that month's last day; the first day of the calendar at the least."""
    total = day.year * 12 + day.month - 1 - months
    year, month = divmod(total, 12)
    if year < 1:
        return date.min
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
