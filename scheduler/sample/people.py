"""The inspectors (执法检查人员) of the county's three departments."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from scheduler.sample.choose import day, number, pick, weighted
from scheduler.sample.names import TOWNS, person

HEALTH, DISEASE_CONTROL, MARKET = "卫生健康局", "疾病预防控制局", "市场监督管理局"

ENDED = "WJ07"
"""The inspector whose certificate (执法证) ended in 2025."""
RETIRED = "JK12"
"""The inspector who is on the roster still, but marked as no longer active (失效)."""


@dataclass(frozen=True)
class Officer:
    """An inspector as the roster has it. ``towns`` are the districts of their own."""

    id: str
    name: str
    sex: str
    education: str
    department: str
    qualifications: tuple[str, ...]
    lead: bool
    towns: tuple[str, ...]
    since: date
    certificate: str
    until: date
    state: str


@dataclass(frozen=True)
class _Staff:
    """A department's staff: letters and number of their identifiers, and the qualifications each has in turn."""

    department: str
    letters: str
    count: int
    qualifications: tuple[tuple[str, ...], ...]


_MEDICAL = (("医疗",), ("医疗", "放射"), ("医疗", "传染病"), ("医疗",))
_PUBLIC_HEALTH = (
    ("传染病", "公共场所"), ("公共场所", "学校"), ("传染病", "学校", "饮用水"), ("传染病", "学校"), ("公共场所", "饮用水"),
)  # fmt: skip
_STAFF = (
    _Staff(HEALTH, "WJ", 14, _MEDICAL),
    _Staff(DISEASE_CONTROL, "JK", 14, _PUBLIC_HEALTH),
    _Staff(MARKET, "SJ", 8, (("食品",), ("登记", "食品"))),
)
_STATIONS = (("夏村镇", "南塘镇"), ("东港街道", "松湾乡"), ("柳溪镇", "北坪镇"), ("青石岭镇", "白鹭滩镇"))
"""The market regulation stations, each for two towns."""


def officers() -> tuple[Officer, ...]:
    """Every inspector, department by department."""
    return tuple(officer for staff in _STAFF for officer in _of(staff))


def _of(staff: _Staff) -> Iterator[Officer]:
    for k in range(1, staff.count + 1):
        key = f"{staff.letters}{k:02}"
        until = date(2025, 6, 30) if key == ENDED else day(f"certificate/{key}", date(2027, 3, 1), date(2030, 12, 31))
        yield Officer(
            id=key,
            name=person(f"officer/{key}"),
            sex=weighted(f"sex/{key}", {"男": 11, "女": 9}),
            education=weighted(f"education/{key}", {"本科": 6, "大专": 3, "硕士研究生": 1}),
            department=staff.department,
            qualifications=staff.qualifications[(k - 1) % len(staff.qualifications)],
            lead=k % 3 == 1,
            towns=_STATIONS[(k - 1) % 4] if staff.department == MARKET else _towns(key),
            since=day(f"since/{key}", date(2008, 1, 1), date(2023, 12, 31)),
            certificate=f"XC{until.year - 5}{staff.letters}{1000 + number(f'badge/{key}', 9000)}",
            until=until,
            state="失效" if key == RETIRED else "有效",
        )


def _towns(key: str) -> tuple[str, ...]:
    """One or two towns: where the inspector lives or has a post."""
    first, second = pick(f"town/{key}", tuple(TOWNS)), pick(f"second town/{key}", tuple(TOWNS))
    return tuple(dict.fromkeys((first, second))) if number(f"towns/{key}", 3) == 0 else (first,)
