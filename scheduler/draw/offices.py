"""The teams of a draw, all at once or department by department (§7, §9).

Whoever is eligible for a slot is of its department, so nothing that is decided in one department has a say in another: the
fewest open slots of all are those of each together, and so are the smallest shortages. Even load alone is one rule for all.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial

from scheduler.draw.assignment import Kind
from scheduler.draw.model import Filling, Inspector, Period, Seat, Shortage
from scheduler.draw.notation import Keys
from scheduler.draw.teams import Place, Rules, TeamDraw

By = Mapping[str, frozenset[str]]
"""Inspectors by target; a target may be missing."""


@dataclass(frozen=True)
class Office:
    """Slots in draw order, and everybody who may be eligible for them; ``kind`` makes the assignment."""

    places: tuple[Place, ...]
    inspectors: tuple[Inspector, ...]
    periods: tuple[Period, ...]
    barred: By
    last: By
    absent: frozenset[tuple[str, str]]
    keys: Keys
    kind: Kind

    @cached_property
    def team(self) -> TeamDraw:
        """The filling of the slots."""
        limits = {inspector.id: inspector.limit for inspector in self.inspectors}
        in_period = {inspector.id: inspector.period_limits for inspector in self.inspectors}
        nobody: frozenset[str] = frozenset()
        return TeamDraw(
            self.places,
            self.inspectors,
            Rules(lambda t: self.barred.get(t, nobody), lambda t: self.last.get(t, nobody), self.absent),
            self.periods,
            limits,
            lambda inspector, period: in_period[inspector].get(period, limits[inspector]),
            {},
            self.kind,
        )

    def departments(self) -> list["Office"]:
        """The same slots, those of each department an office of its own; whoever has no say in it is not in it."""
        places: defaultdict[str, list[Place]] = defaultdict(list)
        for place in self.places:
            places[place.slot.department].append(place)
        inspectors: defaultdict[str, list[Inspector]] = defaultdict(list)
        for inspector in self.inspectors:
            inspectors[inspector.department].append(inspector)
        absent: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
        for inspector_id, period in self.absent:
            absent[inspector_id].add((inspector_id, period))
        return [
            replace(
                self,
                places=tuple(mine),
                inspectors=tuple(inspectors[department]),
                barred=_among(self.barred, mine),
                last=_among(self.last, mine),
                absent=frozenset().union(*(absent.get(one.id, ()) for one in inspectors[department])),
            )
            for department, mine in places.items()
        ]


def _among(by: By, places: Iterable[Place]) -> By:
    return {place.visit.target: by[place.visit.target] for place in places if place.visit.target in by}


@dataclass(frozen=True)
class Filled:
    """How many slots stay open, why, and what was decided."""

    open: int
    shortage: Shortage | None
    filling: Filling


Each = Callable[[Callable[[Office], Filled], Iterable[Office]], Iterable[Filled]]
"""``map`` is one: what a function answers for each office, in their order, wherever it is computed."""


def filled(office: Office, limits: Mapping[str, int], each: Each | None = None) -> Filled:
    """Draw all slots with ``limits``, which open no more of them: at once, or with ``each`` department by department."""
    if each is None:
        return _fill(office, limits)
    return _together(office.places, list(each(partial(_fill, limits=limits), office.departments())))


def _fill(office: Office, limits: Mapping[str, int]) -> Filled:
    team = office.team
    return Filled(team.open, team.shortage(), team.draw(office.keys, limits))


def _together(places: Sequence[Place], parts: Sequence[Filled]) -> Filled:
    order = {place.slot.seat: k for k, place in enumerate(places)}

    def by_seat(row: tuple[Seat, object]) -> int:
        return order[row[0]]

    short = [part.shortage for part in parts if part.shortage]
    shortage = Shortage(
        tuple(sorted((seat for one in short for seat in one.slots), key=lambda seat: order[seat])),
        sum(one.need for one in short),
        sum(one.capacity for one in short),
    )
    filling = Filling(
        tuple(sorted((row for part in parts for row in part.filling.teams), key=by_seat)),
        tuple(sorted((row for part in parts for row in part.filling.refused), key=by_seat)),
    )
    return Filled(sum(part.open for part in parts), shortage if short else None, filling)
