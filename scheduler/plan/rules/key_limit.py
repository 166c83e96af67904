"""Rates of key items (重点检查事项) have no upper limit."""

from inventories.problems import N_, Message
from scheduler.plan.model import TaskPlan
from scheduler.plan.rules.rule import TextRule
from scheduler.plan.section import Section


def check(section: Section, task: TaskPlan) -> None:
    """Note a key item with an upper limit."""
    if task.kind == "key" and task.at_most is not None:
        section.note(RULE.says, "at_most", RULE.warning, at_most=task.at_most)


RULE = TextRule(
    code="key-limit",
    name=N_("no limit for key items"),
    basis=N_("Notice of the State Administration for Market Regulation on random inspections (2019)"),
    says=Message(
        "key-limit",
        N_("a key item (重点检查事项) has an upper limit of {at_most}"),
        N_("Rates of key items have no upper limit; remove at_most unless your office sets one."),
    ),
    warning=True,
    check=check,
)
