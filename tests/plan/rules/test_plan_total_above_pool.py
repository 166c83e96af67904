"""A total above the number of targets."""

from fractions import Fraction

from breaches import of_rates, rated

from scheduler.plan.model import RateRule
from scheduler.plan.rules.total_above_pool import RULE

TWENTIETH = RateRule((), Fraction(1, 20))


def test_one_more_than_there_are() -> None:
    assert of_rates(RULE, rated(TWENTIETH, total=208)) == [{"total": 208, "pool": 207}]
    assert of_rates(RULE, rated(TWENTIETH, total=207)) == []
