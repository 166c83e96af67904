"""A mandate lifts no cell above the upper limit of a general item (一般检查事项)."""

from collections.abc import Iterator

from inventories.problems import N_, Message
from scheduler.draw.frame import path_order
from scheduler.plan.rates import Rated, shown
from scheduler.plan.rules.rule import Params, RateRule


def check(rated: Rated) -> Iterator[Params]:
    """Each cell that a mandate alone has brought above the limit."""
    most = rated.task.at_most
    if most is None:
        return
    for lift in rated.lifts:
        told = {"least": lift.mandate.least, "node": shown(lift.mandate.node), "at_most": most}
        for path in sorted(lift.rates, key=path_order):
            if lift.rates[path] > most >= rated.asked[path]:
                yield {**told, "cell": shown(path), "rate": lift.rates[path]}


RULE = RateRule(
    code="mandate-above-limit",
    name=N_("no mandate above the limit"),
    basis=N_(
        "Notice of the State Administration for Market Regulation on random inspections (2019); draw specification, §3"
    ),
    says=Message(
        "mandate-above-limit",
        N_(
            "task {task}: the mandate of {least} at {node} lifts the cell {cell} to {rate}, above the limit of {at_most}"
        ),
        N_("Raise at_most, lower the mandate, or raise the rates of the node's other cells."),
    ),
    warning=False,
    check=check,
)
