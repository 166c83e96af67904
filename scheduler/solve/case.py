"""A plan to be solved: its cells, of which some have their rate and others get one, and what their visits ask for."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from math import ceil

from inspectors.eligibility import Asked
from scheduler.facts import Facts
from scheduler.plan.model import TaskPlan
from scheduler.plan.rates import CellRate, Path
from scheduler.solve.where import Where
from scheduler.year.workdays import Calendar

Key = tuple[str, Path]
"""Whose rate is found: a task by the plan's name, which all its visits share, and a cell."""


@dataclass(frozen=True)
class Cell:
    """A cell of a task with its pool N; ``rate`` is None where it is to be found."""

    task: str
    key: Key
    pool: int
    rate: Fraction | None

    @property
    def path(self) -> Path:
        """The cell's labels."""
        return self.key[1]


@dataclass(frozen=True)
class Answer:
    """The rates that were found. ``off``: tasks left out of account, rates given and all, when one asks why not."""

    rates: Mapping[Key, Fraction]
    off: frozenset[str] = frozenset()

    def rate(self, cell: Cell) -> Fraction:
        """The rate of any cell."""
        if cell.rate is None:
            return self.rates[cell.key]
        return Fraction(0) if cell.task in self.off else cell.rate


@dataclass(frozen=True)
class Part:
    """Visits of one task at some of its cells: all of them, or with ``weights`` those of some of its runs of periods.

    ``limit`` bounds them too: targets that there are.
    """

    cells: tuple[int, ...]
    weights: tuple[Fraction, ...] = (Fraction(1),)
    limit: int | None = None


@dataclass(frozen=True)
class Term:
    """``number`` slots (or minutes) for each visit; the visits are at most the sum of the parts of each of the ``ways``."""

    task: str
    number: int
    ways: tuple[tuple[Part, ...], ...]


@dataclass(frozen=True)
class Cut:
    """Slots (or minutes) that ``inspectors`` alone can take, and no more than ``capacity`` of them."""

    key: str
    terms: tuple[Term, ...]
    capacity: int
    inspectors: tuple[str, ...]
    asks: tuple[Asked, ...] = ()
    districts: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()


@dataclass(frozen=True)
class Case:
    """All that the rules of a solved plan look at. ``cuts`` and ``hours``: what inspectors can carry, as far as it is known."""

    facts: Facts
    where: Where
    calendar: Calendar
    cells: tuple[Cell, ...]
    cuts: tuple[Cut, ...] = ()
    hours: tuple[Cut, ...] = ()

    @property
    def step(self) -> Fraction:
        """What all rates found are multiples of: 1/n."""
        return self.facts.plan.solver.step

    @property
    def left(self) -> Fraction:
        """The share of places and hours that is not kept free."""
        return 1 - self.facts.plan.solver.spare

    @property
    def top(self) -> int:
        """How many steps make the rate 1."""
        return self.step.denominator

    @cached_property
    def tasks(self) -> Mapping[str, TaskPlan]:
        """The tasks, and each under the plan's name; for one visited several times its first visit."""
        found = {task.id: task for task in self.facts.plan.tasks}
        for task in reversed(self.facts.plan.tasks):
            found[task.solved_as] = task
        return found

    @cached_property
    def keys(self) -> Mapping[Key, Cell]:
        """The rates to be found, each with its cell (of the first visit)."""
        found: dict[Key, Cell] = {}
        for cell in self.cells:
            if cell.rate is None:
                found.setdefault(cell.key, cell)
        return found

    @cached_property
    def of_task(self) -> Mapping[str, tuple[int, ...]]:
        """The numbers of each task's cells."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for k, cell in enumerate(self.cells):
            found[cell.task].append(k)
        return {name: tuple(numbers) for name, numbers in found.items()}

    def solved(self) -> dict[str, list[Cell]]:
        """By task, in the plan's order: the cells whose rates are to be found."""
        found: dict[str, list[Cell]] = {}
        for cell in self.keys.values():
            found.setdefault(cell.key[0], []).append(cell)
        return found

    def expected(self, cells: Sequence[int], answer: Answer) -> Fraction:
        """Σ N·r."""
        return sum((self.cells[k].pool * answer.rate(self.cells[k]) for k in cells), Fraction(0))

    def most(self, part: Part, answer: Answer) -> int:
        """The most visits of a part that rounding can bring."""
        high = ceil(self.expected(part.cells, answer))
        found = sum(ceil(high * weight) for weight in part.weights)
        return found if part.limit is None else min(found, part.limit)

    def need(self, cut: Cut, answer: Answer) -> int:
        """The most slots or minutes of a cut that rounding can bring."""
        return sum(t.number * min(sum(self.most(p, answer) for p in way) for way in t.ways) for t in cut.terms)

    def with_rates(self, answer: Answer) -> Facts:
        """The facts with the rates of the answer."""
        cells: dict[str, list[CellRate]] = {task.id: [] for task in self.facts.plan.tasks}
        for cell in self.cells:
            rate = answer.rate(cell)
            cells[cell.task].append(CellRate(cell.path, cell.pool, rate, rate))
        return replace(self.facts, cells={name: tuple(found) for name, found in cells.items()})


def case_of(facts: Facts, where: Where, calendar: Calendar) -> Case:
    """The case of a plan's facts, without what inspectors can carry."""
    pools = Counter((row.task, row.path) for row in facts.frame.rows)
    cells = []
    for task in facts.plan.tasks:
        given = {cell.path: cell.rate for cell in facts.cells[task.id]}
        for name, path in sorted((key for key in pools if key[0] == task.id), key=lambda key: key[1]):
            rate = None if task.solve is not None else given[path]
            cells.append(Cell(name, (task.solved_as, path), pools[name, path], rate))
    return Case(facts, where, calendar, tuple(cells))
