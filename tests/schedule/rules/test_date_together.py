"""Each visit has one day for its whole team, or the schedule is not whole."""

from cases import BASE, breaks, good

from scheduler.schedule.rules import together


def test_a_visit_without_a_day_is_seen() -> None:
    assert breaks({name: p for name, p in good().items() if name != "t3/1"}) == {together.RULE.code: {"t3/1"}}


def test_a_visit_that_is_none_is_seen() -> None:
    placed = good()
    assert breaks({**placed, "x/1": placed["t1/1"]}) == {together.RULE.code: {"x/1"}}


def test_it_states_how_many() -> None:
    (ask,) = together.RULE.state(BASE)
    assert ask.params["n"] == 3
