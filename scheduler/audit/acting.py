"""Whether every act is signed by whoever the log names, whose role then permitted it; in an office that registers persons."""

from collections.abc import Iterable, Iterator

from inventories.problems import N_, Reason, reason_of
from scheduler.audit.finding import Colour, Finding, verdict
from scheduler.bundle import Bundle
from scheduler.exchange import notes
from scheduler.log import Event, signed_text
from scheduler.persons.roles import ROLES, TWICE, may

Persons = dict[str, tuple[str, str]]
"""Role and verifier key by name; the role is ``""`` for who acts no longer."""
UNSIGNED = N_("no person is registered: acts are not signed")


def by_whom(bundle: Bundle) -> Finding:
    """Who signed each event; a bundle without persons says nothing of it, and is no worse for that."""
    if not any(event.kind == "person" or event.signatures for event in bundle.events):
        return Finding(Colour.GREEN, UNSIGNED)
    return verdict(
        Reason(N_("event {seq} ({kind}): {fault}"), seq=event.seq, kind=event.kind, fault=fault)
        for event, persons, _ in _walk(bundle.events)
        for fault in _faults(event, persons)
    )


def registered(bundle: Bundle) -> Finding:
    """Each person is registered under a role there is and a key that is nobody else's; the first is a head."""
    wrong = []
    before: Persons = {}
    for event, persons, _ in _walk(bundle.events):
        if event.kind == "person":
            body = event.body
            wrong += [
                Reason(N_("event {seq}: {fault}"), seq=event.seq, fault=fault)
                for fault in _wrongs(body["name"], body["role"], body["key"], before)
            ]
        before = _after(event, persons)
    return verdict(wrong)


def by_two(bundle: Bundle) -> Finding:
    """A second person signed wherever the office had asked for one."""
    return verdict(
        Reason(N_("event {seq} ({kind}) is signed by one person alone"), seq=event.seq, kind=event.kind)
        for event, persons, two in _walk(bundle.events)
        if two and event.kind in TWICE and len(set(_signers(event, persons))) < 2
    )


def _walk(events: Iterable[Event]) -> Iterator[tuple[Event, Persons, bool]]:
    """Each event with the persons by whom it could be signed, and whether two had been asked for.

    The first person stands for their own entry.
    """
    persons: Persons = {}
    two = False
    for event in events:
        yield event, persons or _after(event, persons), two
        persons = _after(event, persons)
        two = event.body["on"] if event.kind == "second" else two


def _after(event: Event, persons: Persons) -> Persons:
    if event.kind != "person":
        return persons
    return {**persons, event.body["name"]: (event.body["role"], event.body["key"])}


def _faults(event: Event, persons: Persons) -> Iterator[str]:
    if not persons and not event.signatures:
        return
    try:
        signers = _signers(event, persons)
    except (notes.BadNote, notes.BadKey, notes.Altered) as error:
        yield Reason(N_("{name}: {error}"), name=type(error).__name__, error=reason_of(error))
        return
    if signers[:1] != [event.actor]:
        yield Reason(N_("{name} has not signed it"), name=event.actor)
    if len(signers) < len(event.signatures):
        yield Reason(N_("a signature is of nobody registered then"))
    if len(set(signers)) < len(signers):
        yield Reason(N_("somebody signed twice"))
    yield from (
        Reason(N_("{name} ({role}) may not do that"), name=name, role=persons[name][0])
        for name in signers
        if not may(persons[name][0], event.kind)
    )


def _signers(event: Event, persons: Persons) -> list[str]:
    """The names of those who signed. Errors: BadNote, BadKey, Altered."""
    if not event.signatures:
        return []
    keys = [notes.verifier(key) for role, key in persons.values() if role]
    lines = "".join(f"{line}\n" for line in event.signatures)
    return [key.name for key, _ in notes.signers(f"{signed_text(event)}\n{lines}".encode(), keys)[1]]


def _wrongs(name: str, role: str, key: str, before: Persons) -> Iterator[str]:
    verifier = notes.verifier(key)
    if verifier.name != name or verifier.witness:
        yield Reason(N_("the key is not {name}'s"), name=name)
    if role not in ("", *ROLES):
        yield Reason(N_("there is no role {role}"), role=role)
    if not before and role != "head":
        yield Reason(N_("the first person is not a head"))
    if role == "" and before.get(name, ("", ""))[0] == "":
        yield Reason(N_("{name} was nobody before"), name=name)
    if role and before.get(name, ("", ""))[0] and before[name][1] != key:
        yield Reason(N_("{name} has another key, and the former one was not ended"), name=name)
    others = (notes.verifier(k).key for other, (r, k) in before.items() if r and other != name)
    if role and verifier.key in others:
        yield Reason(N_("the key is somebody else's"))


LOG_CHECKS = (
    (
        "1.70",
        "log",
        N_("every act since the first person was registered is signed by its actor, whose role permitted it then"),
        by_whom,
    ),
    ("1.71", "log", N_("persons are registered with a role and a key of their own, the first as head"), registered),
    ("1.72", "log", N_("what two persons were to sign is signed by two"), by_two),
)
