"""Who may inspect what (specification §7, §8): the rules of eligibility, in the order in which the first is named."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from inspectors.eligibility import Asked, Since, Span
from inspectors.model import Inspector, Leave
from inspectors.rules import (
    absence,
    area,
    assigned,
    certificate,
    conflict,
    department,
    inactive,
    lead,
    leave,
    qualification,
    recusal,
    rotation,
)
from inspectors.rules.rule import EligibilityRule, LaterRule, PeriodRule, SlotRule

RULES: tuple[EligibilityRule, ...] = (
    *(department.RULE, qualification.RULE, lead.RULE),
    *(conflict.RULE, assigned.RULE, area.RULE, rotation.RULE),
    *(inactive.RULE, certificate.RULE, leave.RULE),
    *(recusal.RULE, absence.RULE),
)
R = TypeVar("R", bound=EligibilityRule)


def of(kind: type[R]) -> Iterator[R]:
    """The rules of one kind, in their order."""
    return (rule for rule in RULES if isinstance(rule, kind))


def unfit(inspector: Inspector, asked: Asked) -> EligibilityRule | None:
    """The first rule by which the inspector does not fit the slot at all, or None."""
    return next((rule for rule in of(SlotRule) if rule.check(inspector, asked)), None)


def absent(inspector: Inspector, span: Span, leave: Iterable[Leave]) -> EligibilityRule | None:
    """The first rule by which the inspector is absent in a period of those days, or None."""
    mine: Sequence[Leave] = [entry for entry in leave if entry.inspector == inspector.id]
    return next((rule for rule in of(PeriodRule) if rule.build(inspector, span, mine)), None)


def out_since(inspector: str, since: Since) -> EligibilityRule | None:
    """The first rule by which what has happened since the draw speaks against the inspector, or None."""
    return next((rule for rule in of(LaterRule) if rule.check(inspector, since)), None)
