"""Teams larger than the department."""

from breaches import crowd, found, office
from county import inspector, task, team

from scheduler.plan.rules.too_few_of_department import RULE


def test_three_officers_of_two() -> None:
    wanted = [task("a", (team("health", 3, "x", "y"),))]
    assert found(RULE, office(wanted, crowd(2))) == [{"task": "a", "department": "health", "asked": 3, "found": 2}]
    assert found(RULE, office(wanted, (*crowd(2), inspector("i2", active=False)))) != []
    assert found(RULE, office(wanted, crowd(3))) == []
