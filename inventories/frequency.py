"""How much and how often an item is to be checked (抽查比例, 抽查频次), as lists of items write it: free text to bounds.

Text that tells more than one bound (by level, by risk), or none, is not forced into one.
"""

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

from inventories import messages
from inventories.values import Invalid, Noted, Parser, text

_NUMBERS = dict(zip("一二两三四五六七八九十", (1, 2, 2, 3, 4, 5, 6, 7, 8, 9, 10), strict=True))
_LEAST = "不低于|不少于|不小于|至少|大于等于|>=|≥"
_MOST = "不超过|不高于|不大于|不多于|不得超过|至多|最多|小于等于|<=|≤"
_COMPARED = rf"(?P<least>{_LEAST})?(?P<most>{_MOST})?"
_MANNER = r"(?:根据实际(?:工作)?(?:需要|情况),?)?(?:[省市县]级?局?)?(?:一般|原则上)?"
_RANGE = "[-~—–至到]+"

_PERCENT = r"[0-9]{1,9}(?:\.[0-9]{1,9})?"
_SHARE = re.compile(
    rf"{_MANNER}(?:全年|每年)?(?:抽查|检查|年度?)*(?:比例)?为?{_COMPARED}(?:[^0-9,;。]{{0,10}}的)?"
    rf"(?:(?P<low>{_PERCENT})(?:[%‰])?{_RANGE})?(?P<high>{_PERCENT})(?P<sign>[%‰]?)(?P<bound>以上|以下|以内)?(?:/年)?(?:或按[^0-9]*确定)?"
)
_RATIO = re.compile(r"([0-9]{1,9})/([0-9]{1,9})")

_BARE = re.compile(rf"{_COMPARED}(?P<low>{_PERCENT})(?:{_RANGE}{_PERCENT})?")

_COUNT = "[0-9]{1,3}|[一二两三四五六七八九十]"
_SPAN = (
    rf"每?(?P<years>{_COUNT})年(?:度|内)?|全年|每(?:年|(?P<unit>半年|季度?|个?月))度?"
    "|(?:同)?一(?:个)?(?:自然)?年度?内?|年度?内?"
)
_WHOM = r"(?:对?(?:同)?一(?:个)?(?![0-9年])[^0-9,]*?的?检?查?,?)?"
_VISITS = re.compile(
    rf"(?:抽查|检查)?(?:频[率次])?为?{_MANNER}{_WHOM}(?P<span>{_SPAN})?(?:组织|抽查|检查|开展)*{_COMPARED}"
    rf"(?:(?P<low>{_COUNT})次?{_RANGE})?(?P<high>{_COUNT})次(?P<bound>以上|以下|以内)?(?P<per>/(?:(?P<over>{_COUNT})?年|半年|季度?|月))?"
)
_ENGLISH = re.compile(
    r"(?P<least>atleast)?(?P<most>atmost)?(?:(?P<high>[0-9]{1,3})times|(?P<word>once|twice))"
    r"(?:a|per|every(?P<years>[0-9]{1,3})?)years?"
)
_PER_YEAR = {"半年": 2, "季度": 4, "季": 4, "个月": 12, "月": 12}


@dataclass(frozen=True)
class Bounds:
    """From ``least`` to ``most`` (None: no bound): a share of all targets, or visits to one target in ``years`` years."""

    original: str
    unit: Literal["share", "visits"]
    least: Fraction | None
    most: Fraction | None
    years: int = 1


def share(original: str) -> Bounds | None:
    """The bounds of a rate such as 不低于3%, 2‰, 5%-10%, 1/20, 0.05; None for text without one plain bound.

    Errors: Invalid for a share that is not above 0 and at most 1.
    """
    narrow = _narrow(original).replace("全覆盖", "100%")
    if ratio := _RATIO.fullmatch(narrow):
        exact = Fraction(int(ratio[1]), int(ratio[2])) if int(ratio[2]) else Fraction(0)
        low, high, given = exact, exact, {}
    elif match := _SHARE.fullmatch(narrow):
        part = Fraction(1, {"": 1, "%": 100, "‰": 1000}[match["sign"]])
        high = Fraction(match["high"]) * part
        low, given = Fraction(match["low"]) * part if match["low"] else high, match.groupdict()
    else:
        return None
    if not 0 < low <= high <= 1:
        raise Invalid(messages.FRACTION_RANGE)
    return Bounds(original, "share", *_sides(low, high, given))


def visits(original: str) -> Bounds | None:
    """The bounds of a frequency such as 1—2次/年, 每年不少于2次, 每2年不超过1次; None for text without one plain bound.

    A month, quarter or half-year counts as so many to the year.
    """
    narrow = _narrow(original)
    if english := _ENGLISH.fullmatch(narrow):
        narrow = _in_chinese(english)
    match = _VISITS.fullmatch(narrow)
    if not match or bool(match["span"]) == bool(match["per"]):
        return None
    high = _count(match["high"])
    low = _count(match["low"]) if match["low"] else high
    times = _PER_YEAR.get(match["unit"] or (match["per"] or "").removeprefix("/"), 1)
    years = _count(match["years"] or match["over"] or "1")
    if not 0 < low <= high or not years:
        return None
    return Bounds(original, "visits", *_sides(Fraction(low * times), Fraction(high * times), match.groupdict()), years)


def _in_chinese(match: re.Match[str]) -> str:
    """The same as in an official list: "twice every 3 years" is 每3年2次."""
    times = match["high"] or {"once": "1", "twice": "2"}[match["word"]]
    compared = "不少于" if match["least"] else "不超过" if match["most"] else ""
    return f"每{match['years'] or ''}年{compared}{times}次"


def rate_text(value: str) -> str | Noted:
    """The text of a rate as it stands; noted where it gives no bounds. Errors: Invalid as ``share``."""
    return _told(text(value), share(value) is None)


def frequency_text(value: str) -> str | Noted:
    """The text of a frequency as it stands; noted where it gives no bounds."""
    return _told(text(value), visits(value) is None)


def counted(parse: Parser, unit: str) -> Parser:
    """``parse``, one of the two above, for a column whose header gives the unit of bare numbers (抽查比例（%）).

    A number of at most one is kept as text there: it may be a cell in the percent format, which holds 5% as 0.05.
    """

    def with_unit(value: str) -> Any:
        bare = _BARE.fullmatch(_narrow(value))
        if bare and parse is rate_text and Fraction(bare["low"]) <= 1:
            return _told(text(value), unclear=True)
        return parse(value.strip() + unit) if bare else parse(value)

    return with_unit if unit and parse in (rate_text, frequency_text) else parse


def _told(original: str, unclear: bool) -> str | Noted:
    return Noted(original, messages.FREQUENCY_UNCLEAR, {}) if unclear else original


def _sides(low: Fraction, high: Fraction, given: dict[str, str | None]) -> tuple[Fraction | None, Fraction | None]:
    """What a number bounds: both sides, or the one that a word before or behind it says."""
    if given.get("least") or given.get("bound") == "以上":
        return low, None
    if given.get("most") or given.get("bound") in ("以下", "以内"):
        return None, high
    return low, high


def _count(word: str) -> int:
    return _NUMBERS.get(word) or int(word)


def _narrow(original: str) -> str:
    return "".join(unicodedata.normalize("NFKC", original).split()).rstrip("。.").casefold()
