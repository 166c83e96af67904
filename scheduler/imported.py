"""The imports as the log tells them: which stand, which rows were left out and are not repaired. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from scheduler.log import Event


@dataclass(frozen=True)
class LeftOutRow:
    """A row that an import left out: the event, its time, the table, the file, and what the event says of the row."""

    event: int
    time: str
    kind: str
    file: str
    row: int
    id: str
    ground: str
    column: str
    value: str


def undone(events: Iterable[Event]) -> frozenset[int]:
    """The numbers of the imports that were undone."""
    return frozenset(event.body["event"] for event in events if event.kind == "undo")


def standing(events: Iterable[Event]) -> list[Event]:
    """The imports that were not undone."""
    events = list(events)
    gone = undone(events)
    return [event for event in events if event.kind == "import" and event.seq not in gone]


def last(events: Iterable[Event]) -> tuple[Event | None, Event | None]:
    """The import that can be undone, and what stands against it.

    The last import not undone, if nothing was logged after it but imports that were undone, their undoing, comparisons with
    a registry and trust in keys, which change no record; else the last other event. Neither in a log without imports.
    """
    events = list(events)
    gone = undone(events)
    for event in reversed(events):
        if event.kind == "import" and event.seq not in gone:
            return event, None
        if event.kind not in ("import", "undo", "comparison", "key", "trust", "distrust"):
            return None, event
    return None, None


def left_out(events: Iterable[Event]) -> list[LeftOutRow]:
    """The rows left out by imports that stand, without those that a later import repaired; in the log's order."""
    waiting: dict[tuple[int, int], LeftOutRow] = {}
    for event in standing(events):
        body = event.body
        for seq, number in body["repaired"]:
            waiting.pop((seq, number), None)
        for row in body["left_out"]:
            waiting[event.seq, row["row"]] = LeftOutRow(event.seq, event.time, body["kind"], body["file"], **row)
    return list(waiting.values())


def repairs(row: LeftOutRow, kind: str, file: str, covers: list[Any] | None, ids: Iterable[str]) -> bool:
    """Whether an import of ``kind`` from ``file`` settles a row left out earlier.

    It does if it is of the same table and brings the row's identifier, is the same file again, or is a complete list.
    Rows that are wrong in it are then left out anew.
    """
    return row.kind == kind and (row.file == file or covers == [] or row.id in ids)


def merged(events: Iterable[Event]) -> dict[str, str]:
    """The targets that decisions on duplicates have merged, each with the one that stays."""
    into: dict[str, str] = {}
    for event in events:
        if event.kind == "duplicate":
            stays, other = event.body["stays"], event.body["other"]
            if event.body["same"]:
                into[other] = stays
            else:
                into = {one: end for one, end in into.items() if {one, end} != {stays, other}}
    return into


def decided(events: Iterable[Event]) -> frozenset[frozenset[str]]:
    """The pairs of targets on which it was decided whether they are the same."""
    return frozenset(frozenset((e.body["stays"], e.body["other"])) for e in events if e.kind == "duplicate")
