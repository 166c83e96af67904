"""Mandates that lift a task above its total."""

from fractions import Fraction

from breaches import of_rates, rated

from scheduler.plan.model import Mandate, RateRule
from scheduler.plan.rules.total_exceeded import RULE

TWENTIETH = RateRule((), Fraction(1, 20))


def test_a_mandate_of_more_than_the_total() -> None:
    assert of_rates(RULE, rated(TWENTIETH, total=20, mandates=(Mandate((), 25),))) == [{"total": 20, "expected": 25}]
    assert of_rates(RULE, rated(TWENTIETH, total=25, mandates=(Mandate((), 25),))) == []
    assert of_rates(RULE, rated(TWENTIETH, mandates=(Mandate((), 25),))) == []
