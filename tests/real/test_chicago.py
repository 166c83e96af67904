"""12,367 real food establishments from spreadsheet to audit, by the commands an office would type.

Roster, items and results are made up; the establishments, their complaints, violations and dates are real.
"""

import csv
import json
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from scheduler.cli.main import run

HERE = Path(__file__).parent / "chicago"
TABLE = "chicago_food_establishments.csv"


def test_the_main_job_on_real_data(
    tmp_path: Path, data: Path, roster: Path, items: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    begin = time.monotonic()
    office = ["--office", str(tmp_path / "office"), "--lang", "en"]

    def do(*words: object) -> str:
        assert run([*office, *map(str, words)]) == 0, capsys.readouterr().err
        return capsys.readouterr().out

    do("init", tmp_path / "office")
    imported = json.loads(do("import", "targets", data / TABLE, "--map", HERE / "targets.toml", "--json"))
    assert (imported["rows"], imported["new"]) == (12367, 12367)
    assert [w["code"] for w in imported["warnings"]] == ["catch-all", "probable-duplicates"]
    again = json.loads(do("import", "targets", data / TABLE, "--map", HERE / "targets.toml", "--json"))
    assert (again["new"], again["changed"], again["same"]) == (0, 0, 12367)
    do("import", "items", items)
    do("import", "inspectors", roster)
    assert json.loads(do("import", "signals", data / TABLE, "--map", HERE / "signals.toml", "--json"))["new"] == 11261
    do("import", "history", data / TABLE, "--map", HERE / "history.toml")

    checked = json.loads(do("plan", "check", HERE / "plan.toml", "--json"))
    assert [problem for problem in checked["problems"] if not problem["warning"]] == []
    committed = json.loads(do("commit", HERE / "plan.toml", "--json"))
    pools = {task["task"]: task for task in committed["record"]["tasks"]}
    assert pools["food"]["pool"] == 12367
    assert sum(stratum["pool"] for stratum in pools["food"]["strata"] if stratum["name"] == "no ward") == 986

    drawn = json.loads(do("draw", "--randomness", "dice:10:31415926535897932384", "--json"))["outcome"]
    numbers = Counter[str]()
    for cell in drawn["allocation"]:
        numbers[cell["task"]] += cell["drawn"]
    assert all(pool["least"] <= numbers[task] <= pool["most"] for task, pool in pools.items())
    assert 1100 <= len(drawn["visits"]) <= 1300
    assert drawn["open"] == 0

    told = json.loads(do("show", "target", drawn["targets"][0]["target"], "--json"))
    assert told["points"] == sum(line["points"] for line in told["lines"])

    form = tmp_path / "results.csv"
    do("export", "results-form", form)
    entered = fill_in(form, visits=300)
    for period in ("q1", "q2", "q3"):  # the data are of 2015, the visits of today
        do("extend", "--period", period, "--until", "2027-12-31", "--ground", "made up", "--officer", "made up")
    do("import", "results", form)
    do("result", "check")
    do("result", "release")
    published = json.loads(do("publish", tmp_path / "site", "--json"))
    assert published["results"] == entered
    do("export", "bundle", tmp_path / "bundle.zip")
    audited = json.loads(do("audit", tmp_path / "bundle.zip", "--json"))
    assert audited["verdicts"] == {"1": "green", "2": "amber", "3": "amber"}  # 3: the visits were put off
    assert time.monotonic() - begin < 120


def fill_in(form: Path, visits: int) -> int:
    """Enter "no problem found" for the first ``visits`` visits of a form and drop the rest; returns the rows left."""
    with form.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = list(csv.reader(file))
    names = list(dict.fromkeys(row[0] for row in rows))[:visits]
    kept = [row for row in rows if row[0] in names]
    for row in kept:
        row[header.index("检查日期")] = datetime.now(UTC).date().isoformat()
        row[header.index("抽查结果")] = "抽查未发现问题"
    with form.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([header, *kept])
    return len(kept)
