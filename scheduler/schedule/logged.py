"""Schedules as the log has them: each event of kind ``schedule`` holds the whole schedule of its draw. Pure."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from inspectors.eligibility import Span
from scheduler.journal import Draw
from scheduler.log import Event
from scheduler.schedule.case import Away, Placement, Placements

KIND = "schedule"


def last(events: Iterable[Event], commitment: str) -> Event | None:
    """The event with the schedule that counts; None if there is none yet."""
    found = (e for e in reversed(list(events)) if e.kind == KIND and e.body["commitment"] == commitment)
    return next(found, None)


def placements(event: Event | None) -> dict[str, Placement]:
    """The placements of an event, by visit."""
    rows = event.body["placements"] if event else ()
    return {r["visit"]: Placement(r["visit"], date.fromisoformat(r["day"]), r["start"], r["minutes"]) for r in rows}


def closed(event: Event | None) -> tuple[Away, ...]:
    """The closed days of targets that an event was told."""
    rows = event.body["closed"] if event else ()
    return tuple(Away(r["target"], Span(date.fromisoformat(r["begins"]), date.fromisoformat(r["ends"]))) for r in rows)


def body(draw: Draw, found: Placements, shut: Iterable[Away], told: dict[str, Any]) -> dict[str, Any]:
    """What an event holds: ``told`` besides placements, sorted by day, and closed days."""
    placed = sorted(found.values(), key=lambda p: (p.day, p.start, p.visit))
    return {
        "commitment": draw.hash,
        **told,
        "closed": [
            {"target": s.who, "begins": s.span.begins.isoformat(), "ends": s.span.ends.isoformat()} for s in shut
        ],
        "placements": [
            {"visit": p.visit, "day": p.day.isoformat(), "start": p.start, "minutes": p.minutes} for p in placed
        ],
    }
