"""How many visits of which kind rounding can bring: the demand that a roster has to meet (specification §4, §6, §7).

The demand is written as whole numbers ("shares") with bounds on sums of them. Each task's number at a node of its tree
lies between its expectation rounded down and up; of these, each period gets its part by weight, rounded down or up.
Which of a node's targets are drawn is left open, so that targets from which somebody is barred may all be drawn.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import groupby
from math import ceil, floor

from inspectors.eligibility import Asked
from scheduler.draw.model import Visit
from scheduler.draw.visits import slots
from scheduler.facts import Facts
from scheduler.plan.groups import Group, nodes_of, told_apart
from scheduler.plan.model import Plan, TaskPlan
from scheduler.plan.rates import CellRate, Path


@dataclass(frozen=True)
class VisitType:
    """Visits for which the same inspectors are eligible: a task, periods with the same absences, the same barred ones."""

    task: str
    periods: tuple[str, ...]
    barred: frozenset[str]
    districts: tuple[str, ...]
    asked: tuple[tuple[Asked, int], ...]


@dataclass(frozen=True)
class Share:
    """A number of visits of a type, from ``least`` to ``most``, at one ``node`` of the task's tree."""

    type: int
    least: int
    most: int
    expected: Fraction
    node: Path = ()


@dataclass(frozen=True)
class Bound:
    """The sum of some shares lies between ``least`` and ``most``."""

    shares: tuple[int, ...]
    least: int
    most: int


@dataclass(frozen=True)
class Demand:
    """All that rounding can bring. ``pooled``: more groups than told apart, so eligibility is narrower than it is."""

    types: tuple[VisitType, ...]
    shares: tuple[Share, ...]
    bounds: tuple[Bound, ...]
    pooled: bool

    def of_types(self, numbers: Iterable[int | Fraction]) -> list[Fraction]:
        """The number of visits of each type if the shares have these ``numbers``."""
        result = [Fraction(0)] * len(self.types)
        for share, number in zip(self.shares, numbers, strict=True):
            result[share.type] += number
        return result

    def of_department(self, department: str) -> "Demand":
        """The same visits with the slots of one department alone, which nobody else can take."""
        types = (replace(t, asked=tuple(one for one in t.asked if one[0].department == department)) for t in self.types)
        return replace(self, types=tuple(types))


GROUPS = 300
"""How many groups of targets with inspectors barred from them are told apart, besides each node's largest."""


def demand(facts: Facts, groups: int = GROUPS) -> Demand:
    """The demand of all tasks of the plan that have cells."""
    parts = period_parts(facts)
    nodes = nodes_of(facts)
    extra = sum(len(groups) - 1 for of_task in nodes.values() for groups in of_task.values())
    builder = _Builder(facts.plan, parts)
    for task in facts.plan.tasks:
        told = {node: told_apart(found, extra > groups) for node, found in sorted(nodes[task.id].items())}
        builder.add(task, {cell.path: cell for cell in facts.cells[task.id]}, told)
    shares = _tightened(builder.shares, builder.bounds)
    return Demand(tuple(builder.types), tuple(shares), tuple(builder.bounds), extra > groups)


def asked_of(tasks: Iterable[TaskPlan]) -> tuple[tuple[Asked, int], ...]:
    """What a visit that serves ``tasks`` asks, and how many slots ask it (specification §7)."""
    wanted = [task.as_drawn() for task in tasks]
    visit = Visit("", "", tuple(task.id for task in wanted), (), "")
    counts: dict[Asked, int] = {}
    for slot in slots(visit, {task.id: task for task in wanted}):
        asked = Asked(slot.department, slot.qualification, slot.lead)
        counts[asked] = counts.get(asked, 0) + 1
    return tuple(counts.items())


def period_parts(facts: Facts) -> tuple[tuple[str, ...], ...]:
    """The periods, those put together that no inspector can tell apart: the same absences, and no limits of their own."""
    limited = {period for inspector in facts.tables.inspectors for period, _ in inspector.period_limits}
    parts: defaultdict[object, list[str]] = defaultdict(list)
    for period in facts.plan.periods:
        away = frozenset(name for name, missing in facts.absent if missing == period.id)
        parts[period.id if period.id in limited else away].append(period.id)
    return tuple(tuple(part) for part in parts.values())


