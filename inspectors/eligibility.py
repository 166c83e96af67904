"""What the rules of eligibility speak of (specification §7): slots, days, areas, targets as a rule sees them.

The rules themselves stand in ``inspectors.rules``, each in a module of its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from inspectors.model import Conflict, Inspector, Leave
from inventories.model import PastVisit, Target

Names = frozenset[str]
"""Identifiers of inspectors."""


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
class Asked:
    """What a slot asks of an inspector: department, qualification (None: general), lead (specification §7)."""

    department: str
    qualification: str | None
    lead: bool


@dataclass(frozen=True)
class At:
    """A target as the rules see it: itself with those ``alike`` (merged into it), by department the area rules of all tasks
    that have it in their frame and whom lists from above have ``named``, and its past visits."""

    target: Target
    alike: Sequence[Target]
    areas: tuple[tuple[str, AreaRule], ...] = ()
    named: Mapping[str, Names] = field(default_factory=dict)
    history: Sequence[PastVisit] = ()


@dataclass(frozen=True)
class Known:
    """What the rules about targets look at besides the target: the roster, declared conflicts, the plan's days, and how many
    days of visit ``rotation`` goes back from ``as_of``."""

    inspectors: Sequence[Inspector]
    conflicts: Sequence[Conflict]
    span: Span
    rotation: int
    as_of: date


@dataclass(frozen=True)
class Since:
    """What has happened since the draw: who was recused from a target, and who became absent in a period."""

    recused: Names = frozenset()
    absent: Names = frozenset()


def in_force(declared: Conflict | Leave, span: Span) -> bool:
    """Whether the dates of a conflict or of leave and ``span`` have a day in common; no date means no bound."""
    begins = span.begins if declared.begins is None else max(declared.begins, span.begins)
    ends = span.ends if declared.ends is None else min(declared.ends, span.ends)
    return begins <= ends
