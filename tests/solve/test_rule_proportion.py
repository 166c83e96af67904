"""Rates as the multipliers, up to the greatest that is allowed: built and checked alike."""

import pytest
from solving import case, pushed, tables, text

from scheduler.solve.case import Answer
from scheduler.solve.rules import proportion

OVER = tables({("d1", "A"): 3, ("d1", "B"): 3})
FREE = "solve = { multipliers = { A = 2, B = 3 } }"
BOUND = 'solve = { multipliers = { A = 1, B = 4 }, bounds = { B = ["10%", "60%"] } }'


def rates(given: Answer, steps: int = 10) -> tuple[int, ...]:
    return tuple(int(given.rates["t1", ("d1", band)] * steps) for band in "AB")


@pytest.mark.parametrize(("members", "low", "high"), [(FREE, (2, 3), (10, 10)), (BOUND, (1, 4), (10, 6))])
def test_the_lowest_and_the_highest_rates(members: str, low: tuple[int, int], high: tuple[int, int]) -> None:
    given = case(text(members), OVER)
    assert rates(pushed(given, proportion.RULE, up=False)) == low
    assert rates(pushed(given, proportion.RULE)) == high


@pytest.mark.parametrize("members", [FREE, BOUND])
def test_the_check_accepts_what_can_be_built_and_nothing_else(members: str) -> None:
    given = case(text(members), OVER)
    multipliers, tops = ((2, 3), (10, 10)) if members is FREE else ((1, 4), (10, 6))
    built = {tuple(min(m * base, top) for m, top in zip(multipliers, tops, strict=True)) for base in range(1, 11)}
    for a in range(1, 11):
        for b in range(1, 11):
            answer = Answer({("t1", ("d1", "A")): a * given.step, ("t1", ("d1", "B")): b * given.step})
            assert (not list(proportion.RULE.broken(given, answer))) == ((a, b) in built), (a, b)
