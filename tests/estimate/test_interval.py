"""The mid-P interval against exact sums, and intervals taken together."""

from fractions import Fraction
from math import comb, isclose, sqrt

import pytest

from scheduler.estimate.interval import beta, mid_p, together

TAIL = 0.025


def at_least(hits: int, seen: int, share: Fraction) -> Fraction:
    """The exact chance of so many hits or more."""
    return sum((comb(seen, k) * share**k * (1 - share) ** (seen - k) for k in range(hits, seen + 1)), start=Fraction(0))


@pytest.mark.parametrize("seen", [1, 2, 7, 40, 300])
def test_beta_is_the_binomial_tail(seen: int) -> None:
    for hits in {1, min(2, seen), (seen + 1) // 2, seen}:
        for share in (Fraction(1, 1000), Fraction(1, 20), Fraction(1, 2), Fraction(9, 10)):
            exact = float(at_least(hits, seen, share))
            assert isclose(beta(hits, seen - hits + 1, float(share)), exact, rel_tol=1e-9, abs_tol=1e-15)


@pytest.mark.parametrize(("hits", "seen"), [(1, 2), (1, 10), (3, 10), (9, 10), (2, 50), (25, 50)])
def test_each_tail_counts_half_of_what_was_found(hits: int, seen: int) -> None:
    low, high = (Fraction(bound) for bound in mid_p(hits / seen, seen))
    above = (at_least(hits, seen, low) + at_least(hits + 1, seen, low)) / 2
    below = 1 - (at_least(hits, seen, high) + at_least(hits + 1, seen, high)) / 2
    assert isclose(float(above), TAIL, rel_tol=1e-6)
    assert isclose(float(below), TAIL, rel_tol=1e-6)


@pytest.mark.parametrize("seen", [1, 2, 3.5, 20, 500])
def test_nothing_or_everything_found(seen: float) -> None:
    low, high = mid_p(0, seen)
    assert low == 0
    assert isclose((1 - high) ** seen, 2 * TAIL, rel_tol=1e-6)
    assert mid_p(1, seen) == pytest.approx((1 - high, 1))


def test_more_seen_is_narrower() -> None:
    widths = [high - low for low, high in (mid_p(0.3, seen) for seen in (1, 2.5, 5, 20, 100, 1000))]
    assert widths == sorted(widths, reverse=True)


def test_distances_are_squared_and_added() -> None:
    one, other = mid_p(0.2, 10), mid_p(0.6, 30)
    low, high = together([(0.5, 0.2, 10), (0.5, 0.6, 30)])
    assert low == pytest.approx(0.4 - sqrt((0.2 - one[0]) ** 2 + (0.6 - other[0]) ** 2) / 2)
    assert high == pytest.approx(0.4 + sqrt((one[1] - 0.2) ** 2 + (other[1] - 0.6) ** 2) / 2)
    assert together([(1, 0.2, 10)]) == pytest.approx(one)
