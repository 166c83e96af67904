"""The area rules of all tasks that share a target leave somebody of each department."""

from collections import defaultdict
from collections.abc import Iterator

from inspectors.rules import area
from inventories.problems import N_, Message
from scheduler.facts import Facts
from scheduler.plan.rules.found import departments, members
from scheduler.plan.rules.rule import FactRule, Params


def check(facts: Facts) -> Iterator[Params]:
    """Each district, by tasks, where they leave nobody."""
    shared: defaultdict[tuple[str, tuple[str, ...]], list[str]] = defaultdict(list)
    for target, tasks in facts.tasks_of.items():
        shared[facts.targets[target].district, tasks].append(target)
    for (district, names), targets in sorted(shared.items()):
        out = dict(facts.by_rule(targets[0]))[area.RULE]
        for department, using in departments(t for t in facts.plan.tasks if t.id in names).items():
            mine = {inspector.id for inspector in members(facts, department)}
            if mine and mine <= out:
                told = {"tasks": using, "department": department, "targets": len(targets)}
                yield {**told, "district": district}


RULE = FactRule(
    code="district-without",
    name=N_("somebody in each district"),
    basis=N_("setting of the office: the area rules of the plan (draw specification, §7)"),
    says=Message(
        "district-without",
        N_("tasks {tasks}: their area rules leave nobody of “{department}” for {targets} targets in {district}"),
        N_("Change the area rule, list pairs of districts, or assign an inspector to this district."),
    ),
    warning=False,
    check=check,
)
