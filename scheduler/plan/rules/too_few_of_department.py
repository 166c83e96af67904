"""A department has as many inspectors as a team asks of it."""

from collections.abc import Iterator

from inventories.problems import N_, Message
from scheduler.facts import Facts
from scheduler.plan.rules.found import team_slots
from scheduler.plan.rules.rule import FactRule, Params


def check(facts: Facts) -> Iterator[Params]:
    """Each team that is larger than the department."""
    for task, department, slots, mine in team_slots(facts):
        number = sum(slots.values())
        if mine and len(mine) < number:
            yield {"task": task.id, "department": department, "asked": number, "found": len(mine)}


RULE = FactRule(
    code="too-few-of-department",
    name=N_("no team larger than its department"),
    basis=N_("draw specification, §7"),
    says=Message(
        "too-few-of-department",
        N_("task {task}: each team needs {asked} of “{department}”, but the department has {found}"),
        N_("Lower the number of officers, or borrow inspectors."),
    ),
    warning=False,
    check=check,
)
