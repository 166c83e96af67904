"""A target's chance over several batches of a plan."""

from fractions import Fraction
from itertools import product

from scheduler.estimate.units import over_the_year

YEAR = Fraction(1, 3)


def test_one_batch() -> None:
    rates = {"a": Fraction(1, 20), "b": Fraction(1)}
    assert over_the_year([rates], [frozenset({"b"})]) == rates


def test_conditional_chances_come_to_the_years() -> None:
    """Whoever is drawn when: half of the year's chance first, then (r − r/2) / (1 − r/2) for those left."""
    first = YEAR / 2
    second = (YEAR - first) / (1 - first)
    for drawn in product((False, True), repeat=3):
        gone = frozenset(name for name, hit in zip("abc", drawn, strict=True) if hit)
        here = dict.fromkeys(set("abc") - gone, second)
        found = over_the_year([dict.fromkeys("abc", first), here], [gone, frozenset()])
        assert found == dict.fromkeys("abc", YEAR if here else first)


def test_who_comes_later_and_who_leaves() -> None:
    half = Fraction(1, 2)
    found = over_the_year([{"old": half, "left": half}, {"old": half, "new": half}], [frozenset(), frozenset()])
    assert found == {"old": Fraction(3, 4), "left": half, "new": half}


def test_one_that_was_drawn_has_the_mean_of_its_fellows() -> None:
    tenth, half = Fraction(1, 10), Fraction(1, 2)
    first = {"drawn": tenth, "a": tenth, "b": tenth, "other": half}
    second = {"a": tenth, "b": 3 * tenth, "other": half}
    found = over_the_year([first, second], [frozenset({"drawn"}), frozenset()])
    assert found["drawn"] == tenth + (1 - tenth) * (tenth + 3 * tenth) / 2
    assert found["other"] == Fraction(3, 4)
