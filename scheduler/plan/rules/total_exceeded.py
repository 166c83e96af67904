"""A task that is planned by a total comes to it."""

from collections.abc import Iterator

from inventories.problems import N_, Message
from scheduler.plan.rates import Rated, expected
from scheduler.plan.rules.rule import Params, RateRule


def check(rated: Rated) -> Iterator[Params]:
    """A task that mandates lift above its total."""
    if rated.task.total is not None and any(cell.rate != cell.asked for cell in rated.cells):
        yield {"total": rated.task.total, "expected": expected(rated.cells)}


RULE = RateRule(
    code="total-exceeded",
    name=N_("mandates within the total"),
    basis=N_("draw specification, §3"),
    says=Message(
        "total-exceeded",
        N_("task {task}: its mandates lift the expected number from the total of {total} to {expected}"),
        N_("Raise the total, or check the mandates."),
    ),
    warning=True,
    check=check,
)
