"""The plan (年度抽查计划) as read from TOML: frozen values, exact fractions."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from inspectors.eligibility import AreaRule, Span
from inventories.frame import Scope
from inventories.points import PointRules


@dataclass(frozen=True)
class PlanPeriod:
    """A period in which visits take place, with its weight when visits are shared out (specification §6)."""

    id: str
    span: Span
    weight: int


@dataclass(frozen=True)
class RateRule:
    """A rate (or, in a task planned by a total, a multiplier) for the cells that meet all ``conditions``.

    The last rule of a task that matches a cell counts. A condition names a strata column and the values it may have.
    """

    conditions: tuple[tuple[str, tuple[str, ...]], ...]
    number: Fraction


@dataclass(frozen=True)
class Mandate:
    """A least number, or a least share, of targets to be drawn at a node of the task's tree (specification §3)."""

    node: tuple[str, ...]
    least: int | Fraction


@dataclass(frozen=True)
class TeamRule:
    """What a task asks of one department: officers, qualifications, a lead-qualified officer, and the area rule."""

    department: str
    officers: int
    qualifications: tuple[str, ...]
    lead: bool
    area: AreaRule


@dataclass(frozen=True)
class TaskPlan:
    """A task (抽查任务). ``lead`` is the lead department (牵头部门); ``at_most`` an upper limit on any cell's rate.

    ``from_above``: its targets are those that another agency has drawn for it (上级抽取).
    """

    id: str
    name: str
    items: tuple[str, ...]
    kind: Literal["general", "key"]
    lead: str
    scope: Scope
    strata: tuple[str, ...]
    rates: tuple[RateRule, ...]
    total: int | None
    at_most: Fraction | None
    mandates: tuple[Mandate, ...]
    team: tuple[TeamRule, ...]
    periods: tuple[str, ...]
    from_above: bool = False


@dataclass(frozen=True)
class Source:
    """Dice named in advance as the public source of randomness: how many faces (6 or 10), and how many throws."""

    faces: int
    throws: int


@dataclass(frozen=True)
class InspectorRules:
    """``limit`` is the most visits of an inspector in a draw unless the roster says otherwise; ``rotation`` how many of
    a target's last visits put their inspectors last; ``even_load_slack`` None: no even-load rule (specification §7)."""

    limit: int
    rotation: int
    even_load_slack: int | None


@dataclass(frozen=True)
class ActRules:
    """``decide_within``: days in which an application for recusal (回避申请) is decided; ``replacement``: the only grounds
    on which a visit is replaced by a reserve (none: never)."""

    decide_within: int = 3
    replacement: tuple[str, ...] = ()


@dataclass(frozen=True)
class Plan:
    """A whole plan; ``batch`` numbers its commitments from 1. ``as_of`` is the day for points, exclusions, history."""

    id: str
    batch: int
    title: str
    office: str
    as_of: date
    results_due: date
    closed: bool
    coordination: Literal["shared", "independent"]
    randomness: tuple[Source, ...]
    periods: tuple[PlanPeriod, ...]
    points: PointRules
    inspectors: InspectorRules
    tasks: tuple[TaskPlan, ...]
    acts: ActRules = ActRules()

    @property
    def span(self) -> Span:
        """From the first day of the first period to the last day of the last."""
        return Span(min(p.span.begins for p in self.periods), max(p.span.ends for p in self.periods))
