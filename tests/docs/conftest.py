"""An office in which every kind of event has happened."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pandas  # noqa: F401  (imported before any test freezes time)
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from typed import do

from scheduler import acts, journal
from scheduler.corrections import acts as corrections
from scheduler.exchange import trust
from scheduler.results import acts as reviewing
from scheduler.results.acts import enter_results
from scheduler.results.check import owed
from scheduler.results.model import Result
from scheduler.sample import FILES, RANDOMNESS, write
from scheduler.store.office import Office


@pytest.fixture(scope="session")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an office with too few inspectors, in which every kind of event has happened."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LANGUAGE", "en")
        return _live(tmp_path_factory.mktemp("docs"))


def _live(home: Path) -> Path:
    folder, tables = home / "office", home / "tables"
    write(tables)
    do(folder, "init", folder)
    for kind, file in FILES.items():
        do(folder, "import", kind, tables / file)
    _join(folder, home)
    _import_again(home, folder)
    _hand_in(home, folder)
    plan = tables / "plan.toml"
    do(folder, "plan", "approve", plan, "--number", "1", "--date", "2026-01-05")
    do(folder, "plan", "file", plan, "--with", "i", "--number", "2", "--date", "2026-01-05")
    do(folder, "plan", "publish", plan, "--date", "2026-01-05")
    text = (
        plan.read_text("utf-8")
        .replace("limit = 40", "limit = 11")
        .replace('category = ["公共场所", "学校", ', 'category = ["学校", ')
        .replace("[[task]]", '[replacement]\ngrounds = ["d"]\n\n[[task]]', 1)
    )
    plan.write_text(text, "utf-8")
    do(folder, "plan", "amend", plan, "--number", "3", "--date", "2026-01-06", "--ground", "j")
    do(folder, "commit", plan)
    do(folder, "publish", home / "site")
    _countersign(folder, home)
    do(folder, "draw", "--randomness", RANDOMNESS)
    office = Office(folder, "test")
    draw = acts.find(office, None)
    do(folder, "handover", home / "over.txt", "--district", "夏村镇")
    _hand_down(home, folder)
    visits = journal.standing(draw)
    seat = next((v, slot, who) for v in visits.values() for slot, who in v.team.items() if who)
    _recusals(folder, office, draw)
    do(folder, "schedule", "make", "--from", "2026-01-12", "--seconds", "1")
    do(folder, "recuse", seat[2], seat[0].target, "--ground", "a", "--officer", "g")
    do(folder, "absent", seat[2], seat[0].period, "--ground", "b")
    do(folder, "reinforce", seat[2], 14, "--ground", "c")
    do(folder, "replace", seat[0].name, seat[0].period, "--ground", "d")
    _appoint(folder, office)
    _results(office)
    do(folder, "cancel", "medical", "--document", "i", "--agency", "j", "--ground", "k")
    do(folder, "void", draw.ref, "--ground", "e", "--yes")
    do(folder, "year", "close", 2026, "--carry", "--ground", "i")
    do(folder, "year", "open", 2027, "--from", plan, "--to", home / "plan-2027.toml")
    office.close()
    _sign(folder, home)
    return folder


def _countersign(folder: Path, home: Path) -> None:
    """A checkpoint, countersigned by a witness before the draw."""
    from scheduler.proof import witnessing
    from scheduler.store.office import utc_now

    key = witnessing.new(home / "witness", "witness", None)
    witnessing.follow(home / "witness", _key(folder))
    do(folder, "key", "trust", key, "--as", "审计局")
    do(folder, "checkpoint", "make", home / "checkpoint.txt")
    asked = (home / "checkpoint.txt").read_bytes()
    line = witnessing.sign(home / "witness", asked, "checkpoint.txt", lambda: "", utc_now())
    (home / "line.txt").write_text(line, "utf-8")
    do(folder, "checkpoint", "add", home / "line.txt")


def _join(folder: Path, home: Path) -> None:
    """A signal joined by a decision, a repair, and a comparison with a registry."""
    office = Office(folder, "test")
    target = office.records("targets")[0]
    office.close()
    listed, path, review = home / "repairs.csv", home / "complaints.csv", home / "review.csv"
    path.write_text(f"单位名称,类型,日期\n{target.name},投诉,2025-12-01\n", "utf-8")
    do(folder, "import", "signals", path, "--review", review)
    text = review.read_text("utf-8-sig").rstrip()
    review.write_text(f"{text}{target.id}\n", "utf-8")
    do(folder, "import", "signals", path, "--review", review)
    listed.write_text(f"对象编号,修复日期,文号\n{target.id},2025-12-02,a\n", "utf-8")
    do(folder, "import", "repairs", listed)
    (home / "registry.csv").write_text(f"编号,信用代码,名称\n1,{target.entity},{target.name}\n", "utf-8")
    do(folder, "compare", home / "registry.csv")
    do(folder, "record-check", target.id, "--date", "2026-01-05", "--department", "卫生健康局", "--ground", "i")


def _import_again(home: Path, folder: Path) -> None:
    """Rows left out, an import undone, a decision on duplicates."""
    again = home / "again.csv"
    again.write_text("编号,单位名称,区县,类别\nZZ1,甲,夏村镇,学校\nZZ2,甲,夏村镇,学校\nZZ3,,夏村镇,学校\n", "utf-8")
    do(folder, "import", "targets", again, "--accept-good")
    do(folder, "duplicates", "decide", "ZZ1", "ZZ2", "--same", "--ground", "h")
    again.write_text("编号,抽查事项名称\nZZ,甲\n", "utf-8")
    do(folder, "import", "items", again)
    do(folder, "undo-import")


def _hand_in(home: Path, folder: Path) -> None:
    """The office's own key, and a partner's hand-in whose key is trusted no longer."""
    partner = home / "partner"
    do(folder, "key", "new", "--no-passphrase")
    do(folder, "handin", home / "own.txt", "--department", "卫生健康局")
    do(partner, "init", partner)
    do(partner, "import", "inspectors", home / "tables" / FILES["inspectors"])
    do(partner, "key", "new", "--no-passphrase")
    do(partner, "handin", home / "in.txt", "--department", "市场监督管理局")
    do(folder, "key", "trust", _key(partner), "--as", "市场监督管理局")
    do(folder, "import", "handin", home / "in.txt", "--yes")
    do(folder, "key", "distrust", "partner", "--ground", "i")


def _hand_down(home: Path, folder: Path) -> None:
    """The partner draws nothing itself: what it signs is the office's own list, handed down again."""
    from scheduler.exchange import keyfile, notes

    text, _ = notes.open_note((home / "over.txt").read_bytes(), [notes.verifier(_key(folder))])
    down = home / "down.txt"
    down.write_bytes(notes.sign(text, "partner", keyfile.read(home / "partner", lambda: "")))
    do(folder, "key", "trust", _key(home / "partner"), "--as", "市卫健委")
    do(folder, "import", "assigned", down)


