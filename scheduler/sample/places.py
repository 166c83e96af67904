"""The inspection targets (检查对象) of the county: everything that stands in their columns but the licences."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from scheduler.sample.choose import weighted
from scheduler.sample.codes import credit_code, miscopied
from scheduler.sample.names import address, person
from scheduler.sample.naming import COUNTY_HOSPITALS, NAMED, centre, is_branch

MISCOPIED = "ZS0042"
"""The one target whose credit code was copied wrongly: a warning at import, not an error."""


@dataclass(frozen=True)
class Place:
    """A target as the office keeps it. ``owner`` is the person in charge (负责人)."""

    id: str
    name: str
    code: str
    category: str
    level: str
    nature: str
    owner: str
    address: str
    town: str
    status: str
    credit_class: str


@dataclass(frozen=True)
class _Kind:
    """A category: the letters of its identifiers, how many there are, and what may stand in its other columns.

    ``natures``: the weights of (经营性质, first two characters of the credit code).
    """

    category: str
    letters: str
    count: int
    levels: dict[str, int]
    natures: dict[tuple[str, str], int]


_PUBLIC, _PRIVATE, _PROFIT = ("政府办非营利性", "12"), ("社会办非营利性", "52"), ("营利性", "92")
_COMPANY = ("营利性", "91")
_KINDS = (
    _Kind("医院", "YY", 14, {"二级": 3, "一级": 5, "未定级": 4}, {_PRIVATE: 3, _COMPANY: 6}),
    _Kind("社区卫生服务机构", "SQ", 44, {"一级": 1}, {_PUBLIC: 1}),
    _Kind("诊所", "ZS", 122, {"未定级": 1}, {_PROFIT: 9, _COMPANY: 2}),
    _Kind("村卫生室", "CW", 192, {"未定级": 1}, {_PRIVATE: 2, _PROFIT: 3}),
    _Kind("公共场所", "GG", 182, {"A级": 2, "B级": 5, "C级": 1}, {("个体", "92"): 5, ("企业", "91"): 3}),
    _Kind("学校", "XX", 44, {"不分级": 1}, {("公办", "12"): 6, ("民办", "52"): 1}),
    _Kind("集中式供水单位", "GS", 16, {"不分级": 1}, {("国有", "91"): 3, ("集体", "91"): 1}),
)
_STATUS = {"正常": 965, "停业": 17, "注销": 18}
_PERMANENT = ("YY", "SQ", "XX", "GS")
_CREDIT_CLASSES = {"A": 670, "B": 265, "C": 52, "D": 10, "E": 3}


def places() -> tuple[Place, ...]:
    """Every target, category by category."""
    return tuple(place for kind in _KINDS for place in _of_kind(kind))


def _of_kind(kind: _Kind) -> Iterator[Place]:
    centres: dict[str, str] = {}
    for k, (name, town) in zip(range(1, kind.count + 1), NAMED[kind.category](), strict=False):
        place = _place(kind, f"{kind.letters}{k:04}", name, town)
        if name == centre(town):
            centres[town] = place.code
        if is_branch(name):
            place = replace(place, code=centres[town])
        if place.id == MISCOPIED:
            place = replace(place, code=miscopied(place.code))
        yield place


def _place(kind: _Kind, key: str, name: str, town: str) -> Place:
    county = name in COUNTY_HOSPITALS
    nature, letters = _PUBLIC if county else weighted(f"nature/{key}", kind.natures)
    top = "三级" if name == COUNTY_HOSPITALS[0] else "二级"
    return Place(
        id=key,
        name=name,
        code=credit_code(letters, key),
        category=kind.category,
        level=top if county else weighted(f"level/{key}", kind.levels),
        nature=nature,
        owner=person(f"owner/{key}"),
        address=f"夏村县{name.removesuffix('卫生室')}" if kind.letters == "CW" else address(town, key),
        town=town,
        status="正常" if kind.letters in _PERMANENT else weighted(f"status/{key}", _STATUS),
        credit_class="A" if county else weighted(f"credit class/{key}", _CREDIT_CLASSES),
    )
