"""A rule that is put into the list counts everywhere: in what the draw is told, in the audit, and in words."""

from collections.abc import Callable

import pytest
from seats import drawn, facts, faults, who

from inspectors import rules
from inspectors.eligibility import At, Known, Names
from inspectors.model import Inspector
from inspectors.rules.rule import TargetRule
from inventories.problems import Message


def build(known: Known) -> Callable[[At], Names]:
    return lambda at: frozenset(i.id for i in known.inspectors if i.certificate == at.target.owner)


def check(inspector: Inspector, at: At, _known: Known) -> bool:
    return at.target.owner == inspector.certificate


RULE = TargetRule("namesake", "namesake", "made up", Message("namesake", "has the owner's name"), build, check)


def test_it_is_kept_and_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    roster = (who("i1"), who("i2"), who("i3", certificate="Wang"))
    assert facts(*roster).barred["t1"] == frozenset()
    monkeypatch.setattr(rules, "RULES", (*rules.RULES, RULE))
    given = facts(*roster)
    assert (given.barred["t1"], given.barred["t2"]) == ({"i3"}, frozenset())
    assert given.why_barred("i3", "t1") is RULE
    assert faults(given) == []
    assert drawn(given) == set()


def test_what_was_drawn_without_it_is_against_it(monkeypatch: pytest.MonkeyPatch) -> None:
    given = facts(who("i1"), who("i2"), who("i3", certificate="Wang"))
    given.barred["t1"], given.last["t1"]  # the draw is told before the rule is there
    monkeypatch.setattr(rules, "RULES", (*rules.RULES, RULE))
    assert faults(given) == ["i3 at t1: namesake was overlooked"]
    assert drawn(given) == {"namesake speaks against i3"}
