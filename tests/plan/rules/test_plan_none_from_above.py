"""A task whose list is missing."""

from breaches import found, office
from county import task, team

from inventories.model import Assigned
from scheduler.plan.rules.none_from_above import RULE

ABOVE = task("b", (team(),), from_above=True, strata=())


def test_a_list_that_has_not_come() -> None:
    assert found(RULE, office([task("a", (team(),)), ABOVE])) == [{"task": "b"}]
    came = (Assigned("1", "b", "d1-00000", "city", "list"),)
    assert found(RULE, office([task("a", (team(),)), ABOVE], assigned=came)) == []
