"""Rotation (轮换): a target's last visitors serve only after all others."""

from collections.abc import Callable

from inspectors.eligibility import At, Known, Names
from inspectors.model import Inspector
from inspectors.rules.rule import TargetRule
from inventories.problems import N_, Message


def build(known: Known) -> Callable[[At], Names]:
    """At a target: who of the roster came on its last ``rotation`` days of visit up to ``as_of``."""
    roster = frozenset(inspector.id for inspector in known.inspectors)

    def last(at: At) -> Names:
        past = [visit for visit in at.history if visit.date <= known.as_of]
        days = sorted({visit.date for visit in past}, reverse=True)[: known.rotation]
        return roster.intersection(name for visit in past if visit.date in days for name in visit.inspectors)

    return last


def check(inspector: Inspector, at: At, known: Known) -> bool:
    """Whether fewer days of visit than ``rotation`` came after one on which the inspector was there."""
    past = [visit for visit in at.history if visit.date <= known.as_of]
    for mine in past:
        if inspector.id in mine.inspectors and len({v.date for v in past if v.date > mine.date}) < known.rotation:
            return True
    return False


RULE = TargetRule(
    code="rotation",
    name=N_("rotation"),
    basis=N_("setting of the office: rotation in the plan (draw specification, §7)"),
    says=Message(
        "rotation",
        N_("one of the target's last visitors: eligible after all others"),
        N_("The plan says by rotation how many days of visit back it looks; 0 switches it off."),
    ),
    build=build,
    check=check,
    last=True,
)
