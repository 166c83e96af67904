"""Numbers and texts as they are shown: whole-number arithmetic, no locale."""

import unicodedata
from datetime import datetime, timedelta, timezone
from fractions import Fraction

NONE = "—"
BEIJING = timezone(timedelta(hours=8))


def percent(part: int, whole: int) -> str:
    """``part`` of ``whole`` in percent with two decimals, half up; a dash where there is nothing to take part of."""
    if whole == 0:
        return NONE
    hundredths = (part * 20_000 + whole) // (2 * whole)
    return f"{hundredths // 100}.{hundredths % 100:02d}%"


def rate(text: str) -> str:
    """An exact fraction as exact percent with the fraction behind it, or as it is where no short percent is exact."""
    try:
        hundredths = Fraction(text) * 10_000
    except (ValueError, ZeroDivisionError):
        return text
    if hundredths.denominator != 1 or "/" not in text:
        return text
    digits = f"{hundredths.numerator // 100}.{hundredths.numerator % 100:02d}".rstrip("0").rstrip(".")
    return f"{digits}% ({text})"


def kilobytes(size: int) -> str:
    """A size in bytes as whole kilobytes, rounded up."""
    return f"{-(-size // 1024)} KB"


def span(least: int, most: int) -> str:
    """``19–20``, or ``20`` where both are the same."""
    return str(least) if least == most else f"{least}–{most}"


def moment(text: str) -> str:
    """A logged time (ISO 8601 with its offset) in the time of Beijing, UTC+8 all year; any other text as it is."""
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        return text
    return text if time.tzinfo is None else f"{time.astimezone(BEIJING):%Y-%m-%d %H:%M:%S} (UTC+8)"


def visible(text: str) -> str:
    """``text`` with each control or format character (Cc, Cf, line and paragraph separators) written as ``[U+202E]``.

    Line ends and tabs become blanks. What is shown can then neither hide nor turn around what stands beside it.
    """
    return text if text.isprintable() else "".join(map(_visible, text))  # printable: none of these is in it


def _visible(character: str) -> str:
    if character in "\t\n\r":
        return " "
    hidden = unicodedata.category(character) in ("Cc", "Cf", "Zl", "Zp", "Cs")
    return f"[U+{ord(character):04X}]" if hidden else character
