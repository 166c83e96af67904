"""Law: the outcome does not depend on how it is found. A fact has the same answer for every solver.

The scheduler repairs one assignment and skips what failed searches have closed; the twin builds a new flow for every
question. DOUBLE_RANDOM_CASES sets how many random cases of each kind they are compared on.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable

import pytest
import random_cases
import twin
from instances import Instance, large, quick_case, tiny

from scheduler.audit.validate import faults
from scheduler.draw.assignment import Assignment
from scheduler.draw.case import read_case
from scheduler.draw.documents import outcome_document
from scheduler.draw.draw import draw

CASES = int(os.environ.get("DOUBLE_RANDOM_CASES", "1000"))
CHUNK = 50


@pytest.mark.parametrize("make", [random_cases.random_case, quick_case])
@pytest.mark.parametrize("first", range(0, CASES, CHUNK))
def test_as_the_twin_on_small_cases(first: int, make: Callable[[int], twin.Json]) -> None:
    for number in range(first, min(first + CHUNK, CASES)):
        check(make(number), number)


@pytest.mark.parametrize("number", range(max(3, CASES // 500)))
def test_as_the_twin_on_medium_cases(number: int) -> None:
    check(random_cases.random_case(number, "medium"), number)


def check(document: twin.Json, number: int) -> None:
    case = read_case(json.dumps(document))
    outcome = draw(case)
    assert json.loads(json.dumps(outcome_document(outcome))) == twin.outcome(document), f"random case {number}"
    assert faults(case, outcome) == [], f"random case {number}"


# ------------------------------------------------------------------------------------------------------ closed sets


class Plain(Assignment):
    """Remembers no closed set: every search looks everywhere."""

    def _close(self, *_: object) -> None:
        pass


Decisions = list[tuple[int, list[int], int | None]]


def decisions(instance: Instance, seed: int, kind: type[Assignment]) -> tuple[int, list[int], Decisions]:
    """d, the shortage, and for each slot the refused and the one taken, candidates coming as ``seed`` says."""
    work = instance.assignment(kind)
    d = work.fill()
    short = sorted(work.shortage())
    work.accept_open()
    result: Decisions = []
    team: dict[int, set[int]] = {}
    for slot, candidates in enumerate(instance.candidates(seed)):
        mates = team.setdefault(instance.visit[slot], set())
        refused: list[int] = []
        for i in candidates:
            if i in mates:
                continue
            if work.seat(slot, i):
                mates.add(i)
                result.append((slot, refused, i))
                break
            refused.append(i)
        else:
            work.leave_open(slot)
            result.append((slot, refused, None))
    assert work.open == d
    return d, short, result


@pytest.mark.parametrize("use", [0.8, 0.97, 1.0, 1.1])
@pytest.mark.parametrize("seed", range(3))
def test_as_a_plain_search_on_large_problems(seed: int, use: float) -> None:
    instance = large(seed, visits=220, inspectors=30, use=use)
    assert len(instance.visit) > 400
    found = decisions(instance, seed, Assignment)
    assert found == decisions(instance, seed, Plain)
    if use > 0.9:
        assert sum(len(refused) for _, refused, _ in found[2]) > 100


@pytest.mark.parametrize("first", range(0, 3_000, 750))
def test_as_a_plain_search_on_tiny_problems(first: int) -> None:
    for seed in range(first, first + 750):
        assert decisions(tiny(seed), seed, Assignment) == decisions(tiny(seed), seed, Plain), seed


@pytest.mark.parametrize(("number", "size"), [(0, "medium"), *((number, "small") for number in range(20))])
def test_a_whole_draw_as_by_plain_search(number: int, size: str) -> None:
    """With even load and events."""
    case = read_case(json.dumps({**random_cases.random_case(number, size), "even_load_slack": 0}))
    expected = draw(case)
    assert draw(case, Plain) == expected
