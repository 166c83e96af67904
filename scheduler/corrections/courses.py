"""The course of each released result: its states, objections (异议) to it and their answers, the end of its publication."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from scheduler.log import Event
from scheduler.results.model import Place, Result, from_row
from scheduler.results.states import Entry, places, step


@dataclass
class Objection:
    """An objection to one result; ``answer`` is the decision on it, ``settled`` what followed: a correction or an ending."""

    event: Event
    answer: Event | None = None
    settled: Event | None = None

    @property
    def upheld(self) -> bool:
        """Whether it was found to be right (异议成立)."""
        return self.answer is not None and self.answer.body["decision"] == "upheld"

    @property
    def waits_for(self) -> str:
        """``answer``, or once it is upheld ``correction``; blank when nothing is owed."""
        if self.answer is None:
            return "answer"
        return "correction" if self.upheld and self.settled is None else ""


@dataclass
class Course:
    """A result since its release: its ``states``, each with the event from which it stands, the last one now."""

    states: list[tuple[Result, Event]]
    objections: list[Objection] = field(default_factory=list)
    ended: Event | None = None

    @property
    def now(self) -> Result:
        """What stands."""
        return self.states[-1][0]

    @property
    def waits_for_correction(self) -> int | None:
        """The event number of the first upheld objection that nothing has followed upon; None if there is none."""
        return next((one.event.seq for one in self.objections if one.waits_for == "correction"), None)

    @property
    def released(self) -> Event:
        """The review that released it."""
        return self.states[0][1]


def courses(events: Iterable[Event]) -> dict[Place, Course]:
    """The courses of all results that were ever released, by place, in the order of their release; ``events`` are those of a
    draw."""
    found: dict[Place, Course] = {}
    known: dict[Place, Entry] = {}
    for event in events:
        take(found, known, event)
        step(known, event)
    return found


def take(found: dict[Place, Course], known: dict[Place, Entry], event: Event) -> None:
    """Let the next event of a draw take effect on the courses; ``known`` are its results as they stood before."""
    body = event.body
    if event.kind == "review" and body["decision"] == "released":
        found |= {place: Course([(known[place].result, event)]) for place in places(body) if place in known}
    elif event.kind == "objection" and (course := found.get(place_in(body))):
        course.objections.append(Objection(event))
    elif event.kind == "answer" and (objection := objections(found).get(body["objection"])):
        objection.answer = event
    elif event.kind == "correction" and (course := found.get((result := from_row(body["row"])).place)):
        course.states.append((result, event))
        _settle((one for one in course.objections if one.event.seq == body["objection"]), event)
    elif event.kind == "ending":
        for course in (found[place] for place in places(body) if place in found):
            course.ended = event
            _settle(course.objections, event)


def _settle(these: Iterable[Objection], event: Event) -> None:
    for one in these:
        if one.waits_for == "correction":
            one.settled = event


def objections(found: Mapping[Place, Course]) -> dict[int, Objection]:
    """All objections by the number of their event."""
    return {one.event.seq: one for course in found.values() for one in course.objections}


def place_in(body: dict[str, Any]) -> Place:
    """What an objection is about."""
    visit, department, item = body["row"]
    return visit, department, item
