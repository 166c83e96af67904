"""A task without targets."""

from fractions import Fraction

from breaches import of_rates, rated

from scheduler.plan.model import RateRule
from scheduler.plan.rules.empty_frame import RULE

TWENTIETH = RateRule((), Fraction(1, 20))


def test_nobody_is_in_scope() -> None:
    assert of_rates(RULE, rated(TWENTIETH, numbers={})) == [{}]
    assert of_rates(RULE, rated(TWENTIETH)) == []
