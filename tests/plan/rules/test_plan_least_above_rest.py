"""What a later batch cannot make up for."""

from dataclasses import replace
from fractions import Fraction

from breaches import of_rates, rated

from scheduler.plan.model import RateRule
from scheduler.plan.rates import Missing
from scheduler.plan.rules.least_above_rest import RULE

TWENTIETH = RateRule((), Fraction(1, 20))


def test_what_is_missing_is_told() -> None:
    short = replace(rated(TWENTIETH), missing=(Missing(("w", "x"), 12, 5, 3),))
    assert of_rates(RULE, short) == [{"node": "w/x", "least": 12, "missing": 5, "pool": 3}]
    assert of_rates(RULE, rated(TWENTIETH)) == []
