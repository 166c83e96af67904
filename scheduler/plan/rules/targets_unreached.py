"""Every active target stands in the scope of a task."""

from collections import Counter
from collections.abc import Iterator

from inventories.problems import N_, Message
from scheduler.facts import Facts
from scheduler.plan.rules.rule import FactRule, Params


def check(facts: Facts) -> Iterator[Params]:
    """How many stand in none, by category."""
    counted = Counter(target.category for target in facts.unreached)
    if counted:
        shown = ", ".join(f"{name} {number}" for name, number in counted.most_common(10))
        yield {"number": counted.total(), "categories": shown}


RULE = FactRule(
    code="targets-unreached",
    name=N_("nobody out of reach"),
    basis=N_("draw specification, §3"),
    says=Message(
        "targets-unreached",
        N_("{number} active targets stand in no task's scope, so nothing can draw them: {categories}"),
        N_("Widen a scope or add a task; nobody is exempt. Their number stands in the commitment."),
    ),
    warning=True,
    check=check,
)
