"""Signed events: what is signed, what the hash covers, and who is refused."""

import json
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from inventories.problems import Message, Refused
from inventories.records import canonical
from scheduler.exchange import notes
from scheduler.log import Event, as_document, broken_links, from_document, next_event, signed, signed_text, to_line
from scheduler.persons import messages
from scheduler.persons.register import Register, register
from scheduler.persons.signing import attested

KEYS = {
    name: Ed25519PrivateKey.from_private_bytes(bytes([k]) * 32)
    for k, name in enumerate(("王主任", "officer", "clerk", "stranger", "head2"))
}
ROLES = {"王主任": "head", "officer": "officer", "clerk": "clerk", "head2": "head"}
NOW = "2001-01-06T00:00:00Z"


def person(name: str, role: str) -> dict[str, Any]:
    return {"name": name, "role": role, "key": str(notes.public(name, KEYS[name])), "ground": ""}


def known(second: bool = False, **changed: str) -> Register:
    events = [next_event(None, NOW, "", "person", person(n, r)) for n, r in (ROLES | changed).items()]
    return register([*events, next_event(None, NOW, "", "second", {"on": second, "ground": ""})])


def act(kind: str, *names: str, of: Register | None = None, body: dict[str, Any] | None = None) -> Event:
    event = next_event(None, NOW, "somebody", kind, body or {})
    return attested(event, known() if of is None else of, [KEYS[name] for name in names])


def refused(message: Message, kind: str, *names: str, **more: Any) -> None:
    with pytest.raises(Refused) as caught:
        act(kind, *names, **more)
    assert [problem.message for problem in caught.value.problems] == [message]


def test_without_persons_an_event_is_as_it_always_was() -> None:
    event = act("import", of=register([]))
    assert (event.actor, event.signatures) == ("somebody", ())
    assert b"signatures" not in to_line(event)
    assert from_document(json.loads(to_line(event))) == event


def test_an_event_is_its_signers_act_and_a_signed_note() -> None:
    event = act("import", "clerk")
    assert event.actor == "clerk"
    document = as_document(event)
    text = canonical(
        {"format": "double-random/event@1"} | {k: v for k, v in document.items() if k not in ("hash", "signatures")}
    )
    note = text + b"\n\n" + "".join(f"{line}\n" for line in event.signatures).encode()
    key = notes.public("clerk", KEYS["clerk"])
    assert notes.open_note(note, [key]) == (text.decode() + "\n", key)
    assert not list(broken_links([event]))


def test_the_hash_covers_the_signatures() -> None:
    one, two = act("void", "王主任"), act("void", "王主任", "head2")
    assert signed_text(one) == signed_text(two)
    assert one.hash != two.hash
    assert list(broken_links([signed(one, ())])) == []
    document = json.loads(to_line(two)) | {"signatures": list(one.signatures)}
    assert list(broken_links([from_document(document)])) == [1]


def test_an_empty_list_of_signatures_is_no_event() -> None:
    with pytest.raises(ValueError, match="no signatures"):
        from_document(as_document(act("import", of=register([]))) | {"signatures": []})


def test_the_first_person_signs_their_own_entry_as_head() -> None:
    none = register([])
    assert act("person", "王主任", of=none, body=person("王主任", "head")).actor == "王主任"
    refused(messages.WRONG_ROLE, "person", "clerk", of=none, body=person("clerk", "clerk"))
    refused(messages.NOT_REGISTERED, "person", "clerk", of=none, body=person("王主任", "head"))
    refused(messages.NO_KEY_NAMED, "person", of=none, body=person("王主任", "head"))


def test_who_is_refused() -> None:
    refused(messages.NO_KEY_NAMED, "import")
    refused(messages.NOT_REGISTERED, "import", "stranger")
    refused(messages.WRONG_ROLE, "draw", "clerk")
    refused(messages.WRONG_ROLE, "draw", "officer", "clerk")
    refused(messages.SAME_PERSON, "import", "clerk", "clerk")
    refused(messages.NO_PERSONS, "import", "clerk", of=register([]))
    refused(messages.WRONG_ROLE, "import", "clerk", of=known(clerk="auditor"))
    refused(messages.NOT_REGISTERED, "import", "clerk", of=known(clerk=""))


@pytest.mark.parametrize("kind", ["commitment", "randomness", "draw"])
def test_two_sign_where_the_office_asks_for_it(kind: str) -> None:
    refused(messages.NO_SECOND, kind, "officer", of=known(second=True))
    event = act(kind, "officer", "王主任", of=known(second=True))
    assert event.actor == "officer"
    assert len(event.signatures) == 2


def test_a_key_under_another_name_is_nobodys() -> None:
    """The name is part of what a verifier key states."""
    mine = {**person("clerk", "clerk"), "key": str(notes.public("other", KEYS["clerk"]))}
    refused(messages.NOT_REGISTERED, "import", "clerk", of=register([next_event(None, NOW, "", "person", mine)]))
