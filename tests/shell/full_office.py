"""An office to which everything has happened that leaves a secret, and whose secrets can be told from anything else: bands have
names, points have numbers and people have words that stand nowhere else."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from shop import Said, tell

from scheduler import acts, journal, sample
from scheduler.corrections.courses import courses
from scheduler.imports import store_records
from scheduler.results.check import owed
from scheduler.results.states import entries
from scheduler.store.office import Office

JANUARY, DECEMBER, LATER = (
    datetime(2026, 1, 6, 1, tzinfo=UTC),
    datetime(2026, 12, 20, 1, tzinfo=UTC),
    datetime(2027, 1, 6, 1, tzinfo=UTC),
)
BANDS = {"A": "QZA1", "B": "QZB2", "C": "QZC3", "D": "QZD4"}
POINTS = {
    "bands": "bands = { QZA1 = 0, QZB2 = 100003, QZC3 = 250021, QZD4 = 500029 }",
    "credit_floor": 'credit_floor = { C = "QZC3", D = "QZD4", E = "QZD4" }',
}


def plan(text: str) -> str:
    """The example plan with unmistakable bands and points, and a ground for replacements."""
    for name, line in POINTS.items():
        text = re.sub(rf"(?m)^{name} = .*$", line, text)
    text = re.sub(r"(?m)^(points|cap) = ([0-9]+)$", lambda m: f"{m[1]} = {int(m[2]) * 10_001}", text)
    text = re.sub(
        r"(?m)^(rates|multipliers) = .*$", lambda m: re.sub(r"\b([A-D]) =", lambda b: f"{BANDS[b[1]]} =", m[0]), text
    )
    return text.replace("[[task]]", '[replacement]\ngrounds = ["灭失于水患"]\n\n[[task]]', 1).replace(
        "limit = 40", "limit = 14"
    )


def make(base: Path, publication: str = "") -> Path:
    """The folder of such an office, made in ``base``; ``publication`` are lines of that section of its plan."""
    folder, files = base / "office", base / "files"
    sample.write(files)
    path = files / "plan.toml"
    text = plan(path.read_text("utf-8"))
    path.write_text(text.replace("[[task]]", f"[publication]\n{publication}\n\n[[task]]", 1), "utf-8")
    do(folder, "init", folder)
    for kind, file in sample.FILES.items():
        do(folder, "import", kind, files / file)
    _name_after_owners(folder)
    do(folder, "key", "new", "--no-passphrase")
    do(folder, "plan", "approve", path, "--number", "夏卫发〔2026〕3号", "--date", "2026-01-05")
    do(folder, "commit", path)
    do(folder, "draw", "--randomness", sample.RANDOMNESS)
    _acts(folder)
    do(folder, "checkpoint", "make", base / "checkpoint.txt", now=DECEMBER)
    _results(folder, base)
    return folder


def do(folder: Path, *words: object, now: datetime = JANUARY) -> Said:
    """Run a verb that succeeds."""
    said = tell(folder, *words, now=now)
    assert said.code == 0, said.all
    return said


def _name_after_owners(folder: Path) -> None:
    """Every third business of a person bears that person's name."""
    office = Office(folder, "zhao.typist", lambda: JANUARY)
    shops = [target for target in office.records("targets") if target.entity.startswith("92")][::3]
    named = [replace(target, name=f"{target.owner}{target.category}{k}") for k, target in enumerate(shops)]
    assert len(named) > 20
    store_records(office, "targets", named, {"file": "改名.csv", "sha256": "0" * 64, "rows": len(named)})
    office.close()


