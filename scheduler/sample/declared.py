"""What is declared to the office: leave (请假), conflicts of interest (利害关系), and targets not drawn (不纳入抽查)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from scheduler.sample.choose import day, number, pick, shuffled, weighted
from scheduler.sample.people import Officer
from scheduler.sample.places import Place

_GROUNDS = {"年休假": 6, "病假": 3, "培训": 3, "学习考察": 1}
_LONG = (
    ("脱产学习", "WJ05", date(2026, 2, 9), date(2026, 7, 17)),
    ("借调", "JK09", date(2026, 4, 1), date(2026, 9, 30)),
)
"""Absences that fill whole periods."""
_KINDS = {"近亲属": 5, "利害关系": 4, "曾任职": 4, "其他": 1}
_EXCLUDED = (
    ("YY0006", "省级卫生监督机构直接监管", "夏卫监〔2025〕41号", date(2026, 12, 31), ()),
    ("GG0046", "整体停业装修，恢复营业前不抽查", "夏卫监〔2025〕44号", date(2026, 6, 30), ()),
    ("GG0120", "2025年第四季度已由市级双随机抽查", "夏卫监〔2025〕47号", date(2026, 3, 31), ("places",)),
    ("XX0031", "校舍整体搬迁，在搬迁前不抽查", "夏卫监〔2025〕48号", date(2026, 8, 31), ()),
    ("CW0103", "村卫生室撤并，执业登记待注销", "夏卫监〔2025〕49号", None, ()),
    ("SQ0027", "迁址重建，2025年内不抽查", "夏卫监〔2025〕12号", date(2025, 12, 31), ()),
    ("ZS0019", "已列入2026年专项检查，不重复检查", "夏卫监〔2025〕52号", date(2026, 12, 31), ("medical",)),
)


@dataclass(frozen=True)
class Away:
    """Leave of an inspector, first and last day included."""

    id: str
    officer: Officer
    begins: date
    ends: date
    ground: str


@dataclass(frozen=True)
class Interest:
    """A conflict of interest: ``subject`` says whether ``value`` is a target's identifier, a credit code or a name."""

    id: str
    officer: Officer
    subject: str
    value: str
    kind: str
    begins: date | None
    ends: date | None


@dataclass(frozen=True)
class Excluded:
    """A target that is not drawn, with ground, document and end, from all tasks or from some."""

    id: str
    place: Place
    ground: str
    document: str
    begins: date
    ends: date | None
    tasks: tuple[str, ...]


def leave(officers: Sequence[Officer]) -> tuple[Away, ...]:
    """The leave of 2026 that is known when the year begins."""
    by_id = {officer.id: officer for officer in officers}
    found = [(by_id[key], begins, ends, ground) for ground, key, begins, ends in _LONG]
    for key in shuffled("leave", by_id)[:16]:
        begins = day(f"leave/{key}", date(2026, 1, 19), date(2026, 11, 20))
        ends = begins + timedelta(4 + number(f"days/{key}", 11))
        found.append((by_id[key], begins, ends, weighted(f"ground/{key}", _GROUNDS)))
    found.sort(key=lambda row: (row[1], row[0].id))
    return tuple(Away(f"QJ2026-{k:02}", *row) for k, row in enumerate(found, 1))


def conflicts(places: Sequence[Place], officers: Sequence[Officer]) -> tuple[Interest, ...]:
    """Thirty declarations by two dozen inspectors."""
    return tuple(_interest(k, places, officers) for k in range(1, 31))


def _interest(k: int, places: Sequence[Place], officers: Sequence[Officer]) -> Interest:
    name = f"conflict/{k}"
    place, kind = pick(f"place/{name}", places), weighted(f"kind/{name}", _KINDS)
    named = {"检查对象编号": place.id, "统一社会信用代码": place.code, "负责人": place.owner}
    subject = "负责人" if kind == "近亲属" else pick(f"subject/{name}", tuple(named)[:2])
    begins = day(f"begins/{name}", date(2019, 1, 1), date(2025, 12, 31)) if kind == "利害关系" else None
    ends = day(f"ends/{name}", date(2025, 6, 1), date(2028, 12, 31)) if kind == "曾任职" else None
    return Interest(f"HB{k:03}", pick(f"officer/{name}", officers), subject, named[subject], kind, begins, ends)


def exclusions(places: Sequence[Place]) -> Iterator[Excluded]:
    """The targets that are kept out of the draw of 2026, and one that was kept out in 2025 and is back."""
    by_id = {place.id: place for place in places}
    for k, (key, ground, document, ends, tasks) in enumerate(_EXCLUDED, 1):
        begins = date(2025, 1, 1) if ends == date(2025, 12, 31) else date(2026, 1, 1)
        yield Excluded(f"PC2026-{k:02}", by_id[key], ground, document, begins, ends, tasks)
