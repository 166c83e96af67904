"""Where an office's store lies: in a SQLite file of its folder, or in the PostgreSQL database that a file there names."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Engine
from sqlalchemy.engine import Connection
from sqlalchemy.exc import ArgumentError, DatabaseError, IntegrityError
from sqlalchemy.sql.elements import SQLCoreOperations

from inventories.problems import Exit, refuse
from scheduler import messages
from scheduler.store import schema, sqlite
from scheduler.store.schema import Row
from scheduler.store.sqlite import Sqlite

FILE = "database.txt"
"""Holds the URL of the database, on one line; without it the store is a file."""


class Database(Protocol):
    """What differs between the systems. ``name`` is how messages call the place."""

    name: str

    def exists(self) -> bool:
        """Whether there is a store, sound or not."""

    def free(self) -> bool:
        """Whether a store can be made there."""

    def engine(self) -> Engine:
        """An engine; transactions with the execution option ``writing`` are one at a time, those with ``snapshot`` see one
        moment."""

    def guard(self, connection: Connection) -> None:
        """Make all tables append-only, in the connection's transaction, whatever guards there are."""

    def mark(self, connection: Connection, version: int) -> None:
        """Say of which version the schema is, in the connection's transaction."""

    def version(self, connection: Connection) -> int:
        """The version of the schema; 0 if there is none."""

    def put(self, connection: Connection, rows: Iterable[Row]) -> None:
        """Insert rows of the table ``record``."""

    def as_bytes(self, column: SQLCoreOperations[Any]) -> ColumnElement[bytes]:
        """A column of text as its UTF-8 bytes."""

    def in_order(self, column: SQLCoreOperations[Any]) -> SQLCoreOperations[Any]:
        """A column of text as it is to be ordered by: by bytes."""

    def busy(self, error: DatabaseError) -> bool:
        """Whether an error says that somebody else holds the lock."""


def of(folder: Path) -> Database:
    """The database of the office in ``folder``, which may have no store yet. Refused (exit 1) if its URL is none."""
    try:
        url = (folder / FILE).read_text("utf-8").strip()
    except FileNotFoundError:
        return Sqlite(folder / sqlite.FILE)
    return named(url)


def named(url: str) -> Database:
    """The database of a URL. Refused: exit 2 for another system or a password in it, exit 1 without the driver."""
    from sqlalchemy import make_url

    try:
        parts = make_url(url)
    except ArgumentError:
        raise refuse(messages.DATABASE_URL, Exit.USAGE, url=url) from None
    if parts.drivername != "postgresql" or not parts.database:
        raise refuse(messages.DATABASE_URL, Exit.USAGE, url=url)
    if parts.password is not None:
        raise refuse(messages.DATABASE_PASSWORD, Exit.USAGE)
    try:
        import psycopg  # noqa: F401  (whether it is there)
    except ImportError:
        raise refuse(messages.NO_DRIVER, Exit.FAILED) from None
    from scheduler.store.postgresql import Postgresql

    return Postgresql(url)


def to_be(folder: Path, url: str | None) -> Database:
    """Where a new store of ``folder`` is to lie: in the database of ``url``, without one as ``of`` tells. Refused (exit 6)
    where one lies already."""
    place = of(folder) if url is None else named(url)
    with in_words(place):
        if not place.free() or not of(folder).free():
            raise refuse(messages.OFFICE_EXISTS, Exit.CONFLICT, folder=str(folder))
    return place


def settle(folder: Path, url: str | None) -> None:
    """Have the folder name the database of its store, if it is in one."""
    if url is not None:
        (folder / FILE).write_text(url + "\n", "utf-8")


@contextmanager
def in_words(place: Database) -> Iterator[None]:
    """What the database says of itself (no disk, no right to write, damage) as a refusal (exit 1)."""
    try:
        yield
    except IntegrityError:
        raise
    except DatabaseError as error:
        if place.busy(error):
            raise refuse(messages.STORE_BUSY, Exit.FAILED, file=place.name) from None
        raise refuse(messages.STORE_UNREADABLE, Exit.FAILED, file=place.name, error=str(error.orig)) from None


@contextmanager
def reading(place: Database) -> Iterator[Connection]:
    """A connection that sees the store as it is at one moment."""
    engine = place.engine()
    try:
        with engine.execution_options(snapshot=True).begin() as connection:
            yield connection
    finally:
        engine.dispose()


@contextmanager
def writing(place: Database) -> Iterator[Connection]:
    """A connection that changes the store alone, whole or not at all."""
    engine = place.engine()
    try:
        with engine.execution_options(writing=True).begin() as connection:
            yield connection
    finally:
        engine.dispose()


def create(place: Database, connection: Connection) -> None:
    """Create the schema, append-only, in the connection's transaction."""
    schema.create_tables(connection)
    place.guard(connection)
    place.mark(connection, schema.VERSION)
