"""What is known of the past: visits of 2023 to 2025 (历次检查), and complaints, hazards, bad credit and violations."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from scheduler.sample.choose import day, number, pick, shuffled, weighted, workday
from scheduler.sample.people import DISEASE_CONTROL, HEALTH, MARKET, Officer
from scheduler.sample.places import Place

SIGNALS = 260
LAST_DAY = date(2025, 12, 31)
_LAST_YEAR = {2025: 48, 2024: 42, 2023: 6, 0: 4}
"""The year of a target's last visit, in per cent; 0: none in these three years."""
_TROUBLED = 330
"""Among how many targets the signals fall, the first of them hit the most."""
_MEDICAL = ("医院", "社区卫生服务机构", "诊所", "村卫生室")

_RESULTS = {"抽查未发现问题": 80, "发现问题已责令改正": 13, "行政处罚": 4, "无法联系(检查时单位已关闭等情形)": 3}
_FACTORS = {"投诉举报": 64, "安全隐患": 20, "失信": 8, "严重违法违规": 8}
_SOURCES: Mapping[str, tuple[str, ...]] = {
    "投诉举报": ("12345政务服务热线", "全国投诉举报平台", "来信来访", "上级转办"),
    "安全隐患": ("日常监督检查", "隐患排查", "网络监测", "部门移送"),
    "失信": ("信用信息共享平台", "经营异常名录"),
    "严重违法违规": ("行政处罚决定", "不良执业行为记分"),
}
_FOUND = {"属实": 66, "部分属实": 12, "不属实": 18, "待核实": 4}


@dataclass(frozen=True)
class Past:
    """A visit by one department."""

    id: str
    place: Place
    day: date
    department: str
    officers: tuple[Officer, ...]
    result: str


@dataclass(frozen=True)
class Signal:
    """A complaint, hazard, bad credit or violation. ``ended``: the day of credit repair (信用修复)."""

    id: str
    place: Place
    factor: str
    day: date
    count: int
    severity: int
    found: str
    source: str
    ended: date | None


def history(places: Sequence[Place], officers: Sequence[Officer]) -> tuple[Past, ...]:
    """Every visit of 2023 to 2025, by day."""
    visits = sorted((d, place.id, place) for place in places for d in _days(place))
    rows = [row for d, _, place in visits for row in _visit(place, d, officers)]
    return tuple(Past(f"JC{r[1].year}-{k:04}", *r) for k, r in enumerate(rows, 1))


def _days(place: Place) -> Iterator[date]:
    last = weighted(f"last visit/{place.id}", _LAST_YEAR)
    for year in range(2023, last + 1):
        name = f"visit/{place.id}/{year}"
        if year == last or number(f"earlier {name}", 6) == 0:
            yield workday(name, date(year, 2, 1), date(year, 11, 30))


def _visit(
    place: Place, on: date, officers: Sequence[Officer]
) -> Iterator[tuple[Place, date, str, tuple[Officer, ...], str]]:
    """One row for each department that came; a joint visit has two."""
    name = f"{place.id}/{on}"
    departments = [HEALTH if place.category in _MEDICAL else DISEASE_CONTROL]
    if number(f"joint/{name}", 8) == 0:
        departments.append(DISEASE_CONTROL if place.category in _MEDICAL else MARKET)
    for department in departments:
        own = {officer.id: officer for officer in officers if officer.department == department}
        team = tuple(own[key] for key in shuffled(f"team/{name}", own)[:2])
        yield place, on, department, team, weighted(f"result/{department}/{name}", _RESULTS)


def signals(places: Sequence[Place]) -> tuple[Signal, ...]:
    """Every signal of 2024 and 2025, by day."""
    by_id = {place.id: place for place in places}
    troubled = shuffled("troubled", by_id)[:_TROUBLED]
    found = sorted(_signals([by_id[key] for key in troubled]), key=lambda s: (s.day, s.id))
    return tuple(replace(signal, id=f"XS{signal.day.year}-{k:04}") for k, signal in enumerate(found, 1))


def _signals(troubled: Sequence[Place]) -> Iterator[Signal]:
    for k in range(SIGNALS):
        name = f"signal/{k}"
        place = troubled[min(number(f"{name}/{draw}", len(troubled)) for draw in range(2))]
        factor = weighted(f"factor/{name}", _FACTORS)
        on = day(f"day/{name}", date(2024, 1, 2), date(2025, 12, 26))
        serious = factor == "严重违法违规" or number(f"serious/{name}", 5) == 0
        repaired = on + timedelta(60 + number(f"repair/{name}", 240))
        yield Signal(
            id=name,
            place=place,
            factor=factor,
            day=on,
            count=weighted(f"count/{name}", {1: 80, 2: 15, 3: 5}) if factor == "投诉举报" else 1,
            severity=2 if serious and factor != "投诉举报" else 1,
            found=weighted(f"found/{name}", _FOUND) if factor in ("投诉举报", "安全隐患") else "属实",
            source=pick(f"source/{name}", _SOURCES[factor]),
            ended=repaired if factor == "失信" and repaired <= LAST_DAY else None,
        )
