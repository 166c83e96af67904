"""More visits of a task than a limit allows are noted."""

import pytest
from breaches import of_text

from scheduler.plan.rules.visits_above_cap import RULE


@pytest.mark.parametrize(
    ("limit", "warned"), [("per_agency = 1", True), ("all_levels = 1", True), ("all_levels = 2", False)]
)
def test_two_visits_and_a_limit(limit: str, warned: bool) -> None:
    twice = ('periods = ["q2"]', 'visits = [["q1"], ["q2"]]')
    problems = of_text(RULE, twice, more=f"\n[caps]\n{limit}\n")
    assert [(p.warning, p.params["n"], p.params["limit"]) for p in problems] == [(True, 2, 1)] * warned
