"""The whole job of a city, stage by stage: ``python benchmarks/city.py [FOLDER]``; what is left in FOLDER can be looked at.

An invented city: 20,000 targets in 13 districts, 12 tasks (some 3,000 visits), 150 inspectors of three departments, 6,000
signals, 8,000 past visits, 600 conflicts. Every stage is a command as an office would type it, in a process of its own, with
``--timings``: its seconds and its peak memory; the longest step within it, and whether a stage over two seconds told of
its steps. Prints a table, and as its last line one JSON object with the same figures.
"""

import csv
import json
import re
import resource
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter

DISTRICTS = [
    f"{name}区" for name in ("城中", "江南", "江北", "高新", "临港", "青山", "白石", "云溪", "松岭", *"东西南北")
]
KINDS = ["医院", "社区卫生服务机构", "诊所", "村卫生室", "公共场所", "学校", "集中式供水单位", "餐饮具消毒单位"]
SHARES = [2, 5, 20, 18, 40, 8, 3, 4]
DEPARTMENTS = ["卫生健康局", "疾病预防控制局", "市场监督管理局"]
QUALIFICATIONS = ["医疗", "传染病", "公共场所", "学校"]
TARGETS, INSPECTORS, SIGNALS, PAST, CONFLICTS = 20_000, 150, 6_000, 8_000, 600
FIRST = date(2026, 1, 5)
ENDS = {f"q{q}": date(2026, 3 * q, 28) for q in range(1, 5)}
DICE = "dice:10:35081947206613958274"
CODE_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = [pow(3, k, 31) for k in range(17)]
LIMIT = 30
"""No stage may take more seconds."""


def city(folder: Path) -> None:
    """Write its spreadsheets and its plan."""
    rng = Random(7)
    targets = list(_targets(rng))
    people = list(_people(rng))
    _write(folder / "targets.csv", targets)
    _write(folder / "roster.csv", people)
    _write(
        folder / "items.csv",
        ({"编号": f"SX{k:02}", "抽查事项名称": f"第{k}项监督检查", "抽查依据": "虚构"} for k in range(1, 13)),
    )
    _write(folder / "signals.csv", _signals(rng, targets))
    _write(folder / "history.csv", _past(rng, targets, people))
    _write(folder / "conflicts.csv", _conflicts(rng, targets, people))
    (folder / "plan.toml").write_text(PLAN + "".join(map(_task, range(1, 13))), "utf-8")


def _targets(rng: Random) -> Iterator[dict[str, object]]:
    for k in range(TARGETS):
        district, kind = rng.choice(DISTRICTS), rng.choices(KINDS, SHARES)[0]
        yield {
            "编号": f"D{k:05}",
            "单位名称": f"{district}{rng.choice('安德和康宁祥瑞泰')}{rng.choice('民生济世华堂')}{kind}{k}号",
            "统一社会信用代码": _code(rng),
            "单位类别": kind,
            "法定代表人/负责人": rng.choice("王李张刘陈杨黄赵") + rng.choice("伟芳娜敏静强磊军"),
            "地址": f"{district}和平路{rng.randint(1, 900)}号",
            "所属区县": district,
            "状态": "正常",
            "信用风险等级": rng.choices("ABCD", (65, 25, 8, 2))[0],
        }


def _code(rng: Random) -> str:
    body = "91" + "".join(rng.choices("0123456789", k=6)) + "".join(rng.choices(CODE_LETTERS, k=9))
    check = (31 - sum(CODE_LETTERS.index(c) * w for c, w in zip(body, WEIGHTS, strict=True)) % 31) % 31
    return body + CODE_LETTERS[check]


def _people(rng: Random) -> Iterator[dict[str, object]]:
    for k in range(INSPECTORS):
        yield {
            "单位工号": f"R{k:03}",
            "姓名": rng.choice("王李张刘陈杨黄赵") + rng.choice("建国明华") + rng.choice("伟芳娜敏静强磊军"),
            "岗位资质资格": "，".join(rng.sample(QUALIFICATIONS, 3)),
            "可任组长": "是" if k % 4 else "否",
            "地区": "，".join(rng.sample(DISTRICTS, 6)),
            "所在业务部门（机构）": DEPARTMENTS[k % 3],
            "执法证编号": f"ZF{k:06}",
            "执法证有效期": "2028-12-31",
            "执法人员状态": "在岗",
        }


