"""Rates that fall while the band rises."""

from dataclasses import replace
from fractions import Fraction

from breaches import of_rates, rated

from scheduler.plan.model import RateRule
from scheduler.plan.rules.rate_falls import RULE

TWENTIETH = RateRule((), Fraction(1, 20))


def test_a_lower_rate_for_the_higher_band() -> None:
    falling = rated(RateRule((), Fraction(1, 10)), RateRule((("band", ("B",)),), Fraction(1, 20)))
    assert of_rates(RULE, falling) == [
        {"higher": "e/x/B", "rate_higher": Fraction(1, 20), "rate_lower": Fraction(1, 10), "lower": "A"}
    ]
    assert of_rates(RULE, replace(falling, bands=("B", "A"))) == []
    assert of_rates(RULE, rated(TWENTIETH)) == []


def test_without_bands_nothing_falls() -> None:
    by_district = rated(TWENTIETH)
    assert of_rates(RULE, replace(by_district, task=replace(by_district.task, strata=("a", "b", "c")))) == []
