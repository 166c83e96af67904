"""Conflict of interest (回避): who declared one with a target, its entity or its owner does not inspect there."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date

from inspectors.eligibility import At, Known, Names, in_force
from inspectors.model import Inspector
from inspectors.rules.rule import TargetRule
from inventories.problems import N_, Message


def build(known: Known) -> Callable[[At], Names]:
    """At a target: those with a conflict, in force on any day of the plan, that names it or one merged into it."""
    declared: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for conflict in known.conflicts:
        if in_force(conflict, known.span):
            declared[conflict.subject, conflict.value].add(conflict.inspector)
    roster = frozenset(inspector.id for inspector in known.inspectors)

    def barred(at: At) -> Names:
        named = [key for t in at.alike for key in (("target", t.id), ("entity", t.entity), ("owner", t.owner))]
        return roster.intersection(name for key in named if key[1] and key in declared for name in declared[key])

    return barred


def check(inspector: Inspector, at: At, known: Known) -> bool:
    """Whether one of the inspector's conflicts names the target and holds on one of the plan's days, looked at day by day."""
    days = range(known.span.begins.toordinal(), known.span.ends.toordinal() + 1)
    for conflict in known.conflicts:
        if conflict.inspector != inspector.id or not conflict.value:
            continue
        named = [getattr(target, "id" if conflict.subject == "target" else conflict.subject) for target in at.alike]
        first, last = conflict.begins or date.min, conflict.ends or date.max
        if conflict.value in named and any(first <= date.fromordinal(day) <= last for day in days):
            return True
    return False


RULE = TargetRule(
    code="conflict",
    name=N_("conflict of interest"),
    basis=N_("Administrative Penalty Law, art. 43; draw specification, §7"),
    says=Message(
        "conflict",
        N_("conflict of interest"),
        N_("A conflict ends on its last day in the table of conflicts; what comes to light later is a recusal."),
    ),
    build=build,
    check=check,
)
