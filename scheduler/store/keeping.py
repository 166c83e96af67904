"""Backups of an office, and the way back from them, from one system to the other, and from an older version to this."""

from pathlib import Path

from sqlalchemy import text

from inventories.problems import Exit, Refused, refuse
from scheduler import messages as known
from scheduler.log import GENESIS
from scheduler.store import copying, database, messages, migrating, schema
from scheduler.store.copying import Held
from scheduler.store.database import Database, in_words, reading, writing
from scheduler.store.sqlite import Sqlite


def backup(folder: Path, file: Path) -> Held:
    """Write a backup of the office in ``folder``; the store's version stays what it is. Refused (exit 6) where another file
    lies than an earlier backup of the same office."""
    place = database.of(folder)
    return copying.write(place, file, lambda: _must_be_ours(place, file))


def restore(file: Path, folder: Path, url: str | None) -> Held:
    """Make a store of a backup, in ``folder`` or in the database of ``url``, brought up to this version. Refused as by
    ``copying.look``; exit 6 where a store lies already."""
    copying.look(file)
    place = database.to_be(folder, url)
    folder.mkdir(parents=True, exist_ok=True)
    if isinstance(place, Sqlite):
        return copying.write(Sqlite(file), place.path, lambda: database.to_be(folder, url), schema.VERSION)
    result = copying.copy(Sqlite(file), place, schema.VERSION)
    database.settle(folder, url)
    return result


def upgrade(folder: Path) -> tuple[Held, Path | None]:
    """Bring the store of ``folder`` up to this version; what it holds then, and the backup that was made before. None: there
    was nothing to do. Refused (exit 1) for a version that is newer or unknown."""
    place = database.of(folder)
    with in_words(place):
        if not place.exists():
            raise refuse(known.NO_OFFICE, Exit.FAILED, folder=str(folder.resolve()))
        with reading(place) as connection:
            found = place.version(connection)
            if found == schema.VERSION:
                return copying.held(place, connection), None
    if not schema.OLDEST <= found < schema.VERSION:
        raise refuse(known.STORE_VERSION, Exit.FAILED, file=place.name, found=found, known=schema.VERSION)
    kept = folder / f"office-version-{found}.backup"
    backup(folder, kept)
    with in_words(place), writing(place) as connection:
        before = copying.held(place, connection)
        migrating.migrate(place, connection, schema.VERSION)
        after = copying.held(place, connection)
        if (after.events, after.head) != (before.events, before.head):
            raise refuse(messages.NOT_COPIED, Exit.VERIFICATION, file=place.name)
    return after, kept


def _must_be_ours(place: Database, file: Path) -> None:
    """Refuse (exit 6) to write over anything but a backup of this log as it was."""
    if not file.exists():
        return
    taken = refuse(messages.BACKUP_EXISTS, Exit.CONFLICT, file=str(file))
    if isinstance(place, Sqlite) and file.samefile(place.path):
        raise taken
    try:
        old = copying.look(file)
    except Refused:
        raise taken from None
    if old.head != _hash(place, old.events):
        raise taken


def _hash(place: Database, seq: int) -> str | None:
    """The hash of an event of the log."""
    if seq == 0:
        return GENESIS
    with in_words(place), reading(place) as connection:
        query = text("SELECT hash FROM event WHERE seq = :seq")
        return connection.execute(query, {"seq": seq}).scalar()
