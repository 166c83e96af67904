"""From a plan and the tables to the facts of a draw: points → bands → frame → cells → rates, and who is eligible.

One way, used by the check of a plan, by the commitment, by the draw and by the audit.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from inspectors.eligibility import AreaRule, At, Known, Names
from inspectors.model import Inspector, Leave
from inspectors.rules import absent, of
from inspectors.rules.rule import EligibilityRule, TargetRule
from inventories.frame import Frame, FrameRow, TaskScope, build, in_scope
from inventories.merging import standing_for
from inventories.model import PastVisit, Target
from scheduler.draw import model as core
from scheduler.plan.frames import assigned, standing_frame, task_frame
from scheduler.plan.model import Plan, TaskPlan
from scheduler.plan.rates import CellRate, Rated
from scheduler.plan.year import NOTHING, Year
from scheduler.tables import Tables

Areas = tuple[tuple[str, AreaRule], ...]
V = TypeVar("V")


class Lazily(Mapping[str, V]):
    """A mapping whose values are derived when first asked for. ``keys`` are all it has."""

    def __init__(self, keys: Mapping[str, object], derive: Callable[[str], V]) -> None:
        self._keys, self._derive, self._known = keys, derive, dict[str, V]()

    def __getitem__(self, key: str) -> V:
        if key not in self._known:
            if key not in self._keys:
                raise KeyError(key)
            self._known[key] = self._derive(key)
        return self._known[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


@dataclass(frozen=True)
class Facts:
    """What a plan and the tables come to. ``cells`` by task, sorted by path; ``rated``: how they were reckoned by the plan;
    ``reached`` are the targets in the scope of any task; ``year`` is what earlier draws have done."""

    plan: Plan
    tables: Tables
    frame: Frame
    cells: Mapping[str, tuple[CellRate, ...]]
    rated: tuple[Rated, ...]
    reached: frozenset[str]
    year: Year = NOTHING

    @cached_property
    def targets(self) -> dict[str, Target]:
        """All targets by identifier."""
        return {target.id: target for target in self.tables.targets}

    @cached_property
    def inspectors(self) -> dict[str, Inspector]:
        """All inspectors by identifier."""
        return {inspector.id: inspector for inspector in self.tables.inspectors}

    @cached_property
    def barred(self) -> Mapping[str, Names]:
        """By target: who is barred from it."""
        return Lazily(self.targets, lambda t: self._spoken_against(t, last=False))

    @cached_property
    def last(self) -> Mapping[str, Names]:
        """By target: who is eligible there after all others."""
        return Lazily(self.targets, lambda t: self._spoken_against(t, last=True))

    @cached_property
    def absent(self) -> frozenset[tuple[str, str]]:
        """(inspector, period) pairs in which the inspector is absent."""
        leave: defaultdict[str, list[Leave]] = defaultdict(list)
        for entry in self.tables.leave:
            leave[entry.inspector].append(entry)
        return frozenset(
            (i.id, p.id) for i in self.tables.inspectors for p in self.plan.periods if absent(i, p.span, leave[i.id])
        )

    @cached_property
    def history(self) -> Mapping[str, list[PastVisit]]:
        """Past visits by target; those of a merged target are of the one that stands for it."""
        result: defaultdict[str, list[PastVisit]] = defaultdict(list)
        stays = standing_for(self.tables.targets)
        for visit in self.tables.history:
            result[stays.get(visit.target, visit.target)].append(visit)
        return result

    @cached_property
    def named(self) -> Mapping[str, Mapping[str, Names]]:
        """By target and department: the inspectors whom a list from above has named, where it has."""
        result: defaultdict[str, defaultdict[str, Names]] = defaultdict(lambda: defaultdict(frozenset))
        rows = {(row.task, row.target) for row in self.frame.rows}
        for task, target, names in assigned(self.plan, self.tables):
            if (task, target) in rows:
                for name in names & self.inspectors.keys():
                    result[target][self.inspectors[name].department] |= {name}
        return result

    @cached_property
    def alike(self) -> Mapping[str, list[Target]]:
        """By target: itself, and the targets that are merged into it."""
        result: defaultdict[str, list[Target]] = defaultdict(list)
        stays = standing_for(self.tables.targets)
        for target in self.tables.targets:
            result[target.id].append(target)
            if target.id in stays:
                result[stays[target.id]].append(target)
        return result

    @cached_property
    def tasks_of(self) -> Mapping[str, tuple[str, ...]]:
        """By target: the tasks that have it in their frame, in the plan's order."""
        result: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
        for row in self.frame.rows:
            result[row.target] += (row.task,)
        return result

    @cached_property
    def area_rules(self) -> Mapping[str, Areas]:
        """By target: departments and area rules of all tasks that have the target in their frame."""
        teams = {task.id: tuple((rule.department, rule.area) for rule in task.team) for task in self.plan.tasks}
        whole: dict[tuple[str, ...], Areas] = {}  # one for all targets of the same tasks: there are many
        for tasks in set(self.tasks_of.values()):
            whole[tasks] = tuple(pair for task in tasks for pair in teams[task])
        return {target: whole[tasks] for target, tasks in self.tasks_of.items()}

    @cached_property
    def unreached(self) -> tuple[Target, ...]:
        """The active targets that stand in no task's scope: nothing in the plan can draw them."""
        return tuple(t for t in self.tables.targets if t.standing == "active" and t.id not in self.reached)

    @cached_property
    def _rules(self) -> tuple[tuple[TargetRule, Callable[[At], Names]], ...]:
        rules = self.plan.inspectors
        known = Known(self.tables.inspectors, self.tables.conflicts, self.plan.span, rules.rotation, self.plan.as_of)
        return tuple((rule, rule.build(known)) for rule in of(TargetRule))

    def _at(self, target: str) -> At:
        areas, named = self.area_rules.get(target, ()), self.named.get(target, {})
        return At(self.targets[target], self.alike[target], areas, named, self.history.get(target, ()))

    def by_rule(self, target: str) -> Iterator[tuple[TargetRule, Names]]:
        """Each rule about targets, and whom it speaks against at this one."""
        at = self._at(target)
        return ((rule, names(at)) for rule, names in self._rules)

    def _spoken_against(self, target: str, last: bool) -> Names:
        return frozenset().union(*(names for rule, names in self.by_rule(target) if rule.last is last))

    def why_barred(self, inspector: str, target: str) -> EligibilityRule | None:
        """The first rule that bars the inspector from the target, or None."""
        return next((rule for rule, names in self.by_rule(target) if not rule.last and inspector in names), None)


