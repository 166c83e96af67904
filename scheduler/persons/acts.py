"""The acts around persons: a key, whom the office registers, and whether a second one signs."""

from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from inventories.problems import Exit, Words, refuse
from scheduler.exchange import keyfile, notes
from scheduler.exchange import messages as key_messages
from scheduler.log import Event
from scheduler.persons import messages
from scheduler.persons.register import KINDS, Person, Register, register
from scheduler.store.office import Act, Office


def make_key(name: str, path: Path, passphrase: str) -> notes.Verifier:
    """Make a person's key in a new file under a passphrase; the office is not concerned.

    Refused: exit 6 where there is a file, exit 2 for a name that no key can have.
    """
    must_be_name(name)
    key = Ed25519PrivateKey.generate()
    keyfile.write(path.parent, key, passphrase, path.name)
    return notes.public(name, key)


def must_be_name(name: str) -> None:
    """Refuse (exit 2) a name that no key can have."""
    if not notes.is_name(name):
        raise refuse(key_messages.KEY_NAME, Exit.USAGE, name=name)


def add(office: Office, text: str, role: str) -> Event:
    """Register the person whose verifier key ``text`` is. Refused: exit 3 for what is no key of a person, exit 6 if name or
    key is taken, or the first person would not be a head."""
    try:
        key = notes.verifier(text.strip())
    except notes.BadKey:
        raise refuse(messages.BAD_KEY, Exit.INPUT, text=text) from None
    if key.witness:
        raise refuse(messages.PERSON_KEY, Exit.INPUT)
    with office.act() as act:
        known = register(office.events(*KINDS))
        if not known.persons and role != "head":
            raise refuse(messages.FIRST_IS_HEAD, Exit.CONFLICT)
        for person in known.standing():
            if person.name == key.name:
                raise refuse(messages.PERSON_KNOWN, Exit.CONFLICT, name=key.name, role=Words(person.role))
            if notes.verifier(person.key).key == key.key:
                raise refuse(messages.KEY_HELD, Exit.CONFLICT, name=person.name)
        return _log(act, key.name, role, str(key), "")


def change(office: Office, name: str, role: str, ground: str) -> Event:
    """Give a person another role, ``""`` for none: what they signed before stands.

    Refused: exit 1 for nobody of that name, exit 6 without a change, or if too few heads would be left.
    """
    with office.act() as act:
        known = register(office.events(*KINDS))
        person = _person(known, name)
        if person.role == role:
            raise refuse(messages.SAME_ROLE, Exit.CONFLICT, name=name, role=Words(role))
        if person.role == "head":
            _must_leave(len(known.heads()) - 1, known.second)
        return _log(act, name, role, person.key, ground)


def ask_second(office: Office, on: bool, ground: str) -> Event:
    """Turn the second signature on or off. Refused (exit 6) if it is so already, or two heads are not there for it."""
    with office.act() as act:
        known = register(office.events(*KINDS))
        if known.second == on:
            raise refuse(messages.SECOND_ALREADY, Exit.CONFLICT, state=Words("on" if on else "off"))
        _must_leave(len(known.heads()), on)
        return act.append("second", {"on": on, "ground": ground})


def _person(known: Register, name: str) -> Person:
    person = known.persons.get(name)
    if person is None or not person.role:
        raise refuse(messages.NO_SUCH_PERSON, Exit.FAILED, name=name)
    return person


def _must_leave(heads: int, second: bool) -> None:
    """Acts of a head need as many of them as sign."""
    if heads < 1 + second:
        raise refuse(messages.TOO_FEW_HEADS, Exit.CONFLICT, left=heads, least=1 + second)


def _log(act: Act, name: str, role: str, key: str, ground: str) -> Event:
    return act.append("person", {"name": name, "role": role, "key": key, "ground": ground})
