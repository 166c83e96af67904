"""The log: events in one hash chain, append-only. Pure; ``store`` keeps it and ``audit`` checks it."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from inventories.records import canonical

FORMAT = "double-random/event@1"
GENESIS = "0" * 64


@dataclass(frozen=True)
class Event:
    """One act: its number from 1, UTC time (ISO 8601, seconds), who did it, its kind and body, and the chain."""

    seq: int
    time: str
    actor: str
    kind: str
    body: dict[str, Any]
    previous: str
    hash: str


def next_event(previous: Event | None, time: str, actor: str, kind: str, body: dict[str, Any]) -> Event:
    """The event that follows ``previous`` (None: the first)."""
    seq, before = (1, GENESIS) if previous is None else (previous.seq + 1, previous.hash)
    return Event(seq, time, actor, kind, body, before, event_hash(seq, time, actor, kind, body, before))


def event_hash(seq: int, time: str, actor: str, kind: str, body: dict[str, Any], previous: str) -> str:
    """SHA-256 over the RFC 8785 bytes of the event without its hash, 64 hex digits."""
    record = {
        "format": FORMAT,
        "seq": seq,
        "time": time,
        "actor": actor,
        "kind": kind,
        "body": body,
        "previous": previous,
    }
    return hashlib.sha256(canonical(record)).hexdigest()


def to_line(event: Event) -> bytes:
    """The event as one line of canonical JSON."""
    return canonical({"format": FORMAT, **asdict(event)}) + b"\n"


def from_document(value: dict[str, Any]) -> Event:
    """The event that ``to_line`` wrote. Errors: KeyError."""
    return Event(**{name: value[name] for name in Event.__dataclass_fields__})


def broken_links(events: Iterable[Event]) -> Iterator[int]:
    """The numbers of events whose hash, number or link to the one before is wrong; nothing for a whole chain."""
    previous: Event | None = None
    for event in events:
        sound = next_event(previous, event.time, event.actor, event.kind, event.body)
        if event != sound:
            yield event.seq
        previous = event
