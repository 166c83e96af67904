"""A task whose rates are still to be found."""

from fractions import Fraction

from breaches import of_rates, rated

from scheduler.plan.model import RateRule, SolveRules
from scheduler.plan.rules import cell_without_rate
from scheduler.plan.rules.unsolved import RULE


def test_rates_that_have_not_been_found() -> None:
    assert of_rates(RULE, rated(solve=SolveRules())) == [{}]
    assert of_rates(cell_without_rate.RULE, rated(solve=SolveRules())) == []
    assert of_rates(RULE, rated(RateRule((), Fraction(1, 20)), solve=SolveRules())) == []
    assert of_rates(RULE, rated()) == []
