"""Inspectors are drawn at random: 从执法检查人员名录库中随机选派执法检查人员."""

from collections.abc import Iterator

from inspectors.rules import unfit
from inventories.problems import N_, Message
from scheduler.facts import Facts
from scheduler.plan.rules.found import described, team_slots
from scheduler.plan.rules.rule import FactRule, Params


def check(facts: Facts) -> Iterator[Params]:
    """Each slot that only as many can take as are asked, so that there is nothing to draw."""
    for task, department, slots, mine in team_slots(facts):
        number = sum(slots.values())
        for asked, n in slots.items() if len(mine) >= number else ():
            fit = [inspector for inspector in mine if unfit(inspector, asked) is None]
            if fit and (len(fit) <= n or len(mine) == number):
                names = ", ".join(inspector.name for inspector in fit)
                yield {"task": task.id, "department": department, "asked": described(asked), "names": names}


RULE = FactRule(
    code="no-choice",
    name=N_("something to draw"),
    basis=N_("General Office of the State Council, Notice 2015 No. 58"),
    says=Message(
        "no-choice",
        N_(
            "task {task}: in “{department}” only {names} can take a slot that asks for {asked}: there is nothing to draw"
        ),
        N_("Everybody knows who comes. Qualify more inspectors, borrow some, or ask less of the team."),
    ),
    warning=True,
    check=check,
)
