"""The question of a shortage: in the worst rounding, which of the plan's rules cannot hold together.

The rounding is given, so each answer is a count that shows itself: a flow that fills every slot, or a set of slots that
needs more than its inspectors can take. No solver takes part. The second way fills every single visit on its own, by the
assignment of the draw.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from inventories.rules import Statement
from scheduler.draw.assignment import Assignment
from scheduler.plan.count import Short, count
from scheduler.plan.demand import Demand, VisitType
from scheduler.plan.roster import Crew, SlotType
from scheduler.plan.why import rules
from scheduler.plan.why.asks import Ask
from scheduler.plan.why.supply import Alike, Keys, key
from scheduler.whynot.question import Verdict


@dataclass(frozen=True)
class Shortfall:
    """A ``Question``: what is asked of a department against what holds its inspectors back. ``numbers``: visits by share."""

    statements: tuple[Statement, ...]
    wanted: Demand
    numbers: tuple[int, ...]
    asks: tuple[Ask, ...]
    staff: tuple[Alike, ...]

    def holds(self, keys: Keys, second: bool = False) -> Verdict:
        """Whether every slot asked for can be filled; ``second`` seats visit by visit."""
        slots = self._slots(keys)
        free = self._one_by_one(keys, slots) if second else self.short(keys) is None
        return "yes" if free else "no"

    def suggested(self) -> Keys:
        """All statements: they are few."""
        return frozenset(statement.key for statement in self.statements)

    def least(self, key: str) -> int | None:
        """None: repairs are tried on the plan and the tables themselves."""
        return None

    def short(self, keys: Keys) -> Short | None:
        """The set that shows what cannot be filled, its slots by share."""
        slots = self._slots(keys)
        shares = self.wanted.shares
        used = {s for s, _ in slots}
        types = tuple(self._type(s, slots) for s in range(len(shares)))
        demand = Demand(types, (), (), False)
        return count(
            demand, self._crews(keys, slots), [n if s in used else 0 for s, n in enumerate(self.numbers)]
        ).short

    def _slots(self, keys: Keys) -> frozenset[SlotType]:
        """What has to be filled: the slots asked for, unless the roster is open to others."""
        return frozenset(
            slot for ask in self.asks if ask.key in keys and key(rules.ROSTER) in keys for slot in ask.slots
        )

    def _type(self, s: int, slots: frozenset[SlotType]) -> VisitType:
        """The share's visits as a type of their own, which ask for the chosen slots alone."""
        kind = self.wanted.types[self.wanted.shares[s].type]
        asked = tuple((what, m if (s, k) in slots else 0) for k, (what, m) in enumerate(kind.asked))
        return VisitType(kind.task, kind.periods, frozenset(), kind.districts, asked)

    def _crews(self, keys: Keys, slots: frozenset[SlotType]) -> tuple[Crew, ...]:
        found = []
        for alike in self.staff:
            takes: dict[int, list[int]] = {}
            for (s, k), against in alike.seats:
                if (s, k) in slots and keys.isdisjoint(one.key for one in against):
                    takes.setdefault(s, []).append(k)
            if takes:
                limit, by_period = self._limits(keys, alike)
                found.append(Crew(alike.inspectors, tuple((s, tuple(ks)) for s, ks in takes.items()), limit, by_period))
        return tuple(found)

    def _limits(self, keys: Keys, alike: Alike) -> tuple[int, tuple[tuple[str, int], ...]]:
        limited, by_period = (key(rule) in keys for rule in (rules.LIMIT, rules.PERIOD_LIMIT))
        return alike.limit if limited else self._enough, alike.period_limits if by_period else ()

    @cached_property
    def _enough(self) -> int:
        """A limit that nobody reaches: the number of all visits."""
        return sum(self.numbers)

    def _one_by_one(self, keys: Keys, slots: frozenset[SlotType]) -> bool:
        visit, period, eligible = list[int](), list[int](), list[list[int]]()
        crews = self._crews(keys, slots)
        members = [crew for crew in crews for _ in crew.inspectors]
        takes = [{(s, k) for s, ks in crew.eligible for k in ks} for crew in members]
        names = sorted({self._period(s) for s, _ in slots})
        visits = 0
        for s, kinds in _by_share(slots):
            for _ in range(self.numbers[s]):
                for k in kinds:
                    m = self.wanted.types[self.wanted.shares[s].type].asked[k][1]
                    visit += [visits] * m
                    period += [names.index(self._period(s))] * m
                    eligible += [[i for i, mine in enumerate(takes) if (s, k) in mine]] * m
                visits += 1
        by_period = [[dict(crew.period_limits).get(p, crew.limit) for p in names] for crew in members]
        return Assignment(visit, period, eligible, [crew.limit for crew in members], by_period).fill() == 0

    def _period(self, s: int) -> str:
        return self.wanted.types[self.wanted.shares[s].type].periods[0]


def _by_share(slots: Iterable[SlotType]) -> Sequence[tuple[int, list[int]]]:
    found: dict[int, list[int]] = {}
    for s, k in sorted(slots):
        found.setdefault(s, []).append(k)
    return list(found.items())
