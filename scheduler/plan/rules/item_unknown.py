"""Only listed items (抽查事项清单) are inspected: 法律法规规章没有规定的，一律不得擅自开展检查."""

from collections.abc import Iterator

from inventories.problems import N_, Message
from scheduler.facts import Facts
from scheduler.plan.rules.found import listed
from scheduler.plan.rules.rule import FactRule, Params


def check(facts: Facts) -> Iterator[Params]:
    """Each item that the published list does not have, by identifier."""
    known = listed(facts)
    for task in facts.plan.tasks:
        yield from ({"task": task.id, "item": item} for item in task.items if item not in known)


RULE = FactRule(
    code="item-unknown",
    name=N_("listed items only"),
    basis=N_("General Office of the State Council, Notice 2015 No. 58"),
    says=Message(
        "item-unknown",
        N_("task {task}: “{item}” is not in the item list"),
        N_("Items that were not published must not be inspected: add it to the list or correct the plan."),
    ),
    warning=True,
    check=check,
)
