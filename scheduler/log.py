"""The log: events in one hash chain, append-only. Pure; ``store`` keeps it and ``audit`` checks it."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any

from inventories.records import canonical

FORMAT = "double-random/event@1"
GENESIS = "0" * 64


@dataclass(frozen=True)
class Event:
    """One act: its number from 1, UTC time (ISO 8601, seconds), who did it, its kind and body, the chain, and the signature
    lines (C2SP signed-note) of those who answer for it; none in an office without persons."""

    seq: int
    time: str
    actor: str
    kind: str
    body: dict[str, Any]
    previous: str
    hash: str
    signatures: tuple[str, ...] = ()


def next_event(
    previous: Event | None, time: str, actor: str, kind: str, body: dict[str, Any], signatures: tuple[str, ...] = ()
) -> Event:
    """The event that follows ``previous`` (None: the first)."""
    seq, before = (1, GENESIS) if previous is None else (previous.seq + 1, previous.hash)
    hash_ = event_hash(seq, time, actor, kind, body, before, signatures)
    return Event(seq, time, actor, kind, body, before, hash_, signatures)


def event_hash(
    seq: int, time: str, actor: str, kind: str, body: dict[str, Any], previous: str, signatures: tuple[str, ...] = ()
) -> str:
    """SHA-256 over the RFC 8785 bytes of the event without its hash, 64 hex digits. Unsigned it has no ``signatures``."""
    record = _unsigned(seq, time, actor, kind, body, previous)
    return hashlib.sha256(canonical(record | ({"signatures": signatures} if signatures else {}))).hexdigest()


def signed_text(event: Event) -> str:
    """What those sign who answer for an event: the RFC 8785 text without ``hash`` and ``signatures``, and a newline."""
    stated = (event.seq, event.time, event.actor, event.kind, event.body, event.previous)
    return canonical(_unsigned(*stated)).decode() + "\n"


def signed(event: Event, signatures: tuple[str, ...]) -> Event:
    """The event with these signatures, which its hash covers."""
    stated = (event.seq, event.time, event.actor, event.kind, event.body, event.previous)
    return replace(event, signatures=signatures, hash=event_hash(*stated, signatures))


def _unsigned(seq: int, time: str, actor: str, kind: str, body: dict[str, Any], previous: str) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "seq": seq,
        "time": time,
        "actor": actor,
        "kind": kind,
        "body": body,
        "previous": previous,
    }


def as_document(event: Event) -> dict[str, Any]:
    """The event's members; ``signatures`` alone is left out where there are none."""
    found = asdict(event)
    if not event.signatures:
        del found["signatures"]
    return found


def to_line(event: Event) -> bytes:
    """The event as one line of canonical JSON."""
    return canonical({"format": FORMAT, **as_document(event)}) + b"\n"


def from_document(value: dict[str, Any]) -> Event:
    """The event that ``to_line`` wrote. Errors: KeyError, ValueError for an empty list of signatures."""
    names = [name for name in Event.__dataclass_fields__ if name != "signatures"]
    signatures = tuple(value.get("signatures", ()))
    if "signatures" in value and not signatures:
        raise ValueError("an event states that it has no signatures")
    return Event(**{name: value[name] for name in names}, signatures=signatures)


def broken_links(events: Iterable[Event]) -> Iterator[int]:
    """The numbers of events whose hash, number or link to the one before is wrong; nothing for a whole chain."""
    previous: Event | None = None
    for event in events:
        sound = next_event(previous, event.time, event.actor, event.kind, event.body, event.signatures)
        if event != sound:
            yield event.seq
        previous = event
