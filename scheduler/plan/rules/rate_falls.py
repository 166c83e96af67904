"""The higher the risk, the higher the rate: 对投诉举报多、有严重违法违规记录等情况的市场主体，要加大随机抽查力度."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from inventories.problems import N_, Message
from scheduler.plan.rates import Path, Rated, shown
from scheduler.plan.rules.rule import Params, RateRule


def check(rated: Rated) -> Iterator[Params]:
    """Neighbouring bands and rates that fall between them in otherwise equal cells, once each."""
    if "band" not in rated.task.strata:
        return
    k = rated.task.strata.index("band")
    rates = {cell.path: cell.rate for cell in rated.cells}
    found: dict[tuple[str, str, Fraction, Fraction], Path] = {}
    for siblings in sorted({(path[:k], path[k + 1 :]) for path in rates}):
        mine = [path for band in rated.bands if (path := (*siblings[0], band, *siblings[1])) in rates]
        for low, high in pairwise(mine):
            if rates[high] < rates[low]:
                found.setdefault((low[k], high[k], rates[low], rates[high]), high)
    for (lower, _, below, above), path in found.items():
        yield {"higher": shown(path), "rate_higher": above, "rate_lower": below, "lower": lower}


RULE = RateRule(
    code="rate-falls",
    name=N_("rates rise with risk"),
    basis=N_("General Office of the State Council, Notice 2015 No. 58"),
    says=Message(
        "rate-falls",
        N_("task {task}: {higher} has the rate {rate_higher}, less than {rate_lower} for the lower band {lower}"),
        N_("Check the rates: a higher band is meant to be inspected at least as often."),
    ),
    warning=True,
    check=check,
)
