"""The command line: exit codes, words in two languages, data for programs, and help that comes at once."""

import getpass
import json
import os
import re
import statistics
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import click
import pytest
import small_office
from shop import stopped, tell
from small_office import DICE, open_office

from inventories.problems import Exit
from scheduler import acts, journal
from scheduler.cli.main import run
from scheduler.cli.root import VERBS, root
from scheduler.forms.mark import mark
from scheduler.i18n import translator
from scheduler.results import acts as reviewing
from scheduler.results.acts import enter_results

GROUND = ["--ground", "g"]
EARLY = datetime(2001, 1, 10, tzinfo=UTC)
AFTERWARDS = datetime(2001, 4, 16, tzinfo=UTC)
PAPER = ["--number", "n", "--date", "2001-01-09"]
PUBLIC = ["{public_visit}", "{public_department}", "{public_item}"]
LANGUAGES = ("en", "zh")


def all_commands() -> dict[str, click.Command]:
    """Every verb, and every verb of a verb, by what is typed."""
    found: dict[str, click.Command] = {}
    for name in VERBS:
        command = root.get_command(click.Context(root), name)
        assert command is not None
        found[name] = command
        if isinstance(command, click.Group):
            found |= {f"{name} {inner}": verb for inner, verb in command.commands.items()}
    return found


COMMANDS = all_commands()
WITH_JSON = sorted(name for name, verb in COMMANDS.items() if any("--json" in p.opts for p in verb.params))


@pytest.fixture
def place(drawn: Path) -> dict[str, Path | str]:
    """Files and names to fill into the words below."""
    draw = acts.find(open_office(drawn), None)
    visit = draw.outcome["visits"][0]["visit"]
    member = next(row["inspector"] for row in draw.outcome["teams"] if row["visit"] == visit and row["inspector"])
    open_slot = next(row for row in draw.outcome["teams"] if row["inspector"] is None)
    (drawn.parent / "items.csv").write_text("抽查事项编号,抽查事项名称\nK9,Nine\n", "utf-8")
    (drawn.parent / "bad.csv").write_text("抽查事项编号,抽查事项名称\nK9,\n", "utf-8")
    (drawn.parent / "registry.csv").write_text("信用代码,名称,登记状态\nentity-1,a,存续\nx,b,注销\n", "utf-8")
    (drawn.parent / "plan.toml").write_bytes(small_office.plan(id='"2002"'))
    (drawn.parent / "bad.toml").write_bytes(b"x = 1")
    assert tell(drawn, "key", "new", "--no-passphrase", now=EARLY).code == 0
    assert tell(drawn, "key", "trust", OTHER_KEY, "--as", "a", now=EARLY).code == 0
    assert tell(drawn, "handin", drawn.parent / "signed.txt", "--department", "market", now=EARLY).code == 0
    (drawn.parent / "amended.toml").write_bytes(small_office.plan(id='"2003"', title='"x"'))
    (drawn.parent / "approved.toml").write_bytes(small_office.plan(id='"2003"'))
    (drawn.parent / "annual.csv").write_text("抽查任务名称,抽查比例\na,5%\n", "utf-8")
    assert tell(drawn, "plan", "approve", drawn.parent / "approved.toml", *PAPER, now=EARLY).code == 0
    assert tell(drawn, "plan", "file", "2003", "--with", "a", *PAPER, now=EARLY).code == 0
    _witness(drawn)
    office = open_office(drawn)
    waiting = {v.name for v in journal.standing(draw).values() if None in v.team.values()} | {visit}
    names = [v for v in journal.standing(draw) if v not in waiting]
    owed, entered, checked, public, doubted = small_office.results_of(office, *names)[:5]
    enter_results(office, draw, [entered, checked, public, doubted], {"file": "r.csv", "sha256": "0" * 64})
    for step in ("checked", "released"):
        reviewing.review(office, draw, step, [public.place, doubted.place])  # type: ignore[arg-type]
    reviewing.review(office, draw, "checked", [checked.place])
    objected = tell(
        drawn, "result", "object", *doubted.place, "--applicant", "a", "--words", "w", "--json", now=AFTERWARDS
    )
    assert tell(drawn, "backup", drawn.parent / "kept.backup").code == 0
    assert tell(drawn, "export", "case", drawn.parent / "case.json").code == 0
    assert tell(drawn, "export", "frame", drawn.parent / "frame.csv").code == 0
    (drawn.parent / "secret").write_text("5a" * 32, "ascii")
    assert tell(drawn, "export", "bundle", drawn.parent / "bundle.zip").code == 0
    assert tell(drawn, "prove", visit.rsplit("/", 1)[0], drawn.parent / "proven.json").code == 0
    assert tell(drawn, "schedule", "make", "--from", "2001-05-02", "--seconds", "1", now=AFTERWARDS).code == 0
    placed = json.loads(tell(drawn, "schedule", "list", "--json").out)
    return {
        "objection": str(json.loads(objected.out)["event"]),
        "public_visit": public.visit,
        "public_department": public.department,
        "public_item": public.item,
        "placed": placed[0]["visit"].rsplit("/", 1)[0],
        "folder": drawn.parent,
        "visit": visit,
        "member": member,
        "target": visit.rsplit("/", 1)[0],
        "open_visit": open_slot["visit"],
        "slot": str(open_slot["slot"]),
        "owed": owed.visit,
        "department": owed.department,
        "item": owed.item,
        "day": owed.date.isoformat(),
        "code": mark(acts.find(office, None), visit).code,
    }


