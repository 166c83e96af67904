"""Targets that nobody has visited for so many full years, or ever. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from inventories.merging import standing_for
from inventories.model import PastVisit, Target
from inventories.points import months_before


@dataclass(frozen=True)
class Unvisited:
    """A target without a visit; ``last`` is the day of the last one, None if there never was any."""

    target: Target
    last: date | None


def unvisited(targets: Iterable[Target], history: Iterable[PastVisit], years: int, on: date) -> list[Unvisited]:
    """The active targets that have had no visit by the day ``on`` in the last ``years`` full years, or none ever.

    Those never visited come first, then the longest ago. What ``[points.recency]`` counts as one step with ``months`` =
    12 · ``years``.
    """
    every = list(targets)
    last = last_visits(every, history, on)
    limit = months_before(on, 12 * years)
    found = [Unvisited(t, last.get(t.id)) for t in every if t.standing == "active"]
    left = [one for one in found if one.last is None or one.last <= limit]
    return sorted(left, key=lambda one: (one.last or date.min, one.target.id.encode()))


def last_visits(targets: Iterable[Target], history: Iterable[PastVisit], on: date) -> Mapping[str, date]:
    """The day of the last visit of each target that has one; a merged target's visits are those of the one that stands."""
    stays = standing_for(targets)
    result: dict[str, date] = {}
    for visit in history:
        name = stays.get(visit.target, visit.target)
        if visit.date <= on:
            result[name] = max(visit.date, result.get(name, visit.date))
    return result
