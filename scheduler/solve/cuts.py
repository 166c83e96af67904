"""Places of inspectors as cuts: sets of slots, who alone can take them, and how many of them at most.

No rounding leaves a slot open if and only if no cut of the staffing network is short (``plan.count``). Which cuts matter
hangs on the rates; the natural ones are known in advance, others are found by the staffing proof.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256
from itertools import groupby

from scheduler.facts import Facts
from scheduler.plan.count import Short
from scheduler.plan.demand import GROUPS, demand
from scheduler.plan.groups import nodes_of, told_apart
from scheduler.plan.rates import Path
from scheduler.plan.roster import Crew, SlotType, crews
from scheduler.solve.case import Answer, Case, Cut, Part, Term

Periods = tuple[str, ...]
MOST_KNOWN = 150
"""How many sets of inspectors are looked at in advance."""


@dataclass(frozen=True)
class _Group:
    """Targets of a type: the number of their group at the node, how many they are, and the periods."""

    node: Path
    number: int
    size: int
    part: tuple[str, ...]


class Places:
    """The staffing network of a case, whatever its rates are: which groups of targets are visits of which type."""

    def __init__(self, case: Case) -> None:
        self._case = case
        full = case.with_rates(Answer(dict.fromkeys(case.keys, Fraction(1))))
        self.demand = demand(full)
        self.crews = crews(full, self.demand)
        self._weights = {p.id: p.weight for p in full.plan.periods}
        self._groups: defaultdict[int, list[_Group]] = defaultdict(list)
        self._cells: defaultdict[tuple[str, Path], list[int]] = defaultdict(list)
        self._sizes: dict[tuple[str, Path], int] = {}
        self._match(full)

    def _match(self, facts: Facts) -> None:
        """The shares of the demand with the groups they stand for: both are made in the same order."""
        nodes = nodes_of(facts)
        extra = sum(len(groups) - 1 for of_task in nodes.values() for groups in of_task.values())
        shares = iter(self.demand.shares)
        for task in facts.plan.tasks:
            depth = task.strata.index("district") + 1 if "district" in task.strata else 1
            for node, found in sorted(nodes[task.id].items()):
                for number, group in enumerate(told_apart(found, extra > GROUPS)):
                    size = sum(group.cells.values())
                    self._sizes[task.id, node] = self._sizes.get((task.id, node), 0) + size
                    for _ in self._parts(task.id):
                        share = next(shares)
                        periods = self.demand.types[share.type].periods
                        self._groups[share.type].append(_Group(node, number, size, periods))
            for k in self._case.of_task.get(task.id, ()):
                self._cells[task.id, self._case.cells[k].path[:depth]].append(k)

    def _parts(self, task: str) -> Sequence[Periods]:
        """The task's periods, those together that no inspector can tell apart."""
        return list(dict.fromkeys(kind.periods for kind in self.demand.types if kind.task == task))

    def known(self) -> list[Cut]:
        """The cuts that are looked at in advance: for each set of inspectors who alone can take some slots, those slots."""
        who: dict[SlotType, frozenset[int]] = {}
        for c, crew in enumerate(self.crews):
            for v, kinds in crew.eligible:
                for k in kinds:
                    who[v, k] = who.get((v, k), frozenset()) | {c}
        slots = [(v, k) for v, kind in enumerate(self.demand.types) for k in range(len(kind.asked))]
        sizes, of = Counter[frozenset[int]](), defaultdict[str, frozenset[int]](frozenset)
        for slot in slots:
            mine = who.setdefault(slot, frozenset())
            sizes[mine] += sum(group.size for group in self._groups[slot[0]])
            of[self.demand.types[slot[0]].asked[slot[1]][0].department] |= mine
        found: dict[str, Cut] = {}
        for mine in dict.fromkeys([*of.values(), *(mine for mine, _ in sizes.most_common(MOST_KNOWN))]):
            inside = [slot for slot in slots if who[slot] <= mine]
            for part in (None, *dict.fromkeys(self.demand.types[v].periods for v, _ in inside)):
                cut = self._cut([slot for slot in inside if part in (None, self.demand.types[slot[0]].periods)])
                if cut is not None:
                    found.setdefault(cut.key, cut)
        return list(found.values())

    def shown_by(self, short: Short, numbers: Sequence[int | Fraction]) -> Cut | None:
        """The cut that a count of some numbers of visits by type has found short."""
        return self._cut(short.slots, numbers)

    def _cut(self, slots: Iterable[SlotType], numbers: Sequence[int | Fraction] | None = None) -> Cut | None:
        """The slots, and what each crew that can take any of them adds to the capacity: its limits, or with ``numbers`` of
        visits, where these are fewer, a seat in each."""
        chosen: defaultdict[int, set[int]] = defaultdict(set)
        for v, k in slots:
            chosen[v].add(k)
        gain = {v: sum(self.demand.types[v].asked[k][1] for k in kinds) for v, kinds in chosen.items()}
        capacity, who = 0, list[str]()
        for crew in self.crews:
            mine = [v for v, kinds in crew.eligible if not chosen.get(v, set()).isdisjoint(kinds)]
            if mine:
                who += crew.inspectors
                fixed, seats = self._side(crew, mine, numbers)
                capacity += crew.size * fixed
                for v in seats:
                    gain[v] -= crew.size
        terms = tuple(self._terms({v: number for v, number in gain.items() if number > 0}))
        if not terms:
            return None
        asks = [self.demand.types[v].asked[k][0] for v in chosen for k in sorted(chosen[v])]
        places = [name for v in chosen for name in self.demand.types[v].districts]
        periods = {name for v in chosen for name in self.demand.types[v].periods}
        every = {target.district for target in self._case.facts.tables.targets}
        return Cut(
            f"capacity|{_digest(terms, capacity)}",
            terms,
            capacity,
            tuple(who),
            tuple(dict.fromkeys(asks)),
            () if set(places) == every else tuple(dict.fromkeys(places)),
            tuple(name for name in self._weights if name in periods) if len(periods) < len(self._weights) else (),
        )

    def _terms(self, gain: Mapping[int, int]) -> Iterator[Term]:
        """By task, the types in layers: those that count most, those that count at least the next number, …"""
        of_task: defaultdict[str, list[int]] = defaultdict(list)
        for v in gain:
            of_task[self.demand.types[v].task].append(v)
        for task, types in of_task.items():
            below = 0
            for level in sorted({gain[v] for v in types}):
                yield Term(task, level - below, self._ways(task, [v for v in types if gain[v] >= level]))
                below = level

    def _ways(self, task: str, types: Sequence[int]) -> tuple[tuple[Part, ...], ...]:
        """What bounds the visits of some types of a task: by what the whole task draws, or by what their nodes do."""
        nodes: defaultdict[Path, set[Periods]] = defaultdict(set)
        groups: defaultdict[Path, dict[int, int]] = defaultdict(dict)
        count = Counter[tuple[Path, Periods]]()
        for group in (group for v in types for group in self._groups[v]):
            nodes[group.node].add(group.part)
            groups[group.node][group.number] = group.size
            count[group.node, group.part] += group.size
        asked = {part for mine in nodes.values() for part in mine}
        each = []
        for node, mine in sorted(nodes.items()):
            size = sum(groups[node].values())
            limit = None if size == self._sizes[task, node] else size
            each.append(Part(tuple(self._cells[task, node]), self._runs(task, mine), limit))
        whole = (Part(self._case.of_task[task], self._runs(task, asked)),)
        every = all(
            count[node, part] == size for (name, node), size in self._sizes.items() if name == task for part in asked
        )
        return (whole,) if every else (whole, tuple(each))

    def _runs(self, task: str, chosen: Collection[Periods]) -> tuple[Fraction, ...]:
        """The weights of the runs of periods that lie in the chosen parts; (1,) for all of them."""
        parts = self._parts(task)
        if len(chosen) == len(parts):
            return (Fraction(1),)
        periods = self._case.tasks[task].periods
        whole = sum(self._weights[p] for p in periods)
        part_of = {period: part for part in parts for period in part}
        runs = groupby(periods, key=part_of.__getitem__)
        return tuple(Fraction(sum(self._weights[p] for p in run), whole) for part, run in runs if part in chosen)

    def _side(
        self, crew: Crew, types: Sequence[int], numbers: Sequence[int | Fraction] | None
    ) -> tuple[int, list[int]]:
        """What one of the crew adds whatever is drawn, and the types of which it can sit in each visit once.

        Without ``numbers`` the spare share of its places is kept free.
        """
        limits = dict(crew.period_limits)
        by_period: defaultdict[str, list[int]] = defaultdict(list)
        for v in types:
            by_period[self.demand.types[v].periods[0]].append(v)
        if numbers is None:
            places = min(crew.limit, sum(limits.get(period, crew.limit) for period in by_period))
            return int(places * self._case.left), []
        fixed, seats, total = 0, list[int](), Fraction(0)
        for period, mine in by_period.items():
            visits = sum((Fraction(numbers[v]) for v in mine), Fraction(0))
            if period in limits and limits[period] < visits:
                fixed, total = fixed + limits[period], total + limits[period]
            else:
                seats, total = seats + mine, total + visits
        return (crew.limit, []) if crew.limit <= total else (fixed, seats)


def _digest(terms: tuple[Term, ...], capacity: int) -> str:
    return sha256(repr((terms, capacity)).encode()).hexdigest()[:12]
