"""Who was named from above: where the agency that drew a target has named inspectors too, no others of them come."""

from collections import defaultdict
from collections.abc import Callable

from inspectors.eligibility import At, Known, Names
from inspectors.model import Inspector
from inspectors.rules.rule import TargetRule
from inventories.problems import N_, Message


def build(known: Known) -> Callable[[At], Names]:
    """At a target: the inspectors of each department of which others were named."""
    of: defaultdict[str, set[str]] = defaultdict(set)
    for inspector in known.inspectors:
        of[inspector.department].add(inspector.id)

    def barred(at: At) -> Names:
        return frozenset(name for department, named in at.named.items() if named for name in of[department] - named)

    return barred


def check(inspector: Inspector, at: At, _known: Known) -> bool:
    """Whether somebody of the inspector's department was named, and they were not."""
    named = at.named.get(inspector.department)
    return bool(named) and inspector.id not in (named or ())


RULE = TargetRule(
    code="assigned",
    name=N_("named from above"),
    basis=N_(
        "National random inspection plan of the health sector (2018): its tasks and matched inspectors are not changed"
    ),
    says=Message(
        "assigned",
        N_("others were named by the agency that drew the target"),
        N_("Ask the agency that has drawn it: a new version of its list is imported before the commitment."),
    ),
    build=build,
    check=check,
)
