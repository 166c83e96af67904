"""The area rules of a target's tasks: any district, one's own, not one's own (跨区交叉), or listed pairs."""

from collections import defaultdict
from collections.abc import Callable

from inspectors.eligibility import AreaRule, At, Known, Names
from inspectors.model import Inspector
from inspectors.rules.rule import TargetRule
from inventories.problems import N_, Message


def build(known: Known) -> Callable[[At], Names]:
    """At a target: those whom the rule of one of its tasks for their department keeps out of its district."""
    of: defaultdict[str, list[Inspector]] = defaultdict(list)
    for inspector in known.inspectors:
        of[inspector.department].append(inspector)
    found: dict[tuple[str, tuple[tuple[str, AreaRule], ...]], Names] = {}

    def barred(at: At) -> Names:
        key = (at.target.district, at.areas)
        if key not in found:
            out = ((i, rule) for department, rule in at.areas for i in of[department])
            found[key] = frozenset(i.id for i, rule in out if not rule.allows(i, at.target.district))
        return found[key]

    return barred


def check(inspector: Inspector, at: At, _known: Known) -> bool:
    """Whether the districts from which somebody may come, under one of the rules, are none of the inspector's."""
    here, own = at.target.district, set(inspector.areas)
    for department, rule in at.areas:
        if department != inspector.department:
            continue
        if rule.kind == "own" and here not in own:
            return True
        if rule.kind == "not own" and here in own:
            return True
        if rule.kind == "pairs" and not own & {area for to, areas in rule.pairs if to == here for area in areas}:
            return True
    return False


RULE = TargetRule(
    code="area",
    name=N_("area"),
    basis=N_("setting of the office: the area rules of the plan (draw specification, §7)"),
    says=Message(
        "area",
        N_("outside the area"),
        N_("Change the area rule of the plan, or the districts in the roster; it counts from the next commitment."),
    ),
    build=build,
    check=check,
)
