"""Districts where area rules leave nobody."""

from breaches import crowd, found, office
from county import OWN, task, team

from inspectors.eligibility import AreaRule
from scheduler.plan.rules.district_without import RULE


def test_a_district_of_nobody() -> None:
    told = found(RULE, office([task("a", (team(area=OWN),))], crowd(4, areas=("d1",)), {"d1": 9, "d2": 4}))
    assert told == [{"tasks": "a", "department": "health", "targets": 4, "district": "d2"}]


def test_rules_of_tasks_that_share_targets_count_together() -> None:
    wanted = [task("a", (team(area=OWN),)), task("b", (team(area=AreaRule("not own")),))]
    told = found(RULE, office(wanted, crowd(4, areas=("d1",))))
    assert [(params["tasks"], params["district"]) for params in told] == [("a, b", "d1")]
    assert found(RULE, office(wanted[:1], crowd(4, areas=("d1",)))) == []
