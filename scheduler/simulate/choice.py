"""Bits of choice: how hard it is to foresee who gets a seat, measured by who sat there, beside the most that could be.

Source: G. A. Miller, Note on the bias of information estimates (1955), for the correction.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import log, log2

from scheduler.draw.model import Case, Period, Visit
from scheduler.draw.teams import Place, Rules
from scheduler.draw.visits import Slot
from scheduler.simulate.tally import NOBODY, Seat, Tally

ENOUGH = 5
"""A seat's bits are told if it was filled so many times for each who is eligible: seldom seen, it looks less open."""


@dataclass(frozen=True)
class SeatChoice:
    """A seat that was filled ``filled`` times, by ``inspectors`` of the ``eligible`` ones (in one of its periods at least).

    ``possible`` are the bits if all of them were equally likely, ``bits`` those measured, None where it was filled too
    seldom. ``likeliest`` sat there in ``share`` of the times.
    """

    seat: Seat
    filled: int
    inspectors: int
    eligible: int
    possible: float
    bits: float | None
    likeliest: str
    share: Fraction


def choices(asked: Case, tally: Tally) -> list[SeatChoice]:
    """Every seat that was filled at least once, by target and what is asked."""
    found: defaultdict[Seat, Counter[str]] = defaultdict(Counter)
    for (seat, who), times in tally.seats.items():
        if who != NOBODY:
            found[seat][who] += times
    eligible = _Eligible(asked)
    return [_choice(seat, found[seat], eligible(seat)) for seat in sorted(found)]


def _choice(seat: Seat, who: Mapping[str, int], eligible: int) -> SeatChoice:
    filled, possible = sum(who.values()), log2(eligible)
    likeliest = min(who, key=lambda name: (-who[name], name))
    bits = min(possible, entropy(who)) if filled >= ENOUGH * eligible else None
    return SeatChoice(seat, filled, len(who), eligible, possible, bits, likeliest, Fraction(who[likeliest], filled))


def entropy(counts: Mapping[str, int]) -> float:
    """The bits of a distribution of which these counts were seen, with Miller's correction."""
    seen = sum(counts.values())
    plain = sum(n * log2(seen / n) for n in counts.values()) / seen
    return plain + (len(counts) - 1) / (2 * seen * log(2))


class _Eligible:
    """How many are eligible for a seat in one of the periods of its target's tasks, by the core's own rule."""

    def __init__(self, asked: Case) -> None:
        nobody: frozenset[str] = frozenset()
        self._asked = asked
        self._rules = Rules(lambda t: asked.barred.get(t, nobody), lambda t: asked.last.get(t, nobody), asked.absent)
        allowed = {task.id: set(task.periods) for task in asked.tasks}
        self._periods: defaultdict[str, set[str]] = defaultdict(set)
        for row in asked.frame:
            self._periods[row.target] |= allowed[row.task]

    def __call__(self, seat: Seat) -> int:
        target, department, qualification, lead = seat
        slot = Slot(("", 1), department, qualification or None, lead)
        places = [Place(self._visit(target, p), slot) for p in self._asked.periods if p.id in self._periods[target]]
        return sum(any(self._rules.eligible(who, place) for place in places) for who in self._asked.inspectors)

    def _visit(self, target: str, period: Period) -> Visit:
        return Visit("", target, (), (), period.id)


@dataclass(frozen=True)
class KindChoice:
    """Seats that ask the same: how many at how many targets, of how many the bits are told, and over these the means of
    eligible inspectors, possible bits and bits, and the fewest bits; None where none is told."""

    department: str
    qualification: str
    lead: bool
    seats: int
    told: int
    eligible: float | None
    possible: float | None
    bits: float | None
    fewest: float | None


def kinds(found: Iterable[SeatChoice]) -> list[KindChoice]:
    """The seats by what they ask, in the order of department, qualification, lead."""
    grouped: defaultdict[tuple[str, str, bool], list[SeatChoice]] = defaultdict(list)
    for one in found:
        grouped[one.seat[1:]].append(one)
    return [_kind(asked, grouped[asked]) for asked in sorted(grouped)]


def _kind(asked: tuple[str, str, bool], seats: Sequence[SeatChoice]) -> KindChoice:
    bits = [one.bits for one in seats if one.bits is not None]
    told = [one for one in seats if one.bits is not None]
    if not told:
        return KindChoice(*asked, len(seats), 0, None, None, None, None)
    eligible = sum(one.eligible for one in told) / len(told)
    possible = sum(one.possible for one in told) / len(told)
    return KindChoice(*asked, len(seats), len(told), eligible, possible, sum(bits) / len(told), min(bits))


def foreseeable(found: Iterable[SeatChoice], number: int) -> list[SeatChoice]:
    """The seats of which it is best known beforehand who will sit there: those with the fewest bits."""
    told = [(one.bits, one.seat, one) for one in found if one.bits is not None]
    return [one for *_, one in sorted(told, key=lambda entry: entry[:2])[:number]]
