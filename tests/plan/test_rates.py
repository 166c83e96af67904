"""Rates of cells: which rule counts, totals, mandates, limits. One law of the specification in each property test."""

from fractions import Fraction
from math import ceil, floor

from county import task, team
from hypothesis import given, settings
from hypothesis import strategies as st

from inventories.problems import Problem
from scheduler.draw.notation import MOST
from scheduler.plan.model import Mandate, RateRule, TaskPlan
from scheduler.plan.rates import CellRate, Path, expected, least_number, task_cells, writable

STRATA = ("district", "category", "band")


def rated(*rules: RateRule, **more: object) -> TaskPlan:
    return task("t", (team(),), strata=STRATA, rates=rules, **more)


def rule(number: str, **conditions: str) -> RateRule:
    return RateRule(tuple((column, (value,)) for column, value in conditions.items()), Fraction(number))


def codes(problems: tuple[Problem, ...]) -> list[str]:
    return [problem.message.code for problem in problems]


def rates(cells: tuple[CellRate, ...]) -> dict[Path, Fraction]:
    return {cell.path: cell.rate for cell in cells}


NUMBERS = {("e", "x", "A"): 100, ("e", "x", "B"): 40, ("w", "x", "A"): 60, ("w", "y", "B"): 7}


def test_the_last_rule_that_matches_counts() -> None:
    cells, problems = task_cells(
        rated(rule("1/20"), rule("1/10", band="B"), rule("1/2", district="w", band="B")), NUMBERS
    )
    assert problems == ()
    assert [(c.path, c.pool, c.asked, c.rate) for c in cells] == [
        (("e", "x", "A"), 100, Fraction(1, 20), Fraction(1, 20)),
        (("e", "x", "B"), 40, Fraction(1, 10), Fraction(1, 10)),
        (("w", "x", "A"), 60, Fraction(1, 20), Fraction(1, 20)),
        (("w", "y", "B"), 7, Fraction(1, 2), Fraction(1, 2)),
    ]
    assert expected(cells) == Fraction(5 + 4 + 3) + Fraction(7, 2)


def test_nobody_is_exempt() -> None:
    cells, problems = task_cells(rated(rule("1/10", band="B")), NUMBERS)
    assert cells == ()
    assert [(p.message.code, p.params["cell"]) for p in problems] == [
        ("cell-without-rate", "e/x/A"),
        ("cell-without-rate", "w/x/A"),
    ]


def test_a_blank_label_names_its_column() -> None:
    _, problems = task_cells(rated(rule("1/10")), {("e", "", "A"): 3})
    assert [(p.message.code, p.params["column"]) for p in problems] == [("cell-label", "category")]


def test_an_empty_frame_and_a_total_above_the_pool() -> None:
    assert codes(task_cells(rated(rule("1/10")), {})[1]) == ["empty-frame"]
    assert codes(task_cells(rated(rule("1"), total=208), NUMBERS)[1]) == ["total-above-pool"]
    cells, problems = task_cells(rated(rule("1"), total=207), NUMBERS)
    assert (problems, set(rates(cells).values())) == ((), {Fraction(1)})


def test_a_total_is_shared_out_by_multipliers() -> None:
    cells, problems = task_cells(rated(rule("1"), rule("100", band="B"), total=60), NUMBERS)
    assert problems == ()
    assert rates(cells)["w", "y", "B"] == 1
    assert rates(cells)["e", "x", "A"] == Fraction(13, 160)
    assert expected(cells) == 60


def test_a_share_of_1010_at_3_percent_is_31() -> None:
    assert least_number(Mandate((), Fraction(3, 100)), 1010) == 31
    cells, _ = task_cells(rated(rule("3/100"), mandates=(Mandate((), Fraction(3, 100)),)), {("e", "x", "A"): 1010})
    assert (cells[0].asked, cells[0].rate) == (Fraction(3, 100), Fraction(31, 1010))


