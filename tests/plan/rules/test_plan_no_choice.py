"""Slots that only as many can take as they ask leave nothing to draw."""

from breaches import crowd, found, office
from county import inspector, task, team

from inspectors.model import Inspector
from scheduler.plan.rules.no_choice import RULE


def said(*roster: Inspector) -> list[tuple[object, object]]:
    told = found(RULE, office([task("a", (team("health", 2, "x"),))], roster))
    return [(params["asked"], params["names"]) for params in told]


def test_one_with_the_qualification() -> None:
    one, other = inspector("x1", "health", "x"), inspector("x2", "health", "x")
    assert said(*crowd(2), one) == [(("x",), "x1")]
    assert said(*crowd(2), one, other) == []


def test_no_more_than_the_team_needs() -> None:
    one, other = inspector("x1", "health", "x"), inspector("x2", "health", "x")
    assert said(one, other) == [(("x",), "x1, x2"), (("general",), "x1, x2")]


def test_too_few_is_another_rule_s() -> None:
    assert said(inspector("x1", "health", "x")) == []
