"""Rates of cells: which rule counts, totals, mandates, limits. One law of the specification in each property test."""

from fractions import Fraction
from math import ceil, floor

from county import task, team
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.draw.notation import MOST
from scheduler.plan.model import Mandate, RateRule, TaskPlan
from scheduler.plan.rates import CellRate, Path, expected, least_number, rate, writable

STRATA = ("district", "category", "band")


def rated(*rules: RateRule, **more: object) -> TaskPlan:
    return task("t", (team(),), strata=STRATA, rates=rules, **more)


def rule(number: str, **conditions: str) -> RateRule:
    return RateRule(tuple((column, (value,)) for column, value in conditions.items()), Fraction(number))


def rates(cells: tuple[CellRate, ...]) -> dict[Path, Fraction]:
    return {cell.path: cell.rate for cell in cells}


NUMBERS = {("e", "x", "A"): 100, ("e", "x", "B"): 40, ("w", "x", "A"): 60, ("w", "y", "B"): 7}


def test_the_last_rule_that_matches_counts() -> None:
    cells = rate(rated(rule("1/20"), rule("1/10", band="B"), rule("1/2", district="w", band="B")), NUMBERS).cells
    assert [(c.path, c.pool, c.asked, c.rate) for c in cells] == [
        (("e", "x", "A"), 100, Fraction(1, 20), Fraction(1, 20)),
        (("e", "x", "B"), 40, Fraction(1, 10), Fraction(1, 10)),
        (("w", "x", "A"), 60, Fraction(1, 20), Fraction(1, 20)),
        (("w", "y", "B"), 7, Fraction(1, 2), Fraction(1, 2)),
    ]
    assert expected(cells) == Fraction(5 + 4 + 3) + Fraction(7, 2)


def test_what_cannot_have_rates_has_no_cells() -> None:
    assert rate(rated(rule("1/10", band="B")), NUMBERS).cells == ()
    assert rate(rated(rule("1/10")), {("e", "", "A"): 3}).cells == ()
    assert rate(rated(rule("1/10")), {}).cells == ()
    assert rate(rated(rule("1"), total=208), NUMBERS).cells == ()
    assert set(rates(rate(rated(rule("1"), total=207), NUMBERS).cells).values()) == {Fraction(1)}


def test_a_total_is_shared_out_by_multipliers() -> None:
    cells = rate(rated(rule("1"), rule("100", band="B"), total=60), NUMBERS).cells
    assert rates(cells)["w", "y", "B"] == 1
    assert rates(cells)["e", "x", "A"] == Fraction(13, 160)
    assert expected(cells) == 60


def test_a_share_of_1010_at_3_percent_is_31() -> None:
    assert least_number(Mandate((), Fraction(3, 100)), 1010) == 31
    cells = rate(rated(rule("3/100"), mandates=(Mandate((), Fraction(3, 100)),)), {("e", "x", "A"): 1010}).cells
    assert (cells[0].asked, cells[0].rate) == (Fraction(3, 100), Fraction(31, 1010))


def test_deeper_nodes_are_lifted_first() -> None:
    plan = rated(rule("1/20"), mandates=(Mandate((), 20), Mandate(("w",), 8), Mandate(("w", "y", "B"), 7)))
    cells = rate(plan, NUMBERS).cells
    node = [c for c in cells if c.path[0] == "w"]
    assert rates(cells)["w", "y", "B"] == 1
    assert expected(node) >= 8
    assert expected(cells) == 20


def test_a_mandate_above_the_pool_lifts_nothing() -> None:
    found = rate(rated(rule("1/20"), mandates=(Mandate(("w",), 68), Mandate(("n",), 1))), NUMBERS)
    assert set(rates(found.cells).values()) == {Fraction(1, 20)}
    assert [(lift.least, lift.pool, lift.rates) for lift in found.lifts] == [(68, 67, {}), (1, 0, {})]


def test_mandates_lift_above_a_total() -> None:
    assert expected(rate(rated(rule("1"), total=20, mandates=(Mandate((), 25),)), NUMBERS).cells) == 25


