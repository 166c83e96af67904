"""Upper limits on visits in a year (年度检查频次上限): which targets a batch has to keep out, so that no seed exceeds them.

What a plan of visits can bring to a target at most is found by trying every set of its tasks that can be drawn together;
a target stays in the frame of as many tasks as its limits bear in the worst case.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from inventories.model import PastVisit, Target
from scheduler.plan.model import INDIVIDUAL, SPECIAL, CapRules, TaskPlan
from scheduler.plan.year import Pair, YearVisit

ALL = ""
"""Stands for all departments and levels, beside the names of departments."""
UNKNOWN = "?"
"""Stands for a past visit of a department that is not known: it counts for each."""
Numbers = Counter[str]
"""Visits by department, and of all."""


@dataclass(frozen=True)
class Made:
    """Visits of the year that were made or stand already: from the history, and from earlier batches."""

    history: Iterable[PastVisit]
    visits: Iterable[YearVisit]
    year: int


def why_not(visit: PastVisit, rules: CapRules) -> str:
    """By which setting a past visit does not count towards the limits: its ``ground``, ``individual`` for all individual
    checks, or ``special``; "" if it counts."""
    if visit.kind == "individual" and INDIVIDUAL in rules.not_counted:
        return INDIVIDUAL
    if visit.kind == "individual" and visit.ground in rules.not_counted:
        return "ground"
    return SPECIAL if visit.kind == "special" and visit.level and SPECIAL in rules.not_counted else ""


def counted(visit: PastVisit, rules: CapRules) -> bool:
    """Whether a past visit counts towards the limits."""
    return not why_not(visit, rules)


class Caps:
    """The limits of one plan, with what the year has brought so far. ``stays``: for merged targets, who stands for them."""

    def __init__(self, rules: CapRules, targets: Mapping[str, Target], stays: Mapping[str, str], made: Made) -> None:
        self._rules, self._targets, self._stays, self._made = rules, targets, stays, made
        self._known: dict[tuple[tuple[str, ...], frozenset[str]], Numbers] = {}

    def kept_out(self, rows: Sequence[Pair], tasks: Mapping[str, TaskPlan], last: Mapping[str, date]) -> set[Pair]:
        """The pairs of task and target that the limits leave no room for.

        Lists from above come first, and are never kept out. Then targets not visited for longest (``last``: the day of the
        last visit), each with its tasks in the plan's order.
        """
        of_target: defaultdict[str, list[TaskPlan]] = defaultdict(list)
        for task, target in rows:
            of_target[target].append(tasks[task])
        groups: defaultdict[str, list[str]] = defaultdict(list)
        for target in of_target:
            groups[self.holder(target)].append(target)
        out: set[Pair] = set()
        for holder, members in groups.items():
            members.sort(key=lambda t: (last.get(t, date.min), t.encode()))
            out |= self._of_one(self.used[holder], members, of_target)
        return out

    def _of_one(self, used: Numbers, members: Sequence[str], tasks: Mapping[str, list[TaskPlan]]) -> set[Pair]:
        """As ``kept_out``, for the targets that share a limit."""
        certain = {target: [task for task in tasks[target] if task.from_above] for target in members}
        now = sum((self._most(certain[target]) for target in members), Counter(used))
        out: set[Pair] = set()
        for target in members:
            taken = certain[target]
            for task in tasks[target]:
                if not task.from_above:
                    more = [t for t in tasks[target] if t in taken or t is task]
                    then = now - self._most(taken) + self._most(more)
                    if self._bear(now, then):
                        taken, now = more, then
                    else:
                        out.add((task.id, target))
        return out

    def _bear(self, now: Numbers, then: Numbers) -> bool:
        """Whether the limits bear a step from ``now``; what was above them before, by a list from above, may stay so."""
        agency = self._rules.per_agency
        limits = {name: agency for name in then if name not in (ALL, UNKNOWN)} | {ALL: self._rules.all_levels}
        unknown = {name: then[UNKNOWN] for name in limits if name != ALL}
        return all(
            limit is None or then[name] == now[name] or then[name] + unknown.get(name, 0) <= limit
            for name, limit in limits.items()
        )

    def _most(self, tasks: Sequence[TaskPlan]) -> Numbers:
        key = tuple(task.id for task in tasks), frozenset(task.id for task in tasks if task.from_above)
        if key not in self._known:
            self._known[key] = most_visits(tasks)
        return self._known[key]

    @cached_property
    def used(self) -> Mapping[str, Numbers]:
        """By entity (or target): how many visits of each department, and of all, the year has seen so far."""
        found: defaultdict[str, set[tuple[str, str, str]]] = defaultdict(set)
        for past in self._made.history:
            if past.date.year == self._made.year and counted(past, self._rules):
                by = f"{past.level}/{past.department}" if past.level else past.department or UNKNOWN
                found[self.holder(past.target)].add((self._stand(past.target), past.date.isoformat(), by))
        for visit in self._made.visits:
            when = visit.day.isoformat() if visit.day else visit.name
            found[self.holder(visit.target)] |= {(self._stand(visit.target), when, name) for name in visit.departments}
        return defaultdict(Counter, {holder: _numbers(visits) for holder, visits in found.items()})

    def _stand(self, target: str) -> str:
        return self._stays.get(target, target)

    def holder(self, target: str) -> str:
        """Who shares a limit with a target: the places of its entity, or itself alone."""
        target = self._stand(target)
        known = self._targets.get(target)
        return f"entity {known.entity}" if known and known.entity and not self._rules.by_target else f"target {target}"


def _numbers(visits: Iterable[tuple[str, str, str]]) -> Numbers:
    """Visits by department and of all: those of several departments at one target on one day are one visit."""
    by_department = Counter(department for _, _, department in visits)
    by_department[ALL] = len({(target, when) for target, when, _ in visits})
    return by_department


def most_visits(tasks: Sequence[TaskPlan]) -> Numbers:
    """How many visits of each department, and of all, a target of these tasks can get at most (specification §6).

    Tasks from above are always drawn; of the others any may be.
    """
    states: set[tuple[tuple[frozenset[str], frozenset[str]], ...]] = {()}
    for task in tasks:
        drawn = {_joined(state, task) for state in states}
        states = drawn if task.from_above else states | drawn
    most: Numbers = Counter()
    for state in states:
        of_state = Counter(name for _, departments in state for name in departments)
        of_state[ALL] = len(state)
        most |= of_state
    return most


def _joined(
    visits: tuple[tuple[frozenset[str], frozenset[str]], ...], task: TaskPlan
) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """Visits as (allowed periods, departments) with one more task: it joins the first that has a period in common (§6)."""
    mine, departments = frozenset(task.periods), frozenset(rule.department for rule in task.team)
    for k, (periods, others) in enumerate(visits):
        if periods & mine:
            return (*visits[:k], (periods & mine, others | departments), *visits[k + 1 :])
    return (*visits, (mine, departments))
