"""Lead: its predicate, and a lead's seat taken by somebody who may not lead."""

from dataclasses import replace

import county
import pytest
from seats import drawn, facts, seated, who

from inspectors.eligibility import Asked
from inspectors.rules.lead import RULE
from scheduler import facts as facts_module


@pytest.mark.parametrize(("may", "asked", "out"), [(True, True, False), (False, True, True), (False, False, False)])
def test_whom_it_speaks_against(may: bool, asked: bool, out: bool) -> None:
    assert RULE.check(who("i1", lead=may), Asked("health", None, asked)) is out


def test_a_lead_who_may_not_lead_is_caught() -> None:
    tasks = (county.task("a", (county.team("health", 2, lead=True),), "1"),)
    given = facts(who("l1", lead=True), who("i1"), tasks=tasks)
    assert seated(given, "i1", 1) == ["t1/1 slot 1: lead speaks against i1"]
    assert seated(given, "i1", 2) == seated(given, "l1", 1) == []


def test_a_builder_that_forgets_it_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    tasks = (county.task("a", (county.team("health", 2, lead=True),), "1"),)
    given = facts(who("l1", lead=True), who("i1"), who("i2"), tasks=tasks)
    assert drawn(given) == set()
    whole = facts_module._inspector
    monkeypatch.setattr(facts_module, "_inspector", lambda i, plan: replace(whole(i, plan), lead=True))
    assert drawn(given) == {"lead speaks against i1", "lead speaks against i2"}
