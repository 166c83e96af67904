"""Status: builder and checker agree, and a builder that does not look is caught."""

import pytest
from seats import SPAN, broken, facts, faults, seated, who

from inspectors.rules import absent
from inspectors.rules.inactive import RULE


@pytest.mark.parametrize("active", [True, False])
def test_whom_it_speaks_against(active: bool) -> None:
    one = who("i1", active=active)
    assert RULE.build(one, SPAN, ()) is RULE.check(one, SPAN, ()) is (not active)
    assert (absent(one, SPAN, ()) is RULE) is not active


@pytest.mark.parametrize("answer", [True, False])
def test_a_builder_that_does_not_look_is_caught(monkeypatch: pytest.MonkeyPatch, answer: bool) -> None:
    roster = (who("i1"), who("i2", active=False))
    assert faults(facts(*roster)) == []
    broken(monkeypatch, RULE, lambda *_: answer)
    wrong = "i1 in p1: no rule speaks against them" if answer else "i2 in p1: inactive was overlooked"
    assert faults(facts(*roster)) == [wrong]


def test_a_seat_in_spite_of_it_is_caught() -> None:
    assert seated(facts(who("i1"), who("i2", active=False)), "i2") == ["t1/1 slot 1: inactive speaks against i2"]
