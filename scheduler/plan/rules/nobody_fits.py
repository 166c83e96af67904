"""Each slot of a team has somebody who fits it."""

from collections.abc import Iterator

from inspectors.rules import unfit
from inventories.problems import N_, Message
from scheduler.facts import Facts
from scheduler.plan.rules.found import described, team_slots
from scheduler.plan.rules.rule import FactRule, Params


def check(facts: Facts) -> Iterator[Params]:
    """Each slot for which a department has nobody."""
    for task, department, slots, mine in team_slots(facts):
        for asked in slots if mine else ():
            if all(unfit(inspector, asked) for inspector in mine):
                yield {"task": task.id, "department": department, "asked": described(asked)}


RULE = FactRule(
    code="nobody-fits",
    name=N_("somebody for each slot"),
    basis=N_("draw specification, §7"),
    says=Message(
        "nobody-fits",
        N_("task {task}: nobody of “{department}” can take a slot that asks for {asked}"),
        N_("Add such an inspector to the roster, or change the team."),
    ),
    warning=False,
    check=check,
)
