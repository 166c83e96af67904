"""A blank label names its column."""

from fractions import Fraction

from breaches import of_rates, rated

from scheduler.plan.model import RateRule
from scheduler.plan.rules.cell_label import RULE

TWENTIETH = RateRule((), Fraction(1, 20))


def test_a_blank_label() -> None:
    blank = rated(TWENTIETH, numbers={("e", "", "A"): 3})
    assert of_rates(RULE, blank) == [{"pool": 3, "column": "category", "cell": "e//A"}]
    assert of_rates(RULE, rated(TWENTIETH)) == []