def _acts(folder: Path) -> None:
    office = Office(folder, "zhao.typist", lambda: JANUARY)
    visits = journal.standing(acts.find(office, None))
    seats = [(v, slot, who) for v in visits.values() for slot, who in v.team.items() if who]
    first, second, third = seats[0], seats[-1], seats[len(seats) // 2]
    do(
        folder,
        "recusal",
        "apply",
        second[2],
        second[0].target,
        "--ground",
        "系妻弟所开",
        "--on",
        "party",
        "--applicant",
        "欧阳举报",
    )
    do(
        folder,
        "recusal",
        "decide",
        second[2],
        second[0].target,
        "--reject",
        "--officer",
        "司徒局长",
        "--ground",
        "查无此亲",
    )
    do(folder, "recuse", first[2], first[0].target, "--ground", "曾任该处会计", "--officer", "司徒局长")
    do(folder, "absent", third[2], third[0].period, "--ground", "产假一百五十八天")
    do(folder, "reinforce", seats[5][2], 30, "--ground", "抽调增援文号甲乙")
    do(folder, "replace", seats[9][0].name, seats[9][0].period, "--ground", "灭失于水患")
    departments = {i.id: i.department for i in office.records("inspectors") if i.active}
    for visit in journal.standing(acts.find(office, None)).values():
        for slot in [slot for slot, who in visit.team.items() if who is None][:1]:
            free = next(who for who in departments if who not in visit.team.values())
            do(folder, "appoint", visit.name, slot, free, "--order", "口头指派丙丁", "--officer", "司徒局长")
            office.close()
            return
    raise AssertionError("no open slot")


def _results(folder: Path, base: Path) -> None:
    """Results of three fifths of the visits: some released, some checked, some returned."""
    office = Office(folder, "zhao.typist", lambda: DECEMBER)
    draw = acts.find(office, None)
    known = owed(draw, acts.frozen_plan(office, draw))
    visits = [
        sample.Visited(
            name, known.days[name].begins, known.days[name].ends, [(d, i) for d in asked for i in sorted(asked[d])]
        )
        for name, asked in known.items.items()
        if name not in known.waiting
    ]
    form = base / "results.xlsx"
    sample.write_results(form, sample.results(visits))
    do(folder, "import", "results", form, now=DECEMBER)
    entered = list(dict.fromkeys(visit for visit, _, _ in entries(acts.find(office, None).after)))
    office.close()
    half = len(entered) // 2
    chosen = [word for visit in entered[: half + 10] for word in ("--visit", visit)]
    do(folder, "result", "check", *chosen, now=DECEMBER)
    do(folder, "result", "release", *[word for visit in entered[:half] for word in ("--visit", visit)], now=DECEMBER)
    do(folder, "result", "return", "--visit", entered[half + 1], "--ground", "照片与笔录不符", now=DECEMBER)
    _corrections(folder)


def _corrections(folder: Path) -> None:
    """One result corrected on an objection, one objection rejected, and one publication ended that had an objection."""
    office = Office(folder, "zhao.typist", lambda: DECEMBER)
    draw = acts.find(office, None)
    known = courses(draw.after)  # chance decides how many problems there are
    one, other, ended = sorted(known, key=lambda place: not known[place].now.problems)[:3]
    office.close()
    for place, words, decision in (
        (one, "当日整改完毕并已拍照", "--uphold"),
        (other, "检查时我处停业装修", "--reject"),
        (ended, "此前信用修复已获批准", "--uphold"),
    ):
        said = do(
            folder, "result", "object", *place, "--words", words, "--applicant", "诸葛异议", "--json", now=DECEMBER
        )
        event = json.loads(said.out)["event"]
        reason = f"复核后认定{words[:4]}"
        do(
            folder,
            "result",
            "answer",
            event,
            decision,
            "--ground",
            reason,
            "--officer",
            "司徒局长",
            "--document",
            "内部复函九号",
            now=DECEMBER,
        )
    do(
        folder,
        "result",
        "correct",
        *one,
        "--problems",
        "无新增问题仅台账未及时登记",
        "--ground",
        "复核照片属实",
        "--officer",
        "司徒局长",
        now=DECEMBER,
    )
    do(
        folder,
        "result",
        "end",
        *ended,
        "--ground",
        "credit-repair",
        "--document",
        "信修决字七号",
        "--officer",
        "司徒局长",
        now=DECEMBER,
    )
