"""The licences (许可证) of a target: one or two, a few of them expired."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from inventories.model import LONG_TERM
from scheduler.sample.choose import day, number
from scheduler.sample.places import Place

EXPIRED = ("GG0017", "GG0071", "GG0133", "ZS0088", "YY0009")
"""Targets whose (first) licence ran out in 2025 and was not renewed in the list."""


@dataclass(frozen=True)
class Permit:
    """A licence: its kind, number and last valid day."""

    kind: str
    number: str
    until: date


_KINDS = {
    "医院": ("医疗机构执业许可证", "夏卫医证字"),
    "社区卫生服务机构": ("医疗机构执业许可证", "夏卫医证字"),
    "诊所": ("诊所备案凭证", "夏卫诊备字"),
    "村卫生室": ("医疗机构执业许可证", "夏卫村证字"),
    "公共场所": ("公共场所卫生许可证", "夏卫公证字"),
    "学校": ("事业单位法人证书", "夏事登字"),
    "集中式供水单位": ("供水单位卫生许可证", "夏卫水证字"),
}
_UNLIMITED = ("诊所", "放射诊疗许可证")


def permits(place: Place) -> Iterator[Permit]:
    """The licences of ``place``, the main one first."""
    kind, words = _KINDS[place.category]
    if place.nature == "民办":
        kind, words = "民办学校办学许可证", "夏教民证字"
    yield _permit(place, kind, words, place.category)
    if place.category == "医院" and place.level != "未定级":
        yield _permit(place, "放射诊疗许可证", "夏卫放证字", "放射诊疗许可证")
    if place.name.endswith("游泳馆"):
        yield _permit(place, "高危险性体育项目经营许可证", "夏体许字", place.category)


def _permit(place: Place, kind: str, words: str, rule: str) -> Permit:
    name = f"{kind}/{place.id}"
    until = day(name, date(2026, 2, 1), date(2029, 12, 31))
    if rule in _UNLIMITED:
        until = LONG_TERM
    if place.id in EXPIRED and kind == _KINDS[place.category][0]:
        until = day(name, date(2025, 4, 1), date(2025, 11, 30))
    issued = 2022 + number(f"issued/{name}", 4) if until == LONG_TERM else until.year - 4
    return Permit(kind, f"{words}〔{issued}〕第{1 + number(f'licence/{name}', 9999):04}号", until)
