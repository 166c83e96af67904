"""Law: the shortage shown proves by counting that d slots stay open, and no set that proves it is smaller (§9)."""

from __future__ import annotations

import json

import pytest
import random_cases
from instances import fewest, large, need_and_capacity, quick_case, smallest_shortage, tiny
from twin import Problem

from scheduler.draw.case import read_case
from scheduler.draw.draw import draw
from scheduler.draw.model import Outcome, Seat


@pytest.mark.parametrize("first", range(0, 400, 100))
def test_the_set_is_contained_in_every_other(first: int) -> None:
    """Of all sets of slots: none has a greater need − capacity than d, and those that have d all contain the one shown."""
    shown = 0
    for seed in range(first, first + 100):
        instance = tiny(seed)
        assignment = instance.assignment()
        d = assignment.fill()
        most, smallest = smallest_shortage(instance, instance.limits)
        assert most == d == fewest(instance)
        assert set(assignment.shortage()) == smallest, seed
        shown += d > 0
    assert shown > 20


@pytest.mark.parametrize("seed", range(6))
def test_the_set_of_a_large_problem_counts_up(seed: int) -> None:
    instance = large(seed, visits=200, inspectors=30, use=1.05)
    assignment = instance.assignment()
    d = assignment.fill()
    need, capacity = need_and_capacity(instance, assignment.shortage(), instance.limits)
    assert need - capacity == d > 0


def shortage_counted_again(problem: Problem, seats: tuple[Seat, ...]) -> tuple[int, int]:
    """Need and capacity of the seats, from who is eligible where and what the limits are."""
    slots = [slot for slot in problem.slots if (slot.visit, slot.number) in seats]
    capacity = 0
    for inspector, limit in problem.limits.items():
        could = {(slot.period, slot.visit) for slot in slots if inspector in problem.eligible[slot]}
        places = 0
        for period in {period for period, _ in could}:
            visits = sum(1 for p, _ in could if p == period)
            places += min(visits, problem.period_limits.get((inspector, period), visits))
        capacity += min(limit, places)
    return len(slots), capacity


@pytest.mark.parametrize("first", range(0, 400, 100))
def test_the_shortage_of_a_draw_counts_up(first: int) -> None:
    shown = 0
    for number in range(first, first + 100):
        document = quick_case(number)
        problem = random_cases.open_problem(document)
        outcome: Outcome = draw(read_case(json.dumps(document)))
        assert (outcome.shortage is None) == (outcome.open == 0)
        if outcome.shortage is None:
            continue
        shown += 1
        seats = outcome.shortage.slots
        assert list(seats) == [seat for seat, _ in outcome.filling.teams if seat in seats], "not in draw order"
        assert {seat for seat, holder in outcome.filling.teams if holder is None} <= set(seats)
        assert (outcome.shortage.need, outcome.shortage.capacity) == shortage_counted_again(problem, seats)
        assert outcome.shortage.need - outcome.shortage.capacity == outcome.open
    assert shown > 20
