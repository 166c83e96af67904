"""Whom an office has registered, as the log tells it. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from scheduler.log import Event

KINDS = ("person", "second")
"""The kinds of events that it is read from."""


@dataclass(frozen=True)
class Person:
    """Somebody who signs acts: name, role (``""``: no longer anybody), verifier key, and since when."""

    name: str
    role: str
    key: str
    since: str


@dataclass(frozen=True)
class Register:
    """The persons by name, those who are no longer anybody too, and whether a second one signs."""

    persons: dict[str, Person]
    second: bool

    def standing(self) -> list[Person]:
        """The persons with a role, in the order in which they came."""
        return [person for person in self.persons.values() if person.role]

    def heads(self) -> list[str]:
        """The names of those who are head."""
        return [person.name for person in self.standing() if person.role == "head"]


def register(events: Iterable[Event]) -> Register:
    """The register after ``events``."""
    persons: dict[str, Person] = {}
    second = False
    for event in events:
        body = event.body
        if event.kind == "person":
            persons[body["name"]] = Person(body["name"], body["role"], body["key"], event.time)
        elif event.kind == "second":
            second = body["on"]
    return Register(persons, second)
