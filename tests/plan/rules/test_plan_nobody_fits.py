"""Slots that nobody of the department fits."""

from breaches import crowd, found, office
from county import inspector, task, team

from scheduler.plan.rules.nobody_fits import RULE


def test_qualifications_and_a_lead_nobody_has() -> None:
    told = found(RULE, office([task("a", (team("health", 3, "x", "y", lead=True),))], crowd(2)))
    assert [(params["asked"], params["department"]) for params in told] == [
        (("x",), "health"), (("y",), "health"), (("lead",), "health"),
    ]  # fmt: skip


def test_somebody_has_them() -> None:
    roster = (*crowd(2, lead=True), inspector("x", "health", "x"), inspector("y", "health", "y"))
    assert found(RULE, office([task("a", (team("health", 3, "x", "y", lead=True),))], roster)) == []


def test_a_department_that_nobody_is_of_is_another_rule_s() -> None:
    assert found(RULE, office([task("a", (team("police", 1),))])) == []
