"""How long the search for teams takes, beside OR-Tools on the same cases: ``python benchmarks/teams.py [RUNS]``.

Every visit asks for two officers. Districts of 20 inspectors lie in a ring, and a visit may be done by those of its own and
of the two beside it ("ring"), or by everybody ("all"); one pair in ten is barred by a conflict. The inspectors' limits
together are the slots divided by the use. Each visit has a random order of its inspectors:

- the search of this program gives each slot its first candidate with whom the rest can still be filled as well as possible,
  in plain Python and compiled (extra ``fast``);
- SimpleMinCostFlow, and CP-SAT on the smallest case, get the same pairs with random costs.

Each figure is the median of RUNS (3) processes of their own, which begin with the same arrays: seconds of CPU from arrays to
answer, and megabytes on top of those arrays. Compiling happens once, before, and is told apart. The last line is one JSON
object.
"""

import json
import resource
import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

import numpy as np

CASES = (
    ("ring", 500, 40),
    ("ring", 5_000, 300),
    ("all", 5_000, 300),
    ("ring", 50_000, 3_000),
    ("offices", 500_000, 40_000),
)
OFFICES = 1_000
LARGEST = {"plain": 50_000, "cp-sat": 500}
"""More visits than so many would take them minutes."""
USES = (70, 98)
DISTRICT = 20
CONFLICTS = 0.1
COSTS = 10**6


