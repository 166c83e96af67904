"""Bounds of rates: built and checked alike, to the step."""

from fractions import Fraction

from solving import case, moved, pushed, tables, text

from scheduler.solve.rules import bounds

PLAN = text(
    'solve = { bounds = { A = ["15%", "35%"] }, bounds_for = [{ district = ["d1"], band = ["B"], most = "70%" }] }'
)
OVER = tables({("d1", "A"): 3, ("d1", "B"): 3, ("d2", "A"): 3, ("d2", "B"): 3})


def test_no_rate_is_below_its_least_one_to_the_step() -> None:
    given = case(PLAN, OVER)
    low = pushed(given, bounds.LEAST, up=False)
    assert {key[1]: str(rate) for key, rate in low.rates.items()} == {
        ("d1", "A"): "1/5", ("d1", "B"): "1/10", ("d2", "A"): "1/5", ("d2", "B"): "1/10"
    }  # fmt: skip
    broken = list(bounds.LEAST.broken(given, moved(low, given, ("t1", ("d2", "A")), -1)))
    assert [(ask.key, ask.place.row) for ask in broken] == [("least|t1|0", 36)]


def test_no_rate_is_above_its_greatest_one_to_the_step() -> None:
    given = case(PLAN, OVER)
    high = pushed(given, bounds.MOST)
    assert high.rates["t1", ("d1", "A")] == Fraction(3, 10)
    assert high.rates["t1", ("d1", "B")] == Fraction(7, 10)
    assert high.rates["t1", ("d2", "B")] == 1
    for place in (("d1", "A"), ("d1", "B")):
        assert list(bounds.MOST.broken(given, moved(high, given, ("t1", place), 1)))
