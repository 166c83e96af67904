"""What offices count: the parts of a draw, each a drawn target of a task (抽查任务), and how far each has come. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Literal

from inventories.model import Target
from scheduler.journal import Draw, place_of, standing
from scheduler.log import Event
from scheduler.plan.model import Plan
from scheduler.publish.numbers import BEIJING
from scheduler.results.model import FINDINGS, FindingClass, Place
from scheduler.results.states import Entry, step
from scheduler.tables import Tables

State = Literal["open", "finished", "closed"]


@dataclass(frozen=True)
class Drawn:
    """A draw with the plan and the tables that it froze."""

    draw: Draw
    plan: Plan
    tables: Tables


@dataclass(frozen=True)
class Part:
    """One task at one standing visit of a draw made on the day ``drawn``: what is owed there, the results so far, and the
    day on which each was published.

    A visit that serves two tasks has two parts; what both ask for counts in both.
    """

    ref: str
    drawn: date
    visit: str
    task: str
    target: Target
    team: frozenset[str]
    owed: frozenset[Place]
    results: tuple[Mapping[str, Any], ...]
    public: Mapping[Place, date]

    @property
    def state(self) -> State:
        """``open`` while a result is owed; ``closed`` if all say that the place was closed or could not be reached."""
        if self.owed - {place_of(row) for row in self.results}:
            return "open"
        return "closed" if all(class_of(row) == "closed" for row in self.results) else "finished"

    @property
    def published(self) -> bool:
        """Whether every result that is owed stands on the public pages."""
        return self.owed <= self.public.keys()

    @property
    def problem(self) -> bool:
        """Whether any result so far tells of a problem."""
        return any(class_of(row) == "problem" for row in self.results)

    def until(self, day: date) -> "Part":
        """The part as it stood at the end of ``day``: with the results of visits by then, and what was public."""
        last = day.isoformat()
        rows = tuple(row for row in self.results if row["date"] <= last)
        public = {name: on for name, on in self.public.items() if on <= day}
        return replace(self, results=rows, public=public)


def at(found: Iterable[Part], day: date) -> list[Part]:
    """The parts that were drawn by ``day``, each as it stood at its end."""
    return [part.until(day) for part in found if part.drawn <= day]


def class_of(row: Mapping[str, Any]) -> FindingClass:
    """What the finding of a result of the log comes to: ``clean``, ``problem`` or ``closed``."""
    kind: FindingClass = FINDINGS[row["finding"]].kind
    return kind


def parts(drawn: Drawn, events: Iterable[Event]) -> Iterator[Part]:
    """The parts of a draw that stands, in team order, each visit's in the plan's order; none of a void draw. What a
    cancelled task (任务取消) still owed is no part."""
    draw = drawn.draw
    if draw.state != "drawn":
        return
    tasks = {task.id: task for task in drawn.plan.tasks}
    targets = {target.id: target for target in drawn.tables.targets}
    public = published(draw, events)
    results = {place_of(row): row for row in draw.results()}
    for visit in standing(draw).values():
        for name in visit.tasks:
            task = tasks[name]
            owed = [(visit.name, department, item) for department in task.departments for item in task.items]
            if name in draw.cancelled_tasks() and not results.keys() >= set(owed):
                continue
            yield Part(
                draw.ref,
                day_of(draw.draw.time),  # type: ignore[union-attr]
                visit.name,
                name,
                targets[visit.target],
                frozenset(who for who in visit.team.values() if who),
                frozenset(owed),
                tuple(results[k] for k in owed if k in results),
                {k: public[k] for k in owed if k in public},
            )


def published(draw: Draw, events: Iterable[Event]) -> dict[Place, date]:
    """The day on which each result of ``draw`` first stood on the public pages: published after its release."""
    found: dict[Place, Entry] = {}
    public: dict[Place, date] = {}
    for event in events:
        if event.body.get("commitment") == draw.hash:
            step(found, event)
        elif event.kind == "publication" and event.body["draw"].rsplit("-", 1)[0] == draw.record["plan"]["id"]:
            for place, entry in found.items():
                if entry.state == "released":
                    public.setdefault(place, day_of(event.time))
    return public


def day_of(moment: str) -> date:
    """The day of a time of the log, by the clocks of Beijing (UTC+8), which all offices of the country keep."""
    return datetime.fromisoformat(moment).astimezone(BEIJING).date()
