"""Absence after the draw: its predicate, and a later seat in spite of it."""

import pytest
from seats import drawn, facts, seated, who

from inspectors.eligibility import Since
from inspectors.rules import out_since
from inspectors.rules.absence import RULE
from scheduler.draw import events
from scheduler.draw.teams import Rules

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


def test_a_draw_core_that_forgets_it_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    acts = [away(name, "p1") for name in ("i1", "i2")]
    assert drawn(GIVEN, *acts) == set()
    monkeypatch.setattr(events, "Rules", lambda barred, last, _absent: Rules(barred, last, frozenset()))
    assert drawn(GIVEN, *acts) == {"absence speaks against i1", "absence speaks against i2"}
