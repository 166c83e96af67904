"""The days on which visits take place, as the log has them. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from scheduler.journal import Draw
from scheduler.log import Event


@dataclass(frozen=True)
class Placed:
    """When a visit takes place: the day, minutes from midnight at which it begins, how many it lasts; and the time of the
    log since when it is so."""

    day: date
    start: int
    minutes: int
    since: str


def placements(draw: Draw, events: Iterable[Event]) -> Mapping[str, Placed]:
    """By visit: the day that the last event of its draw set for it. Visits without a day are not in it."""
    found: dict[str, Placed] = {}
    for event in events:
        if event.kind == "schedule" and event.body["commitment"] == draw.hash:
            found |= {
                row["visit"]: Placed(date.fromisoformat(row["day"]), row["start"], row["minutes"], event.time)
                for row in event.body["placements"]
            }
    return found
