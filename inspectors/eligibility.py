"""Who may inspect what (specification §7): every rule says whom it speaks against, and why.

*Barred* from a target: conflict of interest (回避) with it, its entity or its owner, or outside the area its tasks allow.
*Absent* in a period: not active, no valid certificate, or on leave for half of the period's days or more. *Last*: one of
the target's last visitors (轮换), who serves only after all others.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from inspectors.model import Conflict, Inspector, Leave
from inventories.model import PastVisit, Target

Ground = Literal[
    "department",
    "qualification",
    "lead",
    "conflict",
    "area",
    "inactive",
    "certificate",
    "leave",
    "assigned",
    "last visitor",
]


@dataclass(frozen=True)
class AreaRule:
    """Where inspectors of a department may go: ``any``, their ``own`` districts, ``not own``, or listed ``pairs``.

    ``pairs`` maps a target's district to the areas from which inspectors may come (跨区交叉).
    """

    kind: Literal["any", "own", "not own", "pairs"] = "any"
    pairs: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def allows(self, inspector: Inspector, district: str) -> bool:
        """Whether the inspector may visit a target of ``district`` under this rule."""
        match self.kind:
            case "any":
                return True
            case "own":
                return district in inspector.areas
            case "not own":
                return district not in inspector.areas
            case "pairs":
                return any(area in inspector.areas for area in dict(self.pairs).get(district, ()))


@dataclass(frozen=True)
class Span:
    """Days from ``begins`` to ``ends``, both included."""

    begins: date
    ends: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.ends - self.begins).days + 1


@dataclass(frozen=True)
class Reason:
    """Why somebody is not eligible, or only last: the rule, and what it found (a conflict's kind, a date, a share)."""

    ground: Ground
    detail: str = ""


@dataclass(frozen=True)
class Asked:
    """What a slot asks of an inspector: department, qualification (None: general), lead (specification §7)."""

    department: str
    qualification: str | None
    lead: bool


def unfit(inspector: Inspector, asked: Asked) -> Reason | None:
    """Why the inspector does not fit the slot at all, or None."""
    if inspector.department != asked.department:
        return Reason("department", inspector.department)
    if asked.qualification is not None and asked.qualification not in inspector.qualifications:
        return Reason("qualification", asked.qualification)
    if asked.lead and not inspector.lead:
        return Reason("lead")
    return None


def absent(inspector: Inspector, span: Span, leave: Iterable[Leave]) -> Reason | None:
    """Why the inspector is absent in a period of those days, or None.

    The certificate (执法证) must be valid on the period's last day; one without a date is taken as valid.
    """
    if not inspector.active:
        return Reason("inactive")
    if inspector.certificate_until is not None and inspector.certificate_until < span.ends:
        return Reason("certificate", inspector.certificate_until.isoformat())
    away: set[int] = set()
    for absence in leave:
        if absence.inspector == inspector.id:
            begins, ends = max(absence.begins, span.begins), min(absence.ends, span.ends)
            away.update(range(begins.toordinal(), ends.toordinal() + 1))
    if 2 * len(away) >= span.days:
        return Reason("leave", f"{len(away)}/{span.days}")
    return None


def conflict(inspector: Inspector, target: Target, conflicts: Iterable[Conflict], span: Span) -> Reason | None:
    """The first conflict of interest in force on any day of ``span`` between inspector and target, or None."""
    for declared in conflicts:
        if declared.inspector == inspector.id and touches(declared, target) and in_force(declared, span):
            return Reason("conflict", declared.kind)
    return None


def touches(declared: Conflict, target: Target) -> bool:
    """Whether a conflict names the target itself, its entity or its owner."""
    named = {"target": target.id, "entity": target.entity, "owner": target.owner}[declared.subject]
    return named != "" and declared.value == named


def in_force(declared: Conflict | Leave, span: Span) -> bool:
    """Whether the dates of a conflict or of leave and ``span`` have a day in common; no date means no bound."""
    begins = span.begins if declared.begins is None else max(declared.begins, span.begins)
    ends = span.ends if declared.ends is None else min(declared.ends, span.ends)
    return begins <= ends


def outside(inspector: Inspector, target: Target, rules: Iterable[AreaRule]) -> Reason | None:
    """Why the area rules of the target's tasks keep the inspector out, or None."""
    if all(rule.allows(inspector, target.district) for rule in rules):
        return None
    return Reason("area", target.district)


def last_visitors(history: Iterable[PastVisit], rotation: int, as_of: date) -> frozenset[str]:
    """Who came to a target on its last ``rotation`` days of visit up to ``as_of``, from its own ``history``."""
    past: Sequence[PastVisit] = [visit for visit in history if visit.date <= as_of]
    days = sorted({visit.date for visit in past}, reverse=True)[:rotation]
    return frozenset(name for visit in past if visit.date in days for name in visit.inspectors)
