"""How long a simulation takes: ``python benchmarks/simulate.py [draws]``, 1,000 draws if no number is given.

An invented county of 1,500 targets and 30 inspectors in two departments: three tasks with rates by district and band, four
periods, qualifications, leads, conflicts of interest, rotation, even load. The draws are run by one process for each processor,
then by one alone, and the two tallies must be equal (else exit code 1). Prints a table, and as its last line one JSON object
with the same figures.
"""

import json
import sys
from fractions import Fraction
from random import Random
from time import perf_counter

from scheduler.draw.model import Case, Cell, Department, Inspector, Period, Row, Task
from scheduler.simulate.run import cores, simulate
from scheduler.simulate.tally import Tally

TARGETS, INSPECTORS, DISTRICTS = 1_500, 30, 8
PERIODS = ("q1", "q2", "q3", "q4")
BANDS = {"A": (65, Fraction(1, 20)), "B": (25, Fraction(1, 6)), "C": (8, Fraction(1, 2)), "D": (2, Fraction(1))}
"""Share of the targets in %, and rate."""
TASKS = {"t1": ("x", "", 700), "t2": ("y", "", 900), "t3": ("", "z", 500)}
"""A qualification asked of each department, and how many targets are in scope."""
LIMIT = 40
CONFLICTS = 0.01


def county() -> tuple[Case, dict[str, str]]:
    """The facts, and the district of each target; the same every time."""
    rng = Random(1)
    names = [f"T{k:04}" for k in range(TARGETS)]
    district = {name: f"d{rng.randrange(DISTRICTS)}" for name in names}
    weights = [share for share, _ in BANDS.values()]
    band = dict(zip(names, rng.choices(list(BANDS), weights, k=TARGETS), strict=True))
    frame, tasks = [], []
    for task, (one, other, size) in TASKS.items():
        mine = [Row(task, name, (district[name], band[name])) for name in sorted(rng.sample(names, size))]
        frame += mine
        cells = tuple(Cell(path, rate=BANDS[path[1]][1]) for path in sorted({row.path for row in mine}))
        team = (_department("health", one, True), _department("control", other, False))
        tasks.append(Task(task, PERIODS, cells, team))
    people = tuple(_inspector(k) for k in range(INSPECTORS))
    pairs = {name: frozenset(i.id for i in people if rng.random() < CONFLICTS) for name in names}
    last = {name: frozenset(i.id for i in rng.sample(people, 2)) for name in names}
    periods = tuple(Period(period, 1) for period in PERIODS)
    absent = frozenset((i.id, rng.choice(PERIODS)) for i in people[::5])
    case = Case("", "", "", "shared", periods, tuple(tasks), tuple(frame), people, pairs, last, absent, 1)
    return case, district


def _department(name: str, qualification: str, lead: bool) -> Department:
    return Department(name, 2, (qualification,) if qualification else (), lead)


def _inspector(k: int) -> Inspector:
    has = frozenset(q for j, q in enumerate("xyz") if k >> j & 1 == 0)
    return Inspector(f"I{k:02}", ("health", "control")[k % 2], has, k % 3 > 0, LIMIT, {})


def main(draws: int) -> None:
    """Simulate alone and together, compare, print."""
    case, district = county()
    runs, tallies = [], list[Tally]()
    print("processes  draws  seconds  draws a second  visits  seats  open  first refused")
    for workers in dict.fromkeys((cores(), 1)):
        begin = perf_counter()
        tally = simulate(case, district, draws, workers=workers)
        seconds = perf_counter() - begin
        tallies.append(tally)
        told = {name: _mean(getattr(tally, name), draws) for name in ("seated", "left", "passed")}
        visits = sum(key[-1] * times for key, times in tally.visits.items()) / draws
        run = {"processes": workers, "seconds": round(seconds, 1), "visits": visits, **told}
        runs.append(run)
        print(
            f"{workers:9}  {draws:5}  {seconds:7.1f}  {draws / seconds:14.1f}  {visits:6.1f}  {told['seated']:5.0f}  "
            f"{told['left']:4.1f}  {told['passed']:13.1f}",
            flush=True,
        )
    same = all(tally == tallies[0] for tally in tallies)
    print(json.dumps({"benchmark": "simulate", "draws": draws, "targets": TARGETS, "same": same, "runs": runs}))
    sys.exit(not same)


def _mean(histogram: dict[tuple[int], int], draws: int) -> float:
    return sum(n * times for (n,), times in histogram.items()) / draws


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000)
