"""Law: a target is drawn at exactly its cell's rate, a visit comes to a period at exactly its weight (§4–§6).

Over thousands of seeds, each number of hits is put to the exact two-sided binomial test. Were the law true and the seeds
new each time, a false alarm anywhere in a test here would have a chance below one in a million (Bonferroni).
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from functools import cache, partial
from math import comb
from typing import Any

import pytest

from scheduler.draw.case import read_case
from scheduler.draw.draw import draw
from scheduler.draw.model import Case, Outcome, Path
from scheduler.draw.notation import Keys, T

SEEDS = 3_000
FALSE_ALARM = Fraction(1, 10**6)

Name = tuple[str, str]

CELLS: dict[
    Path, tuple[int, str]
] = {  # path: number of targets, rate; the expectations are no whole numbers, but for the last two
    ("d1", "A"): (7, "1/20"),
    ("d1", "B"): (3, "1/10"),
    ("d2", "A"): (4, "1/5"),
    ("d2", "B"): (5, "1/3"),
    ("d3", "A"): (7, "1/2"),
    ("d3", "B"): (3, "9/10"),
    ("d4", "A"): (6, "1/2"),
    ("d4", "B"): (2, "1"),
}
MULTIPLIERS: dict[Path, tuple[int, str]] = {
    ("x",): (5, "1"),
    ("y",): (6, "3"),
    ("z",): (3, "12"),
}  # with a total of 7, z is fixed at 1


def a_case(coordination: str) -> Case:
    """Two tasks with targets in common, one planned by rates and one by a total; no teams."""
    frame = []
    for task, numbers in (("t1", CELLS), ("t2", MULTIPLIERS)):
        paths = [path for path, (n, _) in numbers.items() for _ in range(n)]
        frame += [{"task": task, "target": f"T{k:02}", "path": list(path)} for k, path in enumerate(paths)]
    document: dict[str, Any] = {
        "format": "double-random/case@1",
        "commitment": "0" * 64,
        "randomness": "dice:10:0",
        "secret": "",
        "coordination": coordination,
        "periods": [{"id": "q1", "weight": 1}, {"id": "q2", "weight": 3}, {"id": "q3", "weight": 2}],
        "tasks": [
            {
                "id": "t1",
                "periods": ["q1", "q2", "q3"],
                "cells": [{"path": list(path), "rate": rate} for path, (_, rate) in CELLS.items()],
                "team": [],
            },
            {
                "id": "t2",
                "periods": ["q1", "q2", "q3"],
                "total": 7,
                "cells": [{"path": list(path), "multiplier": m} for path, (_, m) in MULTIPLIERS.items()],
                "team": [],
            },
        ],
        "frame": frame,
        "inspectors": [],
        "barred": [],
        "last": [],
        "absent": [],
        "even_load_slack": None,
    }
    return read_case(json.dumps(document))


def outcomes(case: Case) -> Iterator[Outcome]:
    """The outcome of the case for one seed after another."""
    return (draw(replace(case, randomness=f"dice:10:{number}")) for number in range(SEEDS))


@cache
def shared() -> list[Outcome]:
    """The outcomes with one ticket for all tasks."""
    return list(outcomes(a_case("shared")))


# ------------------------------------------------------------------------------------------------------- the statistic


@cache
def ways(n: int) -> list[int]:
    return [comb(n, k) for k in range(n + 1)]


@cache
def weights(n: int, rate: Fraction) -> list[int]:
    """The chance of each number of hits out of n, times denominator^n."""
    hit, miss = rate.numerator, rate.denominator - rate.numerator
    return [c * hit**k * miss ** (n - k) for k, c in enumerate(ways(n))]


def p_value(hits: int, n: int, rate: Fraction) -> Fraction:
    """The exact two-sided binomial test: the chance of a number that is no likelier than this one."""
    weight = weights(n, rate)
    return Fraction(sum(w for w in weight if w <= weight[hits]), rate.denominator**n)


def off_their_rate(hits: Mapping[Name, int], rates: Mapping[Name, Fraction], n: int = SEEDS) -> list[Name]:
    """Everything whose hits do not fit its rate, at FALSE_ALARM for all of them together."""
    return [name for name, rate in rates.items() if p_value(hits.get(name, 0), n, rate) * len(rates) < FALSE_ALARM]


def test_the_statistic_itself() -> None:
    assert p_value(5, 5, Fraction(1, 2)) == Fraction(2, 32)
    assert p_value(2, 5, Fraction(1, 2)) == 1
    assert p_value(0, 3, Fraction(1, 3)) == Fraction(8 + 6 + 1, 27)
    assert p_value(3, 3, Fraction(1)) == 1
    assert p_value(2, 3, Fraction(1)) == 0
    assert sum(weights(40, Fraction(9, 10))) == 10**40


# ------------------------------------------------------------------------------------------------------------ the law


def rates_of(case: Case) -> dict[Name, Fraction]:
    """The rate of each (task, target)."""
    rate = {(cell.task, cell.path): cell.rate for cell in draw(case).allocation}
    return {(row.task, row.target): rate[row.task, row.path] for row in case.frame}


@pytest.mark.parametrize("coordination", ["shared", "independent"])
def test_every_target_is_drawn_at_its_rate(coordination: str) -> None:
    case = a_case(coordination)
    drawn = shared() if coordination == "shared" else outcomes(case)
    hits = Counter((selected.task, selected.target) for outcome in drawn for selected in outcome.targets)
    rates = rates_of(case)
    assert len(rates) == len(case.frame)
    assert {Fraction(1, 20), Fraction(1)} <= {*rates.values()}
    assert off_their_rate(hits, rates) == []


def test_every_visit_comes_to_a_period_at_its_weight() -> None:
    """Ten targets at rate 1: their visits are always the same, their periods are not."""
    case = a_case("shared")
    always = tuple(replace(cell, rate=Fraction(1)) for cell in case.tasks[0].cells)
    frame = tuple(row for row in case.frame if row.task == "t1")[:10]
    case = replace(case, tasks=(replace(case.tasks[0], cells=always),), frame=frame)
    hits = Counter((visit.name, visit.period) for outcome in outcomes(case) for visit in outcome.visits)
    weight = {"q1": Fraction(1, 6), "q2": Fraction(1, 2), "q3": Fraction(1, 3)}
    rates = {(f"{row.target}/1", period): share for row in frame for period, share in weight.items()}
    assert off_their_rate(hits, rates) == []


# ----------------------------------------------------------------------------------------------- and draws that break it


def members_of(case: Case) -> dict[tuple[str, Path], list[str]]:
    """The targets of each cell (task, path)."""
    members: defaultdict[tuple[str, Path], list[str]] = defaultdict(list)
    for row in case.frame:
        members[row.task, row.path].append(row.target)
    return members


def strided(targets: list[str], n: int, _: int) -> list[str]:
    """Every k-th of the list, always from the first on."""
    return [targets[k * len(targets) // n] for k in range(n)]


def lightly_biased(targets: list[str], n: int, seed: int) -> list[str]:
    """Turned by the seed, but one seed in ten begins at the first target."""
    start = 0 if seed % 10 == 0 else seed % len(targets)
    return [targets[(start + k) % len(targets)] for k in range(n)]


@pytest.mark.parametrize("choose", [strided, lightly_biased])
def test_a_biased_choice_is_caught(choose: Callable[[list[str], int, int], list[str]]) -> None:
    """The right number from each cell, but not each target alike."""
    case = a_case("shared")
    members = members_of(case)
    hits: Counter[Name] = Counter()
    for seed, outcome in enumerate(shared()):
        for cell in outcome.allocation:
            hits.update((cell.task, target) for target in choose(members[cell.task, cell.path], cell.drawn, seed))
    assert off_their_rate(hits, rates_of(case))


def test_numbers_that_are_always_rounded_alike_are_caught() -> None:
    """The smallest tickets, but as many as the rounded expectation instead of a number that the seed rounds."""
    case = a_case("shared")
    members = members_of(case)
    hits: Counter[Name] = Counter()
    for number in range(SEEDS):
        key = Keys(case.commitment, f"dice:10:{number}", "")("target")
        for path, (n, rate) in CELLS.items():
            smallest = sorted(members["t1", path], key=partial(T, key))
            hits.update(("t1", target) for target in smallest[: round(n * Fraction(rate))])
    assert off_their_rate(hits, {name: rate for name, rate in rates_of(case).items() if name[0] == "t1"})
