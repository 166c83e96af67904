"""Limits on visits in a year (年度检查频次上限); ``scheduler.plan.caps`` keeps targets out so that no seed exceeds them."""

from collections import Counter

from inventories.problems import N_, Message
from scheduler.plan.model import Plan
from scheduler.plan.rules.rule import TextRule
from scheduler.plan.section import Section


def check(top: Section, plan: Plan) -> None:
    """Note each task that is asked for more often in the year than a limit allows."""
    limits = [n for n in (plan.caps.per_agency, plan.caps.all_levels) if n is not None] if plan.caps else []
    for first, more in Counter(task.follows for task in plan.tasks if task.follows).items():
        if limits and min(limits) <= more:
            told = {"task": first.removesuffix(".1"), "n": more + 1, "limit": min(limits)}
            top.notes.add(RULE.says, "caps", "", RULE.warning, **told)


RULE = TextRule(
    code="visits-above-cap",
    name=N_("visits within the yearly limit"),
    basis=N_("General Office of the State Council, Notice 2024 No. 54; the numbers are settings of the office"),
    says=Message(
        "visits-above-cap",
        N_("task {task} asks for {n} visits a year, but [caps] allows {limit}"),
        N_(
            "Raise the limit or ask for fewer visits: as it stands, the later ones are kept out on the ground of the limit."
        ),
    ),
    warning=True,
    check=check,
)
