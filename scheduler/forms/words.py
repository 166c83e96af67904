"""How days, numbers and ticks are written on a paper in Chinese. Pure."""

import re
from collections.abc import Iterable
from datetime import date, datetime

from inspectors.eligibility import Span
from inventories.model import LONG_TERM, Item
from scheduler.forms.days import Placed
from scheduler.forms.fields import Tick
from scheduler.plan.model import CapRules
from scheduler.publish.numbers import BEIJING

METHODS = (
    *("现场检查", "书面检查", "检验检测", "网络监测"),
    *("行政部门检查结果或专业意见", "审计、验资、评估等第三方验证"),
)
"""The values of 抽查方式 in the official item lists."""
KINDS = {"general": "一般检查事项", "key": "重点检查事项"}


def day(value: date) -> str:
    """2026年1月5日; 长期 for what never ends."""
    return "长期" if value == LONG_TERM else f"{value.year}年{value.month}月{value.day}日"


def moment(time: str) -> str:
    """A time of the log by the clocks of Beijing: 2026年1月5日 17时30分."""
    there = datetime.fromisoformat(time).astimezone(BEIJING)
    return f"{day(there.date())} {there.hour}时{there.minute:02}分"


def when(placed: Placed | None, days: Span) -> str:
    """The day and time of a visit, or else the days within which it is to be made."""
    if placed is None:
        return f"{day(days.begins)}至{day(days.ends)}"
    end = placed.start + placed.minutes
    return f"{day(placed.day)} {_clock(placed.start)}—{_clock(end)}"


def _clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"


def parts(item: Item) -> tuple[str, tuple[str, ...]]:
    """The name of an item, and its parts (抽查子项), which stand behind its name: 甲：乙、丙. There may be none."""
    name, _colon, rest = item.name.partition("：")
    return name, tuple(part for part in re.split("[、，；;,]", rest) if part)


def methods(items: Iterable[Item]) -> tuple[Tick, ...]:
    """The official ways of inspection, those of the items ticked; ways that only the items know come last."""
    asked = "，".join(item.method for item in items)
    known = [name for name in METHODS if name in asked]
    for name in known:
        asked = asked.replace(name, "")
    others = dict.fromkeys(part for part in re.split("[、，；;,]", asked) if part)
    return (*ticks(METHODS, known), *ticks(others, others))


def kinds(found: Iterable[str]) -> tuple[Tick, ...]:
    """General and key items, those that are among the items ticked."""
    return ticks(KINDS.values(), {KINDS[kind] for kind in found if kind})


def ticks(words: Iterable[str], ticked: Iterable[str]) -> tuple[Tick, ...]:
    """A box for each of the words."""
    chosen = set(ticked)
    return tuple(Tick("☑" if text in chosen else "☐", text) for text in words)


def bases(items: Iterable[Item]) -> str:
    """The legal bases of items, each once: 《甲》《乙》第三条."""
    found = [part for item in items for part in re.findall("《[^》]*》[^《]*|^[^《]+$", item.basis)]
    return "、".join(dict.fromkeys(part.rstrip("、，；,; 和及与") for part in found))


def ordinal(number: int) -> str:
    """一 to 十; from 11 on in digits."""
    return "一二三四五六七八九十"[number - 1] if number <= 10 else str(number)


def limit(caps: CapRules | None) -> str:
    """The plan's upper limits on visits in a year, in words; blank without any."""
    if caps is None:
        return ""
    one = "" if caps.per_agency is None else f"同一行政机关不超过{caps.per_agency}次"
    both = "" if caps.all_levels is None else f"各级各部门合计不超过{caps.all_levels}次"
    return "，".join(part for part in (one, both) if part)
