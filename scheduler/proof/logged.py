"""Checkpoints and countersignatures as the log tells them. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from inventories.problems import N_, Reason
from scheduler.exchange import notes
from scheduler.log import Event
from scheduler.proof.checkpoint import BadCheckpoint, Checkpoint, of, parse

KINDS = ("checkpoint", "countersignature")


@dataclass(frozen=True)
class Countersigned:
    """A checkpoint that a witness has signed: the witness's key, and when, in UTC (ISO 8601, to the second)."""

    checkpoint: Checkpoint
    key: notes.Verifier
    time: str


def origin(events: Iterable[Event]) -> str:
    """The name of the log in its checkpoints: that of the office's first key; "" before there is one."""
    return next((str(e.body["key"]).partition("+")[0] for e in events if e.kind == "key"), "")


def note(event: Event) -> bytes:
    """The signed note that an event of these kinds keeps."""
    return f"{event.body['text']}\n{event.body['line']}".encode()


def whole_note(events: Sequence[Event], checkpoint: Event) -> bytes:
    """The note of a checkpoint with every countersignature of it that the log has."""
    lines = [e.body["line"] for e in events if e.kind == KINDS[1] and e.body["text"] == checkpoint.body["text"]]
    return note(checkpoint) + "".join(lines).encode()


def last(events: Iterable[Event]) -> Event | None:
    """The last checkpoint that was made."""
    return next((e for e in reversed(list(events)) if e.kind == KINDS[0]), None)


def countersigned(event: Event) -> Countersigned:
    """What an event of the kind ``countersignature`` says, its signature checked. Errors: those of ``notes``, BadCheckpoint."""
    key = notes.verifier(event.body["key"])
    text, found = notes.signers(note(event), [key])
    if not found or not key.witness:
        raise notes.Unknown([event.body["key"]])
    when = datetime.fromtimestamp(notes.time_of(found[0][1]), UTC)
    return Countersigned(parse(text), key, when.strftime("%Y-%m-%dT%H:%M:%SZ"))


def faults(events: Sequence[Event]) -> Iterator[str]:
    """What is wrong with the checkpoints and countersignatures of a log: each is to be of this log, and by the key it names."""
    for k, event in enumerate(events):
        if event.kind not in KINDS:
            continue
        try:
            before = events[:k]
            wrong = _made(event, before) if event.kind == KINDS[0] else _witnessed(event, before)
        except (
            notes.BadNote,
            notes.BadKey,
            notes.Unknown,
            notes.Altered,
            BadCheckpoint,
            OSError,
            OverflowError,
        ) as error:
            wrong = f"{type(error).__name__}: {error}"
        if wrong:
            yield Reason(N_("event {seq}: {fault}"), seq=event.seq, fault=wrong)


def _made(event: Event, before: Sequence[Event]) -> str:
    own = next((str(e.body["key"]) for e in reversed(before) if e.kind == "key"), None)
    if own is None or event.body["key"] != own:
        return Reason(N_("its key was not the office's own"))
    text, _ = notes.open_note(note(event), [notes.verifier(own)])
    return (
        "" if parse(text) == of(origin(before), before) else Reason(N_("it is not the checkpoint of the log before it"))
    )


def _witnessed(event: Event, before: Sequence[Event]) -> str:
    countersigned(event)
    known = any(e.kind == KINDS[0] and e.body["text"] == event.body["text"] for e in before)
    trusted = any(e.kind == "trust" and e.body["key"] == event.body["key"] for e in before)
    if not trusted:
        return Reason(N_("its key was not trusted then"))
    return "" if known else Reason(N_("there is no such checkpoint before it"))