def _key(folder: Path) -> str:
    office = Office(folder, "test")
    key = trust.own_key(office.events("key"))
    office.close()
    assert key is not None
    return key


def _recusals(folder: Path, office: Office, draw: journal.Draw) -> None:
    """An application that is rejected."""
    visit, who = next((v, w) for v in reversed(journal.standing(draw).values()) for w in v.team.values() if w)
    do(folder, "recusal", "apply", who, visit.target, "--ground", "l")
    do(folder, "recusal", "decide", who, visit.target, "--reject", "--officer", "g", "--ground", "m")


def _sign(folder: Path, home: Path) -> None:
    """Two heads, and a second signature: the last that happens, since from now on every act is signed."""
    from scheduler.exchange import keyfile, notes

    names = ("局长", "副局长")
    keys = [Ed25519PrivateKey.generate() for _ in names]
    files = [keyfile.write(home, key, None, f"{name}.pem") for name, key in zip(names, keys, strict=True)]
    for name, key in zip(names, keys, strict=True):
        do(folder, "--key", files[0], "person", "add", notes.public(name, key), "--role", "head")
    do(folder, "--key", files[1], "person", "second", "on", "--ground", "i")


def _appoint(folder: Path, office: Office) -> None:
    draw = acts.find(office, None)
    departments = {inspector.id: inspector.department for inspector in office.records("inspectors")}
    visit, slot = next((v, s) for v in journal.standing(draw).values() for s, who in v.team.items() if who is None)
    free = next(i for i in departments if i not in visit.team.values())
    do(folder, "appoint", visit.name, slot, free, "--order", "f", "--officer", "g")


def _results(office: Office) -> None:
    draw = acts.find(office, None)
    plan = acts.frozen_plan(office, draw)
    visit, departments = next(iter(owed(draw, plan).items.items()))
    today = datetime.now(UTC).date()
    reviewing.extend(office, draw, [visit], max(today, plan.span.ends) + timedelta(1), "i", "j")
    draw = acts.find(office, None)
    words = {"health": "no problem", "market": "none found"}
    rows = [
        Result(visit, d, item, words[plan.results.vocabulary_of(d)], today)  # type: ignore[arg-type]
        for d, items in departments.items()
        for item in sorted(items)
    ]
    enter_results(office, draw, rows, {"file": "results.xlsx", "sha256": "0" * 64})
    for decision in ("checked", "released"):
        reviewing.review(office, acts.find(office, None), decision, [row.place for row in rows])  # type: ignore[arg-type]
    _correct(office, rows[0])


def _correct(office: Office, result: Result) -> None:
    """An objection to a released result that is upheld, the correction, and the end of its publication."""
    draw, today = acts.find(office, None), result.date
    event = corrections.object_to(office, draw, result.place, "k", "l", today)
    told = {"ground": "m", "officer": "g", "document": "n"}
    corrections.answer(office, draw, event.seq, "upheld", told, today)
    better = replace(result, rectification="o")
    corrections.correct(office, acts.find(office, None), better, "m", "g", event.seq)
    told = {"ground": "credit repair", "document": "p", "officer": "g"}
    corrections.end(office, [(draw, [result.place])], told)


@pytest.fixture
def office(lived: Path) -> Iterator[Office]:
    found = Office(lived, "test")
    yield found
    found.close()
