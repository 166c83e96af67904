"""What a mandate still misses over the year can be drawn from who is left."""

from collections.abc import Iterator

from inventories.problems import N_, Message
from scheduler.plan.rates import Rated, shown
from scheduler.plan.rules.rule import Params, RateRule


def check(rated: Rated) -> Iterator[Params]:
    """Each mandate that a later batch cannot make up for."""
    for short in rated.missing:
        told = {"least": short.least, "missing": short.missing, "pool": short.pool}
        yield {"node": shown(short.node), **told}


RULE = RateRule(
    code="least-above-rest",
    name=N_("mandates within the year"),
    basis=N_("draw specification, §3"),
    says=Message(
        "least-above-rest",
        N_(
            "{least} have to be drawn at node {node} over the year; {missing} of them are left for now, but only {pool} targets"
        ),
        N_("Lower the number by an amendment of the plan, or ask who is kept out there, and why."),
    ),
    warning=False,
    check=check,
)