OTHER_KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
ANOTHER_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
DECISIONS = {"recusal decide", "recusal review"}
"""They need an application, which test_recusals hands in."""
GOOD = {
    "init": ["init", "{folder}/new"],
    "template": ["template", "targets", "{folder}/targets.xlsx"],
    "import": ["import", "items", "{folder}/items.csv"],
    "compare": ["compare", "{folder}/registry.csv", "--out", "{folder}/lists.xlsx"],
    "report estimate": ["report", "estimate"],
    "report bands": ["report", "bands", "--against", "{folder}/plan.toml"],
    "report acts": ["report", "acts"],
    "report statistics": ["report", "statistics", "--to", "{folder}/statistics.csv"],
    "report unvisited": ["report", "unvisited", "--years", "1", "--to", "{folder}/unvisited.xlsx"],
    "year close": ["year", "close", "2001", "--carry", *GROUND],
    "year open": ["year", "open", "2002", "--from", "{folder}/plan.toml", "--to", "{folder}/next.toml"],
    "duplicates list": ["duplicates", "list"],
    "duplicates decide": ["duplicates", "decide", "T01", "T02", "--same", *GROUND],
    "plan check": ["plan", "check", "{folder}/plan.toml"],
    "plan read": ["plan", "read", "{folder}/annual.csv", "{folder}/read.toml"],
    "plan print": ["plan", "print", "{folder}/plan.toml", "{folder}/printed.csv"],
    "plan approve": ["plan", "approve", "{folder}/plan.toml", *PAPER],
    "plan file": ["plan", "file", "2003", "--with", "b", *PAPER],
    "plan publish": ["plan", "publish", "2003", "--date", "2001-01-09"],
    "plan amend": ["plan", "amend", "{folder}/amended.toml", *PAPER, *GROUND],
    "plan show": ["plan", "show", "2003"],
    "plan compare": ["plan", "compare", "{folder}/plan.toml", "{folder}/amended.toml"],
    "simulate": ["simulate", "{folder}/plan.toml", "--draws", "100", "--out", "{folder}/simulated"],
    "commit": ["commit", "{folder}/plan.toml"],
    "randomness round": ["randomness", "round", "2027-01-01T10:00:00+08:00"],
    "randomness share": ["randomness", "share", "w", "--to", "{folder}/share.json"],
    "randomness verify": ["randomness", "verify", DICE],
    "schedule make": ["schedule", "make", "--from", "2001-05-02", "--seconds", "2"],
    "schedule repair": [
        "schedule",
        "repair",
        "--from",
        "2001-05-02",
        "--closed",
        "{placed}",
        "2001-05-02",
        "2001-05-08",
        *GROUND,
    ],
    "schedule list": ["schedule", "list", "--to", "{folder}/schedule.xlsx"],
    "recuse": ["recuse", "M0", "{target}", "--officer", "f", *GROUND],
    "recusal apply": ["recusal", "apply", "{member}", "{target}", *GROUND],
    "recusal decide": ["recusal", "decide", "{member}", "{target}", "--grant", "--officer", "f"],
    "recusal review": ["recusal", "review", "{member}", "{target}", "--grant", "--officer", "f"],
    "recusal list": ["recusal", "list"],
    "absent": ["absent", "H5", "p2", *GROUND],
    "reinforce": ["reinforce", "M0", "20", *GROUND],
    "replace": ["replace", "{visit}", "p2", *GROUND],
    "appoint": ["appoint", "{open_visit}", "{slot}", "M4", "--order", "o", "--officer", "f"],
    "cancel": ["cancel", "water", "--document", "d", "--agency", "a", *GROUND],
    "void": ["void", "2001-1", *GROUND, "--yes"],
    "handover": ["handover", "{folder}/over.txt", "--district", "east"],
    "handin": ["handin", "{folder}/in.txt", "--department", "market"],
    "checkpoint make": ["checkpoint", "make", "{folder}/checkpoint.txt"],
    "checkpoint countersign": ["checkpoint", "countersign", "{folder}/next", "--witness", "{folder}/w"],
    "checkpoint add": ["checkpoint", "add", "{folder}/line"],
    "checkpoint list": ["checkpoint", "list"],
    "checkpoint print": ["checkpoint", "print", "{folder}/checkpoint.html"],
    "witness new": ["witness", "new", "{folder}/v", "--name", "v", "--no-passphrase"],
    "witness follow": ["witness", "follow", "{folder}/w", ANOTHER_KEY],
    "key show": ["key", "show"],
    "person list": ["person", "list"],
    "person roles": ["person", "roles"],
    "key trust": ["key", "trust", ANOTHER_KEY, "--as", "b"],
    "key distrust": ["key", "distrust", "example.com/foo", *GROUND],
    "record-check": ["record-check", "{target}", "--date", "2001-01-09", "--department", "health", *GROUND],
    "result enter": [
        "result",
        "enter",
        "{owed}",
        "{department}",
        "{item}",
        "--finding",
        "未发现问题",
        "--date",
        "{day}",
    ],
    "result check": ["result", "check"],
    "result return": ["result", "return", "--department", "{department}", *GROUND],
    "result release": ["result", "release"],
    "result list": ["result", "list"],
    "result object": ["result", "object", *PUBLIC, "--applicant", "a", "--words", "w"],
    "result answer": ["result", "answer", "{objection}", "--reject", "--officer", "o", *GROUND],
    "result correct": [
        "result",
        "correct",
        *PUBLIC,
        "--problems",
        "p",
        "--finding",
        "发现问题已责令改正",
        "--officer",
        "o",
        *GROUND,
    ],
    "result end": ["result", "end", *PUBLIC, "--ground", "order", "--document", "d", "--officer", "o"],
    "extend": ["extend", "{visit}", "--until", "2001-08-01", "--officer", "o", *GROUND],
    "status": ["status"],
    "show target": ["show", "target", "{target}"],
    "show visit": ["show", "visit", "{visit}"],
    "show inspector": ["show", "inspector", "H5"],
    "show draw": ["show", "draw"],
    "show signed": ["show", "signed", "{folder}/signed.txt"],
    "list": ["list", "visits"],
    "export": ["export", "bundle", "{folder}/out.zip"],
    "papers visits": ["papers", "visits", "{folder}/papers"],
    "papers inspectors": ["papers", "inspectors", "{folder}/lists"],
    "papers record": ["papers", "record", "{folder}/record.docx"],
    "papers templates": ["papers", "templates", "{folder}/templates"],
    "papers check": ["papers", "check", "{code}"],
    "publish": ["publish", "{folder}/site"],
    "audit": ["audit", "{folder}/bundle.zip"],
    "prove": ["prove", "{target}", "{folder}/proof.json"],
    "check-proof": ["check-proof", "{folder}/proven.json"],
    "conformance": ["conformance", "{folder}/case.json"],
    "backup": ["backup", "{folder}/again.backup"],
    "restore": ["restore", "{folder}/kept.backup", "{folder}/restored"],
    "upgrade": ["upgrade"],
    "pool count": ["pool", "count", "{folder}/frame.csv"],
    "pool digest": ["pool", "digest", "{folder}/frame.csv", "--secret", "{folder}/secret"],
    "pool targets": [
        "pool",
        "targets",
        "{folder}/frame.csv",
        "--case",
        "{folder}/case.json",
        "-o",
        "{folder}/t.parquet",
    ],
    "pool draw": ["pool", "draw", "{folder}/frame.csv", "--case", "{folder}/case.json", "-o", "{folder}/outcome.json"],
    "doctor": ["doctor"],
    "rules": ["rules"],
}
SKIPPED = {
    "demo",
    "draw",
    "duplicates",
    "plan",
    "plan check",
    "pool",
    "recusal",
    "report",
    "result",
    "show",
    "undo-import",
    "year",
}
SKIPPED |= {"randomness", "randomness fetch", "randomness import", "ceremony"}
SKIPPED |= DECISIONS | {
    "key",
    "key new",
    *(f"person{verb}" for verb in ("", " new", " add", " change", " end", " second")),
    "papers",
    "papers announcement",
    "checkpoint",
    "witness",
    "schedule",
    "plan solve",
}
"""Groups; what is tested on an office that waits; what others test."""


