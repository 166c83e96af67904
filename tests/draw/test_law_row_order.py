"""Law: the order of rows that has no meaning decides nothing (§1, §3).

Only periods, tasks, a team's departments and events have an order that counts.
"""

from __future__ import annotations

import copy
import json
import random
from typing import Any

import pytest
import random_cases
from instances import quick_case

from scheduler.draw.case import run

Json = dict[str, Any]


def shuffled(case: Json, rng: random.Random) -> Json:
    """The same facts, every row that has no order of its own somewhere else."""
    result = copy.deepcopy(case)
    lists = [result[name] for name in ("frame", "inspectors", "barred", "last", "absent")]
    lists += [inspector["qualifications"] for inspector in result["inspectors"]]
    lists += [event["periods"] for event in result.get("events", []) if "periods" in event]
    for task in result["tasks"]:
        lists += [task["cells"], task["periods"], *(rule["qualifications"] for rule in task["team"])]
    for rows in lists:
        rng.shuffle(rows)
    return result


@pytest.mark.parametrize("first", range(0, 200, 50))
def test_shuffled_rows_change_nothing(first: int) -> None:
    rng = random.Random(first)
    for number in range(first, first + 50):
        case = quick_case(number)
        expected = run(json.dumps(case))
        for _ in range(3):
            assert run(json.dumps(shuffled(case, rng))) == expected, number


@pytest.mark.parametrize("number", range(30))
def test_shuffled_rows_change_nothing_in_what_happens_afterwards(number: int) -> None:
    case = random_cases.random_case(number)
    assert run(json.dumps(shuffled(case, random.Random(number)))) == run(json.dumps(case))


def test_shuffled_rows_change_nothing_in_a_larger_draw() -> None:
    case = random_cases.random_case(1, "medium")
    assert run(json.dumps(shuffled(case, random.Random(1)))) == run(json.dumps(case))


@pytest.mark.parametrize("number", range(20))
def test_a_pair_named_again_and_the_order_of_members_change_nothing(number: int) -> None:
    case = quick_case(number)
    expected = run(json.dumps(case))
    for name in ("barred", "last", "absent"):
        case[name] += case[name]
    assert run(json.dumps(case, sort_keys=True, indent=3, ensure_ascii=False)) == expected
