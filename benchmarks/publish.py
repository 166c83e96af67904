"""How long publishing takes: ``python benchmarks/publish.py [results] [folder]``.

An invented office draws and visits its targets, two items each, and releases every result (20,000 without an argument). Then
the site is made from its log and written, as the verb ``publish`` does it, stage by stage, with the peak of memory; then
``publish --check`` on what was written, and the whole once more over the old site. Prints a table, and as its last line one
JSON object with the same figures. The office is made by the program's own acts but for the import of spreadsheets, and is
the same in every run but for its secrets; the files go to ``folder``, or where the system keeps what is temporary.
"""

import json
import resource
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any, TypeVar

from inspectors.model import Inspector
from inventories.model import Item, Target
from scheduler import acts
from scheduler.bundle import collect
from scheduler.imports import store_records
from scheduler.publish import acts as publishing
from scheduler.publish.files import downloads
from scheduler.publish.folder import write
from scheduler.publish.own_audit import own_verdicts
from scheduler.publish.public import public_view
from scheduler.publish.site import render
from scheduler.publish.words import words
from scheduler.results import acts as reviewing
from scheduler.results.check import owed
from scheduler.results.model import Finding, Result
from scheduler.store.office import Office
from scheduler.tables import KINDS, Tables

T = TypeVar("T")
RESULTS, ITEMS = 20_000, 2
DICE = "dice:10:" + "35081947206613958274"
FINDINGS: tuple[tuple[Finding, str], ...] = (
    *[("no problem", "")] * 6,
    *[("corrected", "医疗废物暂存间未上锁，警示标识缺失")] * 3,
    ("penalty", "使用未取得资格的人员从事诊疗活动"),
)
PLAN = """
format = "double-random/plan@1"
id = "2001"
title = "夏村县抽查计划"
office = "夏村县卫生健康局"
as_of = 2001-01-05
results_due = 2001-12-31
draw = "closed"
randomness = [{{ kind = "dice", faces = 10, throws = 20 }}]
period = [{{ id = "p1", from = 2001-01-10, to = 2001-12-20 }}]

[points]
bands = {{ A = 0, B = 10 }}
complaint = {{ months = 24, points = 10, cap = 40 }}

[inspectors]
limit = {limit}

[[task]]
id = "clinics"
name = "医疗机构抽查"
items = ["K1", "K2"]
kind = "key"
rates = {{ A = "1/2", B = "1/2" }}
team = [{{ department = "卫生健康局", officers = 2 }}]
"""


def tables(targets: int, inspectors: int) -> Tables:
    """An inventory of clinics in twenty towns, and a roster."""
    known: dict[str, tuple[Any, ...]] = dict.fromkeys(KINDS, ())
    return Tables(
        **known
        | {
            "targets": tuple(
                Target(f"T{k:06}", f"第{k}诊所", f"第{k % 20}镇", "诊所", f"人民路{k}号", f"9137{k:014}", "", "active")
                for k in range(targets)
            ),
            "items": (Item("K1", "医疗机构依法执业情况的监督检查", "key"), Item("K2", "传染病防治监督检查", "key")),
            "inspectors": tuple(Inspector(f"H{k:04}", f"检查员{k}", "卫生健康局") for k in range(inspectors)),
        }
    )


def clock() -> Callable[[], datetime]:
    """A clock that is a second later whenever it is read, from a day in 2001 on."""
    now = [datetime(2001, 1, 6, tzinfo=UTC)]

    def tick() -> datetime:
        now[0] += timedelta(seconds=1)
        return now[0]

    return tick


def lived(folder: Path, results: int) -> Office:
    """An office with about ``results`` released results."""
    visits = results // ITEMS
    inspectors = max(6, visits // 60)
    office = Office.create(folder, "benchmark", clock())
    known = tables(2 * visits, inspectors)
    for kind in ("targets", "items", "inspectors"):
        store_records(office, kind, getattr(known, kind), {"file": f"{kind}.csv", "sha256": "0" * 64, "rows": 1})
    text = PLAN.format(limit=3 * visits // inspectors).encode()
    facts, _, problems = acts.check_plan(text, "plan.toml", office.tables(), acts.chain_of(office))
    assert facts is not None, problems
    acts.commit(office, facts, text, office.head())
    draw = acts.draw(office, DICE)
    asked = owed(draw, acts.frozen_plan(office, draw))
    rows = [
        Result(visit, department, item, finding, date(2001, 2, 1) + timedelta(n % 300), problems)
        for n, visit in enumerate(asked.items)
        for department, items in asked.items[visit].items()
        for item in sorted(items)
        for finding, problems in (FINDINGS[n % len(FINDINGS)] if item == "K1" else FINDINGS[0],)
    ]
    reviewing.enter_results(office, draw, rows, {"file": "r.csv", "sha256": "0" * 64})
    for decision in ("checked", "released"):
        reviewing.review(office, acts.find(office, None), decision, [row.place for row in rows])  # type: ignore[arg-type]
    return office


def main(results: int, place: Path | None) -> None:
    """Measure and print."""
    figures: dict[str, float] = {}

    def timed(name: str, run: Callable[[], T]) -> T:
        begin = perf_counter()
        value = run()
        figures[name] = round(perf_counter() - begin, 2)
        print(f"{name:42} {figures[name]:8.2f} s", flush=True)
        return value

    with tempfile.TemporaryDirectory(dir=place) as home:
        office = timed("make the office", lambda: lived(Path(home) / "office", results))
        log, draw = timed("read the log", lambda: (office.events(), acts.find(office, None)))
        secret = office.secrets(draw.hash)[1]
        today = office.clock().date()
        view = timed("what is public", lambda: public_view(draw, acts.chain_of(office), log, lambda _: secret, today))
        verdicts = timed("the office's own audit", lambda: own_verdicts(collect(office)))
        view = replace(view, verdicts=verdicts)
        timed("the files for machines", lambda: downloads(view, words()))
        files = timed("pages and files", lambda: render(view))
        timed("write them", lambda: write(files, Path(home) / "written"))
        site = Path(home) / "site"
        timed("publish, all of it", lambda: publishing.publish(office, None, site))
        timed("publish --check", lambda: publishing.check(office, None, site))
        timed("publish again over the old site", lambda: publishing.publish(office, None, site))
        office.close()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    size = sum(map(len, files.values())) // 2**20
    print(f"{len(view.results)} results, {len(files)} files, {size} MB; peak of memory {peak} MB")
    told = {"results": len(view.results), "files": len(files), "megabytes": size, "peak_megabytes": peak}
    print(json.dumps({**told, "seconds": figures}))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else RESULTS, Path(sys.argv[2]) if len(sys.argv) > 2 else None)
