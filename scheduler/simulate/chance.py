"""What chance allows: exact binomial tails and bounds, and the spread of a number over the draws.

Means are exact. The tails of the binomial distribution come from the incomplete beta function, to some ten digits.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any

from scheduler.estimate.interval import beta

LOW, HIGH = Fraction(5, 100), Fraction(95, 100)
Histogram = Mapping[tuple[Any, ...], int]
"""In how many draws a number was n: n is the last of each key, 0 is left out."""


@dataclass(frozen=True)
class Spread:
    """A number over all draws: its mean, between which numbers nine draws in ten lie, and its extremes."""

    mean: Fraction
    low: int
    high: int
    least: int
    most: int


def spreads(histogram: Histogram, draws: int) -> dict[tuple[str, ...], Spread]:
    """The spread of each number of a histogram, by what stands before n in its keys."""
    found: defaultdict[tuple[str, ...], dict[int, int]] = defaultdict(dict)
    for key, times in histogram.items():
        found[key[:-1]][key[-1]] = times
    return {key: spread(numbers, draws) for key, numbers in found.items()}


def spread(numbers: Mapping[int, int], draws: int) -> Spread:
    """The spread of a number that was n in ``numbers[n]`` of the draws, and 0 in those left."""
    zeros = draws - sum(times for n, times in numbers.items() if n)
    rising = {n: times for n, times in sorted(numbers.items()) if n}
    every = {0: zeros, **rising} if zeros else rising
    mean = Fraction(sum(n * times for n, times in every.items()), draws)
    return Spread(mean, _quantile(every, LOW * draws), _quantile(every, HIGH * draws), min(every), max(every))


def _quantile(numbers: Mapping[int, int], wanted: Fraction) -> int:
    """The least number that so many draws do not exceed; ``numbers`` rise."""
    below = 0
    for n, times in numbers.items():
        below += times
        if below >= wanted:
            return n
    raise AssertionError("more draws are wanted than there are")


def at_least(hits: int, draws: int, rate: Fraction) -> float:
    """The chance of so many hits or more in ``draws`` independent draws of this rate."""
    if hits <= 0:
        return 1.0
    return 0.0 if hits > draws else beta(hits, draws - hits + 1, float(rate))


def at_most(hits: int, draws: int, rate: Fraction) -> float:
    """The chance of so many hits or fewer; a small one is computed as such, not as what is left of 1."""
    if hits >= draws:
        return 1.0
    return 0.0 if hits < 0 else beta(draws - hits, hits + 1, float(1 - rate))


@cache
def bounds(draws: int, rate: Fraction, alarm: Fraction) -> tuple[int, int]:
    """The least and the most hits that chance allows: fewer, and more, have at most half of the chance ``alarm`` each."""
    if rate == 1:
        return draws, draws
    tail = float(alarm) / 2
    least = _first(draws, lambda n: at_most(n, draws, rate) > tail)
    most = _first(draws, lambda n: at_least(n + 1, draws, rate) <= tail)
    return least, most


def _first(last: int, holds: Callable[[int], bool]) -> int:
    """The least of 0 … ``last`` from which on it holds; that it holds for the last is taken as known."""
    low, high = 0, last
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle + 1, high)
    return low


@cache
def outside(draws: int, rate: Fraction, alarm: Fraction) -> float:
    """The exact chance that a fair draw's hits lie outside these bounds: below ``alarm``, for hits are whole numbers."""
    if rate == 1:
        return 0.0
    least, most = bounds(draws, rate, alarm)
    return at_most(least - 1, draws, rate) + at_least(most + 1, draws, rate)
