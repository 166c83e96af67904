"""The records of the roster side: inspectors, leave and conflicts of interest. Same house rules as the inventory's."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Subject = Literal["target", "entity", "owner"]


@dataclass(frozen=True)
class Inspector:
    """A law-enforcement inspector (执法检查人员) of the roster (执法检查人员名录库).

    ``id`` is an identifier of the draw specification §1; ``department`` and ``qualifications`` are its labels, the
    latter sorted. ``areas`` are districts the inspector belongs to. ``limit`` is the most visits in one draw (None: the
    plan's default), ``period_limits`` those in single periods. ``gone`` is the day on which a roster that should have had
    the inspector had them no longer. ID and telephone numbers have no field: they are not kept.
    """

    id: str
    name: str
    department: str
    qualifications: tuple[str, ...] = ()
    lead: bool = False
    areas: tuple[str, ...] = ()
    active: bool = True
    certificate: str = ""
    certificate_until: date | None = None
    limit: int | None = None
    period_limits: tuple[tuple[str, int], ...] = ()
    gone: date | None = None


@dataclass(frozen=True)
class Leave:
    """Days an inspector is away, first and last day included."""

    id: str
    inspector: str
    begins: date
    ends: date
    ground: str = ""


@dataclass(frozen=True)
class Conflict:
    """A conflict of interest (回避): an inspector and a target, an entity or an owner, with its kind and dates.

    ``subject`` says what ``value`` names: a target's identifier, an entity's code or an owner's name.
    """

    id: str
    inspector: str
    subject: Subject
    value: str
    kind: Literal["kin", "interest", "former employer", "other"] = "other"
    begins: date | None = None
    ends: date | None = None