class _Builder:
    """Collects types, shares and bounds, task by task. ``parts`` are the plan's periods, put together where they can be."""

    def __init__(self, plan: Plan, parts: Sequence[tuple[str, ...]]) -> None:
        self.types, self.shares, self.bounds = list[VisitType](), list[Share](), list[Bound]()
        self._number: dict[tuple[str, tuple[str, ...], frozenset[str]], int] = {}
        self._weight, self._parts = {period.id: period.weight for period in plan.periods}, parts

    def add(self, task: TaskPlan, cells: Mapping[Path, CellRate], nodes: Mapping[Path, Sequence[Group]]) -> None:
        """The shares of one task: node by group by part of the periods, bounded in all their sums."""
        open_to = [mine for part in self._parts if (mine := tuple(period for period in part if period in task.periods))]
        runs = [self._runs(task, part) for part in open_to]
        in_part: list[list[int]] = [[] for _ in open_to]
        for node, groups in nodes.items():
            in_node: list[list[int]] = [[] for _ in open_to]
            for group in groups:
                least, most, mean = group.limits(cells)
                shares = [
                    self._share(task, part, group, Share(-1, 0, most, mean * sum(runs[k]), node))
                    for k, part in enumerate(open_to)
                ]
                self.bounds.append(Bound(tuple(shares), least, most))
                for k, share in enumerate(shares):
                    in_node[k].append(share)
            self._rounded(in_node, runs)
            for k, shares in enumerate(in_node):
                in_part[k] += shares
        self._rounded(in_part, runs)

    def _runs(self, task: TaskPlan, part: tuple[str, ...]) -> list[Fraction]:
        """The weights, of all of the task's, of each run of its periods that lie in ``part`` one after the other."""
        whole = sum(self._weight[period] for period in task.periods)
        runs = groupby(task.periods, key=lambda period: period in part)
        return [Fraction(sum(self._weight[period] for period in run), whole) for inside, run in runs if inside]

    def _rounded(self, parts: Sequence[Sequence[int]], runs: Sequence[Sequence[Fraction]]) -> None:
        """An expectation is rounded down or up, and so is what of it each run of periods gets."""
        members = tuple(share for part in parts for share in part)
        expected = sum((self.shares[share].expected for share in members), Fraction(0))
        low, high = floor(expected), ceil(expected)
        self.bounds.append(Bound(members, low, high))
        for part, weights in zip(parts, runs, strict=True):
            least, most = sum(floor(low * w) for w in weights), sum(ceil(high * w) for w in weights)
            self.bounds.append(Bound(tuple(part), least, most))

    def _share(self, task: TaskPlan, part: tuple[str, ...], group: Group, share: Share) -> int:
        key = (task.id, part, group.barred)
        if key not in self._number:
            self._number[key] = len(self.types)
            self.types.append(VisitType(task.id, part, group.barred, (), asked_of([task])))
        k = self._number[key]
        districts = tuple(sorted({*self.types[k].districts, *group.districts}, key=str.encode))
        self.types[k] = replace(self.types[k], districts=districts)
        self.shares.append(replace(share, type=k))
        return len(self.shares) - 1


def _tightened(shares: Sequence[Share], bounds: Sequence[Bound]) -> list[Share]:
    """The shares with what each bound leaves them, given the others'."""
    least, most = [share.least for share in shares], [share.most for share in shares]
    for _ in range(3):
        for bound in bounds:
            low, high = sum(least[s] for s in bound.shares), sum(most[s] for s in bound.shares)
            for s in bound.shares:
                below, above = least[s], most[s]
                least[s] = max(below, bound.least - (high - above))
                most[s] = min(above, bound.most - (low - below))
                low, high = low + least[s] - below, high + most[s] - above
    return [replace(s, least=a, most=b) for s, a, b in zip(shares, least, most, strict=True)]
