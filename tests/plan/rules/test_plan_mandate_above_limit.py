"""A mandate against the limit names both numbers."""

from fractions import Fraction

from breaches import of_rates, rated

from scheduler.plan.model import Mandate, RateRule
from scheduler.plan.rules.mandate_above_limit import RULE

TWENTIETH = RateRule((), Fraction(1, 20))


def test_a_cell_that_the_mandate_alone_lifts_above() -> None:
    limit = Fraction(1, 10)
    both = rated(TWENTIETH, at_most=limit, mandates=(Mandate(("w", "x"), 12),))
    assert of_rates(RULE, both) == [
        {"least": 12, "node": "w/x", "cell": "w/x/A", "rate": Fraction(1, 5), "at_most": limit}
    ]
    assert of_rates(RULE, rated(TWENTIETH, mandates=(Mandate(("w", "x"), 12),))) == []
    assert of_rates(RULE, rated(TWENTIETH, at_most=limit, mandates=(Mandate(("w", "x"), 6),))) == []
