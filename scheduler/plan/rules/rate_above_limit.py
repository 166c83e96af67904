"""The rate of a general item (一般检查事项) stays below its upper limit."""

from collections.abc import Iterator

from inventories.problems import N_, Message
from scheduler.draw.frame import path_order
from scheduler.plan.rates import Rated, shown
from scheduler.plan.rules.rule import Params, RateRule


def check(rated: Rated) -> Iterator[Params]:
    """Each cell for which the plan itself asks more."""
    most = rated.task.at_most
    for path in sorted(rated.asked, key=path_order):
        if most is not None and rated.asked[path] > most:
            yield {"cell": shown(path), "rate": rated.asked[path], "at_most": most}


RULE = RateRule(
    code="rate-above-limit",
    name=N_("no rate above the limit"),
    basis=N_(
        "Notice of the State Administration for Market Regulation on random inspections (2019); "
        "the number is a setting of the office"
    ),
    says=Message(
        "rate-above-limit",
        N_("task {task}: the cell {cell} has the rate {rate}, above the limit of {at_most}"),
        N_("Lower the rate (or the total), or raise at_most."),
    ),
    warning=False,
    check=check,
)
