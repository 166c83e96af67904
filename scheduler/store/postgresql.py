"""The store as a PostgreSQL database, for several operators: named in a file of the office's folder.

A password never stands in that file: the database's own means keep it (.pgpass, PGPASSWORD, the operating system's user).
"""

from collections.abc import Iterable
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Engine, create_engine, event, func, make_url, text
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DatabaseError
from sqlalchemy.sql.elements import SQLCoreOperations

from scheduler.store import schema
from scheduler.store.schema import Row

_AT_ONCE = 10_000
"""So many records are sent at once."""
_LOCK = 0x646F75626C65
"""The advisory lock of this database that every writing transaction takes: it stands for the log's end."""
_KEPT = """
CREATE OR REPLACE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$
"""
_NEXT = """
CREATE OR REPLACE FUNCTION next_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.seq <> (SELECT COALESCE(MAX(seq), 0) + 1 FROM event) THEN
        RAISE EXCEPTION 'event is append-only' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$
"""
_NEWER = """
CREATE OR REPLACE FUNCTION newer_record() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM record WHERE kind = NEW.kind AND id = NEW.id AND event >= NEW.event) THEN
        RAISE EXCEPTION 'record is append-only' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$
"""
_TRIGGERS = [
    *(
        (table, f"{table}_kept", "BEFORE UPDATE OR DELETE OR TRUNCATE", "STATEMENT", "append_only")
        for table in schema.TABLES
    ),
    ("event", "event_next", "BEFORE INSERT", "ROW", "next_event"),
    ("record", "record_newer", "BEFORE INSERT", "ROW", "newer_record"),
]
"""A statement trigger stops TRUNCATE too, and ON CONFLICT DO UPDATE."""


class Postgresql:
    """The database of a URL ``postgresql://user@host/database``."""

    def __init__(self, url: str) -> None:
        self._url = make_url(url).set(drivername="postgresql+psycopg")
        self.name = self._url.set(drivername="postgresql").render_as_string(hide_password=True)

    def exists(self) -> bool:
        """Whether there is a store in the database."""
        engine = self.engine()
        try:
            with engine.connect() as connection:
                return connection.execute(text("SELECT to_regclass('event')")).scalar_one() is not None
        finally:
            engine.dispose()

    def free(self) -> bool:
        """Whether a store can be made in the database."""
        return not self.exists()

    def engine(self) -> Engine:
        """An engine whose transactions with the execution option ``writing`` hold the lock, one at a time; those with
        ``snapshot`` see one moment."""
        options = "-c client_encoding=UTF8 -c lock_timeout=30s -c timezone=UTC"
        result = create_engine(self._url, pool_size=2, connect_args={"connect_timeout": 10, "options": options})

        @event.listens_for(result, "begin")
        def _begin(connection: Connection) -> None:
            options = connection.get_execution_options()
            if options.get("snapshot", False):
                connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            if options.get("writing", False):
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")

        return result

    def guard(self, connection: Connection) -> None:
        """Make all tables append-only, whatever guards there are."""
        for function in (_KEPT, _NEXT, _NEWER):
            connection.execute(text(function))
        for table, name, when, each, function in _TRIGGERS:
            connection.execute(text(f"DROP TRIGGER IF EXISTS {name} ON {table}"))
            connection.execute(
                text(f"CREATE TRIGGER {name} {when} ON {table} FOR EACH {each} EXECUTE FUNCTION {function}()")
            )
            connection.execute(text(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}"))

    def mark(self, connection: Connection, version: int) -> None:
        """Say of which version the schema is."""
        connection.execute(text(f"COMMENT ON TABLE event IS 'double-random store {version}'"))

    def version(self, connection: Connection) -> int:
        """The version of the schema; 0 if there is none."""
        told = connection.execute(text("SELECT obj_description(to_regclass('event'))")).scalar_one()
        number = str(told or "").removeprefix("double-random store ")
        return int(number) if number.isdigit() else 0

    def put(self, connection: Connection, rows: Iterable[Row]) -> None:
        """Insert rows of the table ``record``."""
        waiting = iter(rows)
        while found := [*islice(waiting, _AT_ONCE)]:
            connection.exec_driver_sql("INSERT INTO record (kind, id, event, body) VALUES (%s, %s, %s, %s)", found)

    def as_bytes(self, column: SQLCoreOperations[Any]) -> ColumnElement[bytes]:
        """A column of text as its UTF-8 bytes."""
        return func.convert_to(column, "UTF8")

    def in_order(self, column: SQLCoreOperations[Any]) -> SQLCoreOperations[Any]:
        """A column of text as it is to be ordered by: by bytes, whatever the database's collation is."""
        return column.collate("C")

    def busy(self, error: DatabaseError) -> bool:
        """Whether an error says that somebody else holds the lock."""
        return getattr(error.orig, "sqlstate", "") == "55P03"
