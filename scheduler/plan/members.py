"""What a member of the plan may hold: each parser takes a TOML value and returns it checked, or raises ``Invalid``."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Any

from inventories import values
from inventories.problems import N_, Words
from inventories.values import Invalid
from scheduler.plan import messages
from scheduler.plan.section import Parse, Section

MOST = 2**53 - 1
"""The largest whole number (specification §1)."""


def text(value: Any) -> Any:
    """Free text on one line, not blank."""
    return values.text(_words(value))


def label(value: Any) -> Any:
    """A label (specification §1)."""
    return values.label(_words(value))


def table_label(table: Section, name: str) -> str:
    """A member's name as a label; a problem if it is none."""
    return str(Section({name: name}, table.where, table.notes).take(name, label, name))


def identifier(value: Any) -> Any:
    """An identifier (specification §1); a whole number is taken as its digits."""
    return values.identifier(str(value) if type(value) is int else _words(value))


def flag(value: Any) -> bool:
    """true or false."""
    if not isinstance(value, bool):
        raise Invalid(messages.KIND, wanted=Words(N_("true or false")), example="true")
    return value


def day(value: Any) -> date:
    """A day, as a TOML date or as text."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return values.day(value.isoformat())
    if isinstance(value, str) and value.strip():
        return values.day(value)
    raise Invalid(messages.KIND, wanted=Words(N_("a day")), example="2026-01-05")


def moment(value: Any) -> datetime:
    """A time with its offset from UTC, as a TOML date and time or as text; in UTC, without a fraction of a second."""
    try:
        found = datetime.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        found = None
    if not isinstance(found, datetime) or found.tzinfo is None:
        raise Invalid(messages.KIND, wanted=Words(N_("a time with its offset")), example="2026-12-01T10:00:00+08:00")
    return found.astimezone(UTC).replace(microsecond=0)


def whole(low: int, high: int = MOST) -> Parse:
    """A parser of whole numbers from ``low`` to ``high``."""

    def parse(value: Any) -> int:
        if type(value) is not int:
            raise Invalid(messages.KIND, wanted=Words(N_("a whole number")), example="12")
        if not low <= value <= high:
            raise Invalid(messages.RANGE, low=low, high=high)
        return value

    return parse


def choice(*words: str) -> Parse:
    """A parser of one of ``words``."""

    def parse(value: Any) -> str:
        if value not in words or not isinstance(value, str):
            raise Invalid(messages.CHOICE, value=value, words=", ".join(words))
        return value

    return parse


def rate(value: Any) -> Fraction:
    """An exact rate, above 0 and at most 1: "1/20", "5%", "2‰", "0.05", 0.05, 1."""
    result = _number(value, values.fraction, messages.RATE)
    if not 0 < result <= 1:
        raise Invalid(messages.RATE)
    return result


def multiplier(value: Any) -> Fraction:
    """An exact number above 0."""
    result = _number(value, _ratio, messages.NUMBER)
    if result <= 0 or max(result.numerator, result.denominator) > MOST:
        raise Invalid(messages.NUMBER)
    return result


def least(value: Any) -> int | Fraction:
    """A least number (a whole number) or a least share (anything else that a rate may be)."""
    return whole(1)(value) if type(value) is int else rate(value)


def _words(value: Any) -> str:
    if not isinstance(value, str):
        raise Invalid(messages.KIND, wanted=Words(N_("text")), example='"…"')
    if values.blank(value):
        raise Invalid(messages.BLANK)
    return value


def _number(value: Any, parse: Callable[[str], Fraction], otherwise: Any) -> Fraction:
    if type(value) is int:
        return Fraction(value)
    if isinstance(value, Fraction):
        return value
    if not isinstance(value, str) or not value.strip():
        raise Invalid(otherwise)
    return parse(value)


def _ratio(value: str) -> Fraction:
    above, _, below = value.partition("/")
    try:
        if max(len(above), len(below)) > 18:
            raise ValueError
        return Fraction(above) / Fraction(below or "1")
    except (ValueError, ZeroDivisionError):
        raise Invalid(messages.NUMBER) from None
