"""How long the draw of targets takes from a large pool, and what it takes: ``python benchmarks/pool.py [RUNS] [LARGEST]``.

A pool is a Parquet file of targets in 3,000 cells (30 districts, 50 categories, 2 bands), made by DuckDB. Each figure is the
median of RUNS (5) processes of their own on 2 threads: seconds from opening the file to the answer, on the clock and of CPU,
and the process's peak memory (``ru_maxrss``). Where others work on the same computer, seconds of CPU say more.

- ``sha256``: DuckDB's hash over the same column alone, ``select max(sha256(key || target))``;
- ``draw``: numbers in each cell, tickets, the smallest of each cell ranked in a table (specification §4, §5);
- ``written``: the same, and that table sorted and written to a file of Parquet;
- ``check``, ``digest``: what a commitment asks of the same file before;
- ``pandas``: ``sample(weights=…)``; ``svy``: ``pps_sys`` in random order; both from the same file, as many with the same rates.
  svy runs on the interpreter that SVY_PYTHON names, if there is one.

The table of yes and no is tried out each time: inclusion probabilities of 4 units over 20,000 draws against the rates, a
sample after its rows are shuffled, the same sample by another language (JavaScript on ``node``; of pandas and svy not tried, as
their samples rest on the generators of their own libraries). LARGEST (10^8) is the largest pool; what is said of 190 million is
projected from it. The last line is one JSON object.
"""

import json
import os
import resource
import shutil
import subprocess
import sys
from collections import Counter
from fractions import Fraction
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Any

CELLS = (30, 50, 2)
THREADS = 2
KEY = "7fa6cb16bc7899ae540c3a5e6520fa05"
COUNTRY = 190_000_000
TRIES = 20_000
RATES = {"3 %": ("3/100", "3/100"), "10 %": ("1/10", "1/10"), "3 % and 10 %": ("3/100", "1/10")}
"""The rates of the two bands."""


# ------------------------------------------------------------------------------------------------- one measurement


def sha256(file: str, _rates: str) -> int:
    """How many rows were hashed."""
    import duckdb

    db = duckdb.connect(config={"threads": THREADS})
    [(number, _)] = db.execute(f"select count(*), max(sha256('{KEY}' || target)) from '{file}'").fetchall()
    return int(number)


def draw(file: str, rates: str, out: str | None = None) -> int:
    """How many were drawn."""
    from scheduler.scale.columns import Columns, view
    from scheduler.scale.duck import Duck
    from scheduler.scale.pool import SqlPool, draw_targets

    engine = Duck(THREADS)
    shape = view(engine, Columns(file, strata=("district", "category", "band"), only="t1"))
    pool = SqlPool(engine, shape)
    found = draw_targets(pool, a_case(rates), 0)
    if out:
        pool.write(found, out)
    engine.close()
    return sum(cell.drawn for cell in found.allocation)


def written(file: str, rates: str) -> int:
    """How many were drawn and written."""
    out = file + ".drawn"
    number = draw(file, rates, out)
    Path(out).unlink()
    return number


def check(file: str, rates: str) -> int:
    """How many problems were found."""
    from scheduler.scale.check import problems
    from scheduler.scale.columns import Columns, view
    from scheduler.scale.duck import Duck

    engine, columns = Duck(THREADS), Columns(file, strata=("district", "category", "band"), only="t1")
    found = problems(engine, columns, view(engine, columns), a_case(rates))
    engine.close()
    return len(found)


def digest(file: str, _rates: str) -> int:
    """How many rows were hashed."""
    from scheduler.scale import digest as digests
    from scheduler.scale.columns import Columns, view
    from scheduler.scale.duck import Duck

    engine = Duck(THREADS)
    shape = view(engine, Columns(file, strata=("district", "category", "band"), only="t1"))
    found = digests.digest(engine, shape, "ab" * 32)
    engine.close()
    return found.count


def pandas(file: str, rates: str) -> int:
    """How many were drawn."""
    import duckdb

    frame = duckdb.connect(config={"threads": THREADS}).sql(f"select target, {_weight(rates)} as w from '{file}'").df()
    return len(frame.sample(n=round(frame["w"].sum()), weights=frame["w"], random_state=1))


def svy(file: str, rates: str) -> int:
    """How many were drawn."""
    import polars
    import svy as package

    low, high = (float(Fraction(rate)) for rate in RATES[rates])
    frame = polars.read_parquet(file, columns=["target", "band"])
    frame = frame.select("target", w=polars.when(polars.col("band") == "b0").then(low).otherwise(high))
    sample = package.Sample(frame, package.Design(mos="w"))
    taken = sample.sampling.pps_sys(n=round(frame["w"].sum()), order_type="random", rstate=1)
    return (
        int(taken.data["svy_number_of_hits"].fill_null(0).sum())
        if "svy_number_of_hits" in taken.data.columns
        else len(taken.data)
    )


