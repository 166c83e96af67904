"""Law: d is the least possible number of open slots (§7)."""

from __future__ import annotations

import json

import pytest
import random_cases
import twin
from hypothesis import given, settings
from hypothesis import strategies as st
from instances import Instance, fewest, large, quick_case, tiny

from scheduler.draw.case import read_case
from scheduler.draw.draw import draw


@pytest.mark.parametrize("first", range(0, 600, 150))
def test_by_looking_at_every_assignment(first: int) -> None:
    short = 0
    for seed in range(first, first + 150):
        instance = tiny(seed)
        d = fewest(instance)
        assert instance.assignment().fill() == d, seed
        short += d > 0
    assert short > 30


@st.composite
def instances(draw: st.DrawFn) -> Instance:
    """Up to 5 slots and 3 inspectors in 2 periods."""
    period_of = draw(st.lists(st.integers(0, 1), min_size=1, max_size=3))
    visit = draw(st.lists(st.integers(0, len(period_of) - 1), max_size=5))
    few = st.integers(0, 3)
    inspectors = draw(few)
    return Instance(
        visit,
        [period_of[v] for v in visit],
        [draw(st.lists(st.integers(0, inspectors - 1), unique=True)) if inspectors else [] for _ in visit],
        draw(st.lists(few, min_size=inspectors, max_size=inspectors)),
        [[draw(few), draw(few)] for _ in range(inspectors)],
    )


@given(instances())
@settings(max_examples=300, deadline=None)
def test_by_looking_at_every_assignment_of_anything(instance: Instance) -> None:
    """The slots of a visit need not stand together."""
    assert instance.assignment().fill() == fewest(instance)


@pytest.mark.parametrize("first", range(0, 400, 100))
def test_of_whole_draws(first: int) -> None:
    """With departments, qualifications, leads, period limits and even load: those cases that are few enough to enumerate."""
    compared = departments = 0
    for number in range(first, first + 100):
        document = quick_case(number)
        problem = random_cases.open_problem(document)
        ways = 1
        for slot in problem.slots:
            ways *= 1 + len(problem.eligible[slot])
        if not 1 < ways <= 3_000:
            continue
        outcome = draw(read_case(json.dumps(document)))
        assert outcome.open == twin.brute_open(problem), number
        assert [holder for _, holder in outcome.filling.teams].count(None) == outcome.open
        compared += 1
        departments += len({slot.department for slot in problem.slots}) > 1
    assert compared > 5
    assert departments > 0


@pytest.mark.parametrize("use", [0.8, 0.95, 1.05])
@pytest.mark.parametrize("seed", range(3))
def test_of_large_problems_by_another_maximum_flow(seed: int, use: float) -> None:
    max_flow = pytest.importorskip("ortools.graph.python.max_flow")
    instance = large(seed, visits=300, inspectors=40, use=use)
    flow = max_flow.SimpleMaxFlow()
    nodes: dict[tuple[object, ...], int] = {}

    def edge(start: tuple[object, ...], end: tuple[object, ...], capacity: int) -> None:
        ends = [nodes.setdefault(node, len(nodes)) for node in (start, end)]
        flow.add_arc_with_capacity(*ends, capacity)

    for s, visit in enumerate(instance.visit):
        edge(("source",), ("slot", s), 1)
        for i in instance.eligible[s]:
            edge(("slot", s), ("visit", visit, i), 1)
    chances = zip(instance.visit, instance.period, instance.eligible, strict=True)
    for visit, period, i in {(visit, period, i) for visit, period, eligible in chances for i in eligible}:
        edge(("visit", visit, i), ("period", period, i), 1)
    for i, limit in enumerate(instance.limits):
        for period, most in enumerate(instance.period_limits[i]):
            edge(("period", period, i), ("inspector", i), most)
        edge(("inspector", i), ("sink",), limit)
    assert flow.solve(nodes["source",], nodes["sink",]) == flow.OPTIMAL
    assert instance.assignment().fill() == len(instance.visit) - flow.optimal_flow()
