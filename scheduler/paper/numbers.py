"""How many targets a task draws, as an annual table writes it (20%, 不低于3%, 5户, A 5%；B 1/6), and back. Pure."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from inventories.frequency import Bounds, share, visits
from inventories.problems import Message
from inventories.values import Invalid, fraction
from scheduler.paper import messages
from scheduler.plan.members import rate as exact

STAND_IN = "5%"
"""The rate that stands where a table tells none; its task says so."""
RATES = ("rate", "rates", "rate_for")
WEIGHTS = ("multiplier", "multipliers", "multiplier_for")
ALL = ("全部", "全覆盖", "所有", "全数")
_NUMBER = re.compile(r"(?:不少于|不低于|至少|>=|≥)?([1-9][0-9]{0,8})(?:[户家个所件人]|批次|单位)?(?:以上)?")
_COUNTED = re.compile("[户家个所件]|批次|单位")
_BOTH = re.compile(r"(.+?)(?:=|\(即?|,)(.+?)\)?")
_BAND = re.compile(r"(\S+?)[ :]*([0-9.]+[%‰]|[0-9]+/[0-9]+)")
_PLAIN_COUNT = re.compile(r"(?:=|>=|≥)?([0-9]{1,2})次?")


@dataclass(frozen=True)
class Told:
    """What a text comes to: members of a task, and what is to be said of it."""

    members: dict[str, Any] = field(default_factory=dict)
    doubts: tuple[tuple[Message, dict[str, object]], ...] = ()


def read(rate: str, number: str, bands: Sequence[str]) -> Told:
    """The members that the cells for rate and number come to; a share may stand in either, or both in one (5户=20%)."""
    if not number and _COUNTED.search(rate) and _parted(rate)[0]:
        rate, number = "", rate  # 20户 under 抽查比例
    total, share_of = _parted(number)
    rate = rate or share_of
    aside = () if total or share_of or not number else ((messages.NUMBER_ASIDE, {"number": number}),)
    if aside and not rate:
        return _unclear()
    if not rate:
        return (
            Told({"total": total})
            if total
            else Told({"rate": STAND_IN}, ((messages.RATE_MISSING, {"stand_in": STAND_IN}),))
        )
    found = _rate(rate, bands)
    if total is None:
        return Told(found.members, (*found.doubts, *aside))
    if found.members.get("mandates"):
        return Told({"total": total, "mandates": found.members["mandates"]})
    return Told({"total": total}, ((messages.NUMBER_AND_RATE, {"rate": rate}),))


def whole(number: str) -> int | None:
    """The whole number that a cell tells; None for any other text."""
    return _parted(number)[0]


def _parted(number: str) -> tuple[int | None, str]:
    """A cell's whole number, and its share: 20, 5户=20%, 20户（20%）, 20%, 全部."""
    narrow = _narrow(number)
    if match := _NUMBER.fullmatch(narrow.replace(",", "")):
        return int(match[1]), ""
    both = _BOTH.fullmatch(narrow)
    if both and (first := _NUMBER.fullmatch(both[1])) and _bounds(both[2]):
        return int(first[1]), both[2]
    return None, number if _bounds(narrow) or narrow in ALL else ""


def _rate(text: str, bands: Sequence[str]) -> Told:
    narrow = _narrow(text)
    if narrow in ALL:
        return Told({"rate": "100%"})
    by_band = [
        _BAND.fullmatch(part) for part in re.split("[;、,]", unicodedata.normalize("NFKC", text)) if part.strip()
    ]
    if by_band and all(match and match[1].strip() in bands for match in by_band):
        return Told({"rates": {match[1].strip(): match[2] for match in by_band if match}})
    bounds = _bounds(narrow)
    if bounds is None:
        return _unclear()
    least, most = (None if side is None else percent(side) for side in (bounds.least, bounds.most))
    if least == most:
        return Told({"rate": least})
    if most is None:
        return Told({"rate": least, "mandates": [{"least": least}]})
    doubt = messages.RATE_MOST if least is None else messages.RATE_RANGE
    return Told({"rate": least or most, "at_most": most}, ((doubt, {}),))


def _bounds(text: str) -> Bounds | None:
    try:
        return share(text)
    except Invalid:
        return None


def _unclear() -> Told:
    return Told({"rate": STAND_IN}, ((messages.RATE_UNCLEAR, {"stand_in": STAND_IN}),))


def rate_text(task: Mapping[str, Any]) -> str:
    """The rate of a task's table as it is printed: 20%, 不低于3%, A 5%；B 1/6; "" for a task planned by a total alone."""
    least = [m["least"] for m in task.get("mandates", ()) if not m.get("node") and type(m["least"]) is not int]
    bound = f"不低于{_shown(least[0])}" if least else ""
    if "total" in task:
        return bound
    parts = [_shown(task["rate"])] if "rate" in task else []
    if bound and parts == [_shown(least[0])]:
        parts = [bound]
    parts += [f"{band} {_shown(value)}" for band, value in task.get("rates", {}).items()]
    for rule in task.get("rate_for", ()):
        where = "、".join(str(v) for k, values in rule.items() if k != "rate" for v in _listed(values))
        parts.append(f"{where} {_shown(rule['rate'])}")
    return "；".join(parts)


def number_text(task: Mapping[str, Any]) -> str:
    """The number of targets planned, as text; "" for a task planned by rates."""
    return str(task["total"]) if "total" in task else ""


def percent(number: Fraction) -> str:
    """An exact share as a percentage where that ends after two digits, else as a fraction."""
    hundredths = number * 10_000
    if hundredths.denominator != 1:
        return str(number)
    digits = f"{hundredths.numerator // 100}.{hundredths.numerator % 100:02}".rstrip("0").rstrip(".")
    return f"{digits}%"


def times_a_year(text: str) -> int | None:
    """How often a year, where the text tells a plain number (=1, 2次, 1次/年, 每年不少于2次); None for any other text."""
    narrow = _narrow(text)
    if match := _PLAIN_COUNT.fullmatch(narrow):
        return int(match[1])
    bounds = visits(narrow)
    plain = bounds and bounds.years == 1 and bounds.least is not None and bounds.most in (None, bounds.least)
    return int(bounds.least) if plain and bounds and bounds.least else None


def _shown(value: Any) -> str:
    return percent(exact(value) if not isinstance(value, str) else fraction(value))


def _listed(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list) else [value]


def _narrow(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).rstrip("。.")
