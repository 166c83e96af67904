"""Each cell has a rate: nobody is exempt but by an exclusion with a stated ground."""

from collections.abc import Iterator

from inventories.problems import N_, Message
from scheduler.draw.frame import path_order
from scheduler.plan.rates import Rated, number_for, shown
from scheduler.plan.rules.rule import Params, RateRule


def check(rated: Rated) -> Iterator[Params]:
    """Each cell to which none of the task's rules gives a rate."""
    unsolved = rated.task.solve is not None and not rated.task.rates  # told by its own rule
    for path in () if unsolved else sorted(rated.numbers, key=path_order):
        if number_for(rated.task, path) is None:
            yield {"cell": shown(path), "pool": rated.numbers[path]}


RULE = RateRule(
    code="cell-without-rate",
    name=N_("a rate for everybody"),
    basis=N_("draw specification, §3"),
    says=Message(
        "cell-without-rate",
        N_("task {task}: the cell {cell} with {pool} targets has no rate"),
        N_("Add a rate for it; nobody is exempt but by an exclusion with a stated ground."),
    ),
    warning=False,
    check=check,
)
