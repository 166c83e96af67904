"""The acts of importing: a list into the store, and its undoing. Each is whole in the log, or not there."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from inspectors.importing import KINDS as ROSTER
from inventories.assembling import Kind
from inventories.changes import Comparison, Coverage, compare
from inventories.held import names_of
from inventories.importing import KINDS as INVENTORY
from inventories.problems import Exit, Words, refuse
from inventories.screening import LeftOut
from scheduler import imported, messages
from scheduler.intake.calendar import KIND as CALENDAR
from scheduler.log import Event
from scheduler.store.office import Act, Office
from scheduler.tables import KINDS as STORED

KINDS: dict[str, Kind[Any]] = {
    name: replace(kind, record=STORED.get(name, kind.record))
    for name, kind in {**INVENTORY, **ROSTER, CALENDAR.name: CALENDAR}.items()
}
"""The kinds of records by name."""
MANY = 5
"""Where more than one in so many of the records that a list should have are gone, somebody has to say so."""


def store_records(
    office: Office,
    kind: str,
    records: Sequence[Any],
    source: dict[str, Any],
    coverage: Coverage | None = None,
    left_out: Iterable[LeftOut] = (),
    yes: bool = False,
) -> Comparison:
    """Store imported records of ``kind`` by identifier and log the import with its ``source`` (file, digest, rows).

    What a list with ``coverage`` no longer has is gone from today, unless rows of the list were ``left_out``, which it
    may stand in. The same list a second time changes nothing, and is logged all the same. Refused (exit 6) if a large
    part would be gone, unless ``yes``.
    """
    left_out = tuple(left_out)
    with office.act() as act:
        today = date.fromisoformat(act.time[:10])
        found = compare(KINDS[kind], office.texts(kind), records, None if left_out else coverage, today)
        if MANY * len(found.gone) > found.covered and not yes:
            raise refuse(messages.MANY_GONE, Exit.CONFLICT, gone=len(found.gone), covered=found.covered)
        covers = None if coverage is None else coverage.document()
        waiting = imported.left_out(office.events("import", "undo"))
        ids = {*names_of(records)} if waiting else set()
        told = {
            "covers": covers,
            "left_out": [asdict(row) for row in left_out],
            "repaired": [
                [row.event, row.row] for row in waiting if imported.repairs(row, kind, source["file"], covers, ids)
            ],
        }
        log_import(act, kind, kind, source, found, told)
    return found


def log_import(
    act: Act, kind: str, table: str, source: dict[str, Any], found: Comparison, told: dict[str, Any]
) -> None:
    """Log the import of a list of ``kind`` and let what was ``found`` take effect on the records of ``table``.

    ``told``: what the event says besides. All that an import changes goes through here, so that it can be undone.
    """
    log_imports(act, kind, {table: found}, source, told)


def log_imports(
    act: Act, kind: str, found: Mapping[str, Comparison], source: dict[str, Any], told: dict[str, Any]
) -> None:
    """As ``log_import``, for a list that changes several tables: what was found for each, by its name."""
    nothing: dict[str, Any] = {"covers": None, "left_out": [], "repaired": []}
    counts = sum((Counter(part.counts()) for part in found.values()), Counter())
    summed = {name: counts[name] for name in Comparison().counts()}
    event = act.append("import", {"kind": kind, **source, **summed, **nothing, **told})
    for table, part in found.items():
        act.put(table, part.new, event.seq)
        act.put(table, [change.new for change in (*part.changed, *part.gone)], event.seq)


def undo_import(office: Office) -> tuple[Event, Event]:
    """Undo the last import: all records are as they were before it. Both stay in the log; returns import and undoing.

    Refused (exit 6) if something was logged after it that may rest on it, such as a commitment.
    """
    with office.act() as act:
        undone, against = imported.last(office.events())
        if against is not None:
            raise refuse(
                messages.UNDO_TOO_LATE, Exit.CONFLICT, seq=against.seq, kind=Words(against.kind), time=against.time
            )
        if undone is None:
            raise refuse(messages.NOTHING_TO_UNDO, Exit.CONFLICT)
        event = act.append("undo", {"event": undone.seq, "kind": undone.body["kind"]})
        act.restore(undone.seq, event.seq)
    return undone, event
