"""Lead: its predicate, and a lead's seat taken by somebody who may not lead."""

import county
import pytest
from seats import facts, seated, who

from inspectors.eligibility import Asked
from inspectors.rules.lead import RULE


@pytest.mark.parametrize(("may", "asked", "out"), [(True, True, False), (False, True, True), (False, False, False)])
def test_whom_it_speaks_against(may: bool, asked: bool, out: bool) -> None:
    assert RULE.check(who("i1", lead=may), Asked("health", None, asked)) is out


def test_a_lead_who_may_not_lead_is_caught() -> None:
    tasks = (county.task("a", (county.team("health", 2, lead=True),), "1"),)
    given = facts(who("l1", lead=True), who("i1"), tasks=tasks)
    assert seated(given, "i1", 1) == ["t1/1 slot 1: lead speaks against i1"]
    assert seated(given, "i1", 2) == seated(given, "l1", 1) == []
