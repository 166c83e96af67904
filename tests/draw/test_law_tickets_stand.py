"""Law: a new row moves no ticket (§5) and touches no other task (§4).

Whoever adds a target to one cell can change how many are drawn in its task, never who comes before whom elsewhere.
"""

from __future__ import annotations

import copy
import json
import random
from collections import defaultdict
from typing import Any

import pytest
import random_cases

from scheduler.draw.case import run

Json = dict[str, Any]
NEW = "new.target"


def cases(first: int, number: int) -> list[tuple[Json, Json, str]]:
    """A case without teams, the same with one more row, and the task that has it."""
    result = []
    for seed in range(first, first + number):
        rng = random.Random(seed)
        case = random_cases.a_case(rng, "small")
        task = rng.choice(case["tasks"])
        more = copy.deepcopy(case)
        row = {"task": task["id"], "target": NEW, "path": rng.choice(task["cells"])["path"]}
        more["frame"].insert(rng.randint(0, len(more["frame"])), row)
        result.append((case, more, task["id"]))
    return result


def drawn(case: Json) -> tuple[Json, dict[tuple[str, ...], list[tuple[str, str]]]]:
    """The outcome, and for each cell (task, path) its drawn targets with their tickets, in order."""
    outcome = run(json.dumps(case))
    path_of = {(row["task"], row["target"]): row["path"] for row in case["frame"]}
    order: defaultdict[tuple[str, ...], list[tuple[str, str]]] = defaultdict(list)
    for row in outcome["targets"]:
        order[row["task"], *path_of[row["task"], row["target"]]].append((row["target"], row["ticket"]))
    return outcome, order


def everything_drawn(case: Json) -> Json:
    """The case with every rate 1, so that its outcome shows each cell's whole order."""
    result = copy.deepcopy(case)
    for task in result["tasks"]:
        task.pop("total", None)
        task["cells"] = [{"path": cell["path"], "rate": "1"} for cell in task["cells"]]
    return result


@pytest.mark.parametrize("first", range(0, 200, 50))
def test_a_new_row_changes_no_order(first: int) -> None:
    for case, more, _ in cases(first, 50):
        _, before = drawn(everything_drawn(case))
        _, after = drawn(everything_drawn(more))
        without = {cell: [row for row in rows if row[0] != NEW] for cell, rows in after.items()}
        assert {cell: rows for cell, rows in without.items() if rows} == before


@pytest.mark.parametrize("first", range(0, 200, 50))
def test_a_new_row_changes_a_cell_by_its_number_alone(first: int) -> None:
    """What is drawn before and after is the beginning of one and the same order."""
    for case, more, _ in cases(first, 50):
        _, before = drawn(case)
        _, after = drawn(more)
        for cell in {*before, *after}:
            rows = [row for row in after[cell] if row[0] != NEW]
            common = min(len(rows), len(before[cell]))
            assert rows[:common] == before[cell][:common]


@pytest.mark.parametrize("first", range(0, 200, 50))
def test_a_new_row_leaves_the_other_tasks_alone(first: int) -> None:
    for case, more, task in cases(first, 50):
        before, _ = drawn(case)
        after, _ = drawn(more)
        for name in ("allocation", "targets"):
            assert [row for row in after[name] if row["task"] != task] == [
                row for row in before[name] if row["task"] != task
            ]
