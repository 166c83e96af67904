"""The interval holds the truth as often as it says; short form of ``benchmarks/estimate.py``.

For each domain the number of intervals that hold the truth is put to the exact binomial test against 95 %. Were each
interval's chance just that and the draws new each time, a false alarm anywhere here would have a chance below one in ten
thousand (Bonferroni).
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from fractions import Fraction
from math import comb

import pytest
from population import Place, population, seen, seen_in_two, truths, year_rates

from scheduler.estimate.domains import domains
from scheduler.estimate.estimate import Unit

DRAWS = 200
CHANCE = Fraction(19, 20)
FALSE_ALARM = Fraction(1, 10_000)


FEW = 60
"""So many draws where results are missing, and years of two batches."""


def at_most(hits: int, draws: int = DRAWS) -> Fraction:
    """The exact chance of so many hits or fewer."""
    return sum((comb(draws, k) * CHANCE**k * (1 - CHANCE) ** (draws - k) for k in range(hits + 1)), start=Fraction(0))


def test_cover_and_bias() -> None:
    places = population()
    truth = truths(places, "problem")
    hits: defaultdict[tuple[str, str], int] = defaultdict(int)
    shares: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
    raws: list[float] = []
    for units in seen(places, DRAWS):
        for one in domains(units, ("category", "district")):
            own, key = one.problem_share, (one.by, one.label)
            assert own.share is not None
            assert own.low is not None
            assert own.high is not None
            shares[key].append(own.share)
            hits[key] += own.low <= truth[key] <= own.high
            if one.by == "whole":
                raws.append(float(one.raw or 0))
    assert len(hits) == 9
    for key, number in hits.items():
        assert at_most(number) >= FALSE_ALARM / len(hits), (key, number)
    whole = truth["whole", ""]
    assert abs(sum(shares["whole", ""]) / DRAWS - whole) < 0.005
    assert sum(raws) / DRAWS > 2 * whole  # what the estimate is for


def in_two(places: list[Place]) -> Iterator[list[Unit]]:
    return seen_in_two(places, FEW)


def with_missing(places: list[Place]) -> Iterator[list[Unit]]:
    return seen(places, FEW, missing=0.25)


@pytest.mark.parametrize("simulated", [in_two, with_missing])
def test_cover_of_two_batches_and_with_results_missing(
    simulated: Callable[[list[Place]], Iterator[list[Unit]]],
) -> None:
    """The same where rates are conditional on what was drawn before, and where a quarter of the results is missing."""
    places = population()
    truth = truths(places, "problem")
    hits: defaultdict[tuple[str, str], int] = defaultdict(int)
    there: defaultdict[tuple[str, str], int] = defaultdict(int)
    shares: list[float] = []
    for units in simulated(places):
        for one in domains(units, ("category", "district")):
            own, key = one.problem_share, (one.by, one.label)
            if own.share is not None and own.low is not None and own.high is not None:
                there[key] += 1
                hits[key] += own.low <= truth[key] <= own.high
                shares += [own.share] if one.by == "whole" else []
    assert there["whole", ""] == FEW
    assert len(there) == 9
    for key, number in there.items():
        assert at_most(hits[key], number) >= FALSE_ALARM / len(there), (key, hits[key], number)
    assert abs(sum(shares) / FEW - truth["whole", ""]) < 0.01


def test_the_chances_of_two_batches_come_to_the_years() -> None:
    """Whoever was drawn when, each target's chance is the rate of its cell: nothing is left of how it was shared out."""
    places = population()
    rates = year_rates(places)
    (units,) = seen_in_two(places, 1)
    assert any(unit.drawn for unit in units)
    assert [unit.chance for unit in units] == [rates[place.path] for place in places]
