"""Visits and their periods (§6), and the slots of a visit (§7)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import accumulate
from math import floor

from scheduler.draw.model import Department, Period, Seat, Task, Visit
from scheduler.draw.notation import Keys, T, unit, utf8


def open_visits(drawn: Iterable[tuple[str, str]], tasks: Sequence[Task], plan: Sequence[Period]) -> list[Visit]:
    """The visits that serve the ``drawn`` (task, target) pairs, not yet in a period (§6).

    A target's tasks, in the plan's order, join its first visit with an allowed period in common, else open a new one.
    """
    wanted: defaultdict[str, set[str]] = defaultdict(set)
    for name, target in drawn:
        wanted[target].add(name)
    visits: list[Visit] = []
    for target, names in wanted.items():
        mine: list[tuple[list[str], set[str]]] = []
        for task in tasks:
            if task.id in names:
                _join(mine, task)
        for k, (served, allowed) in enumerate(mine, 1):
            in_order = tuple(period.id for period in plan if period.id in allowed)
            visits.append(Visit(f"{target}/{k}", target, tuple(served), in_order, ""))
    return visits


def _join(visits: list[tuple[list[str], set[str]]], task: Task) -> None:
    for served, allowed in visits:
        if not allowed.isdisjoint(task.periods):
            served.append(task.id)
            allowed.intersection_update(task.periods)
            return
    visits.append(([task.id], set(task.periods)))


def give_periods(visits: Iterable[Visit], plan: Sequence[Period], keys: Keys) -> list[Visit]:
    """The same visits, each in one of its allowed periods, shared out by the periods' weights (§6)."""
    weight = {period.id: period.weight for period in plan}
    groups: defaultdict[tuple[str, ...], list[Visit]] = defaultdict(list)
    for visit in visits:
        groups[visit.allowed].append(visit)
    key = keys("visit")
    result: list[Visit] = []
    for allowed, group in groups.items():
        group.sort(key=lambda visit: T(key, visit.name))
        sums = list(accumulate(weight[period] for period in allowed))
        u = unit(T(keys("period"), "/".join(allowed)))
        start = 0
        for period, w in zip(allowed, sums, strict=True):
            end = floor(Fraction(len(group) * w, sums[-1]) + u)
            result += [replace(visit, period=period) for visit in group[start:end]]
            start = end
    return result


@dataclass(frozen=True)
class Slot:
    """A place in a visit's team: its department, the qualification asked of it (None: general), and whether it leads."""

    seat: Seat
    department: str
    qualification: str | None
    lead: bool


def slots(visit: Visit, tasks: Mapping[str, Task]) -> list[Slot]:
    """The slots of ``visit``, numbered from 1 through all its departments (§7)."""
    asked: dict[str, list[Department]] = {}
    for name in visit.tasks:
        for rule in tasks[name].team:
            asked.setdefault(rule.department, []).append(rule)
    result: list[Slot] = []
    for department, rules in asked.items():
        wanted = sorted({name for rule in rules for name in rule.qualifications}, key=utf8)
        number = max(max(rule.officers for rule in rules), len(wanted))
        lead = -1
        if any(rule.lead for rule in rules):
            lead = len(wanted) if len(wanted) < number else 0
        for i in range(number):
            qualification = wanted[i] if i < len(wanted) else None
            result.append(Slot((visit.name, len(result) + 1), department, qualification, i == lead))
    return result
