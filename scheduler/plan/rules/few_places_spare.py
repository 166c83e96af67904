"""One place in ten is spare, for recusals and leave."""

from collections.abc import Iterator
from fractions import Fraction

from inventories.problems import N_, Message
from scheduler.facts import Facts
from scheduler.plan.load import of_draw
from scheduler.plan.rules.rule import FactRule, Params

SPARE = Fraction(1, 10)
"""The least share of places that should be spare in the worst rounding."""


def check(facts: Facts) -> Iterator[Params]:
    """Each department with fewer, though enough."""
    for one in of_draw(facts):
        if one.spare is not None and 0 <= one.spare < SPARE:
            yield {"department": one.department, "asked": one.worst, "places": one.places}


RULE = FactRule(
    code="few-places-spare",
    name=N_("one place in ten spare"),
    basis=N_("setting of the office: the inspectors' limits (draw specification, §7)"),
    says=Message(
        "few-places-spare",
        N_(
            "“{department}”: {asked} slots may have to be filled and inspectors can take {places}, "
            "so fewer than one in ten is spare"
        ),
        N_("Raise limits, lower rates, or borrow inspectors: recusals and leave need room."),
    ),
    warning=True,
    check=check,
)
