"""What a business gets: the proof that it was in the pool of a draw, and at which rate (``double-random/proof@1``). Pure.

It holds the commitment's record, which is public, the business's own rows of frame and cells, and, where there is a
checkpoint, the way from the commitment's event to it.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from inventories.problems import N_, Reason
from inventories.records import canonical
from scheduler.commitment import cell_rows, commitment_hash, frame_rows
from scheduler.exchange import notes
from scheduler.facts import Facts
from scheduler.journal import Draw
from scheduler.log import Event, as_document, event_hash, from_document
from scheduler.proof import logged, tree
from scheduler.proof.checkpoint import Checkpoint, leaves, parse, read
from scheduler.proof.rows import RowProof, holds, prove
from scheduler.tables import table_secret

FORMAT = "double-random/proof@1"


class BadProof(ValueError):
    """A document that proves nothing; the argument says where it fails."""


@dataclass(frozen=True)
class Member:
    """One task in whose pool the target was: the cell's path, its number of targets, and the rate as a fraction."""

    task: str
    path: tuple[str, ...]
    pool: int
    rate: str


@dataclass(frozen=True)
class Proven:
    """What a proof shows: ``checkpoint`` is None if it goes no further than the commitment, whose hash has to be
    compared with the one published; ``note`` is the signed checkpoint."""

    target: str
    commitment: str
    record: dict[str, Any]
    members: tuple[Member, ...]
    checkpoint: Checkpoint | None
    note: bytes


def make(draw: Draw, facts: Facts, secret: str, target: str, events: Sequence[Event]) -> bytes:
    """The proof for a target of a draw, canonical JSON. ``secret`` is that of the commitment's tables.

    Errors: KeyError if the target is in no task's pool.
    """
    mine = [row for row in facts.frame.rows if row.target == target]
    if not mine:
        raise KeyError(target)
    frame, cells = table_secret(secret, "frame"), table_secret(secret, "cells")
    rows = [
        {
            "frame": asdict(prove(frame_rows(facts), frame, f"{row.task}/{target}")),
            "cell": asdict(prove(cell_rows(facts), cells, "/".join((row.task, *row.path)))),
        }
        for row in mine
    ]
    record = {"commitment": draw.hash, "record": draw.record, "target": target, "rows": rows}
    return canonical({"format": FORMAT, **record, "log": _log(draw.commitment, events)})


def _log(event: Event, events: Sequence[Event]) -> dict[str, Any] | None:
    """The way from an event to the last checkpoint; None without one after it."""
    made = logged.last(events)
    if made is None or made.seq <= event.seq:
        return None
    before = leaves(events[: made.seq - 1])
    path = [step.hex() for step in tree.inclusion(before, event.seq - 1)]
    return {"event": as_document(event), "path": path, "checkpoint": logged.whole_note(events, made).decode()}


def check(data: bytes) -> Proven:
    """What a proof shows. Errors: BadProof."""
    try:
        return _checked(json.loads(data))
    except BadProof:
        raise
    except (KeyError, TypeError, ValueError, AttributeError, IndexError, RecursionError) as error:
        raise BadProof(f"{type(error).__name__}: {error}") from error


def _checked(document: dict[str, Any]) -> Proven:
    if document["format"] != FORMAT:
        raise BadProof(Reason(N_("its format is {format}"), format=repr(document["format"])))
    record, target = document["record"], str(document["target"])
    if commitment_hash(record) != document["commitment"]:
        raise BadProof(Reason(N_("the record is not that of the commitment")))
    members = tuple(_members(document["rows"], record, target))
    if not members or len({member.task for member in members}) != len(members):
        raise BadProof(Reason(N_("it shows no row, or a task twice")))
    checkpoint, note = _checked_log(document["log"], document["commitment"], record)
    return Proven(target, document["commitment"], record, members, checkpoint, note)


def _members(rows: list[dict[str, Any]], record: dict[str, Any], target: str) -> Iterator[Member]:
    for row in rows:
        frame, cell = (_row(row[name]) for name in ("frame", "cell"))
        if not holds(frame, record["frame"]["root"]):
            raise BadProof(Reason(N_("a row is not in the frame committed")))
        if not holds(cell, record["cells"]["root"]):
            raise BadProof(Reason(N_("a cell is not among those committed")))
        task, of, *path = frame.fields
        *named, pool, rate = cell.fields
        if of != target or named != [task, *path]:
            raise BadProof(Reason(N_("a row is of another target, or its cell of another path")))
        yield Member(task, tuple(path), int(pool), rate)


def _row(value: dict[str, Any]) -> RowProof:
    return RowProof(tuple(value["fields"]), value["salt"], tuple(value["others"]), tuple(value["path"]))


def _checked_log(
    value: dict[str, Any] | None, commitment: str, record: dict[str, Any]
) -> tuple[Checkpoint | None, bytes]:
    if value is None:
        return None, b""
    event, note = from_document(value["event"]), str(value["checkpoint"]).encode()
    stated = (event.seq, event.time, event.actor, event.kind, event.body, event.previous, event.signatures)
    if event.hash != event_hash(*stated) or event.kind != "commitment":
        raise BadProof(Reason(N_("the event is not the one that is hashed")))
    if event.body["hash"] != commitment or event.body["record"] != record:
        raise BadProof(Reason(N_("the event is of another commitment")))
    found, leaf = read(note), tree.leaf(bytes.fromhex(event.hash))
    path = [bytes.fromhex(step) for step in value["path"]]
    if not tree.included(leaf, event.seq - 1, found.size, path, found.root):
        raise BadProof(Reason(N_("the event is not in the log of the checkpoint")))
    return found, note


def signers(proven: Proven, keys: Sequence[notes.Verifier]) -> list[notes.Verifier]:
    """Which of the keys signed the proof's checkpoint. Errors: BadProof for a signature that is none of theirs."""
    if proven.checkpoint is None:
        return []
    try:
        text, found = notes.signers(proven.note, keys)
    except (notes.BadNote, notes.Altered) as error:
        raise BadProof(f"{type(error).__name__}: {error}") from error
    return [key for key, _signature in found] if parse(text) == proven.checkpoint else []
