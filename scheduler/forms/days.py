"""The days on which visits take place, as the log has them. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from scheduler.journal import Draw
from scheduler.log import Event
from scheduler.schedule.logged import last
from scheduler.schedule.logged import placements as placements_of


@dataclass(frozen=True)
class Placed:
    """When a visit takes place: the day, minutes from midnight at which it begins, how many it lasts; and the time of the
    log since when it is so."""

    day: date
    start: int
    minutes: int
    since: str


def placements(draw: Draw, events: Iterable[Event]) -> Mapping[str, Placed]:
    """By visit: the day that the last schedule of its draw has for it. Visits without a day are not in it."""
    event = last(events, draw.hash)
    found = placements_of(event)
    return {name: Placed(p.day, p.start, p.minutes, event.time) for name, p in found.items()} if event else {}