def test_every_verb_is_tried_here() -> None:
    assert set(COMMANDS) - SKIPPED == set(GOOD) - SKIPPED


def _witness(drawn: Path) -> None:
    """A witness who follows the log, a request, and a line that the office has not taken into its log yet."""
    folder = drawn.parent
    key = tell(None, "witness", "new", folder / "w", "--name", "w", "--no-passphrase").out.strip()
    own = tell(drawn, "key", "show").out.strip()
    assert tell(None, "witness", "follow", folder / "w", own).code == 0
    assert tell(drawn, "key", "trust", key, "--as", "w", now=EARLY).code == 0
    assert tell(drawn, "checkpoint", "make", folder / "asked", now=EARLY).code == 0
    line = tell(None, "checkpoint", "countersign", folder / "asked", "--witness", folder / "w")
    (folder / "line").write_text(line.out, "utf-8")
    size = (folder / "asked").read_text("utf-8").split("\n")[3]
    assert tell(drawn, "checkpoint", "make", folder / "next", "--since", size, now=EARLY).code == 0


def told(words: list[str], place: dict[str, Path | str]) -> list[str]:
    return [word.format(**place) for word in words]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("verb", sorted(set(GOOD) - SKIPPED))
def test_every_verb_does_its_work_in_both_languages(
    drawn: Path, place: dict[str, Path | str], verb: str, lang: str
) -> None:
    said = tell(drawn, *told(GOOD[verb], place), lang=lang)
    assert said.code == Exit.DONE, said.all
    assert "Traceback" not in said.all


