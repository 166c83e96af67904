"""Why slots are open now, and whose higher limit would fill them (specification §9). Counted by the core; no solver.

What stands keeps its places: an open slot can only be filled by somebody eligible who has a place left, or gets one.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from inspectors.eligibility import Asked
from scheduler.draw.assignment import Assignment
from scheduler.draw.model import Visit
from scheduler.draw.visits import slots
from scheduler.explain import why_not
from scheduler.facts import Facts, case
from scheduler.journal import Draw, StandingVisit, standing
from scheduler.results.check import owing


@dataclass(frozen=True)
class OpenSlot:
    """A slot that nobody holds: who may take it (whatever their limits), and the others of its department by the name of
    the rule that speaks against them."""

    visit: str
    slot: int
    period: str
    asked: Asked
    eligible: tuple[str, ...]
    others: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Reinforcement:
    """A higher limit for an inspector (``limit`` is the one now): the core then fills ``fills`` more of the open slots."""

    inspector: str
    limit: int
    to: int
    fills: int


@dataclass(frozen=True)
class WhyOpen:
    """``short`` are slots that cannot all be filled: ``need`` of them, and the inspectors eligible for any have
    ``capacity`` places left; without any one of them fewer would be missing. ``mends`` are single higher limits, those that
    fill most first; ``without`` are slots for which nobody on the roster is eligible, whatever the limits."""

    open: tuple[OpenSlot, ...]
    short: tuple[OpenSlot, ...]
    need: int
    capacity: int
    mends: tuple[Reinforcement, ...]
    without: tuple[OpenSlot, ...]


def why_open(facts: Facts, draw: Draw) -> WhyOpen | None:
    """Why slots of visits that are still to be made are open; None if none is."""
    visits = standing(draw)
    waiting = frozenset(owing(draw, facts.plan))
    found = tuple(_open(facts, draw, (v for v in visits.values() if v.name in waiting)))
    if not found:
        return None
    seats = _Seats(facts, draw, visits.values(), found)
    short = tuple(found[k] for k in seats.short())
    mends = [mend for who in seats.names if (mend := seats.mend(who)) is not None]
    return WhyOpen(
        found,
        short,
        len(short),
        seats.capacity(short),
        tuple(sorted(mends, key=lambda m: (-m.fills, m.to - m.limit, m.inspector))),
        tuple(slot for slot in found if not slot.eligible),
    )


def _open(facts: Facts, draw: Draw, visits: Iterable[StandingVisit]) -> Iterable[OpenSlot]:
    tasks = {task.id: task for task in case(facts, "", "", "").tasks}
    for visit in visits:
        for slot in slots(Visit(visit.name, visit.target, visit.tasks, (), visit.period), tasks):
            if visit.team[slot.seat[1]] is None:
                asked = Asked(slot.department, slot.qualification, slot.lead)
                yes, no = _sorted(facts, draw, visit, asked)
                yield OpenSlot(visit.name, slot.seat[1], visit.period, asked, yes, no)


def _sorted(
    facts: Facts, draw: Draw, visit: StandingVisit, asked: Asked
) -> tuple[tuple[str, ...], dict[str, tuple[str, ...]]]:
    """Who of a department may take the slot, and the others by the rule against them; those of the team may not."""
    yes: list[str] = []
    no: dict[str, list[str]] = {}
    for who, inspector in facts.inspectors.items():
        if inspector.department == asked.department and who not in visit.team.values():
            rule = why_not(facts, draw, visit, who, asked)
            (yes if rule is None else no.setdefault(rule.says.text, [])).append(who)
    return tuple(yes), {rule: tuple(names) for rule, names in no.items()}


class _Seats:
    """The open slots, and the places that inspectors have left beside what they hold."""

    def __init__(self, facts: Facts, draw: Draw, visits: Iterable[StandingVisit], found: Sequence[OpenSlot]) -> None:
        self.found = found
        self.names = sorted({who for slot in found for who in slot.eligible})
        self._periods = [period.id for period in facts.plan.periods]
        held = Counter((who, v.period) for v in visits for who in v.team.values() if who is not None)
        self.used = {who: sum(held[who, period] for period in self._periods) for who in self.names}
        self.limit = {who: _limit(facts, draw, who) for who in self.names}
        own = {who: dict(facts.inspectors[who].period_limits) for who in self.names}
        self._free_in = {
            (who, p): max(0, own[who].get(p, self.limit[who] + len(found)) - held[who, p])
            for who in self.names
            for p in self._periods
        }

    def short(self) -> list[int]:
        """The slots that can be reached from one that stays open, in order."""
        filled = self._filled({})
        return sorted(filled.shortage()) if filled.open else []

    def capacity(self, short: Sequence[OpenSlot]) -> int:
        """What those eligible for any of the slots can take (§9), beside what they hold."""
        return sum(self._takes(who, [slot for slot in short if who in slot.eligible]) for who in self.names)

    def mend(self, who: str) -> Reinforcement | None:
        """The least higher limit of one inspector that fills as many slots as any of theirs can; None if none does."""
        before = self._filled({}).open
        most = sum(who in slot.eligible for slot in self.found)
        best = self._filled({who: most}).open
        if best == before:
            return None
        more = next(n for n in range(1, most + 1) if self._filled({who: n}).open == best)
        return Reinforcement(who, self.limit[who], max(self.limit[who], self.used[who]) + more, before - best)

    def _takes(self, who: str, mine: Sequence[OpenSlot]) -> int:
        visits = {period: {slot.visit for slot in mine if slot.period == period} for period in self._periods}
        return min(self._free(who), sum(min(self._free_in[who, p], len(visits[p])) for p in self._periods))

    def _free(self, who: str) -> int:
        return max(0, self.limit[who] - self.used[who])

    def _filled(self, more: Mapping[str, int]) -> Assignment:
        number = {who: k for k, who in enumerate(self.names)}
        visits = {name: k for k, name in enumerate(dict.fromkeys(slot.visit for slot in self.found))}
        filled = Assignment(
            [visits[slot.visit] for slot in self.found],
            [self._periods.index(slot.period) for slot in self.found],
            [[number[who] for who in slot.eligible] for slot in self.found],
            [self._free(who) + more.get(who, 0) for who in self.names],
            [[self._free_in[who, period] for period in self._periods] for who in self.names],
        )
        filled.fill()
        return filled


def _limit(facts: Facts, draw: Draw, who: str) -> int:
    """The limit of an inspector after all reinforcements."""
    raised = [e.body["limit"] for e in draw.after if e.kind == "reinforcement" and e.body["inspector"] == who]
    own = facts.inspectors[who].limit
    return int(raised[-1]) if raised else facts.plan.inspectors.limit if own is None else own
