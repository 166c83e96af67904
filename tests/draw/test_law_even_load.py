"""Law: the even-load rule lowers the limits as far as d allows, in the rounds of §7, and changes nothing else."""

from __future__ import annotations

import json
from itertools import count
from typing import Any

import pytest
import random_cases
import twin
from instances import Instance, fewest, quick_case, smallest_shortage, tiny

from scheduler.draw.case import read_case, run
from scheduler.draw.draw import draw
from scheduler.draw.model import Inspector, Period, Visit
from scheduler.draw.teams import Place, Rules, TeamDraw
from scheduler.draw.visits import Slot


def caps(instance: Instance) -> list[int]:
    """The caps of the scheduler: each slot asks for a qualification of its own, which those eligible for it have."""
    places = []
    for s, (visit, period) in enumerate(zip(instance.visit, instance.period, strict=True)):
        where = Visit(f"v{visit}/1", f"v{visit}", ("t",), (f"p{period}",), f"p{period}")
        places.append(Place(where, Slot((where.name, s + 1), "health", f"s{s}", lead=False)))
    roster = [
        Inspector(
            f"i{i}",
            "health",
            frozenset(f"s{s}" for s, eligible in enumerate(instance.eligible) if i in eligible),
            lead=False,
            limit=limit,
            period_limits={f"p{p}": most for p, most in enumerate(instance.period_limits[i])},
        )
        for i, limit in enumerate(instance.limits)
    ]
    period_limits = {inspector.id: inspector.period_limits for inspector in roster}
    team = TeamDraw(
        places,
        roster,
        Rules(lambda _: frozenset(), lambda _: frozenset(), frozenset()),
        [Period(f"p{p}", 1) for p in range(3)],
        {inspector.id: inspector.limit for inspector in roster},
        lambda inspector, period: period_limits[inspector].get(period, 0),
        {},
    )
    found = team.even_load()
    return [found[inspector.id] for inspector in roster]


def caps_by_the_letter(instance: Instance) -> list[int]:
    """§7 sentence by sentence, d and the shortage's set by enumeration."""
    d = fewest(instance)
    settled: dict[int, int] = {}

    def limits(u: int) -> list[int]:
        return [settled.get(i, min(limit, u)) for i, limit in enumerate(instance.limits)]

    while len(settled) < len(instance.limits):
        u = next(u for u in count() if fewest(instance, limits(u)) == d)
        unsettled = [i for i in range(len(instance.limits)) if i not in settled]
        if u > 0:
            _, short = smallest_shortage(instance, limits(u - 1))
            unsettled = [i for i in unsettled if any(i in instance.eligible[s] for s in short)]
        settled |= {i: min(instance.limits[i], u) for i in unsettled}
    return [settled[i] for i in range(len(instance.limits))]


@pytest.mark.parametrize("first", range(0, 240, 60))
def test_caps_are_those_of_the_rounds(first: int) -> None:
    different = 0
    for seed in range(first, first + 60):
        found = caps(tiny(seed))
        assert found == caps_by_the_letter(tiny(seed)), seed
        different += len({*found}) > 2
    assert different > 0


@pytest.mark.parametrize("first", range(0, 240, 60))
def test_caps_keep_d_and_are_level(first: int) -> None:
    """Wherever a cap and not the limit binds, all that stand as high or lower could not stand one lower."""
    for seed in range(first, first + 60):
        instance = tiny(seed)
        found = caps(instance)
        d = fewest(instance)
        assert fewest(instance, found) == d
        assert all(cap <= limit for cap, limit in zip(found, instance.limits, strict=True))
        for u in {cap for cap, limit in zip(found, instance.limits, strict=True) if 0 < cap < limit}:
            lower = [cap if cap > u else min(limit, u - 1) for cap, limit in zip(found, instance.limits, strict=True)]
            assert fewest(instance, lower) > d, seed


def test_one_scarce_expert_carries_what_nobody_else_can() -> None:
    """Six visits of two slots: the expert alone can take the first of each; three others share the second."""
    visits = [v for v in range(6) for _ in range(2)]
    eligible = [[0] if s % 2 == 0 else [0, 1, 2, 3] for s in range(12)]
    assert caps(Instance(visits, [0] * 12, eligible, [12] * 4, [[12, 12, 12]] * 4)) == [6, 2, 2, 2]


def test_a_low_limit_leaves_the_others_level() -> None:
    """Nine slots, one of four inspectors takes at most one: the others take eight, none more than three."""
    assert caps(Instance([*range(9)], [0] * 9, [[0, 1, 2, 3]] * 9, [1, 9, 9, 9], [[9, 9, 9]] * 4)) == [1, 3, 3, 3]


def with_slack(number: int, slack: int | None) -> dict[str, Any]:
    return {**quick_case(number), "even_load_slack": slack}


@pytest.mark.parametrize("first", range(0, 120, 60))
def test_the_rule_opens_no_slot(first: int) -> None:
    """d and the shortage are the same with and without it; everybody keeps to the cap and the slack."""
    for number in range(first, first + 60):
        without = draw(read_case(json.dumps(with_slack(number, None))))
        for slack in (0, 1, 3):
            outcome = draw(read_case(json.dumps(with_slack(number, slack))))
            assert (outcome.open, outcome.shortage) == (without.open, without.shortage), number
            assert outcome.even_load is not None
            holders = [holder for _, holder in outcome.filling.teams]
            assert all(holders.count(i) <= cap + slack for i, cap in outcome.even_load.items())


@pytest.mark.parametrize("first", range(0, 120, 60))
def test_caps_of_whole_draws_are_the_twins(first: int) -> None:
    for number in range(first, first + 60):
        document = with_slack(number, 0)
        problem = random_cases.open_problem(document)
        assert draw(read_case(json.dumps(document))).even_load == twin.even_load_caps(problem), number


@pytest.mark.parametrize("number", range(20))
def test_a_slack_above_all_limits_is_as_good_as_no_rule(number: int) -> None:
    without, with_ = run(json.dumps(with_slack(number, None))), run(json.dumps(with_slack(number, 2**53 - 1)))
    assert with_.pop("even_load") is not None
    assert without.pop("even_load") is None
    assert with_ == without
