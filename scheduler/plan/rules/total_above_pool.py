"""A total is at most the number of targets."""

from collections.abc import Iterator

from inventories.problems import N_, Message
from scheduler.plan.rates import Rated
from scheduler.plan.rules.rule import Params, RateRule


def check(rated: Rated) -> Iterator[Params]:
    """A task whose total is more than there are."""
    if rated.pool and rated.task.total is not None and rated.task.total > rated.pool:
        yield {"total": rated.task.total, "pool": rated.pool}


RULE = RateRule(
    code="total-above-pool",
    name=N_("no total above the pool"),
    basis=N_("draw specification, §3"),
    says=Message(
        "total-above-pool",
        N_("task {task}: a total of {total} is asked, but its frame has {pool} targets"),
        N_("Lower the total or widen the scope."),
    ),
    warning=False,
    check=check,
)
