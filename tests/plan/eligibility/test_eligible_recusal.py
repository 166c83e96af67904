"""Recusal after the draw: its predicate, and a later seat in spite of it."""

from seats import facts, seated, who

from inspectors.eligibility import Since
from inspectors.rules import out_since
from inspectors.rules.recusal import RULE

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
