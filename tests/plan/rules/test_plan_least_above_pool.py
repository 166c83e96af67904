"""Mandates above the number of targets."""

from fractions import Fraction

from breaches import of_rates, rated

from scheduler.plan.model import Mandate, RateRule
from scheduler.plan.rules.least_above_pool import RULE

TWENTIETH = RateRule((), Fraction(1, 20))


def test_mandates_above_the_pool() -> None:
    short = rated(TWENTIETH, mandates=(Mandate(("w",), 68), Mandate(("n",), 1), Mandate(("e",), 140)))
    assert of_rates(RULE, short) == [{"least": 68, "node": "w", "pool": 67}, {"least": 1, "node": "n", "pool": 0}]
