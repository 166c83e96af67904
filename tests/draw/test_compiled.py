"""The compiled assignment answers as the plain one, which is the oracle: fewest open slots, shortage, refusals, even load.

DOUBLE_RANDOM_CASES sets how many random cases of each kind they are compared on.
"""

import json
import os
from collections.abc import Sequence

import pytest
from instances import Instance, large, quick_case, tiny
from random_cases import random_case

from scheduler import scale
from scheduler.audit.validate import faults
from scheduler.draw.assignment import Assignment, Kind
from scheduler.draw.case import read_case
from scheduler.draw.documents import outcome_document
from scheduler.draw.draw import draw
from scheduler.scale.assignment import CompiledAssignment

CASES = int(os.environ.get("DOUBLE_RANDOM_CASES", "3000"))
Answers = tuple[int, list[int], list[tuple[list[int], int]]]


def answers(kind: Kind, instance: Instance, seed: int, limits: Sequence[int]) -> Answers:
    """How few slots stay open after some limits sank, which slots are short, and what is decided."""
    work = kind(instance.visit, instance.period, instance.eligible, instance.limits, instance.period_limits)
    work.fill()
    for inspector, limit in enumerate(limits):
        work.lower(inspector, limit)
    still_open, short = work.fill(), sorted(work.shortage())
    work.accept_open()
    return still_open, short, [(list(refused), taken) for refused, taken in work.decide(instance.candidates(seed))]


def same(instance: Instance, seed: int) -> Answers:
    lower = [limit - (seed + i) % 2 if limit else 0 for i, limit in enumerate(instance.limits)]
    plain = answers(Assignment, instance, seed, lower)
    assert answers(CompiledAssignment, instance, seed, lower) == plain, f"case {seed}"
    return plain


def test_small_cases() -> None:
    found = [same(tiny(number), number) for number in range(CASES)]
    assert sum(still_open > 0 for still_open, _, _ in found) > CASES / 4
    assert sum(any(refused for refused, _ in decided) for _, _, decided in found) > CASES / 10


@pytest.mark.parametrize("use", [0.7, 0.98, 1.05])
def test_large_cases(use: float) -> None:
    for number in range(4):
        _, _, decided = same(large(number, 400, 40, use), number)
        assert use < 0.9 or any(refused for refused, _ in decided)


def test_whole_draws_with_even_load_and_events() -> None:
    for number in range(CASES // 10):
        for document in (random_case(number), quick_case(number)):
            case = read_case(json.dumps(document))
            outcome = draw(case, CompiledAssignment)
            assert outcome_document(outcome) == outcome_document(draw(case)), f"random case {number}"
            assert faults(case, outcome) == [], f"random case {number}"


def test_large_limits_and_nobody_at_all() -> None:
    most = 2**53 - 1
    work = CompiledAssignment([0, 1], [0, 0], [[0], [0]], [most], [[most]])
    assert work.fill() == 0
    assert work.load == [2]
    nobody = CompiledAssignment([0, 0], [0, 0], [[], []], [], [])
    assert nobody.fill() == 2
    assert nobody.shortage() == [0, 1]
    assert list(nobody.decide([[], []])) == [([], -1), ([], -1)]
    assert CompiledAssignment([], [], [], [1], [[1]]).fill() == 0


def test_machine_code_is_for_many_slots_and_for_who_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    few: tuple[list[int], list[int], list[list[int]], list[int], list[list[int]]] = ([0], [0], [[0]], [1], [[1]])
    assert isinstance(scale.fastest(*few), Assignment)
    monkeypatch.setattr(scale, "WORTH_IT", 1)
    assert isinstance(scale.fastest(*few), CompiledAssignment)
    monkeypatch.setattr(scale, "find_spec", lambda _: None)
    assert isinstance(scale.fastest(*few), Assignment)
