"""A witness's folder: its key, and what it last saw of each log, so that no two runs can countersign two histories.

``witness.db`` is a small SQLite file: checking and keeping are one transaction there.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from inventories.problems import Exit, reason_of, refuse
from scheduler.exchange import keyfile, notes
from scheduler.exchange import messages as key_messages
from scheduler.proof import messages
from scheduler.proof.checkpoint import BadCheckpoint, read_request
from scheduler.proof.tree import root
from scheduler.proof.witness import Inconsistent, NoLog, OldSize, Seen, countersign

FILE = "witness.db"
KEY_FILE = "witness-key.pem"


def new(folder: Path, name: str, passphrase: str | None) -> notes.Verifier:
    """Make a witness in ``folder``. Refused: exit 6 where there is one, exit 2 for a name that no key can have."""
    if not notes.is_name(name):
        raise refuse(key_messages.KEY_NAME, Exit.USAGE, name=name)
    keyfile.must_be_free(folder, KEY_FILE)
    folder.mkdir(parents=True, exist_ok=True)
    key = Ed25519PrivateKey.generate()
    with _opened(folder, new=True) as seen:
        seen.execute("CREATE TABLE IF NOT EXISTS witness (name TEXT NOT NULL)")
        seen.execute("CREATE TABLE IF NOT EXISTS seen (origin TEXT PRIMARY KEY, key TEXT, size INTEGER, root BLOB)")
        seen.execute("DELETE FROM witness")
        seen.execute("INSERT INTO witness VALUES (?)", (name,))
        keyfile.write(folder, key, passphrase, KEY_FILE)
    return notes.public(name, key, notes.COSIGNATURE)


def follow(folder: Path, text: str) -> str:
    """Follow the log of an office's verifier key, from its beginning; returns the log's origin.

    Refused: exit 3 for what is no key of an office, exit 6 if that log is followed already.
    """
    try:
        key = notes.verifier(text.strip())
    except notes.BadKey:
        raise refuse(key_messages.BAD_KEY, Exit.INPUT, text=text) from None
    if key.witness:
        raise refuse(key_messages.BAD_KEY, Exit.INPUT, text=text)
    with _opened(folder) as seen:
        for (known,) in seen.execute("SELECT key FROM seen WHERE origin = ?", (key.name,)):
            raise refuse(messages.FOLLOWED, Exit.CONFLICT, origin=key.name, key=known)
        seen.execute("INSERT INTO seen VALUES (?, ?, 0, ?)", (key.name, str(key), root([])))
    return key.name


def sign(folder: Path, data: bytes, file: str, ask: Callable[[], str], now: datetime) -> str:
    """The signature line for the request in ``data``. Refused (exit 3, 5) with what keeps the witness from it."""
    key = keyfile.read(folder, ask, KEY_FILE)
    try:
        asked = read_request(data)
        with _opened(folder) as seen:
            (name,) = seen.execute("SELECT name FROM witness").fetchone()
            known = {origin: Seen(*row) for origin, *row in seen.execute("SELECT origin, key, size, root FROM seen")}
            line, origin, after = countersign(asked, known, name, key, int(now.timestamp()))
            seen.execute("UPDATE seen SET size = ?, root = ? WHERE origin = ?", (after.size, after.root, origin))
        return line
    except (BadCheckpoint, notes.BadNote) as error:
        raise refuse(messages.NO_REQUEST, Exit.INPUT, file=file, error=reason_of(error)) from None
    except NoLog as error:
        raise refuse(messages.UNKNOWN_LOG, Exit.VERIFICATION, origin=error.origin) from None
    except (notes.Unknown, notes.Altered):
        raise refuse(messages.NOT_SIGNED, Exit.VERIFICATION, file=file) from None
    except OldSize as error:
        raise refuse(messages.OTHER_OLD_SIZE, Exit.CONFLICT, file=file, old=asked.old, size=error.size) from None
    except Inconsistent as error:
        sizes = {"before": error.before.size, "now": error.now.size}
        raise refuse(messages.NOT_CONSISTENT, Exit.VERIFICATION, file=file, origin=error.now.origin, **sizes) from None


@contextmanager
def _opened(folder: Path, new: bool = False) -> Iterator[sqlite3.Connection]:
    """One transaction in the witness's file. Refused (exit 1) if there is none, or it cannot be read."""
    path = folder / FILE
    if not new and not path.is_file():
        raise refuse(messages.NO_WITNESS, Exit.FAILED, folder=str(folder))
    try:
        with closing(sqlite3.connect(path, timeout=30, isolation_level=None)) as connection:
            connection.execute("PRAGMA synchronous=FULL")
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.execute("COMMIT")
    except sqlite3.Error as error:
        raise refuse(messages.WITNESS_UNREADABLE, Exit.FAILED, file=str(path), error=reason_of(error)) from None
