"""Higher bands have no lower rates in cells otherwise equal; other cells do not matter."""

from solving import case, moved, pushed, tables, text

from scheduler.solve.model import Model
from scheduler.solve.rules import order

OVER = tables({("d1", "A"): 3, ("d1", "B"): 3, ("d2", "A"): 3})


def test_higher_bands_have_no_lower_rates() -> None:
    given = case(text("solve = true"), OVER)
    high = pushed(given, order.RULE)
    assert not list(order.RULE.broken(given, moved(high, given, ("t1", ("d2", "A")), -9)))
    assert not list(order.RULE.broken(given, moved(high, given, ("t1", ("d1", "A")), -1)))
    assert [ask.key for ask in order.RULE.broken(given, moved(high, given, ("t1", ("d1", "B")), -1))] == ["order|t1"]


def test_the_order_is_built() -> None:
    given = case(text("solve = true"), OVER)
    model = Model(given)
    for ask in order.RULE.state(given):
        order.RULE.build(model, ask)
    low, high = ("t1", ("d1", "A")), ("t1", ("d1", "B"))
    assert model.solve(model.rate(high) - model.rate(low), 10).value == 0
