"""Annual tables and the plans that are read from them."""

import csv
from pathlib import Path
from typing import Any

import tomlkit

from inventories.problems import Problem
from scheduler.paper.reading import Read, read
from scheduler.plan.model import Plan, TaskPlan
from scheduler.plan.read import read_plan
from scheduler.tables import Tables

HEAD = """
format = "double-random/plan@1"
id = "2026"
title = "2026 plan"
office = "Office"
as_of = 2026-01-05
results_due = 2026-12-31
randomness = [{ kind = "dice", throws = 20 }]
points = { bands = { A = 0, B = 10 } }
inspectors = { limit = 9 }
"""
QUARTERS = """
period = [
    { id = "q1", from = 2026-01-12, to = 2026-03-31, weight = 2 },
    { id = "q2", from = 2026-04-01, to = 2026-06-30, weight = 3 },
    { id = "q3", from = 2026-07-01, to = 2026-09-30, weight = 3 },
    { id = "q4", from = 2026-10-01, to = 2026-12-18, weight = 3 },
]
"""


def told(problem: Problem) -> str:
    """A problem as the comments of these tests tell it."""
    return f"{problem.message.code} {problem.place.row} {problem.place.column}"


def table(path: Path, *rows: list[Any]) -> Path:
    """A CSV file of these rows."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def read_rows(folder: Path, *rows: list[Any], base: str | None = None, tables: Tables | None = None) -> Read:
    """What is read from a table of these rows, the first of which is the header."""
    path = table(folder / "2026.csv", *rows)
    return read(path, None if base is None else base.encode(), tables, told)


def plan_of(text: bytes | str) -> Plan:
    """The plan that a text writes. AssertionError if it writes none."""
    plan, problems = read_plan(text if isinstance(text, bytes) else text.encode(), "plan.toml")
    assert plan is not None, problems
    return plan


def tasks_of(found: Read) -> tuple[TaskPlan, ...]:
    """The tasks of the plan that was read."""
    return plan_of(found.text).tasks


def codes(found: Read) -> list[str]:
    """What was said while the table was read, without the prefix of the codes."""
    return [problem.message.code.removeprefix("table-") for problem in found.problems]


def written(tasks: list[dict[str, Any]]) -> str:
    """A plan with these tasks."""
    return HEAD + QUARTERS + tomlkit.dumps({"task": tasks})
