"""Two plans over the same tables, side by side: what differs in effect. What differs in their rules, ``changes`` tells."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Generic, Literal, TypeVar

from inventories.problems import Problem
from scheduler.commitment import excluded
from scheduler.facts import Facts
from scheduler.plan.check import NodeReport, Report
from scheduler.plan.load import Load
from scheduler.plan.rates import Path
from scheduler.plan.staffing import Staffing

K = TypeVar("K")
T = TypeVar("T")
Move = Literal["higher", "lower", "same", "new", "gone"]
MOVES: tuple[Move, ...] = ("higher", "lower", "same", "new", "gone")


@dataclass(frozen=True)
class Side:
    """One of the two: its facts, the report on them, all that is wrong, and the proof of its staffing (None with errors)."""

    facts: Facts
    report: Report
    problems: tuple[Problem, ...]
    staffing: Staffing | None


@dataclass(frozen=True)
class Both(Generic[T]):
    """The same thing in the first plan and in the second; None where there is no such thing."""

    one: T | None
    other: T | None

    @property
    def differs(self) -> bool:
        """Whether the two are not alike."""
        return self.one != self.other


@dataclass(frozen=True)
class Compared:
    """``nodes`` by task and node, ``loads`` by department and period (None: the whole draw), ``kept_out`` by task and ground,
    ``rates`` by task: for how many targets the rate is higher, lower, the same in the second, or they are new or gone there.
    ``problems`` that only the first has, only the second, and both; a problem's place in the file does not count."""

    nodes: Mapping[tuple[str, Path], Both[NodeReport]]
    loads: Mapping[tuple[str, str | None], Both[Load]]
    kept_out: Mapping[tuple[str, str], Both[int]]
    rates: Mapping[str, Mapping[Move, int]]
    problems: tuple[tuple[Problem, ...], tuple[Problem, ...], tuple[Problem, ...]]


def compare(one: Side, other: Side) -> Compared:
    """The second plan held against the first, in the order of the first, then of the second."""
    return Compared(
        nodes=_paired(_nodes(one.report), _nodes(other.report)),
        loads=_paired(*({(x.department, x.period): x for x in side.report.load} for side in (one, other))),
        kept_out=_paired(_kept_out(one.facts), _kept_out(other.facts)),
        rates=_moves(_rates(one.facts), _rates(other.facts)),
        problems=_problems(one.problems, other.problems),
    )


def _paired(one: Mapping[K, T], other: Mapping[K, T]) -> dict[K, Both[T]]:
    return {key: Both(one.get(key), other.get(key)) for key in dict.fromkeys((*one, *other))}


def _nodes(report: Report) -> dict[tuple[str, Path], NodeReport]:
    return {(task.task, node.node): node for task in report.tasks for node in (task.whole, *task.nodes)}


def _kept_out(facts: Facts) -> dict[tuple[str, str], int]:
    return {(entry["task"], entry["ground"]): entry["count"] for entry in excluded(facts)}


def _rates(facts: Facts) -> dict[tuple[str, str], Fraction]:
    """The rate of each (task, target); of a task whose rates cannot be had, none."""
    rates = {(task, cell.path): cell.rate for task, cells in facts.cells.items() for cell in cells}
    rows = ((row.task, row.target, rates.get((row.task, row.path))) for row in facts.frame.rows)
    return {(task, target): rate for task, target, rate in rows if rate is not None}


def _moves(
    one: Mapping[tuple[str, str], Fraction], other: Mapping[tuple[str, str], Fraction]
) -> dict[str, Counter[Move]]:
    result: defaultdict[str, Counter[Move]] = defaultdict(Counter)
    for task, target in dict.fromkeys((*one, *other)):
        result[task][_move(one.get((task, target)), other.get((task, target)))] += 1
    return dict(result)


def _move(before: Fraction | None, after: Fraction | None) -> Move:
    if before is None or after is None:
        return "new" if before is None else "gone"
    return "higher" if after > before else "lower" if after < before else "same"


def _problems(
    one: Sequence[Problem], other: Sequence[Problem]
) -> tuple[tuple[Problem, ...], tuple[Problem, ...], tuple[Problem, ...]]:
    theirs, mine = ([(p.message, p.params) for p in found] for found in (other, one))
    return (
        tuple(p for p in one if (p.message, p.params) not in theirs),
        tuple(p for p in other if (p.message, p.params) not in mine),
        tuple(p for p in other if (p.message, p.params) in mine),
    )
