"""Tables of the store. Domain types live elsewhere: a row here is text and numbers alone."""

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import Connection
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry
from sqlmodel import Field, SQLModel

VERSION = 2
"""Of this schema; kept in SQLite's user_version."""
_BY_KEY_ALONE = {"sqlite_with_rowid": False}
"""A hidden row number would be one more unique value by which INSERT OR REPLACE deletes."""


class EventRow(SQLModel, table=True):
    """An event of the log. ``once`` is unique: an act that may happen only once has its name there."""

    __tablename__ = "event"
    seq: int = Field(primary_key=True)
    time: str
    actor: str
    kind: str = Field(index=True)
    body: str
    previous: str
    hash: str = Field(unique=True)
    once: str | None = Field(default=None, unique=True)


class FrozenRow(SQLModel, table=True):
    """A frozen table or plan of a commitment, under the digest that the commitment states."""

    __tablename__ = "frozen"
    __table_args__ = _BY_KEY_ALONE
    digest: str = Field(primary_key=True)
    body: bytes


class SecretRow(SQLModel, table=True):
    """The secrets of a commitment: of the closed draw (blank in an open one) and of the table digests."""

    __tablename__ = "secret"
    __table_args__ = _BY_KEY_ALONE
    commitment: str = Field(primary_key=True)
    draw: str
    tables: str


class RecordRow(SQLModel, table=True):
    """A version of a record of the inventory or the roster, in its canonical form, and the event it came by.

    The latest version is the current one. One without a body: from that event on there is no such record.
    """

    __tablename__ = "record"
    __table_args__ = _BY_KEY_ALONE
    kind: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    event: int = Field(primary_key=True)
    body: str | None


_APPEND_ONLY = [
    f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
    f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    for table in ("event", "frozen", "secret", "record")
    for act in ("UPDATE", "DELETE")
] + [
    # INSERT OR REPLACE would delete silently what shares a unique value: only the next number and new values are let in
    "CREATE TRIGGER event_next BEFORE INSERT ON event "
    "WHEN NEW.seq != (SELECT COALESCE(MAX(seq), 0) + 1 FROM event) "
    "OR EXISTS (SELECT 1 FROM event WHERE hash = NEW.hash OR once = NEW.once) "
    "BEGIN SELECT RAISE(ABORT, 'event is append-only'); END",
    "CREATE TRIGGER frozen_new BEFORE INSERT ON frozen WHEN EXISTS (SELECT 1 FROM frozen WHERE digest = NEW.digest) "
    "BEGIN SELECT RAISE(ABORT, 'frozen is append-only'); END",
    "CREATE TRIGGER secret_new BEFORE INSERT ON secret "
    "WHEN EXISTS (SELECT 1 FROM secret WHERE commitment = NEW.commitment) "
    "BEGIN SELECT RAISE(ABORT, 'secret is append-only'); END",
    "CREATE TRIGGER record_new BEFORE INSERT ON record "
    "WHEN EXISTS (SELECT 1 FROM record WHERE kind = NEW.kind AND id = NEW.id AND event >= NEW.event) "
    "BEGIN SELECT RAISE(ABORT, 'record is append-only'); END",
]


def engine(path: str) -> Engine:
    """An engine whose writing transactions (execution option ``writing``) take the write lock at once, so that two
    operators never both check and then act."""
    result = create_engine(f"sqlite:///{path}")

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


def create(target: Engine) -> None:
    """Create the schema in an empty database, whole or not at all."""
    with target.execution_options(writing=True).begin() as connection:
        SQLModel.metadata.create_all(connection)
        for statement in _APPEND_ONLY:
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql(f"PRAGMA user_version = {VERSION}")