@pytest.mark.parametrize("verb", sorted(set(WITH_JSON) - SKIPPED))
def test_data_for_programs_is_one_document_in_ascii(drawn: Path, place: dict[str, Path | str], verb: str) -> None:
    said = tell(drawn, *told(GOOD[verb], place), "--json", lang="zh")
    assert said.code == Exit.DONE, said.err
    assert said.out.isascii()
    json.loads(said.out)


@pytest.mark.parametrize(
    "kind", ["targets", "items", "signals", "history", "exclusions", "assigned", "inspectors", "leave", "conflicts"]
)
def test_every_table_can_be_listed(drawn: Path, kind: str) -> None:
    listed = json.loads(tell(drawn, "list", kind, "--json").out)
    assert [row["id"] for row in listed] == [record.id for record in getattr(small_office.tables(), kind)]
    assert tell(drawn, "list", kind).err == f"{len(listed)} lines\n"


def test_a_draw_says_its_data_as_one_document(committed: Path) -> None:
    said = tell(committed, "draw", "--randomness", DICE, "--json")
    assert said.code == Exit.DONE
    assert said.out.isascii()
    assert json.loads(said.out)["ref"] == "2001-1"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("verb", ["", *COMMANDS])
def test_every_verb_has_help(verb: str, lang: str) -> None:
    said = tell(None, *verb.split(), "--help", lang=lang)
    assert (said.code, said.err) == (Exit.DONE, "")
    assert len(said.out.splitlines()) > 3


