"""Area: builder and checker agree, and a builder that takes one rule for all is caught."""

from dataclasses import replace

import county
import pytest
from seats import SPAN, at, broken, facts, faults, seated, who

from inspectors.eligibility import AreaRule, Known, Names
from inspectors.rules.area import RULE

KNOWN = Known((who("i1"),), (), SPAN, 1, SPAN.begins)


@pytest.mark.parametrize(
    ("rule", "barred"),
    [
        (AreaRule(), False),
        (AreaRule("own"), False),
        (AreaRule("not own"), True),
        (AreaRule("pairs", (("d1", ("d1", "d2")),)), False),
        (AreaRule("pairs", (("d1", ("d2",)),)), True),
        (AreaRule("pairs", (("d2", ("d1",)),)), True),
    ],
)
def test_whom_it_speaks_against(rule: AreaRule, barred: bool) -> None:
    here = at(county.target("t1"), AreaRule(), rule)
    assert ("i1" in RULE.build(KNOWN)(here)) is RULE.check(who("i1"), here, KNOWN) is barred


def test_the_rule_of_another_department_does_not_count() -> None:
    here = replace(at(), areas=(("market", AreaRule("not own")),))
    assert RULE.build(KNOWN)(here) == frozenset()
    assert not RULE.check(who("i1"), here, KNOWN)


def test_every_task_s_rule_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    tasks = (
        county.task("a", (county.team(area=AreaRule("own")),), "1"),
        county.task("b", (county.team(area=AreaRule("pairs", (("d1", ("d3",)),))),), "1"),
    )
    roster = (who("i1"), who("i2", areas=("d1", "d3")), who("i3", areas=("d2",)))
    assert faults(facts(*roster, tasks=tasks)) == []
    broken(monkeypatch, RULE, lambda known: lambda here: RULE.build(known)(replace(here, areas=here.areas[:1])))
    assert faults(facts(*roster, tasks=tasks)) == ["i1 at t1: area was overlooked", "i3 at t2: area was overlooked"]
    monkeypatch.undo()
    broken(monkeypatch, RULE, lambda known: lambda _: Names(i.id for i in known.inspectors))
    assert faults(facts(*roster, tasks=tasks)) == ["i2 at t1: no rule speaks against them"]


def test_a_seat_in_spite_of_it_is_caught() -> None:
    tasks = (county.task("a", (county.team(area=AreaRule("own")),), "1"),)
    given = facts(who("i1"), who("i2", areas=("d2",)), tasks=tasks)
    assert seated(given, "i2") == ["t1/1 slot 1: area speaks against i2"]
    assert seated(given, "i1") == []
