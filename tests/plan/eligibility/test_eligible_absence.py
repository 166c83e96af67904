"""Absence after the draw: its predicate, and a later seat in spite of it."""

from seats import facts, seated, who

from inspectors.eligibility import Since
from inspectors.rules import out_since
from inspectors.rules.absence import RULE

GIVEN = facts(who("i1"), who("i2"), who("i3"))


def away(inspector: str, *periods: str) -> tuple[str, dict[str, object]]:
    return "absence", {"inspector": inspector, "periods": list(periods)}


def test_whom_it_speaks_against() -> None:
    assert out_since("i1", Since(absent=frozenset({"i1"}))) is RULE
    assert out_since("i1", Since(absent=frozenset({"i2"}))) is None


def test_a_seat_drawn_by_the_absence_or_later_is_caught() -> None:
    wrong = ["t1/1 slot 2: absence speaks against i1"]
    assert seated(GIVEN, "i1", 2, away("i1", "p1")) == wrong
    assert seated(GIVEN, "i1", 2, away("i1", "p2", "p1"), away("i2", "p1")) == wrong
    assert seated(GIVEN, "i1", 2, away("i1", "p2")) == []
    assert seated(GIVEN, "i1", 2, away("i2", "p1")) == []
