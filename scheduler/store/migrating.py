"""From one version of the store's schema to a later one, by the steps in ``migrations``."""

from pathlib import Path

from sqlalchemy.engine import Connection

from scheduler.store import schema
from scheduler.store.database import Database

STEPS = Path(__file__).with_name("migrations")


def create(place: Database, connection: Connection, version: int) -> None:
    """Create the schema of this or an older version, without guards, in the connection's transaction."""
    if version == schema.VERSION:
        schema.create_tables(connection)
    else:
        _take(connection, "base", version)
    place.mark(connection, version)


def migrate(place: Database, connection: Connection, version: int) -> None:
    """Bring the schema up to ``version``, in the connection's transaction; a table made anew lost its guards, so all are
    set anew."""
    if (found := place.version(connection)) != version:
        _take(connection, str(found), version)
    place.guard(connection)
    place.mark(connection, version)


def _take(connection: Connection, from_: str, version: int) -> None:
    from alembic.migration import MigrationContext
    from alembic.operations import Operations
    from alembic.script import ScriptDirectory

    known = ScriptDirectory(str(STEPS), version_locations=[str(STEPS)])
    steps = [*known.iterate_revisions(str(version), from_)]
    with Operations.context(MigrationContext.configure(connection)):
        for step in reversed(steps):
            step.module.upgrade()
