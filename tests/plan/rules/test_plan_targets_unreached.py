"""Active targets in no scope are counted."""

from dataclasses import replace

from breaches import found, office
from county import targets, task, team

from inventories.frame import Scope
from scheduler.plan.rules.targets_unreached import RULE


def test_a_district_that_no_task_has() -> None:
    wanted = [task("a", (team(),), scope=Scope((("district", ("d1",)),)))]
    pool = targets({"d1": 9, "d2": 4})
    assert found(RULE, office(wanted, targets=pool)) == [{"number": 4, "categories": "c1 4"}]
    closed = tuple(replace(t, status="closed") if t.district == "d2" else t for t in pool)
    assert found(RULE, office(wanted, targets=closed)) == []
