"""Every kind of file that an office reads, by name."""

from typing import Any

from inspectors.importing import KINDS as ROSTER
from inventories.columns import Column
from inventories.importing import KINDS as INVENTORY
from inventories.importing import Kind
from scheduler.intake.calendar import KIND as CALENDAR
from scheduler.results.importing import COLUMNS as RESULTS

RECORDS: dict[str, Kind[Any]] = INVENTORY | ROSTER | {CALENDAR.name: CALENDAR}
"""The kinds that hold records."""

COLUMNS: dict[str, tuple[Column, ...]] = {name: kind.columns for name, kind in RECORDS.items()} | {"results": RESULTS}
"""The columns of every kind, results included."""
