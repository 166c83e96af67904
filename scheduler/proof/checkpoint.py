"""Checkpoints of the log (C2SP tlog-checkpoint): its origin, size and root, as the text of a signed note. Pure.

A leaf of the tree is the 32 bytes of an event's hash, so that a root stands for every event and tells nothing of any.
"""

import base64
import binascii
import re
from collections.abc import Sequence
from dataclasses import dataclass

from inventories.problems import N_, Reason, reason_of
from scheduler.exchange import notes
from scheduler.log import Event
from scheduler.proof import tree

_SIZE = re.compile(r"0|[1-9][0-9]{0,15}")


class BadCheckpoint(ValueError):
    """A text that is no checkpoint, or bytes that are no request to a witness."""


@dataclass(frozen=True)
class Checkpoint:
    """The state of a log: whose it is (``origin``), how many events it has, and their root (32 bytes)."""

    origin: str
    size: int
    root: bytes

    def __str__(self) -> str:
        """The text that is signed."""
        return f"{self.origin}\n{self.size}\n{encoded(self.root)}\n"


def leaves(events: Sequence[Event]) -> list[bytes]:
    """The leaves of a log, in order."""
    return [tree.leaf(bytes.fromhex(event.hash)) for event in events]


def of(origin: str, events: Sequence[Event]) -> Checkpoint:
    """The checkpoint of a log of these events."""
    return Checkpoint(origin, len(events), tree.root(leaves(events)))


def parse(text: str) -> Checkpoint:
    """The checkpoint that a note's text writes; lines after the third say nothing. Errors: BadCheckpoint."""
    lines = text.split("\n")
    if len(lines) < 4 or lines[-1] or not all(lines[:-1]) or not _SIZE.fullmatch(lines[1]):
        raise BadCheckpoint(Reason(N_("it is not origin, size and root")))
    return Checkpoint(lines[0], int(lines[1]), _hash(lines[2]))


def read(note: bytes) -> Checkpoint:
    """The checkpoint of a signed note, whoever signed it. Errors: BadCheckpoint."""
    try:
        return parse(notes.split(note)[0])
    except notes.BadNote as error:
        raise BadCheckpoint(reason_of(error)) from error


@dataclass(frozen=True)
class Request:
    """What a witness is asked to countersign (C2SP tlog-witness, add-checkpoint): a signed checkpoint, and the proof that
    the log has only grown since it had ``old`` events."""

    old: int
    proof: tuple[bytes, ...]
    note: bytes

    def __bytes__(self) -> bytes:
        """The request as a file."""
        return "".join([f"old {self.old}\n", *(encoded(step) + "\n" for step in self.proof), "\n"]).encode() + self.note


def request(events: Sequence[Event], old: int, note: bytes) -> Request:
    """The request about a checkpoint of all ``events``."""
    return Request(old, tree.consistency(leaves(events), old), note)


def read_request(data: bytes) -> Request:
    """The request in a file. Errors: BadCheckpoint."""
    head, gap, note = data.partition(b"\n\n")
    try:
        first, *steps = head.decode("ascii").split("\n")
    except UnicodeDecodeError as error:
        raise BadCheckpoint(Reason(N_("it is no request to a witness"))) from error
    if not gap or not first.startswith("old ") or not _SIZE.fullmatch(first[4:]) or len(steps) > 63:
        raise BadCheckpoint(Reason(N_("it is no request to a witness")))
    return Request(int(first[4:]), tuple(map(_hash, steps)), note)


def encoded(hash_: bytes) -> str:
    """A hash in base64, as checkpoints and proofs write it."""
    return base64.b64encode(hash_).decode()


def _hash(line: str) -> bytes:
    try:
        found = base64.b64decode(line, validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadCheckpoint(Reason(N_("a hash is not base64"))) from error
    if len(found) != 32 or encoded(found) != line:
        raise BadCheckpoint(Reason(N_("a hash has not 32 bytes")))
    return found
