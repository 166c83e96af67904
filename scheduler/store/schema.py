"""Tables of the store. Domain types live elsewhere: a row here is text and numbers alone."""

from sqlalchemy.engine import Connection
from sqlmodel import Field, SQLModel

VERSION = 3
"""Of this schema."""
OLDEST = 2
"""The oldest version that can be brought up."""
_BY_KEY_ALONE = {"sqlite_with_rowid": False}
"""A hidden row number would be one more unique value by which INSERT OR REPLACE deletes."""


class EventRow(SQLModel, table=True):
    """An event of the log. ``once`` is unique: an act that may happen only once has its name there. ``signatures`` is a JSON
    list."""

    __tablename__ = "event"
    seq: int = Field(primary_key=True)
    time: str
    actor: str
    kind: str = Field(index=True)
    body: str
    previous: str
    hash: str = Field(unique=True)
    once: str | None = Field(default=None, unique=True)
    signatures: str = Field(default="[]", sa_column_kwargs={"server_default": "[]"})


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


TABLES = ("event", "frozen", "secret", "record")
Row = tuple[str, str, int, str]
"""A row of the table ``record``: kind, identifier, event, canonical form."""


def create_tables(connection: Connection) -> None:
    """Create the tables, in the connection's transaction."""
    SQLModel.metadata.create_all(connection)
