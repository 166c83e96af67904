"""Department: its predicate, and a seat taken by somebody of another department."""

from dataclasses import replace

import pytest
from seats import drawn, facts, seated, who

from inspectors.eligibility import Asked
from inspectors.rules import unfit
from inspectors.rules.department import RULE
from scheduler import facts as facts_module


@pytest.mark.parametrize(("department", "out"), [("health", False), ("market", True), ("", True)])
def test_whom_it_speaks_against(department: str, out: bool) -> None:
    assert RULE.check(who("i1"), Asked(department, None, False)) is out


def test_it_is_named_first() -> None:
    assert unfit(who("i1"), Asked("market", "x-ray", True)) is RULE


def test_a_seat_of_another_department_is_caught() -> None:
    given = facts(who("i1"), who("i2"), who("m1", department="market"))
    assert seated(given, "m1") == ["t1/1 slot 1: department speaks against m1"]
    assert seated(given, "i1") == []


def test_a_builder_that_forgets_it_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    given = facts(who("i1"), who("i2"), who("m1", department="market"))
    assert drawn(given) == set()
    whole = facts_module._inspector
    monkeypatch.setattr(facts_module, "_inspector", lambda i, plan: replace(whole(i, plan), department="health"))
    assert drawn(given) == {"department speaks against m1"}
