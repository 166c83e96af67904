"""Rates that the plan itself asks, above its limit."""

from fractions import Fraction

from breaches import of_rates, rated

from scheduler.plan.model import RateRule
from scheduler.plan.rules.rate_above_limit import RULE

TWENTIETH = RateRule((), Fraction(1, 20))


def test_cells_above_the_limit() -> None:
    fifth = RateRule((("band", ("B",)),), Fraction(1, 5))
    told = of_rates(RULE, rated(TWENTIETH, fifth, at_most=Fraction(1, 10)))
    assert [(params["cell"], params["rate"]) for params in told] == [
        ("e/x/B", Fraction(1, 5)),
        ("w/y/B", Fraction(1, 5)),
    ]
    assert of_rates(RULE, rated(TWENTIETH, fifth, at_most=Fraction(1, 5))) == []
