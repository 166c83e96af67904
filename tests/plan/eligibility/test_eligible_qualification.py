"""Qualification: its predicate, and a seat taken by somebody without it."""

import county
import pytest
from seats import facts, seated, who

from inspectors.eligibility import Asked
from inspectors.rules.qualification import RULE


@pytest.mark.parametrize(("asked", "out"), [(None, False), ("x-ray", False), ("school", True)])
def test_whom_it_speaks_against(asked: str | None, out: bool) -> None:
    assert RULE.check(who("i1", qualifications=("x-ray",)), Asked("health", asked, False)) is out


def test_a_seat_without_the_qualification_is_caught() -> None:
    tasks = (county.task("a", (county.team("health", 2, "x-ray"),), "1"),)
    given = facts(who("x1", qualifications=("x-ray",)), who("i1"), tasks=tasks)
    assert seated(given, "i1", 1) == ["t1/1 slot 1: qualification speaks against i1"]
    assert seated(given, "i1", 2) == seated(given, "x1", 1) == []