def derive(plan: Plan, tables: Tables, year: Year = NOTHING) -> Facts:
    """The facts of ``plan``, which is that of one batch, over ``tables``, after what the ``year``'s earlier draws have done.

    What is wrong with them is for the rules of the plan to find (``scheduler.plan.rules``).
    """
    frame = build(
        [TaskScope(task.id, task.scope, task.strata, task.visit_of) for task in plan.tasks if not task.from_above],
        tables.targets,
        tables.signals,
        tables.history,
        tables.exclusions,
        plan.points,
        plan.as_of,
    )
    stood = standing_frame(plan, frame, tables, year)
    cells: dict[str, tuple[CellRate, ...]] = {}
    rated: list[Rated] = []
    rows: list[FrameRow] = []
    left = list(stood.left_out)
    for task in plan.tasks:
        mine = [row for row in stood.rows if row.task == task.id]
        found = task_frame(task, mine, stood.drawn[task.id], year, [band.name for band in plan.points.bands])
        cells[task.id] = found.cells
        rated += found.rated
        rows += found.rows
        left += found.left_out
    order = {task.id: k for k, task in enumerate(plan.tasks)}
    left.sort(key=lambda entry: (order[entry.task], entry.target.encode()))
    reached = {entry.target for found in (frame.rows, frame.left_out, rows, left) for entry in found}
    reached |= {target for task in plan.others if not task.from_above for target in _in_scope(tables, frame, task)}
    return Facts(
        plan,
        tables,
        Frame(tuple(rows), tuple(left), frame.assessments),
        cells,
        tuple(rated),
        frozenset(reached),
        year,
    )


def _in_scope(tables: Tables, frame: Frame, task: TaskPlan) -> Iterator[str]:
    return (t.id for t in tables.targets if in_scope(t, frame.assessments[t.id].band, task.scope))


def case(facts: Facts, commitment: str, randomness: str, secret: str, events: tuple[core.Event, ...] = ()) -> core.Case:
    """The facts as the draw core takes them, with what decides the rest."""
    plan = facts.plan
    return core.Case(
        commitment=commitment,
        randomness=randomness,
        secret=secret,
        coordination=plan.coordination,
        periods=tuple(core.Period(p.id, p.weight) for p in plan.periods),
        tasks=tuple(task.as_drawn(_cells(facts.cells[task.id])) for task in plan.tasks),
        frame=tuple(core.Row(row.task, row.target, row.path) for row in facts.frame.rows),
        inspectors=tuple(_inspector(i, plan) for i in facts.tables.inspectors),
        barred=facts.barred,
        last=facts.last,
        absent=facts.absent,
        even_load_slack=plan.inspectors.even_load_slack,
        events=events,
    )


def _cells(cells: Iterable[CellRate]) -> tuple[core.Cell, ...]:
    return tuple(core.Cell(cell.path, rate=cell.rate) for cell in cells)


def _inspector(inspector: Inspector, plan: Plan) -> core.Inspector:
    return core.Inspector(
        inspector.id,
        inspector.department,
        frozenset(inspector.qualifications),
        inspector.lead,
        plan.inspectors.limit if inspector.limit is None else inspector.limit,
        dict(inspector.period_limits),
    )
