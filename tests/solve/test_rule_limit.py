"""The upper limit of a task's rates: built and checked alike, to the step."""

from fractions import Fraction

from solving import case, moved, pushed, tables, text

from scheduler.solve.rules import limit


def test_no_rate_is_above_at_most() -> None:
    given = case(text('solve = true\nat_most = "49%"', "solve = true"), tables({("d1", "A"): 3}))
    high = pushed(given, limit.RULE)
    assert high.rates == {("t1", ("d1", "A")): Fraction(2, 5), ("t2", ("d1", "A")): Fraction(1)}
    assert [ask.key for ask in limit.RULE.broken(given, moved(high, given, ("t1", ("d1", "A")), 1))] == ["at_most|t1"]
