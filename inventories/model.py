"""The records of the inventory side, as they are stored, frozen and replayed.

All are frozen and hold text, whole numbers, dates and tuples alone, so that one canonical form serves the store, the
digests and the audit (see ``inventories.records``). An empty string means "not known".
"""

from dataclasses import dataclass
from datetime import date as Day
from typing import Literal

Factor = Literal["complaint", "hazard", "credit", "violation"]
FACTORS: tuple[Factor, ...] = ("complaint", "hazard", "credit", "violation")
"""The four named factors: 投诉举报多, 安全隐患大, 失信行为, 严重违法违规记录."""

Status = Literal["active", "suspended", "closed", "gone"]
"""正常, 停业, 注销; and 不在名录, which no file says: see ``Target.gone``."""

Join = Literal["", "credit code", "licence number", "decision"]
"""By what a signal was joined to its target: "" by its identifier, ``decision`` by one that the office took on record."""

Level = Literal["", "national", "province", "city", "county", "township"]
"""Of an agency (层级); "" for our own."""

LONG_TERM = Day(9999, 9, 9)
"""What the official templates write for "long-term valid" (长期有效)."""


@dataclass(frozen=True)
class Licence:
    """A licence (许可证) of a target: its kind, number and last valid day (None: unknown)."""

    kind: str
    number: str
    valid_until: Day | None = None


@dataclass(frozen=True)
class Target:
    """An inspection target (检查对象): a place that is visited, with its entity and its licences.

    ``id`` is an identifier and ``district`` and ``category`` are labels of the draw specification §1. ``entity`` is the
    legal person (统一社会信用代码 where known), ``owner`` the person in charge (法定代表人/负责人). ``credit_class`` is
    a class given from outside (信用风险等级), a floor for the band. ``attributes`` holds further columns by name, sorted,
    for a task's filter (定向抽查). ``gone`` is the day on which a list that should have had the target had it no longer,
    ``merged_into`` the target that stands for this one (a duplicate, by a decision on record).
    """

    id: str
    name: str
    district: str
    category: str
    address: str = ""
    entity: str = ""
    owner: str = ""
    status: Status = "active"
    credit_class: str = ""
    licences: tuple[Licence, ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()
    gone: Day | None = None
    merged_into: str = ""

    @property
    def standing(self) -> str:
        """``active`` for a target that can be drawn; else why not: its status, or ``merged``."""
        return "merged" if self.merged_into else self.status


@dataclass(frozen=True)
class Item:
    """An inspection item (抽查事项) of the published list (抽查事项清单), which it left on the day ``gone``."""

    id: str
    name: str
    kind: Literal["general", "key", ""] = ""
    basis: str = ""
    object: str = ""
    subject: str = ""
    rate: str = ""
    frequency: str = ""
    method: str = ""
    requirement: str = ""
    remark: str = ""
    gone: Day | None = None


@dataclass(frozen=True)
class Signal:
    """Something known about a target that makes inspection more urgent, under one of the four named factors.

    ``count`` equal occurrences of ``severity`` (whole numbers from 1) on ``date``. ``substantiated`` is False only
    where it was found to be unfounded. ``ended`` is the day from which it no longer counts (信用修复). ``joined`` is
    by what it was joined to the target.
    """

    id: str
    target: str
    factor: Factor
    date: Day
    count: int = 1
    severity: int = 1
    substantiated: bool = True
    source: str = ""
    ended: Day | None = None
    joined: Join = ""


@dataclass(frozen=True)
class PastVisit:
    """A visit of the past (检查历史): who went to which target, when, and what came of it.

    ``level`` is that of the agency ("" our own). ``kind`` is ``special`` for a 专项检查, ``individual`` for a 个案检查, which
    has its ``ground``; "" for any other.
    """

    id: str
    target: str
    date: Day
    department: str = ""
    inspectors: tuple[str, ...] = ()
    result: str = ""
    level: Level = ""
    kind: Literal["", "special", "individual"] = ""
    ground: str = ""


@dataclass(frozen=True)
class Assigned:
    """A target that another agency has drawn for a task of ours (上级抽取), under its ``document``.

    ``origin`` is that agency, ``date`` the day it drew. ``inspectors`` are those of our roster whom it has named; without any,
    the team is drawn here. ``gone`` is the day on which a new version of the document no longer had the target.
    """

    id: str
    task: str
    target: str
    origin: str
    document: str
    level: Level = ""
    date: Day | None = None
    inspectors: tuple[str, ...] = ()
    gone: Day | None = None


@dataclass(frozen=True)
class Exclusion:
    """A target kept out of the frame, with ground, document and end. ``tasks`` empty: out of every task."""

    id: str
    target: str
    ground: str
    document: str
    begins: Day | None = None
    ends: Day | None = None
    tasks: tuple[str, ...] = ()
