"""In each period that a task may use, somebody of its departments is present."""

from collections.abc import Iterator

from inventories.problems import N_, Message
from scheduler.facts import Facts
from scheduler.plan.rules.found import departments, members
from scheduler.plan.rules.rule import FactRule, Params


def check(facts: Facts) -> Iterator[Params]:
    """Each department all of whose inspectors are absent in such a period."""
    for period in facts.plan.periods:
        tasks = [task for task in facts.plan.tasks if period.id in task.periods]
        for department, using in departments(tasks).items():
            mine = members(facts, department)
            if mine and all((inspector.id, period.id) in facts.absent for inspector in mine):
                yield {"department": department, "period": period.id, "tasks": using}


RULE = FactRule(
    code="nobody-present",
    name=N_("somebody in each period"),
    basis=N_("draw specification, §7"),
    says=Message(
        "nobody-present",
        N_("nobody of “{department}” is present in the period {period}, in which tasks {tasks} may take place"),
        N_("Take this period from the task, or check certificates and leave."),
    ),
    warning=False,
    check=check,
)