def test_a_rate_beyond_the_numbers_of_the_specification_is_rounded_up() -> None:
    fine = Fraction(1, 3**40)
    assert writable(Fraction(2, 3)) == Fraction(2, 3)
    assert fine < writable(fine) == Fraction(1, 10**9)
    assert writable(1 - fine) == 1
    cells = rate(rated(RateRule((), Fraction(10**16, 10**17 + 1))), NUMBERS).cells
    assert all(
        max(c.rate.numerator, c.rate.denominator) <= MOST and c.rate >= Fraction(10**16, 10**17 + 1) for c in cells
    )


labels = st.sampled_from("ab")
paths = st.tuples(labels, labels, labels)
pools = st.dictionaries(paths, st.integers(1, 30), min_size=1)
fractions = st.fractions(min_value=Fraction(1, 50), max_value=1, max_denominator=50)
nodes = st.lists(labels, max_size=3).map(tuple)
mandates = st.lists(st.builds(Mandate, nodes, st.one_of(st.integers(1, 40), fractions)), max_size=4)


@st.composite
def tasks(draw: st.DrawFn) -> tuple[TaskPlan, dict[Path, int]]:
    numbers = draw(pools)
    rules = [RateRule((), draw(fractions))] + [
        RateRule(tuple(zip(STRATA, ((label,) for label in path), strict=True)), draw(fractions)) for path in numbers
    ]
    total = draw(st.one_of(st.none(), st.integers(1, sum(numbers.values()))))
    kept = [m for m in draw(mandates) if 0 < least_number(m, pool(numbers, m.node)) <= pool(numbers, m.node)]
    return rated(*rules, total=total, mandates=tuple(kept)), numbers


def pool(numbers: dict[Path, int], node: Path) -> int:
    return sum(number for path, number in numbers.items() if path[: len(node)] == node)


def drawn(cells: list[CellRate], u: Fraction) -> dict[Path, int]:
    """Specification §4 for one order of the cells."""
    result, running = {}, Fraction(0)
    for cell in cells:
        result[cell.path] = floor(running + cell.pool * cell.rate + u) - floor(running + u)
        running += cell.pool * cell.rate
    return result


@given(tasks(), st.fractions(0, Fraction(10**6 - 1, 10**6), max_denominator=10**6), st.permutations("ab"))
def test_mandates_hold_for_every_start_and_order(
    made: tuple[TaskPlan, dict[Path, int]], u: Fraction, order: list[str]
) -> None:
    plan, numbers = made
    cells = rate(plan, numbers).cells
    by_tree = sorted(cells, key=lambda cell: [order.index(label) for label in cell.path])
    for start in (Fraction(0), u, Fraction(2**256 - 1, 2**256)):
        got = drawn(by_tree, start)
        for mandate in plan.mandates:
            mine = sum(n for path, n in got.items() if path[: len(mandate.node)] == mandate.node)
            assert mine >= least_number(mandate, pool(numbers, mandate.node))


@given(tasks())
def test_mandates_only_lift_and_only_their_nodes(made: tuple[TaskPlan, dict[Path, int]]) -> None:
    plan, numbers = made
    for cell in rate(plan, numbers).cells:
        assert cell.asked <= cell.rate <= 1
        if not any(cell.path[: len(m.node)] == m.node for m in plan.mandates):
            assert cell.rate == cell.asked


@given(tasks())
def test_no_mandate_lifts_further_than_it_must(made: tuple[TaskPlan, dict[Path, int]]) -> None:
    plan, numbers = made
    cells = rate(plan, numbers).cells
    lifted = [cell for cell in cells if cell.rate != cell.asked]
    for cell in lifted:
        around = [m for m in plan.mandates if cell.path[: len(m.node)] == m.node]
        # some node around every lifted cell has no more than its mandate asks, but for the rounding of the fractions
        assert any(
            ceil(floor(expected([c for c in cells if c.path[: len(m.node)] == m.node])))
            == least_number(m, pool(numbers, m.node))
            for m in around
        )


@settings(max_examples=50)
@given(tasks(), st.randoms(use_true_random=False))
def test_the_order_of_cells_and_mandates_does_not_matter(
    made: tuple[TaskPlan, dict[Path, int]], random: object
) -> None:
    plan, numbers = made
    items, kept = list(numbers.items()), list(plan.mandates)
    random.shuffle(items)  # type: ignore[attr-defined]
    random.shuffle(kept)  # type: ignore[attr-defined]
    again = rated(*plan.rates, total=plan.total, mandates=tuple(kept))
    assert rate(again, dict(items)).cells == rate(plan, numbers).cells
