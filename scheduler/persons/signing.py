"""An act as its actor's, signed. Pure."""

from collections.abc import Sequence
from dataclasses import replace

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from inventories.problems import Exit, Words, refuse
from scheduler.exchange import notes
from scheduler.log import Event, signed, signed_text
from scheduler.persons import messages
from scheduler.persons.register import Person, Register, register
from scheduler.persons.roles import LEAST, TWICE, may

Keys = Sequence[Ed25519PrivateKey]
"""The keys of those who act: the actor's, and a second person's."""


def attested(event: Event, known: Register, keys: Keys) -> Event:
    """``event`` under the name of whoever holds the first of ``keys`` and signed with all; unchanged without persons.

    Refused (exit 1) if somebody is missing, unknown, twice there, or may not act so. The first person registers themself.
    """
    standing = known if known.persons else register([event])
    if not standing.persons and not keys:
        return event
    who = holders(standing, keys)
    for person in who:
        must_be_allowed(person, event.kind)
    if standing.second and event.kind in TWICE and len(who) < 2:
        raise refuse(messages.NO_SECOND, Exit.FAILED, act=Words(messages.ACTS[event.kind]))
    mine = replace(event, actor=who[0].name)
    return signed(mine, tuple(_line(mine, *pair) for pair in zip(who, keys, strict=True)))


def holders(known: Register, keys: Keys) -> tuple[Person, ...]:
    """Who holds ``keys``. Refused (exit 1) without a key, for a key that nobody here holds, and for one twice."""
    if not known.persons:
        raise refuse(messages.NO_PERSONS, Exit.FAILED)
    if not keys:
        raise refuse(messages.NO_KEY_NAMED, Exit.FAILED)
    who = tuple(_holder(known, key) for key in keys)
    if len(set(who)) < len(who):
        raise refuse(messages.SAME_PERSON, Exit.FAILED, name=who[0].name)
    return who


def must_be_allowed(person: Person, kind: str) -> None:
    """Refuse (exit 1) what a person's role does not permit."""
    if not may(person.role, kind):
        told = {"act": Words(messages.ACTS[kind]), "least": Words(LEAST[kind])}
        raise refuse(messages.WRONG_ROLE, Exit.FAILED, name=person.name, role=Words(person.role), **told)


def _holder(known: Register, key: Ed25519PrivateKey) -> Person:
    for person in known.standing():
        if person.key == str(notes.public(person.name, key)):
            return person
    raise refuse(messages.NOT_REGISTERED, Exit.FAILED, known=", ".join(p.name for p in known.standing()))


def _line(event: Event, person: Person, key: Ed25519PrivateKey) -> str:
    text = signed_text(event)
    return notes.sign(text, person.name, key).decode().removeprefix(text + "\n").rstrip("\n")