@pytest.mark.parametrize(
    "words",
    [
        ["nonsense"],
        ["init"],
        ["import"],
        ["import", "nonsense", "f"],
        ["import", "targets"],
        ["commit"],
        ["commit", "a", "b"],
        ["draw", "--nonsense"],
        ["show"],
        ["show", "nonsense"],
        ["list", "nonsense"],
        ["export", "nonsense", "f"],
        ["export", "bundle"],
        ["audit"],
        ["conformance"],
        ["pool"],
        ["pool", "draw", "f"],
        ["pool", "count", "f", "--master", "local"],
        ["recuse", "M0"],
        ["--nonsense"],
        ["--actor"],
        ["plan", "nonsense"],
    ],
)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_cannot_be_understood_is_a_usage_error(drawn: Path, words: list[str], lang: str) -> None:
    before = open_office(drawn).events()
    said = tell(drawn, *words, lang=lang)
    assert (said.code, said.out) == (Exit.USAGE, "")
    assert said.err
    assert open_office(drawn).events() == before


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["import", "items", "{folder}/none.csv"], Exit.INPUT),
        (["import", "items", "{folder}"], Exit.INPUT),
        (["import", "items", "{folder}/bad.csv"], Exit.INPUT),
        (["import", "items", "{folder}/items.csv", "--map", "{folder}/none.toml"], Exit.INPUT),
        (["import", "results", "{folder}/items.csv"], Exit.INPUT),
        (["commit", "{folder}/none.toml"], Exit.INPUT),
        (["commit", "{folder}/bad.toml"], Exit.PLAN),
        (["show", "target", "X"], Exit.FAILED),
        (["show", "visit", "X/1"], Exit.FAILED),
        (["show", "inspector", "X"], Exit.FAILED),
        (["show", "draw", "X"], Exit.FAILED),
        (["show", "target", "{target}", "--plan", "{folder}/bad.toml"], Exit.PLAN),
        (["export", "visits", "{folder}/v.pdf"], Exit.USAGE),
        (["export", "visits", "{folder}/items.csv/v.csv"], Exit.FAILED),
        (["export", "bundle", "{folder}/items.csv/b.zip"], Exit.FAILED),
        (["publish", "{folder}"], Exit.USAGE),
        (["audit", "{folder}/items.csv"], Exit.INPUT),
        (["conformance", "{folder}/none.json"], Exit.INPUT),
        (["conformance", "{folder}/items.csv"], Exit.INPUT),
        (["pool", "count", "{folder}/none.csv"], Exit.INPUT),
        (["pool", "count", "{folder}/items.csv"], Exit.INPUT),
        (["pool", "digest", "{folder}/frame.csv", "--secret", "{folder}/items.csv"], Exit.INPUT),
        (["pool", "targets", "{folder}/frame.csv", "--case", "{folder}/bad.csv", "-o", "{folder}/x"], Exit.INPUT),
        (
            ["pool", "draw", "{folder}/frame.csv", "--case", "{folder}/case.json", "-o", "{folder}/case.json"],
            Exit.CONFLICT,
        ),
    ],
)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_refusal_has_its_exit_code_and_words(
    drawn: Path, place: dict[str, Path | str], words: list[str], code: Exit, lang: str
) -> None:
    before = open_office(drawn).events()
    said = tell(drawn, *told(words, place), lang=lang)
    assert said.code == code, said.all
    assert said.all.strip()
    assert "Traceback" not in said.all
    assert open_office(drawn).events() == before


def test_a_red_audit_has_exit_code_5(drawn: Path, place: dict[str, Path | str]) -> None:
    with open_office(drawn, small_office.LATER.replace(day=20)).act() as act:
        act.append("nonsense", {})
    bundle = drawn.parent / "red.zip"
    assert tell(drawn, "export", "bundle", bundle).code == Exit.DONE
    for words in ([], ["--json"]):
        assert tell(None, "audit", bundle, *words).code == Exit.VERIFICATION


