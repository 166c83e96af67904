"""How long a plan takes to be solved, and how good it is then: ``python benchmarks/solve.py [seconds]``, 60 if none are given.

Two invented places: a county (1,500 targets, 12 tasks, 30 inspectors) and a city (20,000 targets, 12 tasks, 150 inspectors),
in four bands, four categories and 8 or 16 districts. The rates of 8 tasks are to be found within bounds by band, with at least
3 % of every district in 4 of them; the other 4 have rates. Told for each place: cells, rates to be found, sets of slots looked
at, the seconds used, whether the inspectors can carry every rounding, and for each goal what was reached, what the solver
proved, and whether that is the same. Prints a table, and as its last line one JSON object with the same figures.
"""

import json
import sys
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from random import Random
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "plan"))

from county import county

from inventories.points import Band, PointRules
from scheduler.facts import Facts, derive
from scheduler.plan.model import CellBounds, Mandate, SolverRules, SolveRules
from scheduler.solve.case import case_of
from scheduler.solve.goals import GOALS
from scheduler.solve.solver import solve
from scheduler.solve.where import Where
from scheduler.year.workdays import Calendar

PLACES = {"county": (1500, 8, 30, 80), "city": (20000, 16, 150, 160)}
BANDS = {"A": ("1/100", "1/10"), "B": ("1/50", "1/5"), "C": ("1/10", "1/2"), "D": ("1/5", "1")}


def main(seconds: int) -> None:
    """Solve, measure, print."""
    told = {name: measured(facts(*size), seconds) for name, size in PLACES.items()}
    for name, figures in told.items():
        print(name, "  ".join(f"{key} {value}" for key, value in figures.items() if key != "goals"))
        for goal in figures["goals"]:  # type: ignore[attr-defined]
            print("   ", "  ".join(f"{key} {value}" for key, value in goal.items()))
    print(json.dumps(told))


def facts(targets: int, districts: int, people: int, limit: int) -> Facts:
    """A place with so many targets, districts and inspectors, each with a limit of visits."""
    plain = county(targets, districts, 4, 12, people, limit=limit, own=False, rates=("1/100", "1/50", "1/80"))
    random = Random(1)
    rows = tuple(replace(t, credit_class=random.choices("ABCD", (60, 25, 12, 3))[0]) for t in plain.tables.targets)
    bands = tuple(Band(name, least) for name, least in zip("ABCD", (0, 10, 25, 50), strict=True))
    points = PointRules((), None, bands, tuple((name, name) for name in "ABCD"))
    bounds = tuple(
        CellBounds((("band", (name,)),), Fraction(low), Fraction(high), f"solve.bounds.{name}")
        for name, (low, high) in BANDS.items()
    )
    names = sorted({target.district for target in rows})
    tasks = []
    for k, task in enumerate(plain.plan.tasks):
        task = replace(task, strata=("district", "category", "band"))
        if k < 8:
            least = tuple(Mandate((name,), Fraction(3, 100)) for name in names) if k < 4 else ()
            task = replace(task, rates=(), solve=SolveRules(bounds), mandates=least)
        tasks.append(task)
    plan = replace(plain.plan, tasks=tuple(tasks), points=points, solver=SolverRules(spare=Fraction(1, 10)))
    return derive(plan, replace(plain.tables, targets=rows))


def measured(given: Facts, seconds: int) -> dict[str, object]:
    """What is told of one place."""
    begin = perf_counter()
    case = case_of(given, Where(b"", ""), Calendar())
    outcome = solve(case, seconds)
    used = perf_counter() - begin
    goals = [
        {
            "goal": mark.goal,
            "reached": float(mark.value),
            "proved": None if mark.bound is None else float(mark.bound),
            "best_possible": mark.optimal,
        }
        for mark in outcome.goals
    ]
    return {
        "cells": len(case.cells),
        "rates": len(case.keys),
        "sets": len(outcome.case.cuts) + len(outcome.case.hours),
        "seconds": round(used, 1),
        "status": outcome.status,
        "capacity": outcome.capacity,
        "goals": goals if len(goals) == len(GOALS) else [],
    }


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 60)
