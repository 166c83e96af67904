"""The staffing proof against counting every rounding, and against real draws."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

import pytest
from county import FIRST, OWN, county, facts, inspector, plan, target, targets, task, team
from small_counties import open_slots, roundings, small

from inspectors.eligibility import Asked
from inspectors.model import Conflict, Leave
from scheduler.draw.draw import draw
from scheduler.facts import Facts, case
from scheduler.plan.attack import worst
from scheduler.plan.count import Count, count
from scheduler.plan.demand import demand
from scheduler.plan.roster import Crew, crews
from scheduler.plan.staffing import worst_case


@pytest.mark.parametrize("seed", range(150))
def test_the_worst_rounding_is_the_worst_of_all(seed: int) -> None:
    given = small(seed)
    wanted = demand(given)
    all_open = {numbers: open_slots(given, wanted, numbers) for numbers in roundings(wanted)}
    assert all_open
    result = worst_case(given)
    assert (result.open, result.at_most) == (max(all_open.values()),) * 2
    assert result.status == ("short" if result.open else "proven")
    attack = worst(wanted, crews(given, wanted), 20)
    assert all_open[attack.numbers] == attack.open == result.open
    if result.worst:
        assert result.worst.need - result.worst.capacity == result.open
        assert sum(places.number for places in result.worst.places) == result.worst.need


@pytest.mark.parametrize("seed", range(150, 200))
def test_counting_together_is_exact(seed: int) -> None:
    given = small(seed)
    wanted = demand(given)
    staff = crews(given, wanted)
    singly = [Crew((name,), c.eligible, c.limit, c.period_limits) for c in staff for name in c.inspectors]
    for numbers in list(roundings(wanted))[:20]:
        counted = count(wanted, staff, wanted.of_types(numbers))
        assert counted.open == open_slots(given, wanted, numbers)
        assert counted.open == count(wanted, singly, wanted.of_types(numbers)).open


@pytest.mark.parametrize("seed", range(40))
def test_every_expectation_lies_within_the_bounds(seed: int) -> None:
    wanted = demand(small(seed))
    for bound in wanted.bounds:
        assert bound.least <= sum(wanted.shares[s].expected for s in bound.shares) <= bound.most
    assert all(share.least <= share.expected <= share.most for share in wanted.shares)


def outcomes(given: Facts, draws: int) -> Iterator[int]:
    for k in range(draws):
        seed = hashlib.sha256(str(k).encode()).hexdigest()
        yield draw(case(given, seed, "dice:10:1", "")).open


@pytest.mark.parametrize("seed", range(200, 240))
def test_no_draw_opens_more_slots_than_the_worst_rounding(seed: int) -> None:
    given = small(seed)
    result = worst_case(given)
    if not result.not_modelled:
        assert max(outcomes(given, 25)) <= result.at_most


def one_task(limit: int, rate: str = "1/4", people: int = 2, **more: object) -> Facts:
    roster = tuple(inspector(f"i{k}") for k in range(people))
    return facts(
        plan([task("a", (team(),), rate)], limit=limit), targets=targets({"d1": 5, "d2": 5}), inspectors=roster, **more
    )


def test_enough_by_count_needs_no_solver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scheduler.plan.staffing.worst", None)
    assert (worst_case(one_task(limit=4)).status, worst_case(one_task(limit=4)).by) == ("proven", "count")


def test_short_only_in_the_worst_rounding() -> None:
    # 10 targets at 1/4: 2 or 3 visits of 2 officers, expected 5 slots of which 2 × 2 + 1 could be filled
    given = one_task(limit=2)
    result = worst_case(replace(given, cells={"a": tuple(replace(c, rate=Fraction(1, 5)) for c in given.cells["a"])}))
    assert (result.status, result.open, result.average) == ("proven", 0, 0)
    result = worst_case(given)
    assert (result.status, result.open, result.average) == ("short", 2, 1)
    assert result.worst is not None
    assert (result.worst.need, result.worst.capacity, result.worst.inspectors) == (6, 4, ("i0", "i1"))
    assert {places.districts for places in result.worst.places} == {("d1", "d2")}


def test_districts_cannot_all_be_rounded_up() -> None:
    # two districts with 1.25 each: 3 visits at most, though each district may have 2
    assert worst_case(one_task(limit=3)).status == "proven"


def test_a_shortage_names_what_is_asked_where_and_when() -> None:
    roster = (inspector("i1", "health", "x", lead=True, areas=("d1",)), inspector("i2", areas=("d1", "d2")))
    given = facts(
        plan([task("a", (team("health", 2, "x", area=OWN),), "1")], limit=9),
        targets=targets({"d1": 2, "d2": 1}),
        inspectors=roster,
    )
    result = worst_case(given)
    assert (result.status, result.open) == ("short", 1)
    assert result.worst is not None
    (places,) = result.worst.places
    assert (places.task, places.asked, places.districts, places.periods) == (
        "a",
        Asked("health", "x", False),
        ("d2",),
        ("p1",),
    )
    assert (places.number, result.worst.need, result.worst.capacity) == (1, 1, 0)
    assert result.average == 1


def test_a_conflict_of_interest_may_meet_the_worst_target() -> None:
    tables = {
        "targets": tuple(target(f"x{k}", owner=f"o{k}") for k in range(10)),
        "inspectors": (inspector("i1"), inspector("i2")),
        "conflicts": (Conflict("c", "i1", "owner", "o7"),),
    }
    result = worst_case(facts(plan([task("a", (team(),), "1/10")]), **tables))
    assert (result.status, result.open, result.average) == ("short", 1, Fraction(1, 10))


def test_pooled_groups_prove_but_do_not_accuse() -> None:
    roster = tuple(inspector(f"i{k}") for k in range(4))
    declared = tuple(Conflict(f"c{k}", f"i{k % 4}", "owner", f"o{k}") for k in range(4))
    rows = tuple(target(f"x{k}", owner=f"o{k}") for k in range(30))
    given = facts(plan([task("a", (team(),), "1/3")]), targets=rows, inspectors=roster, conflicts=declared)
    assert worst_case(given).status == "proven"
    pooled = worst_case(given, groups=2)
    assert (pooled.status, pooled.open) == ("undecided", 0)
    assert pooled.at_most > 0
    assert [message.code for message in pooled.not_modelled] == ["staffing-pooled"]


def test_no_time_is_no_verdict() -> None:
    result = worst_case(county(limit=12), seconds=0)
    assert (result.status, result.open) == ("undecided", 0)
    assert result.at_most >= 80
    assert result.average == 80


def test_a_solver_that_miscounts_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scheduler.plan.staffing.count", lambda *given: Count(Fraction(9), None))
    with pytest.raises(AssertionError, match="validator"):
        worst_case(one_task(limit=2))


def test_periods_with_the_same_absences_count_as_one() -> None:
    rows, roster = targets({"d1": 8}), (inspector("i1"), inspector("i2"), inspector("i3"))
    wanted = [task("a", (team(),), "1/2", periods=("p1", "p2", "p3"))]
    given = facts(plan(wanted, (1, 1, 1)), targets=rows, inspectors=roster)
    assert [kind.periods for kind in demand(given).types] == [("p1", "p2", "p3")]
    away = facts(
        plan(wanted, (1, 1, 1)),
        targets=rows,
        inspectors=roster,
        leave=(Leave("l", "i1", FIRST, FIRST + timedelta(29)),),
    )
    assert [kind.periods for kind in demand(away).types] == [("p1",), ("p2", "p3")]
    assert "staffing-bunching" in [message.code for message in worst_case(away).not_modelled]


def test_merged_visits_are_covered_only_if_one_task_asks_it_all() -> None:
    rows = targets({"d1": 8})

    def left_out(first: object, second: object) -> list[str]:
        given = facts(plan([task("a", (first,)), task("b", (second,))]), targets=rows)  # type: ignore[arg-type]
        return [message.code for message in worst_case(given).not_modelled]

    assert left_out(team("health", 2, "x"), team("health", 2)) == []
    assert left_out(team("health", 2), team("insurance", 2)) == []
    assert left_out(team("health", 2, "x"), team("health", 2, lead=True)) == ["staffing-merged"]
    assert left_out(team("health", 1, "x"), team("health", 1, "y")) == ["staffing-merged"]


@pytest.mark.parametrize(("limit", "status"), [(40, "proven"), (20, "proven")])
def test_a_real_county_is_proved_in_seconds(limit: int, status: str) -> None:
    assert worst_case(county(limit=limit)).status == status
