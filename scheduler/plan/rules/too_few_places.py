"""A department's inspectors have places for all slots that may be asked in the worst rounding."""

from collections.abc import Iterator

from inventories.problems import N_, Message
from scheduler.facts import Facts
from scheduler.plan.load import of_draw
from scheduler.plan.rules.rule import FactRule, Params


def check(facts: Facts) -> Iterator[Params]:
    """Each department that has not; no error, since a visit that serves several tasks needs fewer.

    ``staffing.worst_case`` proves what can be filled.
    """
    for one in of_draw(facts):
        if one.spare is not None and one.spare < 0:
            yield {"department": one.department, "asked": one.worst, "places": one.places}


RULE = FactRule(
    code="too-few-places",
    name=N_("places for all slots"),
    basis=N_("setting of the office: the inspectors' limits (draw specification, §7)"),
    says=Message(
        "too-few-places",
        N_("“{department}”: {asked} slots may have to be filled and inspectors can take only {places}"),
        N_("Raise limits, lower rates, or borrow inspectors, before anything is frozen."),
    ),
    warning=True,
    check=check,
)