def test_an_invalid_case_has_exit_code_3_and_a_document(tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    path.write_text("{}", "utf-8")
    said = tell(None, "conformance", path)
    assert said.code == Exit.INPUT
    assert json.loads(said.out)["format"] == "double-random/outcome@1"


def test_a_program_that_is_not_whole_has_exit_code_1(monkeypatch: pytest.MonkeyPatch) -> None:
    from scheduler import doctor

    monkeypatch.setattr(doctor, "examine", lambda: [doctor.Finding("x", "wrong", "y")])
    assert tell(None, "doctor").code == Exit.FAILED


@pytest.mark.parametrize(
    ("words", "english"),
    [
        (["status"], "records"),
        (["draw"], "No commitment waits for its draw."),
        (["--help"], "Show this message and exit."),
        (["show", "draw"], "committed"),
        (["void", "X", "--ground", "g"], "See what there is with: double-random status"),
        (["nonsense"], "No such command {name!r}."),
    ],
)
def test_what_is_translated_is_said_in_the_language_asked_for(drawn: Path, words: list[str], english: str) -> None:
    said = {lang: tell(drawn, *words, lang=lang) for lang in LANGUAGES}
    assert said["en"].code == said["zh"].code
    if translator("zh_CN")(english) != english:
        assert said["en"].all != said["zh"].all
        assert re.search("[\u4e00-\u9fff]", said["zh"].all)


def test_names_of_files_may_be_in_any_language_and_encoding(filled: Path) -> None:
    names = ["抽查 事项.csv", "b'$(x).csv"]
    if sys.platform == "linux":
        names.append(os.fsdecode("事项.csv".encode("gbk")))
    for name in names:
        path = filled.parent / name
        path.write_text("抽查事项编号,抽查事项名称\nK9,Nine\n", "utf-8")
        for words in (["import", "items", path], ["import", "items", path, "--json"]):
            said = tell(filled, *words)
            assert said.code == Exit.DONE, said.all


HEAVY = ("sqlmodel", "sqlalchemy", "pandas", "ortools", "rich", "jinja2", "openpyxl", "xlsxwriter")


def test_help_loads_nothing_heavy() -> None:
    script = (
        "import sys; from scheduler.cli.main import run; code = run(['--help']); "
        f"print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr); sys.exit(code)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, encoding="utf-8", check=True)
    assert done.stderr.strip() == "[]"


def test_help_comes_at_once() -> None:
    def seconds() -> float:
        began = time.perf_counter()
        subprocess.run([sys.executable, "-m", "scheduler.cli.main", "--help"], capture_output=True, check=True)
        return time.perf_counter() - began

    assert statistics.median(seconds() for _ in range(5)) < 0.6


def test_no_verb_reads_the_network_or_waits_for_input(drawn: Path, place: dict[str, Path | str]) -> None:
    """A closed standard input stops nothing."""
    done = subprocess.run(
        [sys.executable, "-m", "scheduler.cli.main", "--office", str(drawn), "status"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0


def test_a_user_may_have_any_name(drawn: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: "clerk \udcff")
    with stopped():
        assert run(["--office", str(drawn), "--lang", "en", "void", "2001-1", "--ground", "g"]) == Exit.DONE
    assert open_office(drawn).events()[-1].actor == "clerk ?"


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "cp1252", "utf-8"])
def test_a_console_that_lacks_a_character_stops_nothing(drawn: Path, encoding: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "scheduler.cli.main", "--office", str(drawn), "--lang", "zh", "list", "visits"],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": encoding},
        check=False,
    )
    assert (done.returncode, b"Traceback" in done.stderr) == (0, False)


def test_timings_tell_of_each_step_and_of_the_whole(filled: Path) -> None:
    (filled.parent / "items.csv").write_text("抽查事项编号,抽查事项名称\nK9,Nine\n", "utf-8")
    plain = tell(filled, "import", "items", filled.parent / "items.csv")
    assert " s  " not in plain.err
    timed = tell(filled, "--timings", "import", "items", filled.parent / "items.csv")
    steps = re.findall(r"^ +(\d+\.\d\d) s  (.+)$", timed.err, re.MULTILINE)
    assert steps[0][1] == "Reading items.csv …"
    assert steps[-1][1] == "in all"
    assert sum(float(seconds) for seconds, _ in steps[:-1]) <= float(steps[-1][0]) + 0.05
    failed = tell(filled, "--timings", "import", "items", filled.parent / "none.csv")
    assert (failed.code, "in all" in failed.err) == (Exit.INPUT, True)


def test_timings_of_the_demo_are_those_of_all_its_commands(tmp_path: Path) -> None:
    timed = tell(None, "--timings", "demo", tmp_path / "demo", now=datetime.now(UTC))
    steps = re.findall(r"^ +\d+\.\d\d s  (.+)$", timed.err, re.MULTILINE)
    assert {"Drawing …", "Replaying bundle.zip …"} < set(steps)
    assert steps.count("in all") == 1