class County:
    """Pairs of visit and inspector, sorted by visit, with their costs; ``first`` has where each visit's pairs begin and the
    last ones end."""

    def __init__(self, shape: str, visits: int, inspectors: int, use: int, seed: int = 0) -> None:
        rng = np.random.default_rng([visits, inspectors, use, seed])
        districts = max(1, inspectors // DISTRICT)
        near = np.arange(-DISTRICT, 2 * DISTRICT) if shape == "ring" and districts > 3 else np.arange(inspectors)
        home = rng.integers(0, districts, visits) * DISTRICT
        self.visits, self.inspectors = visits, inspectors
        kept = rng.random((visits, len(near)), np.float32) >= CONFLICTS
        self.first = np.concatenate(([0], np.cumsum(kept.sum(1)))).astype(np.int32)
        whom = np.sort((home[:, None] + near).astype(np.int32) % inspectors, axis=1)
        self.pairs = whom[kept]
        self.cost = rng.integers(0, COSTS, len(self.pairs), np.int32)
        places = -(-2 * visits * 100 // use)
        self.limits = np.full(inspectors, places // inspectors, np.int32)
        self.limits[: places % inspectors] += 1
        # the visit of each slot, and where its pairs begin and end; the pairs, each visit's in the order of their costs
        self.visit = np.repeat(np.arange(visits, dtype=np.int32), 2)
        self.begin, self.end = np.repeat(self.first[:-1], 2), np.repeat(self.first[1:], 2)
        self.candidates = self.pairs[np.lexsort((self.cost, np.repeat(np.arange(visits), np.diff(self.first))))]

    @classmethod
    def loaded(cls, file: Path) -> "County":
        """The county as ``main`` saved it."""
        county = cls.__new__(cls)
        with np.load(file) as arrays:
            county.__dict__.update(arrays)
        county.visits, county.inspectors = int(county.visits), int(county.inspectors)
        return county


def compiled(county: County) -> tuple[float, int]:
    """Seconds, and open slots."""
    from scheduler.scale import network

    began = process_time()
    visit, part = county.visit, (county.begin, county.end)
    net = network.network(visit, np.zeros_like(visit), *part, county.pairs, county.limits, county.limits[:, None])
    still_open = int(network.fill(*net))
    network.accept_open(*net)
    taken, refused = np.full(len(visit), network.OPEN, np.int32), np.zeros(len(county.candidates), np.bool_)
    network.decide(*net, *part, county.candidates, taken, refused)
    seconds = process_time() - began
    assert still_open == (taken == network.OPEN).sum()
    return seconds, still_open


def plain(county: County) -> tuple[float, int]:
    """Seconds, and open slots."""
    from scheduler.draw.assignment import OPEN, Assignment

    began = process_time()
    visit, limits, pairs, order = (a.tolist() for a in (county.visit, county.limits, county.pairs, county.candidates))
    parts = list(zip(county.begin.tolist(), county.end.tolist(), strict=True))
    eligible, candidates = [pairs[a:b] for a, b in parts], [order[a:b] for a, b in parts]
    work = Assignment(visit, [0] * len(visit), eligible, limits, [[limit] for limit in limits])
    still_open = work.fill()
    work.accept_open()
    taken = [inspector for _, inspector in work.decide(candidates)]
    seconds = process_time() - began
    assert still_open == taken.count(OPEN)
    return seconds, still_open


def flow(county: County) -> tuple[float, int]:
    """Seconds, and open slots."""
    from ortools.graph.python import min_cost_flow

    visits, sink = county.visits, county.visits + county.inspectors
    began = process_time()
    smcf = min_cost_flow.SimpleMinCostFlow()
    tails = np.repeat(np.arange(visits, dtype=np.int32), np.diff(county.first))
    smcf.add_arcs_with_capacity_and_unit_cost(tails, county.pairs + visits, np.ones_like(tails), county.cost)
    every = np.arange(visits, dtype=np.int32)
    two, dear = np.full(visits, 2, np.int32), np.full(visits, 3 * COSTS, np.int32)
    opened = smcf.add_arcs_with_capacity_and_unit_cost(every, np.full(visits, sink, np.int32), two, dear)
    who = np.arange(visits, sink, dtype=np.int32)
    smcf.add_arcs_with_capacity_and_unit_cost(who, np.full_like(who, sink), county.limits, np.zeros_like(who))
    smcf.set_nodes_supplies(every, two)
    smcf.set_node_supply(sink, -2 * visits)
    assert smcf.solve() == smcf.OPTIMAL
    still_open = int(smcf.flows(opened).sum())
    return process_time() - began, still_open


def cp_sat(county: County) -> tuple[float, int]:
    """Seconds of one worker, and open slots."""
    from ortools.sat.python import cp_model

    began = process_time()
    model = cp_model.CpModel()
    used = [model.new_bool_var("") for _ in county.pairs]
    by_inspector: list[list[cp_model.IntVar]] = [[] for _ in county.limits]
    for who, one in zip(county.pairs.tolist(), used, strict=True):
        by_inspector[who].append(one)
    for who, mine in enumerate(by_inspector):
        model.add(sum(mine) <= int(county.limits[who]))
    for a, b in zip(county.first, county.first[1:], strict=False):
        model.add(sum(used[a:b]) <= 2)
    model.minimize(sum((c - 3 * COSTS) * one for c, one in zip(county.cost.tolist(), used, strict=True)))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers, solver.parameters.max_time_in_seconds = 1, 120
    solver.parameters.linearization_level = 2
    assert solver.solve(model) == cp_model.OPTIMAL
    return process_time() - began, 2 * county.visits - sum(map(solver.value, used))


WAYS = {"compiled": compiled, "plain": plain, "flow": flow, "cp-sat": cp_sat}


def counties(shape: str, visits: int, inspectors: int, use: int) -> list[County]:
    """One county, or a thousand offices of their own."""
    if shape != "offices":
        return [County(shape, visits, inspectors, use)]
    return [County("all", visits // OFFICES, inspectors // OFFICES, use, seed) for seed in range(OFFICES)]


def one(way: str, folder: str) -> dict[str, float]:
    """One measurement, in this process: seconds, open slots, megabytes."""
    WAYS[way](County("all", 20, 10, 70))  # loads, and compiles what is not kept yet
    cases = [County.loaded(file) for file in sorted(Path(folder).glob("*.npz"))]  # array by array, without detours
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    runs = [WAYS[way](county) for county in cases]
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {
        "seconds": sum(seconds for seconds, _ in runs),
        "open": sum(still_open for _, still_open in runs),
        "megabytes": (after - before) / 1024,
    }


def measured(way: str, folder: Path, runs: int) -> dict[str, float]:
    """The median of so many processes."""
    words = [sys.executable, __file__, "one", way, str(folder)]
    found = [json.loads(subprocess.run(words, check=True, capture_output=True, text=True).stdout) for _ in range(runs)]
    assert len({run["open"] for run in found}) == 1
    return {key: round(median(run[key] for run in found), 4) for key in found[0]}


def main(runs: int, folder: Path) -> None:
    began = perf_counter()
    measured("compiled", folder, 1)
    print(f"compiled, or loaded, in {perf_counter() - began:.1f} s")
    print("shape     visits  inspectors  use %  way       seconds  of flow      MB  of flow    open", flush=True)
    figures = []
    for shape, visits, inspectors in CASES:
        for use in USES:
            for number, county in enumerate(counties(shape, visits, inspectors, use)):
                np.savez(folder / f"{number}.npz", **county.__dict__)
            ways = [way for way in WAYS if visits <= LARGEST.get(way, visits)]
            found = {way: measured(way, folder, runs) for way in ways}
            assert len({run["open"] for run in found.values()}) == 1, found
            for way, run in found.items():
                time = run["seconds"] / found["flow"]["seconds"]
                memory = run["megabytes"] / max(found["flow"]["megabytes"], 0.1)
                print(
                    f"{shape:8} {visits:7}  {inspectors:10}  {use:5}  {way:8} {run['seconds']:8.3f}  {time:7.2f}  "
                    f"{run['megabytes']:6.1f}  {memory:7.2f}  {run['open']:6.0f}",
                    flush=True,
                )
                told = {"shape": shape, "visits": visits, "inspectors": inspectors, "use": use, "way": way}
                figures.append({**told, **run, "of_flow_time": round(time, 3), "of_flow_memory": round(memory, 3)})
    print(json.dumps({"benchmark": "teams", "runs": runs, "conflicts": CONFLICTS, "figures": figures}))


if __name__ == "__main__":
    if sys.argv[1:2] == ["one"]:
        print(json.dumps(one(*sys.argv[2:])))
    else:
        with TemporaryDirectory() as place:
            main(int(sys.argv[1]) if sys.argv[1:] else 3, Path(place))
