"""Recusal after the draw: its predicate, and a later seat in spite of it."""

import pytest
from seats import drawn, facts, seated, who

from inspectors.eligibility import Since
from inspectors.rules import out_since
from inspectors.rules.recusal import RULE
from scheduler.draw.events import State

GIVEN = facts(who("i1"), who("i2"), who("i3"))


def recused(inspector: str, target: str) -> tuple[str, dict[str, str]]:
    return "recusal", {"inspector": inspector, "target": target}


def test_whom_it_speaks_against() -> None:
    assert out_since("i1", Since(recused=frozenset({"i1"}))) is RULE
    assert out_since("i1", Since(recused=frozenset({"i2"}))) is None


def test_a_seat_drawn_by_the_recusal_or_later_is_caught() -> None:
    wrong = ["t1/1 slot 1: recusal speaks against i1"]
    assert seated(GIVEN, "i1", 1, recused("i1", "t1")) == wrong
    assert seated(GIVEN, "i1", 1, recused("i1", "t1"), recused("i2", "t1")) == wrong
    assert seated(GIVEN, "i1", 1, recused("i1", "t2")) == []
    assert seated(GIVEN, "i1", 1, recused("i2", "t1")) == []


def test_a_seat_drawn_before_stands() -> None:
    assert seated(GIVEN, "i1") == []


def test_a_draw_core_that_forgets_it_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    acts = [recused(name, "t1") for name in ("i1", "i2")]
    assert drawn(GIVEN, *acts) == set()
    monkeypatch.setattr(State, "barred_from", lambda state, target: state.case.barred.get(target, frozenset()))
    assert drawn(GIVEN, *acts) == {"recusal speaks against i1", "recusal speaks against i2"}
