"""Named from above: builder and checker agree, and a builder that lets others in is caught."""

from dataclasses import replace

import county
import pytest
from seats import SPAN, at, broken, facts, faults, seated, who

from inspectors.eligibility import Known, Names
from inspectors.rules.assigned import RULE
from inventories.model import Assigned
from scheduler.plan.model import TaskPlan

ROSTER = (who("i1"), who("i2"), who("i3"), who("m1", department="market"))
KNOWN = Known(ROSTER, (), SPAN, 1, SPAN.begins)
LIST = (
    Assigned("1", "a", "t1", "city", "list", inspectors=("i1", "i2")),
    Assigned("2", "a", "t2", "city", "list"),
    Assigned("3", "a", "t1", "city", "former", inspectors=("i3",), gone=county.FIRST),
)


def task() -> TaskPlan:
    return county.task("a", (county.team(),), "1", from_above=True, strata=())


@pytest.mark.parametrize(
    ("named", "barred"),
    [
        ({}, set()),
        ({"health": frozenset({"i1"})}, {"i2", "i3"}),
        ({"market": frozenset({"m1"})}, set()),
        ({"health": frozenset()}, set()),
    ],
)
def test_whom_it_speaks_against(named: dict[str, Names], barred: set[str]) -> None:
    here = at(named=named)
    assert RULE.build(KNOWN)(here) == {i.id for i in ROSTER if RULE.check(i, here, KNOWN)} == barred


def test_a_builder_that_lets_others_in_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    assert faults(facts(*ROSTER, tasks=(task(),), assigned=LIST)) == []
    broken(monkeypatch, RULE, lambda known: lambda _: Names())
    assert faults(facts(*ROSTER, tasks=(task(),), assigned=LIST)) == ["i3 at t1: assigned was overlooked"]
    monkeypatch.undo()
    all_named = frozenset({"i1", "i2", "i3"})
    broken(monkeypatch, RULE, lambda known: lambda here: RULE.build(known)(replace(here, named={"health": all_named})))
    assert faults(facts(*ROSTER, tasks=(task(),), assigned=LIST)) == ["i3 at t1: assigned was overlooked"]


def test_a_seat_in_spite_of_it_is_caught() -> None:
    given = facts(*ROSTER, tasks=(task(),), assigned=LIST)
    assert seated(given, "i3") == ["t1/1 slot 1: assigned speaks against i3"]
    assert seated(given, "i1") == []
