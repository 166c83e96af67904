"""A task's items are of its kind: general (一般检查事项) or key (重点检查事项)."""

from collections.abc import Iterator

from inventories.problems import N_, Message, Words
from scheduler.facts import Facts
from scheduler.plan.rules.found import listed
from scheduler.plan.rules.rule import FactRule, Params


def check(facts: Facts) -> Iterator[Params]:
    """Each item that the published list has under the other kind."""
    known = listed(facts)
    for task in facts.plan.tasks:
        for item in task.items:
            if item in known and known[item].kind not in ("", task.kind):
                kinds = {"planned": Words(task.kind), "listed": Words(known[item].kind)}
                yield {"task": task.id, "item": item, **kinds}


RULE = FactRule(
    code="item-kind",
    name=N_("items of the task's kind"),
    basis=N_("Notice of the State Administration for Market Regulation on random inspections (2019)"),
    says=Message(
        "item-kind",
        N_("task {task} is planned as {planned}, but its item “{item}” is {listed} in the item list"),
        N_("Correct the task's kind or the list."),
    ),
    warning=True,
    check=check,
)
