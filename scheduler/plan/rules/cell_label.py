"""Targets have a label in each of their task's strata."""

from collections.abc import Iterator

from inventories.problems import N_, Message
from scheduler.draw.frame import path_order
from scheduler.draw.notation import is_label
from scheduler.plan.rates import Rated, shown
from scheduler.plan.rules.rule import Params, RateRule


def check(rated: Rated) -> Iterator[Params]:
    """Each cell, and its stratum in which no label stands."""
    for path in sorted(rated.numbers, key=path_order):
        for column, label in zip(rated.task.strata, path, strict=True):
            if not is_label(label):
                yield {"pool": rated.numbers[path], "column": column, "cell": shown(path)}


RULE = RateRule(
    code="cell-label",
    name=N_("a label in each stratum"),
    basis=N_("draw specification, §1"),
    says=Message(
        "cell-label",
        N_("task {task}: {pool} targets have no valid value in the stratum “{column}” (cell {cell})"),
        N_("Fill in this column in the inventory, or leave it out of the task's strata."),
    ),
    warning=False,
    check=check,
)
