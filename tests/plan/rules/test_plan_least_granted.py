"""Least numbers of which a solved plan says that it falls short."""

from fractions import Fraction

from breaches import of_rates, rated

from scheduler.plan.model import Mandate, RateRule
from scheduler.plan.rules.least_granted import RULE

TWENTIETH = RateRule((), Fraction(1, 20))


def test_two_fewer_than_asked() -> None:
    short = rated(TWENTIETH, mandates=(Mandate(("w",), 12, short=2), Mandate(("e",), 7)))
    assert of_rates(RULE, short) == [{"node": "w", "least": 12, "short": 2}]
