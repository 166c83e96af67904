"""Least numbers that superiors ask at the nodes of a task: no seed may fall short of them (draw specification, §3)."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import floor

from inventories.problems import N_, Message
from scheduler.plan.rates import Path, asked_number, shown
from scheduler.solve.case import Answer, Case
from scheduler.solve.model import Model
from scheduler.solve.rule import Ask, PlanRule

STATED = Message("solve-mandate", N_("{task}: at least {least} of {pool} targets in {node}"))
LOWER = Message("solve-lower-mandate", N_("{task}: ask {n} fewer in {node}"))


@dataclass(frozen=True)
class Asked:
    """A mandate in a case: its task by the plan's name, which one, the numbers of its cells, its node …"""

    task: str
    number: int
    cells: tuple[int, ...]
    node: Path
    least: int
    weight: int


def short(case: Case, asked: Asked, answer: Answer) -> int:
    """By how many the worst rounding falls short of a mandate."""
    return max(0, asked.least - floor(case.expected(asked.cells, answer)))


def granted(case: Case, asked: Asked) -> int:
    """By how many the plan says that it falls short of a mandate."""
    return case.tasks[asked.task].mandates[asked.number].short


def _state(case: Case) -> Iterator[Ask]:
    for name in case.solved():
        task = case.tasks[name]
        for k, mandate in enumerate(task.mandates):
            mine = tuple(n for n in case.of_task[task.id] if case.cells[n].path[: len(mandate.node)] == mandate.node)
            pool = sum(case.cells[n].pool for n in mine)
            least = asked_number(mandate, pool)
            params = {"task": name, "least": least, "pool": pool, "node": shown(mandate.node)}
            place = case.where(name, f"mandates[{k + 1}]")
            yield Ask(
                RULE,
                f"mandate|{name}|{k}",
                STATED,
                params,
                place,
                Asked(name, k, mine, mandate.node, least, mandate.weight),
            )


def _build(model: Model, ask: Ask) -> None:
    cells = [model.case.cells[k] for k in ask.about.cells]
    drawn = sum(cell.pool * model.rate(cell.key) for cell in cells)
    model.never_above((ask.about.least - model.slack(ask.key)) * model.case.top, drawn, ask.key)


def _kept(case: Case, ask: Ask, answer: Answer) -> bool:
    return short(case, ask.about, answer) == 0


RULE = PlanRule(
    "mandate", N_("least number"), N_("draw specification, §3; the superior's allocation"), _state, _build, _kept, LOWER
)
