"""Largest flows against the least cut, found by trying all."""

from itertools import product
from random import Random

import pytest

from scheduler.plan.flow import Network


@pytest.mark.parametrize("seed", range(60))
def test_a_largest_flow_is_a_least_cut(seed: int) -> None:
    random = Random(seed)
    size = random.randint(2, 7)
    edges = [
        (random.randrange(size), random.randrange(size), random.randint(0, 5)) for _ in range(random.randint(0, 16))
    ]
    network = Network()
    for _ in range(size):
        network.node()
    for edge in edges:
        network.edge(*edge)
    cuts = []
    for sides in product((False, True), repeat=size - 2):
        side = {0: True, 1: False, **dict(enumerate(sides, 2))}
        cuts.append((sum(c for a, b, c in edges if side[a] and not side[b]), {n for n in side if side[n]}))
    least = min(value for value, _ in cuts)
    assert network.largest(0, 1) == least
    assert network.reached(0) == set.intersection(*(nodes for value, nodes in cuts if value == least))
