"""Least numbers: no rounding falls short of them; by how many it does otherwise; weights."""

from solving import case, found, moved, pushed, tables, text

from scheduler.solve.case import Answer
from scheduler.solve.rules import mandates

OVER = tables({("d1", "A"): 7, ("d2", "A"): 5}, people=20)


def test_a_node_s_expectation_rounded_down_is_its_least_number() -> None:
    given = case(text('solve = true\nmandates = [{ least = 3, node = ["d1"] }, { least = "40%" }]'), OVER)
    low = pushed(given, mandates.RULE, up=False)
    assert low.rates["t1", ("d1", "A")] >= 3 * given.step * 10 / 7
    d1, all_ = (ask.about for ask in mandates.RULE.state(given))
    assert (d1.least, all_.least) == (3, 5)
    down = moved(low, given, ("t1", ("d1", "A")), -int(low.rates["t1", ("d1", "A")] / given.step) + 1)
    assert mandates.short(given, d1, down) == 3


def test_what_cannot_be_had_is_missed_where_it_weighs_least() -> None:
    heavy = '{ least = 6, node = ["d1"], weight = 9 }'
    plan = text(
        f'solve = true\nmandates = [{heavy}, {{ least = 5, node = ["d2"] }}]',
        limit=9,
        solver='step = "1/35"\nspare = 0',
    )
    result = found(plan, tables({("d1", "A"): 7, ("d2", "A"): 5}, people=2))
    assert result.text is not None
    assert b'node = ["d2"], short = 2' in result.text
    assert b"weight = 9, short" not in result.text
    assert result.outcome.goals[0].value == 2
    assert result.why is not None
    assert result.why.verdict == "no"
    assert {one.rule.code for one in result.why.statements} == {"mandate", "capacity"}
    assert result.answer is not None
    assert isinstance(result.answer, Answer)
