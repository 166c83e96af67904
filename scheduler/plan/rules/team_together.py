"""Somebody fits each slot that only a merged visit asks for (a lead that falls on a slot with a qualification)."""

from collections.abc import Iterator

from inspectors.rules import unfit
from inventories.problems import N_, Message
from scheduler.facts import Facts
from scheduler.plan.demand import asked_of
from scheduler.plan.rules.found import described, meeting, members
from scheduler.plan.rules.rule import FactRule, Params


def check(facts: Facts) -> Iterator[Params]:
    """Each such slot that nobody fits; whether the tasks meet is up to the tickets."""
    for tasks in meeting(facts):
        alone = {asked for task in tasks for asked, _ in asked_of([task])}
        for asked, _ in asked_of(tasks):
            mine = members(facts, asked.department)
            if mine and asked not in alone and all(unfit(inspector, asked) for inspector in mine):
                names = ", ".join(task.id for task in tasks)
                yield {"tasks": names, "department": asked.department, "asked": described(asked)}


RULE = FactRule(
    code="team-together",
    name=N_("somebody for merged visits"),
    basis=N_("draw specification, §6, §7"),
    says=Message(
        "team-together",
        N_("tasks {tasks} may meet in one visit, whose slot of “{department}” then asks for {asked}, which nobody has"),
        N_("Let a general slot remain for the lead (more officers), or give the tasks periods without overlap."),
    ),
    warning=True,
    check=check,
)
