"""What simulated draws are counted by. Tallies are added up: the same draws give the same tally, whoever counted them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from itertools import combinations
from typing import Any, TypeVar

from scheduler.draw.model import Case, Outcome
from scheduler.draw.visits import Slot, slots

Seat = tuple[str, str, str, bool]
"""A seat at a target by what is asked of it: target, department, qualification ("": none), whether it leads."""
K = TypeVar("K", bound=tuple[str, ...])
NOBODY = ""
"""Who sits in an open seat."""


@dataclass
class Tally:
    """Counts over ``draws`` draws.

    ``hits``: how often each (task, target) was drawn; ``seats``: how often whom (seat, inspector). ``refused``: how often each
    inspector was passed over as a candidate. All others are in how many draws the number was n, for every n but 0: ``numbers``
    of targets (task, n), ``visits`` (district, period, n), ``loads`` in seats (inspector, n), ``pairs`` in one visit
    (inspector, inspector, n), ``closest`` the most visits of any pair (n), ``open`` seats (department, n), ``left`` open in all
    (n), ``passed`` seats whose first candidate was refused (n), ``seated`` all seats (n).
    """

    draws: int = 0
    hits: Counter[tuple[str, str]] = field(default_factory=Counter)
    seats: Counter[tuple[Seat, str]] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    numbers: Counter[tuple[str, int]] = field(default_factory=Counter)
    visits: Counter[tuple[str, str, int]] = field(default_factory=Counter)
    loads: Counter[tuple[str, int]] = field(default_factory=Counter)
    pairs: Counter[tuple[str, str, int]] = field(default_factory=Counter)
    closest: Counter[tuple[int]] = field(default_factory=Counter)
    open: Counter[tuple[str, int]] = field(default_factory=Counter)
    left: Counter[tuple[int]] = field(default_factory=Counter)
    passed: Counter[tuple[int]] = field(default_factory=Counter)
    seated: Counter[tuple[int]] = field(default_factory=Counter)

    def add(self, other: "Tally") -> None:
        """Count what ``other`` has counted."""
        self.draws += other.draws
        for one in fields(self)[1:]:
            getattr(self, one.name).update(getattr(other, one.name))


def count(tally: Tally, outcome: Outcome, asked: Case, district: Mapping[str, str]) -> None:
    """Count one draw; ``district`` gives that of each target."""
    tasks = {task.id: task for task in asked.tasks}
    tally.draws += 1
    tally.hits.update((s.task, s.target) for s in outcome.targets)
    _number(tally.numbers, Counter((s.task,) for s in outcome.targets))
    _number(tally.visits, Counter((district[v.target], v.period) for v in outcome.visits))
    holders = dict(outcome.filling.teams)
    _number(tally.loads, Counter((who,) for who in holders.values() if who is not None))
    asks: list[tuple[str, Slot]] = [(v.target, slot) for v in outcome.visits for slot in slots(v, tasks)]
    for target, slot in asks:
        seat = (target, slot.department, slot.qualification or "", slot.lead)
        tally.seats[seat, holders[slot.seat] or NOBODY] += 1
    _number(tally.open, Counter((slot.department,) for _, slot in asks if holders[slot.seat] is None))
    _count_pairs(tally, outcome)
    tally.refused.update(who for _, who in outcome.filling.refused)
    tally.left[(outcome.open,)] += 1
    tally.passed[(len({seat for seat, _ in outcome.filling.refused}),)] += 1
    tally.seated[(len(holders),)] += 1


def _count_pairs(tally: Tally, outcome: Outcome) -> None:
    teams: dict[str, list[str]] = {}
    for (visit, _), who in outcome.filling.teams:
        if who is not None:
            teams.setdefault(visit, []).append(who)
    pairs = Counter(pair for team in teams.values() for pair in combinations(sorted(team), 2))
    _number(tally.pairs, pairs)
    tally.closest[(max(pairs.values(), default=0),)] += 1


def _number(histogram: Counter[Any], found: Mapping[K, int]) -> None:
    histogram.update((*key, n) for key, n in found.items())
