"""Spark gives what the frame in memory gives: on this computer, and on a cluster that loses a worker in the middle.

Java 17 is needed: on a machine of continuous integration it must be there, elsewhere these tests are left out without it.
"""

import json
import os
import shutil
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
import spark_cluster
from pools import as_csv, as_parquet, digest_in_memory, digest_of, drawn
from random_cases import random_case
from test_pool import FAULTS, PATHS, a_case

from scheduler.draw.case import read_case
from scheduler.draw.documents import outcome_document
from scheduler.draw.draw import draw
from scheduler.draw.model import Case, Department, Inspector
from scheduler.draw.offices import Filled, Office
from scheduler.scale import spark as engines
from scheduler.scale.check import problems
from scheduler.scale.columns import Columns, view
from scheduler.scale.duck import Duck
from scheduler.scale.engine import EngineError
from scheduler.scale.spark import Spark

pytestmark = pytest.mark.skipif(
    shutil.which("java") is None and not os.environ.get("CI"), reason="Spark needs Java, which is not here"
)
SMALL = {"spark.sql.shuffle.partitions": "3", "spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}


@pytest.fixture(scope="module")
def spark() -> Iterator[Spark]:
    engine = Spark("local[2]", SMALL)
    yield engine
    engine.close()


@pytest.mark.parametrize("number", range(3))
def test_random_cases(spark: Spark, tmp_path: Path, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "WORTH_IT", 0)  # teams are drawn by workers too
    case = read_case(json.dumps(random_case(number)))
    columns = as_csv(tmp_path / "a.csv", case.frame, number)
    assert drawn(spark, columns, case) == outcome_document(draw(case))
    columns = as_parquet(tmp_path / "b.parquet", case.frame)
    assert drawn(spark, columns, case) == outcome_document(draw(case))
    assert digest_of(spark, columns, case) == digest_in_memory(case)


@pytest.mark.parametrize("name", FAULTS)
def test_both_engines_find_the_same_faults(spark: Spark, tmp_path: Path, name: str) -> None:
    file = tmp_path / "池 1.csv"
    file.write_text(FAULTS[name][0], "utf-8")
    columns = Columns(str(file))
    found = problems(spark, columns, view(spark, columns), a_case(0))
    duck = Duck(1)
    assert found == problems(duck, columns, view(duck, columns), a_case(0))
    duck.close()


def test_a_row_of_parquet_is_found(spark: Spark, tmp_path: Path) -> None:
    case = a_case(40)
    columns = as_parquet(tmp_path / "池 2.parquet", case.frame)
    cells = tuple(cell for cell in case.tasks[0].cells if cell.path != PATHS[3])
    less = replace(case, tasks=(replace(case.tasks[0], cells=cells),))
    found = problems(spark, columns, view(spark, columns), less)
    assert [(p.message.code, p.place.file, p.place.row) for p in found] == [
        ("pool-cell", columns.file, row) for row in range(4, 41, 5)
    ]


def test_what_cannot_be_read_is_an_error_of_the_engine(spark: Spark, tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(b"PAR1")
    for name in ("a.parquet", "none.parquet", "none.csv"):
        with pytest.raises(EngineError):
            spark.open(str(tmp_path / name))


class Losing(Spark):
    """Loses a worker while the tickets are made, with what it held of them, and another while teams are drawn."""

    cluster: spark_cluster.Cluster
    lost = 0

    def keep(self, name: str, statement: str) -> None:
        if name != "first" or self.lost:
            super().keep(name, statement)
            return
        with self._losing():
            super().keep(name, statement)

    def each(self, function: Callable[[Office], Filled], offices: Iterable[Office]) -> list[Filled]:
        with self._losing():
            return super().each(function, offices)

    @contextmanager
    def _losing(self) -> Iterator[None]:
        done = threading.Event()
        thread = threading.Thread(target=self._lose_when_busy, args=[done])
        thread.start()
        yield
        done.set()
        thread.join()

    def _lose_when_busy(self, done: threading.Event) -> None:
        tracker = self._spark.sparkContext.statusTracker()
        while not done.wait(0.01):
            stages = [info for info in map(tracker.getStageInfo, tracker.getActiveStageIds()) if info]
            if any(info.numCompletedTasks > 0 and info.numActiveTasks > 0 for info in stages):
                self.cluster.kill_a_worker()
                self.lost += 1
                return


def with_teams(case: Case, departments: int, limit: int) -> Case:
    """The case with one officer of each of so many departments in every visit, and fewer than enough of them."""
    names = [f"局{k}" for k in range(departments)]
    roster = [
        Inspector(f"{name}{k}", name, frozenset(), lead=False, limit=limit, period_limits={})
        for name in names
        for k in range(20)
    ]
    [task] = case.tasks
    return replace(
        case, tasks=(replace(task, team=tuple(Department(name, 1) for name in names)),), inspectors=tuple(roster)
    )


def test_a_cluster_that_loses_two_workers_draws_the_same_of_a_million_rows(spark: Spark, tmp_path: Path) -> None:
    spark.close()  # one context in a process
    case = with_teams(a_case(1_000_000, Fraction(1, 600)), 12, 110)
    expected = outcome_document(draw(case))
    assert 0 < expected["open"] < len(expected["teams"]) / 10
    columns = as_parquet(tmp_path / "b.parquet", case.frame, 20_000)
    settings = {
        **SMALL,
        "spark.executor.memory": "500m",
        "spark.sql.files.maxPartitionBytes": "1m",
        "spark.executorEnv.PYTHONPATH": os.pathsep.join(sys.path),
    }
    with spark_cluster.running(tmp_path, 3) as cluster:
        engine = Losing(cluster.master, settings)
        engine.cluster = cluster
        try:
            assert drawn(engine, columns, case) == expected
            assert engine.lost == 2
            assert digest_of(engine, columns, case) == digest_in_memory(case)
        finally:
            engine.close()
