"""Law: every cell, every node of the tree and the task get their expectation rounded down or up (§4); totals are hit (§3)."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from math import ceil, floor

from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.draw.allocation import allocate
from scheduler.draw.frame import Counted, rates_for_total
from scheduler.draw.model import Path
from scheduler.draw.notation import Keys

LABELS = ["夏村镇", "d1", "d.1", "𠮷村", "é", "A"]
RATES = st.fractions(Fraction(1, 200), 1, max_denominator=200) | st.sampled_from([Fraction(1), Fraction(1, 2**53 - 1)])
WEIGHTS = st.fractions(Fraction(1, 100), 100, max_denominator=100)
SEEDS = st.integers(0, 2**64).map(lambda number: Keys("0" * 64, f"dice:10:{number}", ""))


@st.composite
def trees(draw: st.DrawFn) -> dict[Path, int]:
    """The number of targets N of each cell; paths of one length."""
    depth = draw(st.integers(0, 3))
    paths = st.tuples(*[st.sampled_from(LABELS)] * depth)
    return draw(st.dictionaries(paths, st.integers(0, 40), min_size=1, max_size=12))


def check_every_node(numbers: dict[Path, int], cells: list[Counted]) -> None:
    expected: defaultdict[Path, Fraction] = defaultdict(Fraction)
    drawn: defaultdict[Path, int] = defaultdict(int)
    for cell in cells:
        for depth in range(len(cell.path) + 1):
            expected[cell.path[:depth]] += cell.number * cell.rate
            drawn[cell.path[:depth]] += numbers[cell.path]
    assert set(numbers) == {cell.path for cell in cells}
    for node, exact in expected.items():
        assert floor(exact) <= drawn[node] <= ceil(exact), (node, exact)


def pools(tree: dict[Path, int], rates: dict[Path, Fraction]) -> list[Counted]:
    return [Counted(path, n, rates[path]) for path, n in tree.items()]


@given(trees(), SEEDS, st.data())
@settings(max_examples=200, deadline=None)
def test_every_node_gets_its_expectation(tree: dict[Path, int], keys: Keys, data: st.DataObject) -> None:
    """So a mandate, floor(Σ N·r) ≥ least number, is kept whatever the seed."""
    cells = pools(tree, {path: data.draw(RATES) for path in tree})
    check_every_node(allocate("t1", cells, keys), cells)


@given(trees().filter(lambda tree: sum(tree.values()) > 0), SEEDS, st.data())
@settings(max_examples=200, deadline=None)
def test_a_total_is_hit(tree: dict[Path, int], keys: Keys, data: st.DataObject) -> None:
    """Σ N·r = n and r = min(1, x·m) with the least such x; and n targets are drawn, not one more or less."""
    total = data.draw(st.integers(1, sum(tree.values())))
    weights = {path: data.draw(WEIGHTS) for path in tree}
    rates = rates_for_total(total, tree, weights)
    assert sum(n * rates[path] for path, n in tree.items()) == total
    x = least_x(total, [(tree[path], weights[path]) for path in tree])
    assert rates == {path: min(Fraction(1), x * m) for path, m in weights.items()}
    assert all(0 < rate <= 1 for rate in rates.values())
    cells = pools(tree, rates)
    numbers = allocate("t1", cells, keys)
    assert sum(numbers.values()) == total
    check_every_node(numbers, cells)


def least_x(total: int, cells: list[tuple[int, Fraction]]) -> Fraction:
    """The least x with Σ N·min(1, x·m) = total: the sum rises straight between the points 1/m where a cell is full."""
    reached, x = Fraction(0), Fraction(0)
    slope = sum((n * m for n, m in cells), Fraction(0))
    for n, m in sorted(cells, key=lambda cell: -cell[1]):
        step = (1 / m - x) * slope
        if reached + step >= total:
            break
        reached, x, slope = reached + step, 1 / m, slope - n * m
    return x + (total - reached) / slope