def _signals(rng: Random, targets: list[dict[str, object]]) -> Iterator[dict[str, object]]:
    for k in range(SIGNALS):
        target = rng.choice(targets)
        yield {
            "线索编号": f"S{k}",
            "检查对象编号": target["编号"],
            "因素": rng.choice(["投诉举报", "安全隐患", "失信行为", "严重违法违规记录"]),
            "日期": FIRST - timedelta(rng.randint(1, 700)),
            "次数": rng.randint(1, 2),
            "严重程度": 1,
            "是否属实": "是",
        }


def _past(
    rng: Random, targets: list[dict[str, object]], people: list[dict[str, object]]
) -> Iterator[dict[str, object]]:
    for k in range(PAST):
        team = rng.sample(people, 2)
        yield {
            "检查编号": f"P{k}",
            "检查对象编号": rng.choice(targets)["编号"],
            "检查日期": FIRST - timedelta(rng.randint(1, 1000)),
            "检查部门": team[0]["所在业务部门（机构）"],
            "检查人员工号": "，".join(str(one["单位工号"]) for one in team),
            "检查结果": "抽查未发现问题",
        }


def _conflicts(
    rng: Random, targets: list[dict[str, object]], people: list[dict[str, object]]
) -> Iterator[dict[str, object]]:
    for k in range(CONFLICTS):
        yield {
            "回避编号": f"C{k}",
            "单位工号": rng.choice(people)["单位工号"],
            "回避对象类型": "检查对象",
            "回避对象": rng.choice(targets)["编号"],
            "回避情形": "近亲属",
        }


def _write(file: Path, rows: object) -> None:
    table = list(rows)  # type: ignore[call-overload]
    with file.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, list(table[0]))
        writer.writeheader()
        writer.writerows(table)


PLAN = """format = "double-random/plan@1"
id = "2026"
title = "某市2026年度双随机抽查计划（虚构）"
office = "某市卫生健康委员会（虚构）"
as_of = 2026-01-05
results_due = 2026-12-31
draw = "closed"
[[randomness]]
kind = "dice"
faces = 10
throws = 20
[points]
bands = { A = 0, B = 15, C = 40, D = 70 }
credit_floor = { C = "C", D = "D" }
[points.complaint]
months = 24
points = 10
cap = 40
[points.violation]
months = 36
points = 15
cap = 45
[points.recency]
months = 12
points = 5
cap = 20
[inspectors]
limit = 110
rotation = 1
even_load_slack = 2
[results]
vocabulary = "health"
publish_within = 20
""" + "".join(
    f'[[period]]\nid = "q{q}"\nfrom = 2026-{3 * q - 2:02}-12\nto = 2026-{3 * q:02}-28\nweight = {1 + (q > 1)}\n'
    for q in range(1, 5)
)


def _task(k: int) -> str:
    kind = KINDS[(k - 1) % len(KINDS)]
    lead = DEPARTMENTS[k % 2]
    partner = "" if k % 3 else f'[[task.team]]\ndepartment = "{DEPARTMENTS[2]}"\nofficers = 2\n'
    return (
        f'[[task]]\nid = "t{k}"\nname = "{kind}监督抽查（{k}）"\nitems = ["SX{k:02}"]\nkind = "general"\nlead = "{lead}"\n'
        f'scope = {{ category = ["{kind}"] }}\nstrata = ["district", "band"]\n'
        'rates = { A = "1/28", B = "1/9", C = "1/3", D = "4/5" }\n'
        f'[[task.team]]\ndepartment = "{lead}"\nofficers = 2\nlead = true\n'
        f'qualifications = ["{QUALIFICATIONS[k % 4]}"]\n{partner}'
    )


RUN = """
import sys
from datetime import datetime
from freezegun import freeze_time
import pandas
from scheduler.cli.main import main
with freeze_time(datetime.fromisoformat(sys.argv[1]), tick=True):
    main(sys.argv[2:])
"""


