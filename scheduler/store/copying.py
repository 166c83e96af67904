"""A store copied whole, as it is at one moment: into a file beside others, or into a database. Nobody needs to stop working."""

import json
import os
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, TableClause, column, inspect, select, table, text
from sqlalchemy.exc import DatabaseError, IntegrityError

from inventories.problems import Exit, Words, refuse, why
from scheduler import messages as known
from scheduler.log import GENESIS, Event, broken_links
from scheduler.store import messages, migrating, schema
from scheduler.store.database import Database, in_words, reading, writing
from scheduler.store.sqlite import Sqlite

_FEW = {"yield_per": 20}
"""So many rows are held at once: a frozen table is one, and can be large."""


@dataclass(frozen=True)
class Held:
    """What a store holds: the version of its schema, the number of its events, and the hash of the last."""

    version: int
    events: int
    head: str


def held(place: Database, connection: Connection) -> Held:
    """What the store holds. Refused (exit 5) if its log is not one chain."""
    seq, head = 0, GENESIS

    def events() -> Iterator[Event]:
        nonlocal seq, head
        for event in _events(connection):
            yield event
            seq, head = event.seq, event.hash

    try:
        broken = next(broken_links(events()), None)
    except (ValueError, TypeError):  # not even JSON
        broken = seq + 1
    if broken is not None:
        raise refuse(messages.BROKEN_CHAIN, Exit.VERIFICATION, file=place.name, seq=broken)
    return Held(place.version(connection), seq, head)


def _events(connection: Connection) -> Iterator[Event]:
    """The events of a store of any version: the older have no signatures."""
    there = {found["name"] for found in inspect(connection).get_columns("event")}
    rows = table("event", *(column(name) for name in Event.__dataclass_fields__ if name in there))
    for row in connection.execute(select(rows).order_by(rows.c.seq), execution_options=_FEW).mappings():
        signatures = tuple(json.loads(row.get("signatures", "[]")))
        yield Event(**{**row, "body": json.loads(row["body"]), "signatures": signatures})


def look(file: Path) -> Held:
    """What a backup holds. Refused: exit 3 if it is none or not whole, 5 if its log is not one chain, 1 if a newer program
    wrote it."""
    try:
        file.open("rb").close()
    except OSError as error:
        raise refuse(known.NO_FILE, Exit.INPUT, file=str(file), error=why(error)) from None
    place = Sqlite(file)
    try:
        with reading(place) as connection:
            _must_be_whole(place, connection)
            return held(place, connection)
    except DatabaseError as error:
        raise refuse(messages.NO_BACKUP, Exit.INPUT, file=str(file), error=str(error.orig)) from None


def _must_be_whole(place: Sqlite, connection: Connection) -> None:
    version = place.version(connection)
    if version > schema.VERSION:
        raise refuse(known.STORE_VERSION, Exit.FAILED, file=place.name, found=version, known=schema.VERSION)
    if version < schema.OLDEST or not {*schema.TABLES} <= {*inspect(connection).get_table_names()}:
        raise refuse(messages.NO_BACKUP, Exit.INPUT, file=place.name, error=Words(messages.SOMETHING_ELSE))
    if (found := connection.execute(text("PRAGMA integrity_check")).scalar_one()) != "ok":
        raise refuse(messages.NO_BACKUP, Exit.INPUT, file=place.name, error=found)


def write(source: Database, file: Path, allowed: Callable[[], object], version: int | None = None) -> Held:
    """Copy a store into ``file``, which holds it whole or is what it was. ``allowed`` refuses, before and after. Refused
    (exit 1) if the disk is full or cannot be written."""
    allowed()
    part = file.with_name(f"{file.name}.{secrets.token_hex(4)}.part")  # whoever else writes the same file has another
    try:
        result = copy(source, Sqlite(part, name=file), version)
        if look(part) != result:
            raise refuse(messages.NOT_COPIED, Exit.VERIFICATION, file=str(file))
        allowed()
        _journal(file).unlink(missing_ok=True)  # of a store that is gone: it would be played into this one
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
        _journal(part).unlink(missing_ok=True)
    _keep(file.parent)
    return result


def copy(source: Database, to: Database, version: int | None = None) -> Held:
    """Copy a store to where there is none, brought up to ``version`` on the way (None: as it is)."""
    with in_words(source), reading(source) as from_:
        found = held(source, from_)
        result = Held(version or found.version, found.events, found.head)
        with in_words(to), writing(to) as into:
            migrating.create(to, into, found.version)
            _tables(source, from_, into)
            migrating.migrate(to, into, result.version)
            if held(to, into) != result:
                raise refuse(messages.NOT_COPIED, Exit.VERIFICATION, file=to.name)
    return result


def _tables(source: Database, from_: Connection, into: Connection) -> None:
    """Copy all tables, of which ``into`` tells what a store of this version has."""
    there = inspect(into)
    for name in there.get_table_names():
        rows = table(name, *(column(found["name"]) for found in there.get_columns(name)))
        for some in _read(source, from_, rows):
            try:
                into.execute(rows.insert(), some)
            except IntegrityError as error:
                raise refuse(messages.NO_BACKUP, Exit.INPUT, file=source.name, error=str(error.orig)) from None


def _read(source: Database, from_: Connection, rows: TableClause) -> Iterator[list[dict[str, object]]]:
    with in_words(source):
        for some in from_.execute(select(rows), execution_options=_FEW).mappings().partitions():
            yield [dict(row) for row in some]


def _journal(file: Path) -> Path:
    """Where SQLite keeps what it would need to take back an act that was broken off."""
    return file.with_name(file.name + "-journal")


def _keep(folder: Path) -> None:
    """See to it that a file's new name is on the disk, where a folder can be asked for that (not on Windows)."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
