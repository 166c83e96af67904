"""Merged visits that ask what nobody has."""

from breaches import crowd, found, office
from county import inspector, task, team

from scheduler.plan.rules.team_together import RULE

ROSTER = (*crowd(2, lead=True), inspector("x1", "health", "x"), inspector("y1", "health", "y"))


def test_a_lead_that_falls_on_a_slot_with_a_qualification() -> None:
    wanted = [task("a", (team("health", 2, "x", "y"),)), task("b", (team("health", 2, lead=True),))]
    told = found(RULE, office(wanted, ROSTER))
    assert told == [{"tasks": "a, b", "department": "health", "asked": ("x", "lead")}]


def test_tasks_that_do_not_meet() -> None:
    apart = [task("a", (team("health", 2, "x", "y"),)), task("b", (team("health", 2, lead=True),), periods=("p2",))]
    assert found(RULE, office(apart, ROSTER, weights=(1, 1))) == []
