"""How long the search for teams takes, beside OR-Tools on the same cases: ``python benchmarks/teams.py [RUNS]``.

Every visit asks for two officers. Districts of 20 inspectors lie in a ring, and a visit may be done by those of its own and
of the two beside it ("ring"), or by everybody ("all"); one pair in ten is barred by a conflict. The inspectors' limits
together are the slots divided by the use. Each visit has a random order of its inspectors:

- the search of this program gives each slot its first candidate with whom the rest can still be filled as well as possible,
  in plain Python and compiled (extra ``fast``);
- SimpleMinCostFlow, and CP-SAT on the smallest case, get the same pairs with random costs.

Each figure is the median of RUNS (3) processes of their own, which begin with the same arrays: seconds of CPU from arrays to
answer, and megabytes on top of the arrays. Compiling happens once, before, and is told apart. The last line is one JSON object.
"""

import json
import resource
import subprocess
import sys
from statistics import median
from time import perf_counter, process_time

import numpy as np

CASES = (
    ("ring", 500, 40),
    ("ring", 5_000, 300),
    ("all", 5_000, 300),
    ("ring", 50_000, 3_000),
)
OFFICES = ("offices", 500_000, 40_000)
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

    def slots(self) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        """Visit of each slot, and where its pairs begin; its pairs, and its candidates in their order."""
        sizes = np.diff(self.first)
        order = np.lexsort((self.cost, np.repeat(np.arange(self.visits), sizes)))
        first = np.concatenate(([0], np.cumsum(np.repeat(sizes, 2)))).astype(np.int32)
        visit = np.repeat(np.arange(self.visits, dtype=np.int32), 2)
        part = np.concatenate([np.arange(a, b) for a, b in zip(self.first, self.first[1:], strict=False) for _ in (0, 1)])
        return visit, first, self.pairs[part], self.pairs[order][part]


def compiled(county: County) -> tuple[float, int]:
    """Seconds, and open slots."""
    from scheduler.scale import network

    visit, first, eligible, candidates = county.slots()
    began = process_time()
    no_period = np.zeros(len(visit), np.int32)
    net = network.network(visit, no_period, first, eligible, county.limits, county.limits[:, None])
    still_open = int(network.fill(*net))
    network.accept_open(*net)
    taken, refused = np.full(len(visit), network.OPEN, np.int32), np.zeros(len(candidates), np.bool_)
    network.decide(*net, first, candidates, taken, refused)
    seconds = process_time() - began
    assert still_open == (taken == network.OPEN).sum()
    return seconds, still_open


def plain(county: County) -> tuple[float, int]:
    """Seconds, and open slots."""
    from scheduler.draw.assignment import OPEN, Assignment

    visit, first, pairs, order = (array.tolist() for array in county.slots())
    eligible = [pairs[a:b] for a, b in zip(first, first[1:], strict=False)]
    candidates = [order[a:b] for a, b in zip(first, first[1:], strict=False)]
    limits = county.limits.tolist()
    began = process_time()
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


def one(way: str, shape: str, visits: int, inspectors: int, use: int) -> dict[str, float]:
    """One measurement, in this process: seconds, open slots, megabytes."""
    WAYS[way](County("all", 20, 10, 70))  # loads, and compiles what is not kept yet
    if shape == "offices":
        offices = 1_000
        counties = [County("all", visits // offices, inspectors // offices, use, seed) for seed in range(offices)]
    else:
        counties = [County(shape, visits, inspectors, use)]
    for county in counties:
        county.slots()  # what it takes for a moment is no part of the search
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    runs = [WAYS[way](county) for county in counties]
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {
        "seconds": sum(seconds for seconds, _ in runs),
        "open": sum(still_open for _, still_open in runs),
        "megabytes": (after - before) / 1024,
    }


def measured(way: str, case: tuple[str, int, int], use: int, runs: int) -> dict[str, float]:
    """The median of so many processes."""
    words = [sys.executable, __file__, "one", way, case[0], *map(str, (*case[1:], use))]
    found = [json.loads(subprocess.run(words, check=True, capture_output=True, text=True).stdout) for _ in range(runs)]
    assert len({run["open"] for run in found}) == 1
    return {key: round(median(run[key] for run in found), 4) for key in found[0]}


def main(runs: int) -> None:
    began = perf_counter()
    subprocess.run([sys.executable, __file__, "one", "compiled", "all", "20", "10", "70"], check=True, capture_output=True)
    print(f"compiled, or loaded, in {perf_counter() - began:.1f} s")
    print("shape     visits  inspectors  use %  way       seconds  of flow      MB  of flow    open", flush=True)
    figures = []
    for case in (*CASES, OFFICES):
        for use in USES:
            ways = [way for way in WAYS if (way != "plain" or case[1] <= 5_000) and (way != "cp-sat" or case[1] <= 500)]
            found = {way: measured(way, case, use, runs) for way in ways}
            assert len({run["open"] for run in found.values()}) == 1, found
            for way, run in found.items():
                time = run["seconds"] / found["flow"]["seconds"]
                memory = run["megabytes"] / max(found["flow"]["megabytes"], 0.1)
                print(
                    f"{case[0]:8} {case[1]:7}  {case[2]:10}  {use:5}  {way:8} {run['seconds']:8.3f}  {time:7.2f}  "
                    f"{run['megabytes']:6.1f}  {memory:7.2f}  {run['open']:6.0f}",
                    flush=True,
                )
                told = {"shape": case[0], "visits": case[1], "inspectors": case[2], "use": use, "way": way}
                figures.append({**told, **run, "of_flow_time": round(time, 3), "of_flow_memory": round(memory, 3)})
    print(json.dumps({"benchmark": "teams", "runs": runs, "conflicts": CONFLICTS, "figures": figures}))


if __name__ == "__main__":
    if sys.argv[1:2] == ["one"]:
        way, shape, *numbers = sys.argv[2:]
        print(json.dumps(one(way, shape, *map(int, numbers))))
    else:
        main(int(sys.argv[1]) if sys.argv[1:] else 3)
