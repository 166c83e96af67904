"""The schema from which all others come: log, frozen tables, secrets, versions of records."""

import sqlalchemy as sa
from alembic import op

revision = "2"
down_revision = None
_BY_KEY_ALONE = {"sqlite_with_rowid": False}


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "event",
        sa.Column("seq", sa.Integer, primary_key=True),
        *(sa.Column(name, sa.String, nullable=False) for name in ("time", "actor", "kind", "body", "previous", "hash")),
        sa.Column("once", sa.String),
        sa.UniqueConstraint("hash"),
        sa.UniqueConstraint("once"),
    )
    op.create_index("ix_event_kind", "event", ["kind"])
    op.create_table(
        "frozen",
        sa.Column("digest", sa.String, primary_key=True),
        sa.Column("body", sa.LargeBinary, nullable=False),
        **_BY_KEY_ALONE,
    )
    op.create_table(
        "secret",
        sa.Column("commitment", sa.String, primary_key=True),
        sa.Column("draw", sa.String, nullable=False),
        sa.Column("tables", sa.String, nullable=False),
        **_BY_KEY_ALONE,
    )
    op.create_table(
        "record",
        sa.Column("kind", sa.String, primary_key=True),
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("event", sa.Integer, primary_key=True),
        sa.Column("body", sa.String),
        **_BY_KEY_ALONE,
    )
