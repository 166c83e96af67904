"""Fewer places than slots in the worst rounding."""

import pytest
from breaches import crowd, found, office
from county import task, team

from scheduler.plan.rules.too_few_places import RULE


@pytest.mark.parametrize(("limit", "short"), [(17, True), (18, False)])
def test_eighteen_visits_of_two(limit: int, short: bool) -> None:
    told = found(RULE, office([task("a", (team(),), "1/2")], crowd(2), {"d1": 36}, limit=limit))
    assert told == [{"department": "health", "asked": 36, "places": 34}] * short


def test_nobody_at_all_is_another_rule_s() -> None:
    assert found(RULE, office([task("a", (team("police"),), "1/2")])) == []
