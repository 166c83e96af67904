"""From a plan and the tables to the facts of a draw: points → bands → frame → cells → rates, and who is eligible.

One way, used by the check of a plan, by the commitment, by the draw and by the audit.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from inspectors.eligibility import AreaRule, Reason, absent, conflict, last_visitors, outside
from inspectors.model import Conflict, Inspector, Leave
from inventories.frame import Frame, FrameRow, TaskScope, build, in_scope
from inventories.merging import standing_for
from inventories.model import PastVisit, Target
from inventories.problems import Problem
from scheduler.draw import model as core
from scheduler.plan.frames import assigned, standing_frame, task_frame
from scheduler.plan.model import Plan, TaskPlan
from scheduler.plan.rates import CellRate
from scheduler.plan.year import NOTHING, Year
from scheduler.tables import Tables

Names = frozenset[str]
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
    """What a plan and the tables come to. ``cells`` by task, sorted by path; ``problems`` of rates and mandates;
    ``reached`` are the targets in the scope of any task; ``year`` is what earlier draws have done."""

    plan: Plan
    tables: Tables
    frame: Frame
    cells: Mapping[str, tuple[CellRate, ...]]
    problems: tuple[Problem, ...]
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
        """By target: who is barred from it, by conflict of interest or by area."""
        return Lazily(self.targets, lambda t: frozenset(i.id for i in self.tables.inspectors if self.why_barred(i, t)))

    @cached_property
    def last(self) -> Mapping[str, Names]:
        """By target: the roster's inspectors among its last visitors."""
        roster = frozenset(self.inspectors)
        rules = self.plan.inspectors
        return Lazily(self.targets, lambda t: last_visitors(self.history[t], rules.rotation, self.plan.as_of) & roster)

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
    def named(self) -> Mapping[tuple[str, str], Names]:
        """By target and department: the inspectors whom a list from above has named, where it has."""
        result: defaultdict[tuple[str, str], Names] = defaultdict(frozenset)
        rows = {(row.task, row.target) for row in self.frame.rows}
        for task, target, names in assigned(self.plan, self.tables):
            if (task, target) in rows:
                for name in names & self.inspectors.keys():
                    result[target, self.inspectors[name].department] |= {name}
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
    def area_rules(self) -> Mapping[tuple[str, str], tuple[AreaRule, ...]]:
        """By target and department: the area rules of all tasks that have the target in their frame."""
        rules = {(task.id, rule.department): rule.area for task in self.plan.tasks for rule in task.team}
        departments = {task.id: [rule.department for rule in task.team] for task in self.plan.tasks}
        result: defaultdict[tuple[str, str], tuple[AreaRule, ...]] = defaultdict(tuple)
        for row in self.frame.rows:
            for department in departments[row.task]:
                result[row.target, department] += (rules[row.task, department],)
        return result

    @cached_property
    def unreached(self) -> tuple[Target, ...]:
        """The active targets that stand in no task's scope: nothing in the plan can draw them."""
        return tuple(t for t in self.tables.targets if t.standing == "active" and t.id not in self.reached)

    @cached_property
    def _conflicts(self) -> Mapping[str, list[Conflict]]:
        result: defaultdict[str, list[Conflict]] = defaultdict(list)
        for declared in self.tables.conflicts:
            result[declared.inspector].append(declared)
        return result

    def why_barred(self, inspector: Inspector, target_id: str) -> Reason | None:
        """The reason that bars the inspector from the target, or None."""
        for target in self.alike[target_id]:
            if reason := conflict(inspector, target, self._conflicts[inspector.id], self.plan.span):
                return reason
        named = self.named.get((target_id, inspector.department))
        if named and inspector.id not in named:
            return Reason("assigned", ", ".join(sorted(named)))
        return outside(inspector, self.targets[target_id], self.area_rules[target_id, inspector.department])


def derive(plan: Plan, tables: Tables, year: Year = NOTHING) -> Facts:
    """The facts of ``plan``, which is that of one batch, over ``tables``, after what the ``year``'s earlier draws have done.

    Contradictions between rates and mandates are among its problems.
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
    problems: list[Problem] = []
    rows: list[FrameRow] = []
    left = list(stood.left_out)
    for task in plan.tasks:
        mine = [row for row in stood.rows if row.task == task.id]
        found = task_frame(task, mine, stood.drawn[task.id], year, [band.name for band in plan.points.bands])
        cells[task.id] = found.cells
        problems += found.problems
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
        tuple(problems),
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
