"""Departments that nobody is of."""

from breaches import found, office
from county import inspector, task, team

from scheduler.plan.rules.nobody_of_department import RULE


def test_a_department_that_is_not_on_the_roster() -> None:
    assert found(RULE, office([task("a", (team(), team("police", 1)))])) == [{"task": "a", "department": "police"}]
    left = inspector("p", "police", active=False)
    assert found(RULE, office([task("a", (team("police", 1),))], [left])) == [{"task": "a", "department": "police"}]
    assert found(RULE, office()) == []
