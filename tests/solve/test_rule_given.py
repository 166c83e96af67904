"""Rates that the plan gives take places, unless one asks what would be without them."""

from solving import case, tables, text

from scheduler.solve.model import GIVEN, Model
from scheduler.solve.question import question
from scheduler.solve.rules import RULES, given


def test_given_rates_take_places_where_they_hold() -> None:
    plan = text('rate = "100%"', 'solve = { bounds = { A = ["70%", "100%"] } }', limit=15)
    over = case(plan, tables({("d1", "A"): 10}, people=2))
    asked = question(over)
    every = frozenset(one.key for one in asked.statements)
    assert asked.holds(every) == asked.holds(every, second=True) == "no"
    assert asked.holds(every - {GIVEN + "t1"}) == "yes"
    assert asked.suggested() <= every


def test_an_answer_says_which_given_rates_it_leaves_out() -> None:
    over = case(text('rate = "100%"', "solve = true"), tables({("d1", "A"): 10}, people=2))
    model = Model(over)
    for rule in RULES:
        for ask in rule.state(over):
            rule.build(model, ask)
    found = model.solve(None, 10, keys=frozenset())
    assert found.answer is not None
    assert [ask.key for ask in given.RULE.broken(over, found.answer)] == [GIVEN + "t1"]
