"""A task has targets."""

from collections.abc import Iterator

from inventories.problems import N_, Message
from scheduler.plan.rates import Rated
from scheduler.plan.rules.rule import Params, RateRule


def check(rated: Rated) -> Iterator[Params]:
    """A task whose frame is empty."""
    if not rated.pool:
        yield {}


RULE = RateRule(
    code="empty-frame",
    name=N_("no task without targets"),
    basis=N_("draw specification, §3"),
    says=Message(
        "empty-frame",
        N_("task {task}: no target is in its frame"),
        N_("Check the task's scope against the inventory, and the exclusions."),
    ),
    warning=False,
    check=check,
)
