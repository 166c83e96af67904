"""An event keeps the signatures of those who act."""

import sqlalchemy as sa
from alembic import op

revision = "3"
down_revision = "2"


def upgrade() -> None:
    """Add the column; what happened before is unsigned."""
    op.add_column("event", sa.Column("signatures", sa.String, nullable=False, server_default="[]"))
