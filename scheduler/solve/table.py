"""A solved plan as a table to be read and signed: tasks by node and band, goals, and what inspectors have left."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from scheduler.plan.model import TaskPlan
from scheduler.plan.rates import Path, asked_number
from scheduler.solve.case import Answer, Case, Cell, Cut
from scheduler.solve.minutes import hours_of, places_of
from scheduler.solve.rules import mandates


@dataclass(frozen=True)
class Row:
    """A task, or a node of its top stratum: targets, lowest and highest rate by band, expectation and its rounding.

    ``asked`` is the sum of the least numbers at this node or below it (the largest sum of such that do not overlap), None
    without any.
    """

    task: str
    node: Path
    pool: int
    rates: tuple[tuple[str, Fraction, Fraction], ...]
    expected: Fraction
    least: int
    most: int
    asked: int | None


@dataclass(frozen=True)
class Use:
    """Slots (in the worst rounding) and places, minutes and minutes there are; of all periods if ``periods`` is empty."""

    slots: Cut
    need: int
    minutes: int
    free: int


def rows(case: Case, answer: Answer) -> Iterator[Row]:
    """Each task in the plan's order, then its nodes."""
    for task in case.facts.plan.tasks:
        cells = [case.cells[k] for k in case.of_task.get(task.id, ())]
        for node in ((), *dict.fromkeys(cell.path[:1] for cell in cells if cell.path)):
            yield _row(task, node, [cell for cell in cells if cell.path[: len(node)] == node], answer)


def _row(task: TaskPlan, node: Path, cells: list[Cell], answer: Answer) -> Row:
    band = task.strata.index("band") if "band" in task.strata and not task.from_above else None
    by_band: dict[str, list[Fraction]] = {}
    for cell in cells:
        by_band.setdefault("" if band is None else cell.path[band], []).append(answer.rate(cell))
    number = sum((cell.pool * answer.rate(cell) for cell in cells), Fraction(0))
    return Row(
        task.id,
        node,
        sum(cell.pool for cell in cells),
        tuple((name, min(found), max(found)) for name, found in sorted(by_band.items())),
        number,
        floor(number),
        ceil(number),
        _asked(task, node, cells),
    )


def _asked(task: TaskPlan, node: Path, cells: list[Cell]) -> int | None:
    """What mandates ask at the node itself or, if more, at the nodes right below those that have one."""
    inside = [m for m in task.mandates if m.node[: len(node)] == node]
    if not inside:
        return None

    def number(at: Path) -> int:
        own = [asked_number(m, sum(c.pool for c in cells if c.path[: len(at)] == at)) for m in inside if m.node == at]
        below = {m.node[: len(at) + 1] for m in inside if len(m.node) > len(at) and m.node[: len(at)] == at}
        return max(*own, 0, sum(number(child) for child in sorted(below)))

    return number(node)


def uses(case: Case, answer: Answer) -> Iterator[Use]:
    """What the visits take of each kind of inspectors, in all periods and in each."""
    for slots, hours in zip(places_of(case), hours_of(case), strict=True):
        yield Use(slots, case.need(slots, answer), case.need(hours, answer), hours.capacity)


def missed(case: Case, answer: Answer) -> list[tuple[mandates.Asked, int]]:
    """The mandates that no seed is sure to reach, and by how many the worst falls short."""
    found = [(ask.about, mandates.short(case, ask.about, answer)) for ask in mandates.RULE.state(case)]
    return [(asked, number) for asked, number in found if number]
