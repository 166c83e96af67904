"""A task whose rates are to be found by the solver has them before anything is frozen."""

from collections.abc import Iterator

from inventories.problems import N_, Message
from scheduler.plan.rates import Rated
from scheduler.plan.rules.rule import Params, RateRule


def check(rated: Rated) -> Iterator[Params]:
    """The task, if it has none."""
    if rated.task.solve is not None and not rated.task.rates:
        yield {}


RULE = RateRule(
    code="plan-unsolved",
    name=N_("rates found before the commitment"),
    basis=N_("draw specification, §3"),
    says=Message(
        "plan-unsolved",
        N_("task {task}: its rates have not been found yet"),
        N_("Run: double-random plan solve PLAN, and go on with the plan that it writes."),
    ),
    warning=False,
    check=check,
)
