"""Qualification: its predicate, and a seat taken by somebody without it."""

from dataclasses import replace

import county
import pytest
from seats import drawn, facts, seated, who

from inspectors.eligibility import Asked
from inspectors.rules.qualification import RULE
from scheduler import facts as facts_module


@pytest.mark.parametrize(("asked", "out"), [(None, False), ("x-ray", False), ("school", True)])
def test_whom_it_speaks_against(asked: str | None, out: bool) -> None:
    assert RULE.check(who("i1", qualifications=("x-ray",)), Asked("health", asked, False)) is out


def test_a_seat_without_the_qualification_is_caught() -> None:
    tasks = (county.task("a", (county.team("health", 2, "x-ray"),), "1"),)
    given = facts(who("x1", qualifications=("x-ray",)), who("i1"), tasks=tasks)
    assert seated(given, "i1", 1) == ["t1/1 slot 1: qualification speaks against i1"]
    assert seated(given, "i1", 2) == seated(given, "x1", 1) == []


def test_a_builder_that_forgets_it_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    tasks = (county.task("a", (county.team("health", 2, "x-ray"),), "1"),)
    given = facts(who("x1", qualifications=("x-ray",)), who("i1"), who("i2"), tasks=tasks)
    assert drawn(given) == set()
    whole = facts_module._inspector
    monkeypatch.setattr(
        facts_module, "_inspector", lambda i, plan: replace(whole(i, plan), qualifications=frozenset({"x-ray"}))
    )
    assert drawn(given) == {"qualification speaks against i1", "qualification speaks against i2"}