def test_deeper_nodes_are_lifted_first() -> None:
    plan = rated(rule("1/20"), mandates=(Mandate((), 20), Mandate(("w",), 8), Mandate(("w", "y", "B"), 7)))
    cells, problems = task_cells(plan, NUMBERS)
    assert problems == ()
    node = [c for c in cells if c.path[0] == "w"]
    assert rates(cells)["w", "y", "B"] == 1
    assert expected(node) >= 8
    assert expected(cells) == 20


def test_a_mandate_above_the_pool_is_an_error() -> None:
    _, problems = task_cells(rated(rule("1/20"), mandates=(Mandate(("w",), 68), Mandate(("n",), 1))), NUMBERS)
    assert [(p.message.code, p.params["node"], p.params["pool"]) for p in problems] == [
        ("least-above-pool", "w", 67),
        ("least-above-pool", "n", 0),
    ]


def test_a_mandate_against_the_limit_names_both_numbers() -> None:
    _, problems = task_cells(rated(rule("1/20"), at_most=Fraction(1, 10), mandates=(Mandate(("w", "x"), 12),)), NUMBERS)
    (problem,) = problems
    assert problem.message.code == "mandate-above-limit"
    assert {k: problem.params[k] for k in ("task", "least", "node", "cell", "rate", "at_most")} == {
        "task": "t", "least": 12, "node": "w/x", "cell": "w/x/A", "rate": Fraction(1, 5), "at_most": Fraction(1, 10),
    }  # fmt: skip


def test_a_rate_against_the_limit() -> None:
    _, problems = task_cells(rated(rule("1/20"), rule("1/5", band="B"), at_most=Fraction(1, 10)), NUMBERS)
    assert [(p.message.code, p.params["cell"]) for p in problems] == [
        ("rate-above-limit", "e/x/B"),
        ("rate-above-limit", "w/y/B"),
    ]


def test_a_rate_that_falls_with_the_band_is_a_warning() -> None:
    falling = rated(rule("1/10"), rule("1/20", band="B"))
    cells, problems = task_cells(falling, NUMBERS, ("A", "B"))
    assert [(p.message.code, p.warning, p.params["higher"]) for p in problems] == [("rate-falls", True, "e/x/B")]
    assert cells
    assert task_cells(falling, NUMBERS, ("B", "A"))[1] == ()


def test_mandates_above_a_total_are_a_warning() -> None:
    cells, problems = task_cells(rated(rule("1"), total=20, mandates=(Mandate((), 25),)), NUMBERS)
    assert [(p.message.code, p.warning) for p in problems] == [("total-exceeded", True)]
    assert expected(cells) == 25


def test_a_rate_beyond_the_numbers_of_the_specification_is_rounded_up() -> None:
    fine = Fraction(1, 3**40)
    assert writable(Fraction(2, 3)) == Fraction(2, 3)
    assert fine < writable(fine) == Fraction(1, 10**9)
    assert writable(1 - fine) == 1
    cells, _ = task_cells(rated(RateRule((), Fraction(10**16, 10**17 + 1))), NUMBERS)
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
    cells, problems = task_cells(plan, numbers)
    assert all(problem.warning for problem in problems)
    by_tree = sorted(cells, key=lambda cell: [order.index(label) for label in cell.path])
    for start in (Fraction(0), u, Fraction(2**256 - 1, 2**256)):
        got = drawn(by_tree, start)
        for mandate in plan.mandates:
            mine = sum(n for path, n in got.items() if path[: len(mandate.node)] == mandate.node)
            assert mine >= least_number(mandate, pool(numbers, mandate.node))


@given(tasks())
def test_mandates_only_lift_and_only_their_nodes(made: tuple[TaskPlan, dict[Path, int]]) -> None:
    plan, numbers = made
    for cell in task_cells(plan, numbers)[0]:
        assert cell.asked <= cell.rate <= 1
        if not any(cell.path[: len(m.node)] == m.node for m in plan.mandates):
            assert cell.rate == cell.asked


@given(tasks())
def test_no_mandate_lifts_further_than_it_must(made: tuple[TaskPlan, dict[Path, int]]) -> None:
    plan, numbers = made
    cells, _ = task_cells(plan, numbers)
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
    assert task_cells(again, dict(items))[0] == task_cells(plan, numbers)[0]
