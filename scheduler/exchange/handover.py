"""What a draw hands over: the visits of some districts to their offices, or of a partner department to it. Pure.

Never in it: a band, points, a ticket, a conflict of interest, or whoever else was eligible.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date as Day
from typing import Literal

from inspectors.model import Inspector
from inventories.model import Licence
from scheduler.facts import Facts
from scheduler.journal import Draw, StandingVisit, standing
from scheduler.plan.model import Plan, PlanPeriod, TaskPlan

FORMAT = "double-random/handover@1"
Level = Literal["", "national", "province", "city", "county"]


@dataclass(frozen=True)
class Head:
    """Who hands over what: office, draw, commitment, plan title, document number, day of the draw, level of the office;
    and to whom: the offices of ``districts``, or ``department`` ("" for districts)."""

    office: str
    draw: str
    commitment: str
    plan: str
    document: str
    date: Day
    level: Level
    districts: tuple[str, ...]
    department: str


@dataclass(frozen=True)
class HandedTarget:
    """Whom a visit is to, as the drawing office's inventory has it."""

    id: str
    name: str
    entity: str
    address: str
    district: str
    category: str
    licences: tuple[Licence, ...]


@dataclass(frozen=True)
class HandedItem:
    """An inspection item by its identifier and name."""

    id: str
    name: str


@dataclass(frozen=True)
class HandedTask:
    """A task with its items."""

    id: str
    name: str
    items: tuple[HandedItem, ...]


@dataclass(frozen=True)
class HandedPeriod:
    """The days in which a visit is to take place, first and last included."""

    id: str
    begins: Day
    ends: Day


@dataclass(frozen=True)
class HandedMember:
    """Who was drawn of the receiving side, in which slot of the team."""

    slot: int
    department: str
    id: str
    name: str


@dataclass(frozen=True)
class HandedVisit:
    """A visit; ``team`` those of the receiving side who were drawn, ``others`` the other departments that take part."""

    visit: str
    target: HandedTarget
    tasks: tuple[HandedTask, ...]
    period: HandedPeriod
    team: tuple[HandedMember, ...]
    others: tuple[str, ...]


def head_of(draw: Draw, plan: Plan, document: str, level: Level, districts: Iterable[str], department: str) -> Head:
    """The head of a handover of ``draw``. Errors: AttributeError before the draw."""
    drawn = Day.fromisoformat(draw.draw.time[:10])  # type: ignore[union-attr]
    to = tuple(sorted(set(districts)))
    return Head(plan.office, draw.ref, draw.hash, plan.title, document, drawn, level, to, department)


def visits(draw: Draw, facts: Facts, head: Head) -> Iterator[HandedVisit]:
    """The standing visits of ``draw`` that go to whom ``head`` names, by name, without cancelled visits and tasks."""
    tasks = {task.id: task for task in facts.plan.tasks}
    periods = {period.id: period for period in facts.plan.periods}
    items = {item.id: item.name for item in facts.tables.items}
    newer = {who: Inspector(who, *told) for who, told in draw.appointed().items()}
    people = newer | facts.inspectors  # who was appointed by order may have joined since
    cancelled = draw.cancelled_tasks()
    there = [visit for visit in standing(draw).values() if visit.name not in draw.cancelled_visits()]
    for visit in sorted(there, key=lambda v: v.name):
        team = {slot: people[who] for slot, who in sorted(visit.team.items()) if who is not None}
        if _concerned(head, facts.targets[visit.target].district, team.values()):
            own = {slot: one for slot, one in team.items() if _receiving(head, one)}
            others = {one.department for one in team.values()} - {one.department for one in own.values()}
            yield HandedVisit(
                visit.name,
                _target(facts, visit),
                tuple(_task(tasks[name], items) for name in visit.tasks if name not in cancelled),
                _period(periods[visit.period]),
                tuple(HandedMember(slot, one.department, one.id, one.name) for slot, one in own.items()),
                tuple(sorted(others)),
            )


def _concerned(head: Head, district: str, team: Iterable[Inspector]) -> bool:
    if head.department:
        return any(_receiving(head, one) for one in team)
    return district in head.districts


def _receiving(head: Head, inspector: Inspector) -> bool:
    """Whether somebody is of the receiving side: of the department, or of one of the districts."""
    if head.department:
        return inspector.department == head.department
    return not set(head.districts).isdisjoint(inspector.areas)


def _target(facts: Facts, visit: StandingVisit) -> HandedTarget:
    t = facts.targets[visit.target]
    return HandedTarget(t.id, t.name, t.entity, t.address, t.district, t.category, t.licences)


def _task(task: TaskPlan, names: dict[str, str]) -> HandedTask:
    return HandedTask(task.id, task.name, tuple(HandedItem(item, names.get(item, item)) for item in task.items))


def _period(period: PlanPeriod) -> HandedPeriod:
    return HandedPeriod(period.id, period.span.begins, period.span.ends)