def stages(folder: Path) -> Iterator[tuple[str, list[object]]]:
    """The commands, in order."""
    office, site, bundle = folder / "office", folder / "site", folder / "bundle.zip"
    yield "2026-01-06", ["init", office]
    for kind, file in (
        *(("targets", "targets"), ("items", "items"), ("inspectors", "roster"), ("signals", "signals")),
        *(("history", "history"), ("conflicts", "conflicts")),
    ):
        yield "2026-01-06", ["import", kind, folder / f"{file}.csv"]
    plan = folder / "plan.toml"
    yield "2026-01-07", ["plan", "check", plan]
    yield "2026-01-07", ["commit", plan]
    yield "2026-01-08", ["publish", site]
    yield "2026-01-09", ["draw", "--randomness", DICE]
    yield "2026-01-10", ["schedule", "make"]
    yield "2026-01-10", ["export", "visits", folder / "visits.xlsx"]
    yield "2026-01-10", ["export", "results-form", folder / "form.xlsx"]
    yield "2026-12-29", ["import", "results", folder / "results.xlsx"]
    yield "2026-12-29", ["result", "check"]
    yield "2026-12-29", ["result", "release"]
    yield "2026-12-30", ["publish", site]
    yield "2026-12-30", ["report", "statistics"]
    yield "2026-12-30", ["report", "estimate"]
    yield "2026-12-30", ["export", "bundle", bundle]
    yield "2026-12-30", ["audit", bundle]
    yield "2026-12-30", ["status"]


def measured(moment: str, words: list[object], office: Path) -> dict[str, object]:
    """One command: its seconds, megabytes, and its longest step as ``--timings`` tells it."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    began = perf_counter()
    command = [sys.executable, "-c", RUN, moment, "--office", office, "--lang", "en", "--timings", *words]
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True)
    seconds = perf_counter() - began
    if done.returncode not in (0, 5) or "Traceback" in done.stderr:
        sys.exit(f"{words}: {done.returncode}\n{done.stdout[-2000:]}\n{done.stderr[-3000:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    steps = {text: float(s) for s, text in re.findall(r"^ *([0-9.]+) s  (.+)$", done.stderr, re.MULTILINE)}
    steps.pop("in all", None)
    longest = max(steps, key=lambda text: steps[text], default="")
    return {
        "stage": " ".join(str(word.name if isinstance(word, Path) else word) for word in words[:3]),
        "seconds": round(seconds, 1),
        "peak_megabytes_so_far": max(before, after) // 1024,
        "longest_step": longest,
        "step_seconds": round(steps.get(longest, 0), 1),
        "told": seconds <= 2 or bool(steps),
        "said": (done.stdout.strip().splitlines() or [""])[-1][:60],
    }


def fill_in(folder: Path) -> None:
    """What the teams bring back: the form, filled in at random."""
    from openpyxl import load_workbook

    book = load_workbook(folder / "form.xlsx")
    sheet = book.active
    header = [str(cell.value) for cell in sheet[1]]
    rng = Random(3)
    finding, day, name = (header.index(text) + 1 for text in ("抽查结果", "检查日期", "检查编号"))
    visits = load_workbook(folder / "visits.xlsx").active.iter_rows(values_only=True)
    places = {text: k for k, text in enumerate(next(visits))}
    last = {row[places["visit"]]: ENDS[row[places["period"]]] for row in visits}
    problems = next((k for k, text in enumerate(header, 1) if "问题" in text and k != finding), None)
    for row in range(2, sheet.max_row + 1):
        kind = rng.choices(["抽查未发现问题", "发现问题已责令改正", "行政处罚"], (78, 19, 3))[0]
        sheet.cell(row, finding).value = kind
        sheet.cell(row, day).value = last[sheet.cell(row, name).value]
        if problems and kind != "抽查未发现问题":
            sheet.cell(row, problems).value = "消毒记录不全"
    book.save(folder / "results.xlsx")


def main(folder: Path) -> None:
    city(folder)
    figures = []
    print(f"{'stage':34} seconds  peak MB so far  told  longest step", flush=True)
    for day, words in stages(folder):
        if words[:2] == ["import", "results"]:
            fill_in(folder)
        found = measured(f"{day}T10:{len(figures):02}:00+00:00", words, folder / "office")
        figures.append(found)
        print(
            f"{found['stage']:34} {found['seconds']:7}  {found['peak_megabytes_so_far']:14}  "
            f"{'yes' if found['told'] else 'NO':4}  {found['step_seconds']:5} {found['longest_step']}   | {found['said']}",
            flush=True,
        )
    over = [found["stage"] for found in figures if float(str(found["seconds"])) > LIMIT]
    silent = [found["stage"] for found in figures if not found["told"]]
    print(json.dumps({"benchmark": "city", "over_30_s": over, "without_progress": silent, "stages": figures}))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        Path(sys.argv[1]).mkdir(parents=True)
        main(Path(sys.argv[1]))
    else:
        with TemporaryDirectory() as place:
            main(Path(place))
