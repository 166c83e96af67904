"""Rotation: builder and checker agree, and a builder that looks too far back, or not far enough, is caught."""

from dataclasses import replace
from datetime import date

import pytest
from seats import SPAN, TARGET, at, broken, facts, faults, seated, who

from inspectors.eligibility import Known, Names
from inspectors.rules.rotation import RULE
from inventories.model import PastVisit

ROSTER = tuple(who(f"i{k}") for k in range(1, 6))
KNOWN = Known(ROSTER, (), SPAN, 1, date(2026, 1, 5))
HISTORY = (
    PastVisit("1", "t1", date(2025, 5, 1), inspectors=("i1", "i2", "left")),
    PastVisit("2", "t1", date(2025, 5, 1), "market", ("i3",)),
    PastVisit("3", "t1", date(2024, 5, 1), inspectors=("i1", "i4")),
    PastVisit("4", "t1", date(2026, 5, 1), inspectors=("i5",)),
)


@pytest.mark.parametrize(
    ("rotation", "last"),
    [(1, {"i1", "i2", "i3"}), (2, {"i1", "i2", "i3", "i4"}), (9, {"i1", "i2", "i3", "i4"}), (0, set())],
)
def test_the_last_visitors_are_those_of_the_last_days_of_visit(rotation: int, last: set[str]) -> None:
    known, here = replace(KNOWN, rotation=rotation), at(history=HISTORY)
    assert RULE.build(known)(here) == {i.id for i in ROSTER if RULE.check(i, here, known)} == last


def test_a_builder_that_looks_elsewhere_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    assert faults(facts(*ROSTER, history=HISTORY)) == []
    broken(monkeypatch, RULE, lambda known: RULE.build(replace(known, rotation=2)))
    assert faults(facts(*ROSTER, history=HISTORY)) == ["i4 at t1: no rule speaks against them"]
    monkeypatch.undo()
    broken(monkeypatch, RULE, lambda known: RULE.build(replace(known, as_of=date.max)))
    assert "i5 at t1: no rule speaks against them" in faults(facts(*ROSTER, history=HISTORY))
    monkeypatch.undo()
    broken(monkeypatch, RULE, lambda known: lambda _: Names())
    assert len(faults(facts(*ROSTER, history=HISTORY))) == 3


def test_the_last_visitors_are_eligible_all_the_same() -> None:
    assert RULE.last
    given = facts(*ROSTER, history=HISTORY)
    assert (given.last["t1"], given.barred["t1"]) == ({"i1", "i2", "i3"}, frozenset())
    assert seated(given, "i1") == []


def test_visits_at_a_merged_target_count() -> None:
    merged = replace(TARGET, id="t0", merged_into="t1")
    given = facts(*ROSTER, history=(replace(HISTORY[0], target="t0"),), targets=(TARGET, merged))
    assert given.last["t1"] == {"i1", "i2"}
    assert faults(given) == []
