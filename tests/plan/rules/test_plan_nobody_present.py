"""Periods in which a whole department is absent."""

from datetime import timedelta

from breaches import crowd, found, office
from county import FIRST, task, team

from inspectors.model import Leave
from scheduler.plan.rules.nobody_present import RULE


def test_a_department_on_leave_for_half_of_a_period() -> None:
    away = tuple(Leave(f"l{k}", f"i{k}", FIRST, FIRST + timedelta(15)) for k in range(3))
    wanted = [task("a", (team(),), periods=("p1", "p2")), task("b", (team(),), periods=("p2",))]
    told = found(RULE, office(wanted, crowd(3), weights=(1, 1), leave=away))
    assert told == [{"department": "health", "period": "p1", "tasks": "a"}]
    assert found(RULE, office(wanted, crowd(3), weights=(1, 1), leave=away[:2])) == []
