"""A mandate (a least number at a node) asks for no more targets than there are."""

from collections.abc import Iterator

from inventories.problems import N_, Message
from scheduler.plan.rates import Rated, shown
from scheduler.plan.rules.rule import Params, RateRule


def check(rated: Rated) -> Iterator[Params]:
    """Each mandate that does, or whose node has no target."""
    for lift in rated.lifts:
        if lift.least > lift.pool or not lift.pool:
            yield {"least": lift.mandate.least, "node": shown(lift.mandate.node), "pool": lift.pool}


RULE = RateRule(
    code="least-above-pool",
    name=N_("no mandate above the pool"),
    basis=N_("draw specification, §3"),
    says=Message(
        "least-above-pool",
        N_("task {task}: at least {least} targets are asked at {node}, but there are {pool}"),
        N_("Lower the mandate, check its node's labels, or widen the scope."),
    ),
    warning=False,
    check=check,
)
