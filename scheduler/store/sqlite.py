"""The store as a SQLite file in the office's folder: the usual case, for one computer."""

from collections.abc import Iterable
from itertools import chain, islice
from pathlib import Path
from typing import Any

from sqlalchemy import URL, ColumnElement, Engine, LargeBinary, create_engine, event, text
from sqlalchemy import cast as sql_cast
from sqlalchemy.engine import Connection
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.sql.elements import SQLCoreOperations

from scheduler.store import schema
from scheduler.store.schema import Row

FILE = "office.db"
_AT_ONCE = 200
"""So many records are written by one statement: a trigger that watches it costs much by statement, and little by row."""
_GUARDS = {
    f"{table}_no_{act.lower()}": f"BEFORE {act} ON {table} BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    for table in schema.TABLES
    for act in ("UPDATE", "DELETE")
} | {
    # INSERT OR REPLACE would delete silently what shares a unique value: only the next number and new values are let in
    "event_next": "BEFORE INSERT ON event "
    "WHEN NEW.seq != (SELECT COALESCE(MAX(seq), 0) + 1 FROM event) "
    "OR EXISTS (SELECT 1 FROM event WHERE hash = NEW.hash OR once = NEW.once) "
    "BEGIN SELECT RAISE(ABORT, 'event is append-only'); END",
    "frozen_new": "BEFORE INSERT ON frozen WHEN EXISTS (SELECT 1 FROM frozen WHERE digest = NEW.digest) "
    "BEGIN SELECT RAISE(ABORT, 'frozen is append-only'); END",
    "secret_new": "BEFORE INSERT ON secret "
    "WHEN EXISTS (SELECT 1 FROM secret WHERE commitment = NEW.commitment) "
    "BEGIN SELECT RAISE(ABORT, 'secret is append-only'); END",
    "record_new": "BEFORE INSERT ON record "
    "WHEN EXISTS (SELECT 1 FROM record WHERE kind = NEW.kind AND id = NEW.id AND event >= NEW.event) "
    "BEGIN SELECT RAISE(ABORT, 'record is append-only'); END",
}


class Sqlite:
    """The file ``path``, called ``name`` in messages; writing transactions take its write lock at once, so that nobody checks
    and then acts too late."""

    def __init__(self, path: Path, name: Path | None = None) -> None:
        self.path = path
        self.name = str(name or path)

    def exists(self) -> bool:
        """Whether there is a file for a store, whatever is in it."""
        return self.path.is_file()

    def free(self) -> bool:
        """Whether a store can be made there; an empty file is what a broken-off attempt leaves."""
        return not self.path.exists() or not self.path.stat().st_size

    def engine(self) -> Engine:
        """An engine whose transactions with the execution option ``writing`` hold the write lock."""
        result = create_engine(URL.create("sqlite", database=str(self.path)))

        @event.listens_for(result, "connect")
        def _connect(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
            connection.isolation_level = None
            for pragma in ("synchronous=FULL", "recursive_triggers=ON", "busy_timeout=30000"):
                connection.cursor().execute(f"PRAGMA {pragma}")

        @event.listens_for(result, "begin")
        def _begin(connection: Connection) -> None:
            writing = connection.get_execution_options().get("writing", False)
            connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

        return result

    def guard(self, connection: Connection) -> None:
        """Make all tables append-only, whatever guards there are."""
        for name, guard in _GUARDS.items():
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")
            connection.exec_driver_sql(f"CREATE TRIGGER {name} {guard}")

    def mark(self, connection: Connection, version: int) -> None:
        """Say of which version the schema is."""
        connection.exec_driver_sql(f"PRAGMA user_version = {version}")

    def version(self, connection: Connection) -> int:
        """The version of the schema."""
        return int(connection.execute(text("PRAGMA user_version")).scalar_one())

    def put(self, connection: Connection, rows: Iterable[Row]) -> None:
        """Insert rows of the table ``record``."""
        waiting = iter(rows)
        while found := [*islice(waiting, _AT_ONCE)]:
            values = ", ".join(["(?, ?, ?, ?)"] * len(found))
            connection.exec_driver_sql(
                f"INSERT INTO record (kind, id, event, body) VALUES {values}", tuple(chain.from_iterable(found))
            )

    def as_bytes(self, column: SQLCoreOperations[Any]) -> ColumnElement[bytes]:
        """A column of text as its UTF-8 bytes."""
        return sql_cast(column, LargeBinary)

    def in_order(self, column: SQLCoreOperations[Any]) -> SQLCoreOperations[Any]:
        """A column of text as it is to be ordered by: by bytes."""
        return column

    def busy(self, error: DatabaseError) -> bool:
        """Whether an error says that somebody else holds the lock."""
        return "locked" in str(error.orig)
