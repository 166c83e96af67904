"""Conflict of interest: builder and checker agree, and a builder that forgets something is caught."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from seats import OTHER, SPAN, TARGET, at, broken, facts, faults, seated, who

from inspectors.eligibility import At, Known, Names
from inspectors.model import Conflict
from inspectors.rules.conflict import RULE
from inventories.model import Target

DAY = timedelta(1)
KNOWN = Known((who("i1"), who("i2")), (), SPAN, 1, SPAN.begins)


@pytest.mark.parametrize(
    ("declared", "barred"),
    [
        (Conflict("c", "i1", "target", "t1", "kin"), True),
        (Conflict("c", "i1", "entity", "E1"), True),
        (Conflict("c", "i1", "owner", "Wang"), True),
        (Conflict("c", "i1", "owner", "E1"), False),
        (Conflict("c", "i1", "target", "t2"), False),
        (Conflict("c", "i2", "target", "t1"), False),
        (Conflict("c", "i1", "target", "t1", ends=SPAN.begins - DAY), False),
        (Conflict("c", "i1", "target", "t1", ends=SPAN.begins), True),
        (Conflict("c", "i1", "target", "t1", begins=SPAN.ends), True),
        (Conflict("c", "i1", "target", "t1", begins=SPAN.ends + DAY), False),
        (Conflict("c", "i1", "target", "t1", begins=date(2026, 1, 9), ends=date(2026, 1, 8)), False),
    ],
)
def test_whom_it_speaks_against(declared: Conflict, barred: bool) -> None:
    known = replace(KNOWN, conflicts=(declared,))
    assert ("i1" in RULE.build(known)(at())) is RULE.check(who("i1"), at(), known) is barred


def test_an_unknown_owner_is_nobodys_relative() -> None:
    known, nameless = replace(KNOWN, conflicts=(Conflict("c", "i1", "owner", ""),)), at(replace(TARGET, owner=""))
    assert RULE.build(known)(nameless) == frozenset()
    assert not RULE.check(who("i1"), nameless, known)


def test_a_conflict_with_a_merged_target_counts_for_the_one_that_stands() -> None:
    merged = Target("t3", "Three", "d1", "clinic", merged_into="t2")
    known = replace(KNOWN, conflicts=(Conflict("c", "i1", "target", "t3"),))
    both = At(OTHER, (OTHER, merged))
    assert RULE.build(known)(both) == {"i1"}
    assert RULE.check(who("i1"), both, known)


CONFLICTS = (
    Conflict("1", "i1", "target", "t1"),
    Conflict("2", "i1", "owner", "Li", ends=SPAN.begins - DAY),
    Conflict("3", "i2", "entity", "E2"),
)


def test_no_kind_of_conflict_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    given = (who("i1"), who("i2"), who("i3"))
    assert faults(facts(*given, conflicts=CONFLICTS)) == []

    def only(known: Known, kept: tuple[Conflict, ...]) -> object:
        return RULE.build(replace(known, conflicts=kept))

    broken(monkeypatch, RULE, lambda known: lambda _: Names())
    assert faults(facts(*given, conflicts=CONFLICTS)) == [
        "i1 at t1: conflict was overlooked",
        "i2 at t2: conflict was overlooked",
    ]
    monkeypatch.undo()
    broken(monkeypatch, RULE, lambda known: only(known, tuple(replace(c, ends=None) for c in known.conflicts)))
    assert faults(facts(*given, conflicts=CONFLICTS)) == ["i1 at t2: no rule speaks against them"]


def test_a_seat_in_spite_of_it_is_caught() -> None:
    assert seated(facts(who("i1"), who("i2"), conflicts=CONFLICTS), "i1") == ["t1/1 slot 1: conflict speaks against i1"]