WAYS = {way.__name__: way for way in (sha256, draw, written, check, digest, pandas, svy)}


def a_case(rates: str) -> Any:
    """The case of a pool: one task, a cell for each district, category and band."""
    from scheduler.draw.model import Case, Cell, Period, Task

    low, high = map(Fraction, RATES[rates])
    d, c, b = CELLS
    cells = tuple(
        Cell((f"d{i}", f"c{j}", f"b{k}"), rate=high if k else low) for i in range(d) for j in range(c) for k in range(b)
    )
    task = Task("t1", ("q1",), cells)
    return Case("0" * 64, "dice:10:1234", "", "shared", (Period("q1", 1),), (task,), (), (), {}, {}, frozenset())


def _weight(rates: str) -> str:
    low, high = (float(Fraction(rate)) for rate in RATES[rates])
    return f"case when band = 'b0' then {low} else {high} end"


def make(file: Path, number: int) -> None:
    """A pool of so many targets, in no order."""
    import duckdb

    d, c, b = CELLS
    db = duckdb.connect(config={"threads": THREADS, "preserve_insertion_order": False})
    db.execute(
        f"copy (select printf('9137%014d', (i * 7919) % {number}) as target, 'd' || (i % {d}) as district, "
        f"'c' || (i // {d} % {c}) as category, 'b' || (i // {d * c} % {b}) as band from range({number}) t(i)) to '{file}'"
    )


def one(way: str, file: str, rates: str) -> dict[str, float]:
    """One measurement, in this process, which has done the same with a small pool before and so loaded what it needs."""
    WAYS[way](str(Path(file).with_name("small.parquet")), rates)
    began, worked = perf_counter(), process_time()
    answer = WAYS[way](file, rates)
    seconds, cpu = perf_counter() - began, process_time() - worked
    return {
        "seconds": seconds,
        "cpu": cpu,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "answer": answer,
    }


def measured(way: str, file: Path, rates: str, runs: int) -> dict[str, float] | None:
    """The median of so many processes; None where the way is not there."""
    python = os.environ.get("SVY_PYTHON", "") if way == "svy" else sys.executable
    if not python:
        return None
    words = [python, __file__, "one", way, str(file), rates]
    found = [json.loads(subprocess.run(words, check=True, capture_output=True, text=True).stdout) for _ in range(runs)]
    assert len({run["answer"] for run in found}) == 1
    return {key: round(median(run[key] for run in found), 3) for key in found[0]}


# ------------------------------------------------------------------------------------------------- yes and no

SMALL = {"a": Fraction(1, 5), "b": Fraction(2, 5), "c": Fraction(3, 5), "d": Fraction(4, 5)}
"""Units and their rates; two of them are drawn."""


def ours(order: list[str], seed: int) -> frozenset[str]:
    """Which are drawn; each unit is a cell, as every target with a rate of its own is."""
    from scheduler.draw.draw import draw as run
    from scheduler.draw.model import Case, Cell, Period, Row, Task

    cells = tuple(Cell((unit,), rate=rate) for unit, rate in SMALL.items())
    rows = tuple(Row("t1", unit, (unit,)) for unit in order)
    task = Task("t1", ("q1",), cells)
    case = Case("0" * 64, f"dice:10:{seed}", "", "shared", (Period("q1", 1),), (task,), rows, (), {}, {}, frozenset())
    return frozenset(selected.target for selected in run(case).targets)


def by_pandas(order: list[str], seed: int) -> frozenset[str]:
    """Which are drawn."""
    import pandas as pd

    weights = pd.Series([float(SMALL[unit]) for unit in order], index=order)
    return frozenset(weights.sample(n=2, weights=weights, random_state=seed).index)


def by_svy(order: list[str], seed: int) -> frozenset[str]:
    """Which are drawn."""
    import polars
    import svy as package

    frame = polars.DataFrame({"unit": order, "w": [float(SMALL[unit]) for unit in order]})
    sample = package.Sample(frame, package.Design(mos="w"))
    return frozenset(sample.sampling.pps_sys(n=2, order_type="random", rstate=seed).data["unit"])


BY = {"draw": ours, "pandas": by_pandas, "svy": by_svy}


def traits(way: str, tries: int) -> dict[str, bool]:
    """Whether each unit is drawn as often as its rate says (within 5 standard errors), and as well after shuffling."""
    units = list(SMALL)
    hits: Counter[str] = Counter()
    for seed in range(tries):
        hits.update(BY[way](units, seed))
    exact = all((hits[u] - tries * r) ** 2 <= 25 * tries * r * (1 - r) for u, r in SMALL.items())
    shuffled = all(BY[way](units, seed) == BY[way](units[::-1], seed) for seed in range(200))
    return {"exact": exact, "shuffled": shuffled}


