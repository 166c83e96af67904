"""The interval holds the truth as often as it says; short form of ``benchmarks/estimate.py``.

For each domain the number of intervals that hold the truth is put to the exact binomial test against 95 %. Were each
interval's chance just that and the draws new each time, a false alarm anywhere here would have a chance below one in ten
thousand (Bonferroni).
"""

from collections import defaultdict
from fractions import Fraction
from math import comb

from population import population, seen, truths

from scheduler.estimate.domains import domains

DRAWS = 200
CHANCE = Fraction(19, 20)
FALSE_ALARM = Fraction(1, 10_000)


def at_most(hits: int) -> Fraction:
    """The exact chance of so many hits or fewer."""
    return sum((comb(DRAWS, k) * CHANCE**k * (1 - CHANCE) ** (DRAWS - k) for k in range(hits + 1)), start=Fraction(0))


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
