"""Fewer than one in ten places spare."""

import pytest
from breaches import crowd, found, office
from county import task, team

from scheduler.plan.rules.few_places_spare import RULE


@pytest.mark.parametrize(("limit", "few"), [(20, False), (19, True), (18, True), (17, False)])
def test_eighteen_visits_of_two(limit: int, few: bool) -> None:
    told = found(RULE, office([task("a", (team(),), "1/2")], crowd(2), {"d1": 36}, limit=limit))
    assert told == [{"department": "health", "asked": 36, "places": 2 * limit}] * few
