"""Who may take a slot, even load, and the drawing of teams (§7); why slots stay open (§9)."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from scheduler.draw.assignment import OPEN, Assignment, Kind
from scheduler.draw.model import Filling, Inspector, Period, Seat, Shortage, Visit
from scheduler.draw.notation import Keys, T
from scheduler.draw.visits import Slot

Pairs = Callable[[str], frozenset[str]]
"""The inspectors that a rule names for a target."""


@dataclass(frozen=True)
class Place:
    """A slot of a visit that is to be filled."""

    visit: Visit
    slot: Slot


@dataclass(frozen=True)
class Rules:
    """Who may not, or only last: by target, and by inspector and period (§7)."""

    barred: Pairs
    last: Pairs
    absent: frozenset[tuple[str, str]]

    def eligible(self, inspector: Inspector, place: Place) -> bool:
        """Whether the inspector is eligible for the place, last or not."""
        slot = place.slot
        return (
            inspector.department == slot.department
            and (slot.qualification is None or slot.qualification in inspector.qualifications)
            and (inspector.lead or not slot.lead)
            and inspector.id not in self.barred(place.visit.target)
            and (inspector.id, place.visit.period) not in self.absent
        )


class TeamDraw:
    """The filling of ``places``, in draw order, by ``inspectors`` who are eligible and within limits.

    ``free`` gives each inspector's limit and ``free_in`` their limits by period, whole numbers from 0, after what
    they hold already; ``seated`` are the inspectors who sit in a visit's team already and keep their seat. ``kind`` makes
    the assignment; whichever does, the facts are the same.
    """

    def __init__(
        self,
        places: Sequence[Place],
        inspectors: Sequence[Inspector],
        rules: Rules,
        plan: Sequence[Period],
        free: Mapping[str, int],
        free_in: Callable[[str, str], int],
        seated: Mapping[str, frozenset[str]],
        kind: Kind = Assignment,
    ) -> None:
        self.places, self.inspectors, self._rules = places, inspectors, rules
        nobody: frozenset[str] = frozenset()
        departments: dict[str, list[int]] = {}
        for i, inspector in enumerate(inspectors):
            departments.setdefault(inspector.department, []).append(i)
        self.eligible = [
            [
                i
                for i in departments.get(place.slot.department, ())
                if rules.eligible(inspectors[i], place) and inspectors[i].id not in seated.get(place.visit.name, nobody)
            ]
            for place in places
        ]
        visits: dict[str, int] = {}
        number = {period.id: k for k, period in enumerate(plan)}
        self._visit = [visits.setdefault(place.visit.name, len(visits)) for place in places]
        self._period = [number[place.visit.period] for place in places]
        self.limits = [free[inspector.id] for inspector in inspectors]
        self._period_limits = [[free_in(inspector.id, period.id) for period in plan] for inspector in inspectors]
        self._kind = kind
        self._assignment = kind(self._visit, self._period, self.eligible, self.limits, self._period_limits)
        self.open = self._assignment.fill()

    def even_load(self) -> dict[str, int]:
        """The cap of each inspector under the even-load rule, before its slack (§7).

        The rounds share one assignment: with unsettled inspectors at U − 1 it either leaves no more slots open, then
        U sinks by one, or it shows who of them settles at U.
        """
        work = self._kind(self._visit, self._period, self.eligible, self.limits, self._period_limits)
        work.fill()
        level = max(work.load, default=0)
        caps: dict[int, int] = {}
        unsettled = list(range(len(self.limits)))
        while unsettled and level > 0:
            for i in unsettled:
                work.lower(i, min(self.limits[i], level - 1))
            if work.fill() == self.open:
                level -= 1
                continue
            short = {i for slot in work.shortage() for i in self.eligible[slot]}
            for i in unsettled:
                if i in short:
                    caps[i] = min(self.limits[i], level)
                    work.lower(i, caps[i])
            unsettled = [i for i in unsettled if i not in short]
        return {inspector.id: caps.get(i, 0) for i, inspector in enumerate(self.inspectors)}

    def shortage(self) -> Shortage | None:
        """The smallest set of slots with need − capacity = d, which all others contain; None if d is 0 (§9)."""
        if self.open == 0:
            return None
        short = sorted(self._assignment.shortage())
        could: dict[int, dict[int, dict[int, None]]] = {}  # inspector → period → visits of the set
        for s in short:
            for i in self.eligible[s]:
                could.setdefault(i, {}).setdefault(self._period[s], {})[self._visit[s]] = None
        capacity = sum(
            min(self.limits[i], sum(min(self._period_limits[i][p], len(visits)) for p, visits in periods.items()))
            for i, periods in could.items()
        )
        return Shortage(tuple(self.places[s].slot.seat for s in short), len(short), capacity)

    def draw(self, keys: Keys, limits: Mapping[str, int]) -> Filling:
        """Draw every place's inspector, in order, by their tickets (§7). ``limits`` leave d as it is, or it is an error."""
        work = self._assignment
        for i, inspector in enumerate(self.inspectors):
            work.lower(i, limits[inspector.id])
        if work.fill() != self.open:
            raise AssertionError("limits that open more slots")
        work.accept_open()
        teams: list[tuple[Seat, str | None]] = []
        refused: list[tuple[Seat, str]] = []
        for place, (passed, taken) in zip(self.places, work.decide(self._candidates(keys("team"))), strict=True):
            seat = place.slot.seat
            refused += [(seat, self.inspectors[i].id) for i in passed]
            teams.append((seat, None if taken == OPEN else self.inspectors[taken].id))
        return Filling(tuple(teams), tuple(refused))

    def _candidates(self, key: str) -> Iterator[list[int]]:
        """Each place's eligible inspectors by their tickets, those eligible last after all others."""
        for place, eligible in zip(self.places, self.eligible, strict=True):
            last = self._rules.last(place.visit.target)
            names = [(self.inspectors[i].id, i) for i in eligible]
            names.sort(key=lambda c: (c[0] in last, T(key, f"{place.visit.name}/{c[0]}")))
            yield [i for _, i in names]


def visits_in_order(visits: Iterable[Visit], keys: Keys) -> list[Visit]:
    """``visits`` in team order (§7)."""
    key = keys("team-order")
    return sorted(visits, key=lambda visit: T(key, visit.name))


def in_order(places: Iterable[Place], keys: Keys) -> list[Place]:
    """``places`` in draw order: by the visit's ticket, then by the slot's number (§7)."""
    key = keys("team-order")
    return sorted(places, key=lambda place: (T(key, place.visit.name), place.slot.seat[1]))
