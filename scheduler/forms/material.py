"""What the papers of a draw are made from, gathered once: plan, tables, the visits that stand, their days. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from inspectors.model import Inspector
from inventories.model import Item, Target
from scheduler.draw import model as core
from scheduler.draw.visits import slots
from scheduler.forms.days import Placed
from scheduler.forms.fields import Heading, Permit, Person, Place
from scheduler.forms.words import day
from scheduler.journal import Draw, StandingVisit, standing
from scheduler.log import Event
from scheduler.plan.life import VERSIONS, life
from scheduler.plan.model import Plan
from scheduler.results.check import Owed, owed, owing_of
from scheduler.tables import Tables


@dataclass(frozen=True)
class Material:
    """A draw with all that its papers say. ``ahead`` are the visits that can be made: they owe a result and have no open slot;
    ``placed`` those that have a day."""

    draw: Draw
    plan: Plan
    heading: Heading
    targets: Mapping[str, Target]
    items: Mapping[str, Item]
    people: Mapping[str, Inspector]
    visits: Mapping[str, StandingVisit]
    asked: Owed
    ahead: frozenset[str]
    placed: Mapping[str, Placed]

    def team(self, visit: StandingVisit) -> list[tuple[str, Person]]:
        """Who makes a visit and for which department, by slot (who was appointed may be of another). Left out are open slots,
        and departments that have nothing to check any more."""
        places = slots(core.Visit(visit.name, visit.target, visit.tasks, (), visit.period), self._tasks)
        seated = [(slot, visit.team.get(slot.seat[1])) for slot in places]
        asked = self.asked.items[visit.name]
        return [
            (slot.department, person(self.people[who], slot.lead))
            for slot, who in seated
            if who is not None and slot.department in asked
        ]

    @cached_property
    def _tasks(self) -> Mapping[str, core.Task]:
        return {task.id: task.as_drawn() for task in self.plan.tasks}

    def sorted(self, names: Iterable[str]) -> list[str]:
        """Visits by day and time, those without a day by the first day of their period; then by district."""
        return sorted(names, key=self._place)

    def _place(self, name: str) -> tuple[object, ...]:
        placed, days = self.placed.get(name), self.asked.days[name]
        first = (placed.day, placed.start) if placed else (days.begins, 0)
        return (*first, self.targets[self.visits[name].target].district.encode(), name)


def material(draw: Draw, plan: Plan, tables: Tables, events: Iterable[Event], placed: Mapping[str, Placed]) -> Material:
    """The material of a draw that has drawn, with the days of its visits where they are set."""
    newer = {who: Inspector(who, *told) for who, told in draw.appointed().items()}
    asked = owed(draw, plan)
    return Material(
        draw,
        plan,
        heading(draw, plan, events),
        {target.id: target for target in tables.targets},
        {item.id: item for item in tables.items},
        newer | {inspector.id: inspector for inspector in tables.inspectors},
        standing(draw),
        asked,
        frozenset(owing_of(draw, asked)) - asked.waiting,
        placed,
    )


def heading(draw: Draw, plan: Plan, events: Iterable[Event]) -> Heading:
    """The plan by title and number, and by the document with which the text that was drawn came into force."""
    digest = draw.record["plan"]["digest"]
    steps = [e.body for e in life(events, plan.id).steps if e.body["step"] in VERSIONS and e.body["digest"] == digest]
    return Heading(plan.title, plan.id, steps[-1]["number"] if steps else "")


def person(inspector: Inspector, leads: bool = False) -> Person:
    """An inspector on paper."""
    one = inspector
    return Person(one.id, one.name, one.department, one.certificate, "组长" if leads else "")


def place(target: Target) -> Place:
    """A target on paper."""
    permits = (Permit(x.kind, x.number, day(x.valid_until) if x.valid_until else "") for x in target.licences)
    t = target
    return Place(t.name, t.entity, t.owner, t.address, t.district, t.category, tuple(permits))
