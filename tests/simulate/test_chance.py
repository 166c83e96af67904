"""Bounds and tails against the binomial distribution in whole numbers; spreads against sorted lists."""

from fractions import Fraction
from math import comb
from random import Random

import pytest

from scheduler.simulate.chance import at_least, at_most, bounds, outside, spread, spreads

RATES = [Fraction(1, 20), Fraction(1, 3), Fraction(97, 100), Fraction(270, 371)]
ALARMS = [Fraction(1, 20), Fraction(1, 10**6)]
DRAWS = 137


def chance(hits: range, rate: Fraction) -> Fraction:
    """The exact chance of these numbers of hits."""
    return sum((comb(DRAWS, k) * rate**k * (1 - rate) ** (DRAWS - k) for k in hits), Fraction(0))


@pytest.mark.parametrize("rate", RATES)
def test_tails_are_those_of_whole_numbers(rate: Fraction) -> None:
    for hits in range(0, DRAWS + 1, 4):
        assert at_least(hits, DRAWS, rate) == pytest.approx(float(chance(range(hits, DRAWS + 1), rate)), rel=1e-9)
        assert at_most(hits, DRAWS, rate) == pytest.approx(float(chance(range(hits + 1), rate)), rel=1e-9)


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("alarm", ALARMS)
def test_bounds_are_as_narrow_as_the_alarm_allows(rate: Fraction, alarm: Fraction) -> None:
    least, most = bounds(DRAWS, rate, alarm)
    assert chance(range(least), rate) <= alarm / 2 < chance(range(least + 1), rate)
    assert chance(range(most + 1, DRAWS + 1), rate) <= alarm / 2 < chance(range(most, DRAWS + 1), rate)
    out = chance(range(least), rate) + chance(range(most + 1, DRAWS + 1), rate)
    assert outside(DRAWS, rate, alarm) == pytest.approx(float(out), rel=1e-9)
    assert out <= alarm


def test_what_is_certain_has_no_play() -> None:
    assert bounds(DRAWS, Fraction(1), Fraction(1, 20)) == (DRAWS, DRAWS)
    assert outside(DRAWS, Fraction(1), Fraction(1, 20)) == 0


def test_many_draws_have_bounds_too() -> None:
    least, most = bounds(100_000, Fraction(1, 20), Fraction(1, 10**6))
    assert 4_600 < least < 4_700 < 5_300 < most < 5_400


@pytest.mark.parametrize("seed", range(20))
def test_a_spread_is_that_of_the_sorted_numbers(seed: int) -> None:
    rng = Random(seed)
    numbers = sorted(rng.choice([0, 0, 1, 2, 5, 9]) for _ in range(rng.randint(1, 60)))
    told = spread({n: numbers.count(n) for n in {*numbers} - {0}}, len(numbers))
    assert told.mean == Fraction(sum(numbers), len(numbers))
    assert (told.least, told.most) == (numbers[0], numbers[-1])
    for wanted, value in ((Fraction(5, 100), told.low), (Fraction(95, 100), told.high)):
        assert value == numbers[-(-len(numbers) * wanted.numerator // wanted.denominator) - 1]


def test_spreads_go_by_what_stands_before_the_number() -> None:
    assert spreads({("a", 1): 2, ("a", 3): 1, ("b", 1): 4}, 4)["a",].mean == Fraction(5, 4)
    assert spreads({("a", 1): 2, ("b", 1): 4}, 4)["b",] == spread({1: 4}, 4)
