"""Law: over the year, whatever batches it is drawn in, each target is drawn at exactly its rate.

The rates are put to the algebra, and the draws of thousands of years to the exact binomial test: were the law true and the
seeds new each time, a false alarm anywhere here would have a chance below one in a million (Bonferroni).
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from math import comb

import county
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inventories.model import Assigned, Target
from scheduler.draw.draw import draw
from scheduler.draw.model import Outcome
from scheduler.facts import Facts, case, derive
from scheduler.plan import batches
from scheduler.plan.frames import CAP, DRAWN, HAD
from scheduler.plan.model import CapRules, Mandate, Plan, PlanBatch, RateRule, TaskPlan
from scheduler.plan.rules import least_above_rest, of_rates
from scheduler.plan.year import Year, YearVisit, labelled
from scheduler.tables import Tables

YEARS = 3_000
FALSE_ALARM = Fraction(1, 10**6)
TARGETS = county.targets({"d1": 7, "d2": 12, "d3": 3})
RATES = {"d1": Fraction(1, 5), "d2": Fraction(1, 3), "d3": Fraction(1)}


def in_batches(plan: Plan, *parts: Iterable[str]) -> Plan:
    """The plan in batches b1, b2, … of these periods."""
    due = date(2026, 12, 31)
    return replace(
        plan, batches=tuple(PlanBatch(f"b{k}", tuple(part), county.FIRST, due) for k, part in enumerate(parts, 1))
    )


def by_district(name: str = "t", periods: tuple[str, ...] = ("p1", "p2", "p3"), **more: object) -> TaskPlan:
    """A task with a rate for each district."""
    rules = tuple(RateRule((("district", (d,)),), rate) for d, rate in RATES.items())
    return county.task(name, (county.team(),), rates=rules, periods=periods, **more)


THREE = in_batches(county.plan([by_district()], (1, 3, 2)), ["p1"], ["p2"], ["p3"])


def drawn_in(facts: Facts, seed: str) -> Outcome:
    return draw(case(facts, "0" * 64, f"dice:10:{seed}", ""))


def after(year: Year, facts: Facts, outcome: Outcome) -> Year:
    """What a further draw of the same plan adds to the year: counted here on its own."""
    chances = dict(year.chances)
    for row in facts.frame.rows:
        rate = next(cell.rate for cell in facts.cells[row.task] if cell.path == row.path)
        had = chances.get((row.task, row.target), Fraction(0))
        chances[row.task, row.target] = had + rate - had * rate
    pairs = {(found.task, found.target) for found in outcome.targets}
    visits = tuple(YearVisit(v.target, f"{v.name}@{facts.plan.planned}", frozenset({"health"})) for v in outcome.visits)
    return Year(year.batches | {facts.plan.planned}, chances, year.drawn | pairs, year.visits + visits)


def a_year(plan: Plan, tables: Tables, seed: str) -> list[tuple[Facts, Outcome]]:
    """All batches of a plan, one after the other, over the same tables."""
    year, result = Year(), list[tuple[Facts, Outcome]]()
    for batch in plan.batches:
        facts = derive(batches.at(plan, batch.id, year.batches), tables, year)
        result.append((facts, drawn_in(facts, seed + batch.id[1:])))
        year = after(year, *result[-1])
    return result


def tables(targets: tuple[Target, ...] = TARGETS, **more: object) -> Tables:
    """A county with enough inspectors."""
    inspectors = tuple(county.inspector(f"i{k}") for k in range(4))
    return Tables(targets=targets, inspectors=inspectors, **more)  # type: ignore[arg-type]


def tail(hits: int, n: int, p: Fraction) -> Fraction:
    """The chance of a number of hits at least as unlikely as this, exactly."""
    of = [comb(n, k) * p.numerator**k * (p.denominator - p.numerator) ** (n - k) for k in range(n + 1)]
    return Fraction(sum(w for w in of if w <= of[hits]), p.denominator**n)


def test_over_a_year_of_batches_each_target_is_drawn_at_its_rate() -> None:
    hits: Counter[str] = Counter()
    for k in range(YEARS):
        drawn = [s.target for _, outcome in a_year(THREE, tables(), str(k)) for s in outcome.targets]
        assert len(drawn) == len(set(drawn)), "drawn twice in one year"
        hits.update(drawn)
    for target in TARGETS:
        rate = RATES[target.district]
        if rate == 1:
            assert hits[target.id] == YEARS
        else:
            assert tail(hits[target.id], YEARS, rate) > FALSE_ALARM / len(TARGETS), target.id


def test_whoever_is_new_in_the_second_batch_has_the_whole_rate() -> None:
    """d2 has grown by one that the first batch could not draw."""
    hits = 0
    grown = (*TARGETS, county.target("new", "d2"))
    for k in range(YEARS):
        first = derive(batches.at(THREE, "b1", ()), tables())
        year = after(Year(), first, drawn_in(first, f"{k}1"))
        drawn: set[str] = set()
        for batch in ("b2", "b3"):
            facts = derive(batches.at(THREE, batch, year.batches), tables(grown), year)
            outcome = drawn_in(facts, f"{k}{batch[1:]}")
            drawn |= {s.target for s in outcome.targets}
            year = after(year, facts, outcome)
        hits += "new" in drawn
    assert tail(hits, YEARS, RATES["d2"]) > FALSE_ALARM


@settings(deadline=None)
@given(
    st.lists(st.integers(1, 9), min_size=1, max_size=6),
    st.fractions(Fraction(1, 50), 1, max_denominator=50),
)
def test_conditional_rates_multiply_up_to_the_rate_of_the_year(weights: list[int], rate: Fraction) -> None:
    names = tuple(f"p{k}" for k in range(1, len(weights) + 1))
    whole = county.plan([county.task("t", (county.team(),), str(rate), periods=names)], weights)
    plan = in_batches(whole, *[[name] for name in names])
    missed, year = Fraction(1), Year()
    pool = county.targets({"d1": 200})
    for k, batch in enumerate(plan.batches, 1):
        facts = derive(batches.at(plan, batch.id, year.batches), tables(pool), year)
        (cell,) = facts.cells["t"]
        missed *= 1 - cell.rate
        assert 1 - missed == rate * Fraction(sum(weights[:k]), sum(weights))
        year = replace(after(year, facts, replace(drawn_in(facts, "0"), targets=(), visits=())))


def test_a_plan_without_batches_is_one_batch() -> None:
    plan = county.plan([by_district()], (1, 3, 2))
    facts = derive(batches.at(plan, "", ()), tables())
    assert facts.plan.tasks[0].share == 1
    assert {cell.path: cell.rate for cell in facts.cells["t"]} == {(d,): rate for d, rate in RATES.items()}
    assert batches.following(plan, ()) == ""
    assert batches.following(plan, ("",)) is None


def test_a_task_has_its_whole_chance_in_the_batches_that_it_has_periods_in() -> None:
    plan = in_batches(county.plan([by_district(), by_district("late", ("p2",))], (1, 3, 2)), ["p1"], ["p2"], ["p3"])
    shares = [
        {t.id: t.share for t in batches.at(plan, f"b{k}", [f"b{j}" for j in range(1, k)]).tasks} for k in (1, 2, 3)
    ]
    assert shares == [{"t": Fraction(1, 6)}, {"t": Fraction(4, 6), "late": 1}, {"t": 1}]


def test_a_batch_that_was_void_is_made_up_for() -> None:
    """b1 does not count: when b1 is drawn after b2, all is given in the end, and nobody gets more than the rate."""
    second = derive(batches.at(THREE, "b2", ()), tables())
    year = after(Year(), second, drawn_in(second, "7"))
    again = derive(batches.at(THREE, "b1", year.batches), tables(), year)
    assert again.plan.tasks[0].share == Fraction(4, 6)
    for cell in again.cells["t"]:
        assert cell.had + (1 - cell.had) * cell.rate == RATES[cell.path[0]] * Fraction(4, 6)


def test_a_rate_that_fell_below_the_chance_had_keeps_out() -> None:
    first = derive(batches.at(THREE, "b1", ()), tables())
    year = after(Year(), first, replace(drawn_in(first, "1"), targets=(), visits=()))
    low = RateRule((("district", ("d2",)),), Fraction(1, 100))
    less = replace(THREE, tasks=(replace(THREE.tasks[0], rates=(*THREE.tasks[0].rates, low)),))
    facts = derive(batches.at(less, "b2", year.batches), tables(), year)
    out = {left.target for left in facts.frame.left_out if left.ground == HAD}
    assert out == {t.id for t in TARGETS if t.district == "d2"}
    assert {cell.path[0] for cell in facts.cells["t"]} == {"d1", "d3"}
    assert list(of_rates(facts)) == []


@pytest.mark.parametrize("seed", range(40))
def test_mandates_are_kept_over_the_year_by_every_seed(seed: int) -> None:
    mandates = (Mandate((), 9), Mandate(("d2",), Fraction(1, 3)))
    plan = replace(THREE, tasks=(by_district(mandates=mandates),))
    drawn = Counter[str]()
    for facts, outcome in a_year(plan, tables(), str(seed)):
        assert list(of_rates(facts)) == []
        drawn.update(facts.targets[s.target].district for s in outcome.targets)
    assert drawn.total() >= 9
    assert drawn["d2"] >= 4


def test_a_mandate_that_cannot_be_reached_any_more_is_said() -> None:
    """All have had two thirds and were not drawn; now the rate is a third, so nobody is left to be drawn for the mandate."""
    sure = replace(THREE, tasks=(by_district(mandates=(Mandate(("d2",), 12),)),))
    first = derive(batches.at(sure, "b2", ["b1"]), tables())
    year = after(Year(), first, replace(drawn_in(first, "1"), targets=(), visits=()))
    less = replace(THREE, tasks=(by_district(mandates=(Mandate(("d2",), 4),)),))
    facts = derive(batches.at(less, "b3", {"b1", "b2"}), tables(), year)
    (problem,) = of_rates(facts)
    assert problem.message == least_above_rest.RULE.says
    assert problem.params == {"task": "t", "node": "d2", "least": 4, "missing": 4, "pool": 0}


def test_whoever_was_drawn_and_has_closed_since_counts_all_the_same() -> None:
    """Else the mandate, and a total, would be filled up anew."""
    plan = replace(THREE, tasks=(by_district(mandates=(Mandate(("d1",), 7),)),))
    first = derive(batches.at(plan, "b1", ()), tables())
    outcome = drawn_in(first, "4")
    drawn = {s.target for s in outcome.targets if s.target.startswith("d1")}
    assert drawn
    closed = tuple(replace(t, status="closed") if t.id in drawn else t for t in TARGETS)
    year = replace(after(Year(), first, outcome), batches=frozenset({"b1", "b2"}))
    facts = derive(batches.at(plan, "b3", year.batches), tables(closed), year)
    assert list(of_rates(facts)) == []
    assert sum(cell.pool for cell in facts.cells["t"] if cell.path[0] == "d1") == 7 - len(drawn)
    assert all(cell.rate == 1 for cell in facts.cells["t"] if cell.path[0] == "d1")


def test_whoever_was_drawn_is_out_and_counted() -> None:
    (first, outcome), (second, _), _ = a_year(THREE, tables(), "5")
    drawn = {s.target for s in outcome.targets}
    assert drawn
    assert {left.target for left in second.frame.left_out if left.ground == DRAWN} == drawn
    assert {row.target for row in second.frame.rows} == {row.target for row in first.frame.rows} - drawn


def test_paths_name_the_chance_only_where_somebody_has_had_one() -> None:
    (first, _), (second, _), _ = a_year(THREE, tables(), "5")
    assert {len(cell.path) for cell in first.cells["t"]} == {1}
    assert {cell.path for cell in second.cells["t"]} == {labelled((d,), r / 6) for d, r in RATES.items()}
    assert all("/" not in label for cell in second.cells["t"] for label in cell.path)


# several visits a year


def twice(*lists: tuple[str, ...]) -> tuple[TaskPlan, ...]:
    return tuple(by_district(f"w.{k}", periods, follows="w.1" if k > 1 else "") for k, periods in enumerate(lists, 1))


def test_in_one_batch_two_visits_meet_at_the_same_targets_but_for_rounding() -> None:
    plan = county.plan(twice(("p1",), ("p2",)), (1, 1))
    facts = derive(batches.at(plan, "", ()), tables())
    outcome = drawn_in(facts, "3")
    sets = [{s.target for s in outcome.targets if s.task == f"w.{k}"} for k in (1, 2)]
    for district in RATES:
        one, other = ({t for t in found if t.startswith(district)} for found in sets)
        assert len(one ^ other) <= 1
    both = sets[0] & sets[1]
    periods = {t: sorted(v.period for v in outcome.visits if v.target == t) for t in both}
    assert set(map(tuple, periods.values())) == {("p1", "p2")}


def test_in_a_later_batch_the_second_visit_follows_the_first() -> None:
    plan = in_batches(county.plan(twice(("p1",), ("p2",)), (1, 1)), ["p1"], ["p2"])
    (_, first), (facts, second) = a_year(plan, tables(), "9")
    assert {s.target for s in second.targets} == {s.target for s in first.targets}
    assert facts.cells["w.2"][0].path == ()
    assert facts.unreached == ()


# lists from above


def from_above(**more: object) -> TaskPlan:
    certain = (RateRule((), Fraction(1)),)
    return county.task("above", (county.team(),), from_above=True, strata=(), rates=certain, periods=("p1",), **more)


def listed(*targets: str, inspectors: tuple[str, ...] = ()) -> tuple[Assigned, ...]:
    return tuple(Assigned(f"a-{t}", "above", t, "city", "doc", "city", None, inspectors) for t in targets)


def test_a_list_from_above_is_drawn_whole_and_meets_the_own_tasks() -> None:
    plan = county.plan([by_district(periods=("p1",)), from_above()])
    names = ("d1-00001", "d2-00003")
    closed = tuple(replace(t, status="closed") if t.id == names[0] else t for t in TARGETS)
    facts = derive(batches.at(plan, "", ()), tables(closed, assigned=listed(*names, "unknown")))
    outcome = drawn_in(facts, "2")
    assert {s.target for s in outcome.targets if s.task == "above"} == set(names)
    assert all(len([v for v in outcome.visits if v.target == name]) == 1 for name in names)


def test_inspectors_named_from_above_are_the_team() -> None:
    plan = county.plan([by_district(periods=("p1",)), from_above()])
    facts = derive(batches.at(plan, "", ()), tables(assigned=listed("d2-00003", inspectors=("i3", "i1"))))
    outcome = drawn_in(facts, "2")
    (name,) = (v.name for v in outcome.visits if v.target == "d2-00003")
    assert {who for (visit, _), who in outcome.filling.teams if visit == name} == {"i1", "i3"}
    others = {who for (visit, _), who in outcome.filling.teams if visit != name}
    assert others == {"i0", "i1", "i2", "i3"}


def test_a_list_from_above_is_drawn_once() -> None:
    plan = in_batches(county.plan([replace(from_above(), periods=("p1", "p2"))], (1, 1)), ["p1"], ["p2"])
    (_, first), (facts, second) = a_year(plan, tables(assigned=listed("d2-00003")), "2")
    assert [s.target for s in first.targets] == ["d2-00003"]
    assert second.targets == ()
    assert list(of_rates(facts)) == []


# limits


@pytest.mark.parametrize("seed", range(20))
def test_no_year_of_batches_exceeds_the_limits(seed: int) -> None:
    tasks = (by_district("a"), by_district("b", ("p2",)), *twice(("p1",), ("p3",)))
    owned = tuple(replace(t, entity=f"e{k // 2}") for k, t in enumerate(TARGETS))
    caps = CapRules(2, None, False, ())
    plan = replace(in_batches(county.plan(tasks, (1, 3, 2)), ["p1"], ["p2"], ["p3"]), caps=caps)
    visits = Counter[str]()
    kept_out = 0
    for facts, outcome in a_year(plan, tables(owned), str(seed)):
        visits.update(facts.targets[v.target].entity for v in outcome.visits)
        kept_out += sum(left.ground == CAP for left in facts.frame.left_out)
    assert max(visits.values()) <= 2
    assert kept_out > 0