SCRIPT = """
const {createHash} = require('crypto'), [key, n] = process.argv.slice(1);
const t = x => createHash('sha256').update(key + x).digest('hex');
console.log(Array.from({length: 5000}, (_, i) => 'u' + i).sort((a, b) => t(a) < t(b) ? -1 : 1).slice(0, +n).join(' '));
"""


def in_another_language() -> bool:
    """Whether JavaScript names the same targets."""
    from scheduler.draw.model import Row
    from scheduler.draw.pool import Frame

    words = ["node", "-e", SCRIPT, KEY, "500"]
    told = subprocess.run(words, check=True, capture_output=True, text=True).stdout.split()
    rows = (Row("t1", f"u{k}", ()) for k in range(5000))
    return [target for _, target in Frame(rows).smallest({"t1": KEY}, {("t1", ()): 500})["t1", ()]] == told


def asked(way: str) -> dict[str, bool | None]:
    """What a way has; None where it was not tried."""
    python = os.environ.get("SVY_PYTHON", "") if way == "svy" else sys.executable
    if not python:
        return {"exact": None, "shuffled": None, "language": None}
    tries = TRIES // 10 if way == "svy" else TRIES
    words = [python, __file__, "traits", way, str(tries)]
    found = json.loads(subprocess.run(words, check=True, capture_output=True, text=True).stdout)
    other = in_another_language() if way == "draw" and shutil.which("node") else None
    return {**found, "language": other}


# ------------------------------------------------------------------------------------------------- all of it


def plan(largest: int) -> list[tuple[int, str, tuple[str, ...]]]:
    """Pools, rates and ways."""
    ours = ("sha256", "draw", "written")
    everything = (*ours, "check", "digest", "pandas", "svy")
    found = [
        (10**6, "3 % and 10 %", everything),
        (10**6, "3 %", ours),
        (10**7, "3 %", ours),
        (10**7, "10 %", ours),
    ]
    found += [(10**7, "3 % and 10 %", everything), (10**8, "3 %", ours)]
    return [row for row in found if row[0] <= largest]


def main(runs: int, largest: int, folder: Path) -> None:
    file, made = folder / "pool.parquet", 0
    make(folder / "small.parquet", 30_000)
    figures: list[dict[str, Any]] = []
    print("  targets  rates         way      seconds  of sha256      CPU  of sha256      MB", flush=True)
    for number, rates, ways in plan(largest):
        if number != made:
            make(file, number)
            made = number
        found = {way: run for way in ways if (run := measured(way, file, rates, runs))}
        for way, run in found.items():
            of = run["seconds"] / found["sha256"]["seconds"]
            of_cpu = run["cpu"] / found["sha256"]["cpu"]
            clock, cpu = f"{run['seconds']:9.2f}  {of:9.2f}", f"{run['cpu']:7.2f}  {of_cpu:9.2f}"
            print(f"{number:9}  {rates:12}  {way:7} {clock}  {cpu}  {run['megabytes']:6.0f}", flush=True)
            told = {"targets": number, "rates": rates, "way": way, **run}
            figures.append({**told, "of_sha256": round(of, 3), "of_sha256_cpu": round(of_cpu, 3)})
    table = {way: asked(way) for way in BY}
    words = {True: "yes", False: "no", None: "not tried"}
    print("way     exact probabilities  same sample after shuffling  same sample in another language")
    for way, row in table.items():
        print(f"{way:7} {words[row['exact']]:20} {words[row['shuffled']]:28} {words[row['language']]}")
    drawn = [f for f in figures if f["way"] == "draw"]
    last = drawn[-1]
    first = next(f for f in drawn if f["rates"] == last["rates"])
    growth = round(last["cpu"] / first["cpu"] / (last["targets"] / first["targets"]), 3)
    print(f"seconds of CPU for each target at {last['targets']} are {growth} times those at {first['targets']}")
    projected = round(last["seconds"] * COUNTRY / last["targets"], 1)
    print(f"projected, not measured: {COUNTRY} targets at {last['rates']} in {projected} s")
    told = {"benchmark": "pool", "runs": runs, "figures": figures, "traits": table}
    print(json.dumps({**told, "growth": growth, "projected": projected}))


if __name__ == "__main__":
    if sys.argv[1:2] == ["one"]:
        print(json.dumps(one(*sys.argv[2:])))
    elif sys.argv[1:2] == ["traits"]:
        print(json.dumps(traits(sys.argv[2], int(sys.argv[3]))))
    else:
        with TemporaryDirectory() as place:
            main(int((sys.argv[1:2] or ["5"])[0]), int(float((sys.argv[2:3] or ["1e8"])[0])), Path(place))
