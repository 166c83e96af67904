"""The check of a plan before anything is frozen: pools, rates, numbers and visits, load, and breaches of rules."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from inventories.problems import Problem
from scheduler.facts import Facts
from scheduler.plan.load import Load, load
from scheduler.plan.meeting import meeting
from scheduler.plan.model import TaskPlan
from scheduler.plan.rates import CellRate, Path, expected
from scheduler.plan.rules import problems


@dataclass(frozen=True)
class NodeReport:
    """A node of a task's tree (the top stratum, or all): its pool, rates, and the numbers drawn.

    ``expected`` is exact; rounding makes it ``least`` (the whole number below) or ``worst`` (the one above).
    """

    node: Path
    pool: int
    lowest_rate: Fraction
    highest_rate: Fraction
    expected: Fraction
    least: int
    worst: int


@dataclass(frozen=True)
class TaskReport:
    """A task: all of it, and each node of its top stratum, sorted."""

    task: str
    whole: NodeReport
    nodes: tuple[NodeReport, ...]


@dataclass(frozen=True)
class Visits:
    """Bounds, for one task can join another's visit: by how much depends on which tickets meet.

    The expected number of visits lies between ``expected_least`` (each target's highest rate, summed) and
    ``expected_most`` (one visit for each drawn pair); no rounding brings more than ``worst``, or fewer than ``least``.
    """

    expected_least: Fraction
    expected_most: Fraction
    least: int
    worst: int


@dataclass(frozen=True)
class Report:
    """What a plan comes to. ``load`` counts each task's visits apart, ``meeting`` (slots by department) together, if
    tasks meet as often as their rates allow; ``problems`` hold every breach of a rule."""

    tasks: tuple[TaskReport, ...]
    visits: Visits
    load: tuple[Load, ...]
    meeting: Mapping[str, Fraction] | None
    problems: tuple[Problem, ...]


def check(facts: Facts) -> Report:
    """The report on a plan's facts. Whether every rounding can be staffed is proved apart (``staffing.worst_case``)."""
    tasks = tuple(_task(task, facts.cells[task.id]) for task in facts.plan.tasks if facts.cells[task.id])
    return Report(tasks, _visits(facts, tasks), load(facts), meeting(facts), tuple(problems(facts)))


def _task(task: TaskPlan, cells: Sequence[CellRate]) -> TaskReport:
    nodes: dict[Path, list[CellRate]] = {}
    for cell in cells:
        nodes.setdefault(cell.path[:1], []).append(cell)
    reports = tuple(_node(node, mine) for node, mine in nodes.items() if node)
    return TaskReport(task.id, _node((), cells), reports)


def _node(node: Path, cells: Sequence[CellRate]) -> NodeReport:
    rates = [cell.rate for cell in cells]
    number = expected(cells)
    pool = sum(cell.pool for cell in cells)
    return NodeReport(node, pool, min(rates), max(rates), number, floor(number), ceil(number))


def _visits(facts: Facts, tasks: Sequence[TaskReport]) -> Visits:
    rates = {(task, cell.path): cell.rate for task, cells in facts.cells.items() for cell in cells}
    highest = sum((max(rates[pair] for pair in pairs) * n for pairs, n in _alike(facts, rates)), Fraction(0))
    return Visits(
        expected_least=highest,
        expected_most=sum((task.whole.expected for task in tasks), Fraction(0)),
        least=max((task.whole.least for task in tasks), default=0),
        worst=sum(task.whole.worst for task in tasks),
    )


def _alike(facts: Facts, rates: Mapping[tuple[str, Path], Fraction]) -> list[tuple[tuple[tuple[str, Path], ...], int]]:
    """Targets by the cells they stand in, in all tasks: the cells, and how many targets share them."""
    standing: dict[str, tuple[tuple[str, Path], ...]] = {}
    for row in facts.frame.rows:
        if (row.task, row.path) in rates:
            standing[row.target] = (*standing.get(row.target, ()), (row.task, row.path))
    return list(Counter(standing.values()).items())
