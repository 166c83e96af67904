"""When a task takes place, as an annual table writes it (全年, 第二季度, 3月—6月, 10月底前): text to days, and back. Pure."""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise

from inspectors.eligibility import Span

_COUNT = dict(zip("一二三四1234", (1, 2, 3, 4) * 2, strict=True))
_TO = "[-~—–－至到]+"
_DAY = (
    r"(?:(?P<y{0}>20[0-9]{{2}})[年./-])?(?P<m{0}>1[0-2]|0?[1-9])"
    r"(?:[月./-](?:(?P<d{0}>3[01]|[12][0-9]|0?[1-9])[日号]?|(?P<t{0}>[上中下]旬|底|初)?))?"
)
_RANGE = re.compile(_DAY.format(1) + f"(?:份)?(?:{_TO}" + _DAY.format(2) + "(?:份)?)?(?P<until>前|之前|以前)?(?:完成)?")
_QUARTER = re.compile(f"第?([一二三四1-4])(?:季度?)?(?:{_TO}第?([一二三四1-4]))?季度?")
_TENTHS = {"初": (1, 10), "上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 31), "底": (21, 31)}
_WHOLE = ("全年", "年度", "常年", "全年度", "年内", "本年度", "不定期")


def spans(text: str, year: int) -> tuple[Span, ...] | None:
    """The days that ``text`` tells, in the order of time; None if it is not plain. Months without a year are of ``year``."""
    narrow = "".join(unicodedata.normalize("NFKC", text).split()).removeprefix(f"{year}年度") or "全年"
    parts = [part for part in re.split("[、,;，；和及]", narrow) if part]
    found = [_span(part, year) for part in parts]
    if not parts or None in found:
        return None
    return tuple(sorted((span for span in found if span), key=lambda span: span.begins))


def _span(part: str, year: int) -> Span | None:
    plain = part.removeprefix(f"{year}年") if not part.startswith(f"{year}年0") else part
    if plain in _WHOLE or plain == "":
        return Span(date(year, 1, 1), date(year, 12, 31))
    if plain in ("上半年", "下半年"):
        return _months(year, 1, 6) if plain == "上半年" else _months(year, 7, 12)
    if (quarter := _QUARTER.fullmatch(plain)) and "季" in plain:
        first, last = _COUNT[quarter[1]], _COUNT[quarter[2] or quarter[1]]
        return _months(year, 3 * first - 2, 3 * last) if first <= last else None
    match = _RANGE.fullmatch(part)
    return _range(match, year) if match and re.search("[月./-]", part) else None


def _range(match: re.Match[str], year: int) -> Span | None:
    try:
        edge = 2 if match["m2"] else 1
        begins, ends = _edge(match, 1, year, last=False), _edge(match, edge, year, last=True)
    except ValueError:
        return None
    if match["until"] and not (match[f"d{edge}"] or match[f"t{edge}"]):
        return None  # 6月前: whether with or without June is not plain
    if match["until"]:
        begins = date(ends.year, 1, 1)
    return Span(begins, ends) if begins <= ends else None


def _edge(match: re.Match[str], k: int, year: int, last: bool) -> date:
    """The first or the last day of what one side of a range names. Errors: ValueError."""
    in_year = int(match[f"y{k}"] or match["y1"] or year)
    month = int(match[f"m{k}"])
    end = monthrange(in_year, month)[1]
    if match[f"d{k}"]:
        return date(in_year, month, int(match[f"d{k}"]))
    first, final = _TENTHS.get(match[f"t{k}"] or "", (1, 31))
    return date(in_year, month, min(final, end) if last else first)


def _months(year: int, first: int, last: int) -> Span:
    return Span(date(year, first, 1), date(year, last, monthrange(year, last)[1]))


def elementary(told: Iterable[Span]) -> tuple[Span, ...]:
    """The longest periods without days in common of which every one of ``told`` is made up."""
    listed = list(told)
    cuts = sorted({day for span in listed for day in (span.begins, span.ends + timedelta(days=1))})
    parts = [Span(begins, after - timedelta(days=1)) for begins, after in pairwise(cuts)]
    return tuple(part for part in parts if any(within(part, (span,)) for span in listed))


def within(part: Span, whole: Iterable[Span]) -> bool:
    """Whether all days of ``part`` are in one of the spans of ``whole``."""
    return any(span.begins <= part.begins and part.ends <= span.ends for span in whole)


def meet(one: Span, other: Span) -> bool:
    """Whether two spans have days in common."""
    return one.begins <= other.ends and other.begins <= one.ends


def joined(parts: Sequence[Span]) -> tuple[Span, ...]:
    """``parts``, in the order of time, with those that follow each other without a gap made one."""
    result: list[Span] = []
    for part in parts:
        if result and part.begins <= result[-1].ends + timedelta(days=1):
            result[-1] = Span(result[-1].begins, max(part.ends, result[-1].ends))
        else:
            result.append(part)
    return tuple(result)


def text_of(span: Span) -> str:
    """A span as a table writes it: 全年, 上半年, 第二季度, 3月—6月, or days."""
    first, last = span.begins, span.ends
    if first.day == 1 and last.day == monthrange(last.year, last.month)[1] and first.year == last.year:
        months = (first.month, last.month)
        halves = {(1, 12): "全年", (1, 6): "上半年", (7, 12): "下半年"}
        quarters = {(3 * k - 2, 3 * k): f"第{'一二三四'[k - 1]}季度" for k in (1, 2, 3, 4)}
        written = f"{first.month}月" if first.month == last.month else f"{first.month}月—{last.month}月"
        return (halves | quarters).get(months, written)
    return f"{first.year}年{first.month}月{first.day}日—{last.year}年{last.month}月{last.day}日"


def name_of(span: Span, year: int) -> str:
    """A name for a period of the plan of ``year``: ``year``, ``q2``, ``m03-06``, or days as ``d0112-0331``."""
    first, last = span.begins, span.ends
    after = "" if first.year == year else f"-{first.year}"
    if first.day != 1 or last.day != monthrange(last.year, last.month)[1] or first.year != last.year:
        return f"d{first:%m%d}-{last:%m%d}{after}"
    if (first.month, last.month) == (1, 12):
        return f"year{after}"
    if first.month % 3 == 1 and last.month == first.month + 2:
        return f"q{last.month // 3}{after}"
    return f"m{first.month:02}" + (f"-{last.month:02}" if last.month != first.month else "") + after
