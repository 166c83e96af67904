"""Nobody is exempt: cells to which no rule gives a rate."""

from fractions import Fraction

from breaches import of_rates, rated

from scheduler.plan.model import RateRule
from scheduler.plan.rules.cell_without_rate import RULE

TWENTIETH = RateRule((), Fraction(1, 20))


def test_bands_without_a_rate() -> None:
    only_b = rated(RateRule((("band", ("B",)),), Fraction(1, 10)))
    assert of_rates(RULE, only_b) == [{"cell": "e/x/A", "pool": 100}, {"cell": "w/x/A", "pool": 60}]
    assert of_rates(RULE, rated(TWENTIETH)) == []
