"""The witness: countersigns a checkpoint if the log has only grown since the last one it saw (C2SP tlog-witness). Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from scheduler.exchange import notes
from scheduler.proof import tree
from scheduler.proof.checkpoint import Checkpoint, Request, parse


@dataclass(frozen=True)
class Seen:
    """What a witness last saw of a log: the key that signs it, its size and root (32 bytes)."""

    key: str
    size: int
    root: bytes


class NoLog(Exception):
    """The origin is that of no log that the witness knows; ``origin`` says which."""

    def __init__(self, origin: str) -> None:
        self.origin = origin
        super().__init__(origin)


class OldSize(Exception):
    """The proof begins at another size than the last one seen, which is ``size``."""

    def __init__(self, size: int) -> None:
        self.size = size
        super().__init__(str(size))


class Inconsistent(Exception):
    """The log is not the one that was seen before, continued: events were changed or taken away."""

    def __init__(self, before: Seen, now: Checkpoint) -> None:
        self.before, self.now = before, now
        super().__init__(f"{before.size} -> {now.size}")


def countersign(
    asked: Request, seen: Mapping[str, Seen], name: str, key: Ed25519PrivateKey, time: int
) -> tuple[str, str, Seen]:
    """The signature line, the log's origin, and what the witness has now seen of it: to be kept before the line is given.

    Errors: notes.BadNote, notes.Unknown, notes.Altered, checkpoint.BadCheckpoint, NoLog, OldSize, Inconsistent.
    """
    now = parse(notes.split(asked.note)[0])
    if now.origin not in seen:
        raise NoLog(now.origin)
    before = seen[now.origin]
    text, _ = notes.open_note(asked.note, [notes.verifier(before.key)])
    if asked.old != before.size:
        raise OldSize(before.size)
    if now.size < before.size or not tree.consistent(before.size, before.root, now.size, now.root, asked.proof):
        raise Inconsistent(before, now)
    return notes.cosign(text, name, key, time), now.origin, Seen(before.key, now.size, now.root)
