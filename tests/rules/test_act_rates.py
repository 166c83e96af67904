"""Who stands out: the chance is exact, and chance alone seldom marks anybody."""

import random
from collections import Counter
from fractions import Fraction
from itertools import combinations

import pytest

from scheduler.after.rates import NOTABLE, Rate, at_least


def counted(hits: int, trials: int, all_hits: int, all_trials: int) -> Fraction:
    """By going through every choice of trials; the first ``all_hits`` are hits."""
    choices = list(combinations(range(all_trials), trials))
    return Fraction(sum(sum(k < all_hits for k in choice) >= hits for choice in choices), len(choices))


@pytest.mark.parametrize("all_trials", [1, 4, 7])
def test_the_chance_is_that_of_all_choices(all_trials: int) -> None:
    for all_hits in range(all_trials + 1):
        for trials in range(all_trials + 1):
            for hits in range(min(trials, all_hits) + 1):
                assert at_least(hits, trials, all_hits, all_trials) == counted(hits, trials, all_hits, all_trials)


def test_large_numbers_are_exact_and_quick() -> None:
    assert at_least(0, 500, 3_000, 30_000) == 1
    assert at_least(500, 500, 500, 30_000).numerator == 1
    assert 0 < at_least(100, 500, 3_000, 30_000) < Fraction(1, 10**9)


def test_chance_alone_marks_somebody_in_fewer_than_one_list_in_twenty() -> None:
    dice, people, places, hits = random.Random(1), 30, 10, 12
    marked = 0
    for _ in range(2_000):
        found = Counter(dice.sample([who for who in range(people) for _ in range(places)], hits))
        rows = [
            Rate("recusal", str(who), n, places, 0, 0, at_least(n, places, hits, people * places), people)
            for who, n in found.items()
        ]
        marked += any(row.stands_out for row in rows)
    assert marked <= 2_000 * NOTABLE
    assert marked > 0


def test_what_the_draw_itself_decides_is_not_marked() -> None:
    row = Rate("recusal", "a", 9, 10, 0, 990, at_least(9, 10, 9, 1_000), 30)
    assert row.stands_out
    assert not Rate("refusal", *list(row.__dict__.values())[1:]).stands_out
