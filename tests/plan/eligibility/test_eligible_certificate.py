"""Certificate: builder and checker agree, and a builder that is a day off is caught."""

from datetime import date, timedelta

import pytest
from seats import SPAN, broken, facts, faults, seated, who

from inspectors.rules.certificate import RULE

DAY = timedelta(1)


@pytest.mark.parametrize(
    ("until", "out"), [(SPAN.ends - DAY, True), (SPAN.ends, False), (None, False), (date(2020, 1, 1), True)]
)
def test_whom_it_speaks_against(until: date | None, out: bool) -> None:
    one = who("i1", certificate_until=until)
    assert RULE.build(one, SPAN, ()) is RULE.check(one, SPAN, ()) is out


def test_a_builder_that_is_a_day_off_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    roster = (who("i1", certificate_until=SPAN.ends), who("i2", certificate_until=SPAN.ends - DAY), who("i3"))
    assert faults(facts(*roster)) == []
    broken(monkeypatch, RULE, lambda i, span, _: bool(i.certificate_until) and i.certificate_until <= span.ends)
    assert faults(facts(*roster)) == ["i1 in p1: no rule speaks against them"]
    monkeypatch.undo()
    broken(monkeypatch, RULE, lambda i, span, _: bool(i.certificate_until) and i.certificate_until < span.begins)
    assert faults(facts(*roster)) == ["i2 in p1: certificate was overlooked"]


def test_a_seat_in_spite_of_it_is_caught() -> None:
    given = facts(who("i1"), who("i2", certificate_until=SPAN.begins))
    assert seated(given, "i2") == ["t1/1 slot 1: certificate speaks against i2"]
