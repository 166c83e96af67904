"""The team draw on cases small enough to count: its chances are those of the rule, and how near they are to uniform.

The exact binomial test of every (slot, inspector) of every case has a false alarm below one in a million for all together.
"""

import re
import sys
from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest
from small_fair import CASES, OPEN, Small, apart, drawn, of_part, seats, teams

from scheduler.simulate.chance import at_least, at_most

PAGE = Path(__file__).parents[2] / "docs" / "fairness.md"
FEW = [name for name, small in CASES.items() if len(small.best) < 1_000]
DRAWS = 3_000
FALSE_ALARM = 1e-6
TESTED = 500
"""More than there are numbers tested in all cases together."""


def row(name: str) -> list[str]:
    """The figures of a case in the page's table."""
    (found,) = re.findall(rf"^\| {re.escape(name)} \| (.*) \|$", PAGE.read_text("utf-8"), re.MULTILINE)
    return str(found).split(" | ")


def test_the_page_has_every_case() -> None:
    table = re.search(r"<!-- generated: fairness -->\n(.*?)<!-- end -->", PAGE.read_text("utf-8"), re.DOTALL)
    assert table
    assert re.findall(r"^\| (\d.*?) \|", table[1], re.MULTILINE) == list(CASES)


@pytest.mark.parametrize("name", FEW)
def test_the_exact_figures_of_the_page(name: str) -> None:
    small = CASES[name]
    own = small.chances
    assert sum(own.values()) == 1
    assert set(own) <= set(small.best)
    of_seats = apart(small, seats(small))
    exact = [apart(small, [lambda one: one])[0], max(apart(small, teams(small))), max(of_seats)]
    shown = [f"{float(one):.4f}" for one in (*exact, sum(of_seats) / len(of_seats))]
    assert [str(len(small.best)), *shown] == row(name)[:5], f"run: {sys.executable} benchmarks/fairness.py"


@pytest.mark.parametrize("name", CASES)
def test_the_core_draws_with_these_chances(name: str) -> None:
    small = CASES[name]
    counted = drawn(small, DRAWS)
    assert set(counted) <= set(small.best)
    for seat in seats(small):
        seen: Counter[tuple[str, ...]] = Counter()
        for one, times in counted.items():
            seen[seat(one)] += times
        for who, chance in of_part(small.chances, seat).items():
            tail = min(at_least(seen[who], DRAWS, chance), at_most(seen[who], DRAWS, chance))
            assert 2 * tail * TESTED >= FALSE_ALARM, (who, float(chance), seen[who])


def test_enough_is_tested_and_not_more() -> None:
    numbers = [len(of_part(small.chances, seat)) for small in CASES.values() for seat in seats(small)]
    assert 200 < sum(numbers) < TESTED


def test_nobody_told_apart_is_uniform() -> None:
    small = CASES["2 visits of 2 among 4"]
    assert set(small.chances.values()) == {Fraction(1, len(small.best))}


def test_a_wrong_chance_would_be_seen() -> None:
    """The uniform draw is not what the core does where the page says so: the test above can fail."""
    small = CASES["3 visits of 2 among 3, three seats stay open"]
    counted = drawn(small, DRAWS)
    late = sum(times for one, times in counted.items() if one[0] == OPEN and one[1] != OPEN)
    chance = Fraction(sum(one[0] == OPEN and one[1] != OPEN for one in small.best), len(small.best))
    assert at_most(late, DRAWS, chance) < FALSE_ALARM


def test_even_load_has_the_caps_of_the_core() -> None:
    from dataclasses import replace

    from small_fair import case_of

    from scheduler.draw.draw import draw

    for small in CASES.values():
        if small.slack is not None:
            caps = draw(replace(case_of(small), randomness="fairness:1")).even_load
            assert caps is not None
            assert {who: min(9, cap + small.slack) for who, cap in caps.items()} == small.level


def test_last_ones_are_drawn_for_need_alone() -> None:
    small = Small({"A": ("",)}, {"1": "", "2": ""}, last=frozenset({"A1"}))
    assert small.chances == {("2",): Fraction(1)}
