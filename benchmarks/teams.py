"""How long the drawing of teams takes: ``python benchmarks/teams.py``.

Invented counties whose inspectors are asked for 70 to 98 % of what they can take, with four periods and a limit for each,
qualifications, leads, two departments, and conflicts of interest between 2 % of all targets and inspectors. Prints a table,
and as its last line one JSON object with the same figures. Counties, teams and refusals are the same in every run.
"""

import json
from dataclasses import replace
from math import ceil
from random import Random
from time import process_time

from scheduler.draw.case import read_case
from scheduler.draw.draw import draw
from scheduler.draw.model import Case

SIZES = ((500, 40), (3_000, 100))
USES = (70, 95, 98)
CONFLICTS = 0.02
PERIODS = ("q1", "q2", "q3", "q4")
ROOM_IN_A_PERIOD = 1.25
"""An inspector's limit for a period, as a multiple of a fourth of the limit for the draw."""

# Share of the visits in %, and who goes there: department, officers, qualifications.
TASKS: tuple[tuple[int, list[tuple[str, int, list[str]]]], ...] = (
    (55, [("health", 2, [])]),
    (20, [("health", 2, ["放射"])]),
    (15, [("health", 2, ["学校", "饮用水"])]),
    (10, [("health", 2, ["放射"]), ("market", 2, ["特种设备"])]),
)
QUALIFICATIONS = {"health": ["放射", "学校", "饮用水"], "market": ["特种设备"]}


def county(visits: int, inspectors: int, use: int) -> Case:
    """Every target is visited once; all limits of a department together are its slots divided by ``use`` %."""
    rng = Random(f"{visits} {inspectors}")
    tasks, frame = [], []
    slots = dict.fromkeys(QUALIFICATIONS, 0)
    for number, (share, team) in enumerate(TASKS):
        rules = [{"department": d, "officers": n, "qualifications": q, "lead": d == "health"} for d, n, q in team]
        cells = [{"path": [], "rate": "1"}]
        tasks.append({"id": f"t{number}", "periods": PERIODS, "cells": cells, "team": rules})
        for _ in range(visits * share // 100):
            frame.append({"task": f"t{number}", "target": f"{rng.getrandbits(64):016X}", "path": []})
            for department, officers, _ in team:
                slots[department] += officers
    roster = []
    for department, wanted in slots.items():
        number = max(4, round(inspectors * wanted / sum(slots.values())))
        places = ceil(wanted * 100 / use)
        for k in range(number):
            limit = places // number + (k < places % number)
            roster.append(
                {
                    "id": f"{department}-{k:03}",
                    "department": department,
                    "qualifications": [q for j, q in enumerate(QUALIFICATIONS[department]) if k >> j & 1 == 0],
                    "lead": k % 3 > 0,
                    "limit": limit,
                    "period_limits": dict.fromkeys(PERIODS, ceil(limit * ROOM_IN_A_PERIOD / len(PERIODS))),
                }
            )
    pairs = [[row["target"], who["id"]] for row in frame for who in roster]
    document = {
        "format": "double-random/case@1",
        "commitment": "0" * 64,
        "randomness": "dice:10:1234567890",
        "secret": "",
        "coordination": "shared",
        "periods": [{"id": period, "weight": 1} for period in PERIODS],
        "tasks": tasks,
        "frame": frame,
        "inspectors": roster,
        "barred": [pair for pair in pairs if rng.random() < CONFLICTS],
        "last": [pair for pair in pairs if rng.random() < 2 / len(roster)],
        "absent": [],
        "even_load_slack": None,
    }
    return read_case(json.dumps(document))


def measured(case: Case, slack: int | None) -> dict[str, int | float]:
    """The whole draw of the case: CPU seconds, slots, open slots and refused candidates."""
    start = process_time()
    outcome = draw(replace(case, even_load_slack=slack))
    return {
        "seconds": round(process_time() - start, 2),
        "slots": len(outcome.filling.teams),
        "open": outcome.open,
        "refused": len(outcome.filling.refused),
    }


def main() -> None:
    figures = []
    print("visits  inspectors  use %  even load  slots  CPU seconds  open  refused")
    for visits, inspectors in SIZES:
        for use in USES:
            case = county(visits, inspectors, use)
            for slack in (None, 1):
                run = measured(case, slack)
                figures.append(
                    {"visits": visits, "inspectors": len(case.inspectors), "use": use, "even_load_slack": slack, **run}
                )
                print(
                    f"{visits:6}  {len(case.inspectors):10}  {use:5}  {'no' if slack is None else 'yes':>9}  "
                    f"{run['slots']:5}  {run['seconds']:11.2f}  {run['open']:4}  {run['refused']:7}",
                    flush=True,
                )
    print(json.dumps({"benchmark": "teams", "conflicts": CONFLICTS, "runs": figures}))


if __name__ == "__main__":
    main()
