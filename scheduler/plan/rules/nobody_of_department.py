"""Each department of a team is on the roster."""

from collections.abc import Iterator

from inventories.problems import N_, Message
from scheduler.facts import Facts
from scheduler.plan.rules.found import team_slots
from scheduler.plan.rules.rule import FactRule, Params


def check(facts: Facts) -> Iterator[Params]:
    """Each department that nobody is of."""
    for task, department, _, mine in team_slots(facts):
        if not mine:
            yield {"task": task.id, "department": department}


RULE = FactRule(
    code="nobody-of-department",
    name=N_("every department on the roster"),
    basis=N_("draw specification, §7"),
    says=Message(
        "nobody-of-department",
        N_("task {task}: nobody on the roster is of the department “{department}”"),
        N_("Check the department's name in plan and roster, or import the department's roster."),
    ),
    warning=False,
    check=check,
)
