"""A solved plan grants a least number in full, or says by how much it falls short of it."""

from collections.abc import Iterator

from inventories.problems import N_, Message
from scheduler.plan.rates import Rated, shown
from scheduler.plan.rules.rule import Params, RateRule


def check(rated: Rated) -> Iterator[Params]:
    """Each mandate that the plan falls short of."""
    for lift in rated.lifts:
        if lift.mandate.short:
            asked = lift.least + lift.mandate.short
            yield {"node": shown(lift.mandate.node), "least": asked, "short": lift.mandate.short}


RULE = RateRule(
    code="least-granted",
    name=N_("least numbers granted in full"),
    basis=N_("the superior agency's allocation"),
    says=Message(
        "least-granted",
        N_("task {task}: {least} targets are asked at {node}; the plan grants {short} fewer"),
        N_("Agree on it with the superior agency, or find more places and solve the plan again."),
    ),
    warning=True,
    check=check,
)
