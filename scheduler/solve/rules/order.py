"""Higher bands have no lower rates: D ≥ C ≥ B ≥ A in cells that are otherwise equal."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from inventories.problems import N_, Message
from scheduler.plan.rates import Path
from scheduler.solve.case import Answer, Case, Cell, Key
from scheduler.solve.model import Model
from scheduler.solve.rule import Ask, PlanRule

STATED = Message("solve-order", N_("{task}: no higher band has a lower rate than a lower one in cells otherwise equal"))


def siblings(case: Case, task: str, cells: list[Cell]) -> Iterator[list[tuple[str, Key]]]:
    """The cells that differ in their band alone, each with its band, from the lowest band to the highest."""
    k = case.tasks[task].strata.index("band")
    names = [band.name for band in case.facts.plan.points.bands]
    found: defaultdict[Path, dict[str, Key]] = defaultdict(dict)
    for cell in cells:
        found[(*cell.path[:k], *cell.path[k + 1 :])][cell.path[k]] = cell.key
    for mine in found.values():
        yield [(band, mine[band]) for band in names if band in mine]


def _state(case: Case) -> Iterator[Ask]:
    for name, cells in case.solved().items():
        if "band" in case.tasks[name].strata:
            pairs = [(a, b) for row in siblings(case, name, cells) for (_, a), (_, b) in pairwise(row)]
            yield Ask(RULE, f"order|{name}", STATED, {"task": name}, case.where(name), tuple(pairs))


def _build(model: Model, ask: Ask) -> None:
    for low, high in ask.about:
        model.never_above(model.rate(low), model.rate(high), ask.key)


def _kept(case: Case, ask: Ask, answer: Answer) -> bool:
    return all(answer.rates[low] <= answer.rates[high] for low, high in ask.about)


RULE = PlanRule(
    "order", N_("order of bands"), N_("setting of the office: more risk, no lower rate"), _state, _build, _kept
)
