"""What several rules look at: teams with who is there for them, tasks that meet, the published list."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from inspectors.eligibility import Asked
from inspectors.model import Inspector
from inventories.model import Item
from inventories.problems import N_, Words
from scheduler.facts import Facts
from scheduler.plan.demand import asked_of
from scheduler.plan.model import TaskPlan


def described(asked: Asked) -> tuple[str, ...]:
    """What a slot asks, in parts: its qualification and the lead."""
    parts = (*([asked.qualification] if asked.qualification else ()), *([Words(N_("lead"))] if asked.lead else ()))
    return parts or (Words(N_("general")),)


def listed(facts: Facts) -> Mapping[str, Item]:
    """The items of the published list."""
    return {item.id: item for item in facts.tables.items if item.gone is None}


def members(facts: Facts, department: str) -> list[Inspector]:
    """The active inspectors of a department."""
    return [
        inspector for inspector in facts.tables.inspectors if inspector.department == department and inspector.active
    ]


def departments(tasks: Iterable[TaskPlan]) -> dict[str, str]:
    """The departments of the tasks' teams, each with the names of the tasks that it acts for."""
    found: dict[str, list[str]] = {}
    for task in tasks:
        for department in dict.fromkeys(rule.department for rule in task.team):
            found.setdefault(department, []).append(task.id)
    return {department: ", ".join(names) for department, names in found.items()}


def team_slots(facts: Facts) -> Iterator[tuple[TaskPlan, str, dict[Asked, int], list[Inspector]]]:
    """Task by task, each department of its team: what its slots ask, how many ask it, and the department's inspectors."""
    for task in facts.plan.tasks:
        asked = asked_of([task])
        for department in dict.fromkeys(one.department for one, _ in asked):
            slots = {one: n for one, n in asked if one.department == department}
            yield task, department, slots, members(facts, department)


def meeting(facts: Facts) -> list[Sequence[TaskPlan]]:
    """Two tasks, or all tasks of a target, that have a target and a period in common, in the plan's order."""
    sets = set(facts.tasks_of.values())
    names = {pair for tasks in sets for pair in combinations(tasks, 2)} | {tasks for tasks in sets if len(tasks) > 2}
    found = [[task for task in facts.plan.tasks if task.id in some] for some in sorted(names)]
    return [tasks for tasks in found if set.intersection(*(set(task.periods) for task in tasks))]
