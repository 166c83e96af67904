"""Why a roster cannot staff a plan: the sets and the repairs, against trying every rounding."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import combinations
from random import Random
from typing import Any

import pytest
from county import ANY, FIRST, OWN, county, facts, inspector, plan, target, targets, task, team
from small_counties import open_slots, roundings, small

from inspectors.model import Inspector, Leave
from scheduler.facts import Facts
from scheduler.plan.count import count
from scheduler.plan.demand import demand
from scheduler.plan.model import Mandate
from scheduler.plan.roster import crews
from scheduler.plan.staffing import worst_case
from scheduler.plan.why.asks import asks, stated
from scheduler.plan.why.explaining import explain_shortage
from scheduler.plan.why.question import Shortfall
from scheduler.plan.why.stating import supply
from scheduler.plan.why.supply import staff
from scheduler.plan.why.written import written
from scheduler.whynot.core import Repair, WhyNot

NO_TEXT = written(b"", "")


def short_ones(number: int) -> list[Facts]:
    """The first small counties that are short."""
    found, seed = list[Facts](), 0
    while len(found) < number:
        given = small(seed)
        if worst_case(given).status == "short":
            found.append(given)
        seed += 1
    return found


SHORT = short_ones(60)


def why(given: Facts) -> WhyNot:
    (found,) = explain_shortage(given, worst_case(given), NO_TEXT)
    return found


def question(given: Facts) -> Shortfall:
    wanted, numbers = demand(given).of_department("health"), worst_case(given).numbers
    short = count(wanted, crews(given, wanted), wanted.of_types(numbers)).short
    assert short is not None
    pieces = asks(wanted, numbers, short.slots)
    people = staff(given, "health", wanted, [slot for ask in pieces for slot in ask.slots])
    told = (*(stated(ask, given, wanted, NO_TEXT) for ask in pieces), *supply(given, "health", people, NO_TEXT))
    return Shortfall(told, wanted, numbers, pieces, people)


def worst_of(given: Facts) -> int:
    """The most slots that any rounding leaves open, every visit seated on its own."""
    wanted = demand(given)
    return max(open_slots(given, wanted, numbers) for numbers in roundings(wanted))


@pytest.mark.parametrize("number", range(60))
def test_the_flow_and_the_seats_of_single_visits_agree(number: int) -> None:
    asked, random = question(SHORT[number]), Random(number)
    every = [statement.key for statement in asked.statements]
    assert asked.holds(frozenset(every)) == "no"
    for _ in range(12):
        keys = frozenset(key for key in every if random.random() < 0.7)
        assert asked.holds(keys) == asked.holds(keys, second=True)


@pytest.mark.parametrize("number", range(60))
def test_the_set_is_one_of_the_smallest(number: int) -> None:
    asked = question(SHORT[number])
    core = {statement.key for statement in why(SHORT[number]).statements}
    assert asked.holds(frozenset(core), second=True) == "no"
    for size in range(len(core)):
        for some in combinations(sorted(core), size):
            assert asked.holds(frozenset(some), second=True) == "yes"


@pytest.mark.parametrize("number", range(60))
def test_every_repair_mends_every_rounding(number: int) -> None:
    given = SHORT[number]
    found = why(given).repairs
    assert [repair.price for repair in found] == sorted(repair.price for repair in found)
    for repair in found:
        assert worst_of(applied(given, repair)) == 0, repair


@pytest.mark.parametrize("number", range(60))
def test_one_place_less_would_not_do(number: int) -> None:
    """What is counted (limits, people, qualifications) is the least; a rate is the largest of its grid."""
    given = SHORT[number]
    for repair in why(given).repairs:
        if repair.message.code in ("mend-limit", "mend-roster", "mend-qualification", "mend-lead"):
            less = replace(repair, params={**repair.params, "n": int(str(repair.params["n"])) - 1})
            assert worst_of(applied(given, less)) > 0, repair
        if repair.message.code in ("mend-rate", "mend-mandate"):
            percent = Fraction(str(repair.params["rate"]).removesuffix(" %"))
            grid = 1 if percent.denominator == 1 else Fraction(1, 10)
            assert worst_of(capped(given, repair, (percent + grid) / 100)) > 0, repair


def applied(given: Facts, repair: Repair) -> Facts:
    """The county with what a repair says, by its words."""
    said: Mapping[str, Any] = repair.params
    names = str(said.get("names", "")).split(", ")[: said.get("n") if "qualification" in repair.message.code else None]
    match repair.message.code:
        case "mend-limit":
            return people(given, names, lambda i: higher(given, i, said["n"]))
        case "mend-roster":
            new = Inspector("new", "new", said["department"], ("x", "y"), True, ("d1", "d2"), limit=said["limit"])
            more = tuple(replace(new, id=f"new{k}") for k in range(said["n"]))
            return over(given, given.tables.inspectors + more)
        case "mend-qualification":
            more = (said["qualification"],)
            return people(given, names, lambda i: replace(i, qualifications=tuple({*i.qualifications, *more})))
        case "mend-lead":
            return people(given, names[: said["n"]], lambda i: replace(i, lead=True))
        case "mend-area":
            return people(given, names, lambda i: replace(i, areas=(*i.areas, *said["districts"].split(", "))))
        case "mend-period":
            tasks = tuple(
                replace(t, periods=tuple(p.id for p in given.plan.periods if p.id in (*t.periods, said["period"])))
                if t.name == said["task"]
                else t
                for t in given.plan.tasks
            )
            return replace(given, plan=replace(given.plan, tasks=tasks))
    return capped(given, repair, Fraction(str(said["rate"]).removesuffix(" %")) / 100)


def capped(given: Facts, repair: Repair, rate: Fraction) -> Facts:
    node = () if "whole" in str(repair.params["node"]) else tuple(str(repair.params["node"]).split("/"))
    cells = {
        name: tuple(
            replace(c, rate=min(c.rate, rate)) if name == repair.params["task"] and c.path[: len(node)] == node else c
            for c in mine
        )
        for name, mine in given.cells.items()
    }
    return replace(given, cells=cells)


def people(given: Facts, names: list[str], change: Callable[[Inspector], Inspector]) -> Facts:
    return over(given, tuple(change(i) if i.name in names else i for i in given.tables.inspectors))


def over(given: Facts, roster: tuple[Inspector, ...]) -> Facts:
    return replace(given, tables=replace(given.tables, inspectors=roster))


def higher(given: Facts, one: Inspector, n: int) -> Inspector:
    limit = given.plan.inspectors.limit if one.limit is None else one.limit
    return replace(one, limit=limit + n, period_limits=tuple((p, most + n) for p, most in one.period_limits))


def codes(found: WhyNot) -> tuple[set[str], set[str]]:
    return {s.rule.code for s in found.statements}, {r.message.code for r in found.repairs}


def test_a_qualification_that_few_have() -> None:
    roster = tuple(inspector(f"i{k}", "health", *(["radiology"] if k == 0 else [])) for k in range(6))
    found = why(
        facts(
            plan([task("hospitals", (team("health", 2, "radiology"),), "1/5")], limit=9),
            targets=targets({"d1": 70}),
            inspectors=roster,
        )
    )
    assert codes(found) == (
        {"rate", "roster", "limit", "qualification"},
        {"mend-rate", "mend-roster", "mend-qualification", "mend-limit"},
    )
    ask, people = found.statements[:2]
    assert (ask.params["need"], ask.params["rate"], ask.params["asked"]) == (14, "20 %", (("radiology",),))
    assert (people.params["fit"], people.params["capacity"], people.params["names"]) == (1, 9, "i0")
    mended = {r.message.code: r.params for r in found.repairs}
    assert mended["mend-qualification"]["n"] == 1
    assert mended["mend-limit"]["n"] == 5
    assert mended["mend-rate"]["rate"] == "12 %"  # 8.4 visits: 9 at the most; 13 % would be 9.1


def test_leave_is_to_blame_and_another_period_mends_it() -> None:
    away = (Leave("l", "i0", FIRST, FIRST.replace(day=29)),)
    given = facts(
        plan([task("a", (team(),), "1/2")], (1, 1)),
        targets=targets({"d1": 1}),
        inspectors=(inspector("i0"), inspector("i1")),
        leave=away,
    )
    found = why(given)
    assert codes(found) == ({"rate", "roster", "leave"}, {"mend-roster"})  # in half of all draws the visit falls in p1
    moved = replace(given.plan.tasks[0], periods=("p1",))
    assert "leave" in codes(why(replace(given, plan=replace(given.plan, tasks=(moved,)))))[0]


def test_more_room_in_another_period() -> None:
    roster = tuple(inspector(f"i{k}", period_limits=(("p1", 5),)) for k in range(2))
    found = why(facts(plan([task("a", (team(),), "1")], (1, 1)), targets=targets({"d1": 10}), inspectors=roster))
    assert "period-limit" in codes(found)[0]
    (move,) = [r for r in found.repairs if r.message.code == "mend-period"]
    assert (move.params["period"], move.params["n"]) == ("p2", 5)


def test_an_area_rule_names_who_could_be_borrowed() -> None:
    roster = (inspector("i0", areas=("d1",)), inspector("i1", areas=("d1", "d2")), inspector("i2", areas=("d1",)))
    found = why(
        facts(plan([task("a", (team(area=OWN),), "1")]), targets=targets({"d1": 2, "d2": 1}), inspectors=roster)
    )
    assert "area" in codes(found)[0]
    (borrow,) = [r for r in found.repairs if r.message.code == "mend-area"]
    assert (borrow.params["names"], borrow.params["districts"]) == ("i0", "d2")


def test_each_department_that_is_short_has_its_own_reason() -> None:
    given = facts(
        plan([task("a", (team("health"), team("insurance")), "1")], limit=2),
        targets=targets({"d1": 3}),
        inspectors=tuple(inspector(f"{d}{k}", d) for d in ("health", "insurance") for k in range(2)),
    )
    found = explain_shortage(given, worst_case(given), NO_TEXT)
    assert [one.statements[1].params["department"] for one in found] == ["health", "insurance"]
    assert all("mend-limit" in codes(one)[1] for one in found)


def test_a_rate_below_a_mandate_says_so() -> None:
    wanted = task("a", (team(),), "1/10", mandates=(Mandate((), 8),))
    given = facts(plan([wanted], limit=6), targets=targets({"d1": 20}), inspectors=(inspector("i0"), inspector("i1")))
    found = why(given)
    assert found.statements[0].message.code == "why-mandate"
    assert [r.message.code for r in found.repairs if "rate" in r.params] == ["mend-mandate"]


def test_what_is_staffed_needs_no_reason() -> None:
    given = facts(
        plan([task("a", (team(area=ANY),), "1")]), targets=(target("x"),), inspectors=(inspector("i"), inspector("j"))
    )
    assert explain_shortage(given, worst_case(given), NO_TEXT) == ()


def test_many_nodes_are_told_by_task() -> None:
    given = county(places=300, districts=16, limit=2, tasks=1, people=9, leave=0, conflicts=0)
    (found,) = explain_shortage(given, worst_case(given), NO_TEXT)
    assert [s.key for s in found.statements if s.rule.code == "rate"] == ["rate t0 *"]
