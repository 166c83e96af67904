"""Each member of each record of a bundle tampered with: seen by the audit and by the second verifier, for the right reason.

Every 17th bundle is tried; all of them with ``DOUBLE_RANDOM_TAMPERED=all``, which prints how many were seen by whom.
"""

import json
import os
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta
from fnmatch import fnmatchcase
from pathlib import Path

import pytest
import small_office
import tampering
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from shop import tell
from small_office import BEGINS, DICE, LATER, happen, open_office
from tampering import Tampered
from test_forgery import _fill_a_year, _record_paths

from scheduler import acts, journal
from scheduler.audit.checks import Colour, audit
from scheduler.bundle import Bundle, collect, write
from scheduler.exchange import notes
from scheduler.persons import acts as persons
from scheduler.results import acts as reviewing
from scheduler.results.acts import enter_results
from scheduler.store.office import Office

VERIFIER = Path(__file__).parents[2] / "docs" / "verifier" / "verify.py"
WHOLE = os.environ.get("DOUBLE_RANDOM_TAMPERED") == "all"
STEP = 1 if WHOLE else 17

AFTERWARDS = (
    "commitment",
    "randomness",
    "draw",
    "handover",
    "recusal",
    "absence",
    "results",
    "review",
    "extension",
    "reinforcement",
    "replacement",
    "appointment",
    "application",
    "rejection",
    "cancellation",
    "publication",
    "checkpoint",
    "countersignature",
    "key",
    "trust",
    "distrust",
    "year",
    "objection",
    "answer",
    "correction",
    "ending",
)
"""What no later commitment states the hash of."""
OUTSIDE = {
    "who typed it: nothing else in a bundle knows it": [f"{kind} (actor)" for kind in AFTERWARDS],
    "a moment between the events before and after is as good as another": [
        "distrust (time)",
        "draw (time)",
        "handover (time)",
        "publication (time)",
        "year (time)",
    ],
    "what somebody wrote: 2.04, 2.05 and 3.09 print it, to be compared with the paper": [
        "absence ground",
        "reinforcement ground",
        "appointment order",
        "appointment officer",
        "rejection ground",
        "rejection officer",
        "recusal ground",
        "recusal officer",
        "cancellation agency",
        "cancellation document",
        "cancellation ground",
        "extension ground",
        "extension officer",
        "distrust ground",
        "year ground",
        "randomness evidence.0",
        "results rows.0.problems",
        "results rows.0.case",
        "results rows.0.rectification",
        "results rows.0.inspectors",
        "correction row.inspectors",
        "objection applicant",
        "objection words",
        "answer ground",
        "answer officer",
        "answer document",
        "correction ground",
        "correction officer",
        "correction row.problems",
        "correction row.rectification",
        "correction row.case",
        "ending document",
        "ending officer",
    ],
    "the name or digest of a file that is not in the bundle": [
        "results file",
        "results sha256",
        "handover file",
        "publication manifest",
        "publication files",
    ],
    "whose key the office says it trusts": ["trust agency"],
}
"""What nobody finds in a bundle, and why; a copy of the log, or a checkpoint kept outside, shows these too."""

PARTS = {
    "seed": "§2",
    "allocation": "§4",
    "targets": "§5",
    "visits": "§6",
    "even_load": "§7",
    "open": "§7",
    "teams": "§7",
    "refused": "§7",
    "shortage": "§9",
    "after": "outcome",
    "format": "outcome",
    "specification": "outcome",
}
RECORD = dict(_record_paths())
CHECKS_OF_ACTS = {"1.11", "1.12", "1.13", "1.14", "1.21"}


def reasons(record: str, member: str) -> tuple[set[str], set[str]]:
    """Of which checks one has to be red, and with which clauses the second verifier may say so."""
    match record, member:
        case "secrets", "draw":
            return {"1.05"}, {"§2"}
        case ("secrets", _) | (str(), _) if record == "secrets" or record.startswith("table "):
            return {"1.06"}, {"tables"}
        case "plan text", _:
            return {"1.11"}, {"§1", "§2"}
        case "commitment hashed anew", _:
            return RECORD[max((name for name in RECORD if f"{member}.".startswith(f"{name}.")), key=len)], {"§1", "§2"}
        case "commitment", str() if member.startswith("record."):
            return {"1.03"}, {"§2"}
        case "draw", str() if member.startswith("outcome."):
            return {"1.11"}, {PARTS.get(member.split(".")[1], "")}
        case "randomness", "text":
            return {"1.10", "1.11"}, {"§2"}
        case (("person" | "second"), _):
            return {"1.70", "1.71", "1.72"}, {"log"}
        case _, "(kind)":
            return {"1.00", "1.02", "1.60"}, {"log", "§8"}
        case _, "(time)":
            return {"1.02", "1.03", "1.60"}, {"log", "§2"}
        case "appointment", "inspector":
            return {"1.14"}, {"log"}
        case (("recusal" | "absence" | "reinforcement" | "replacement" | "appointment"), _):
            return CHECKS_OF_ACTS | {"1.00", "1.02"}, {"§8", "§1"}
    return {f"1.{k:02}" for k in range(70)} | {"2.10", "3.08"}, {"§2", "§8", "log", "tables"}


def listed(tampered: Tampered) -> bool:
    name = f"{tampered.record} {tampered.member}"
    return any(fnmatchcase(name, pattern) for patterns in OUTSIDE.values() for pattern in patterns)


def coloured(bundle: Bundle, colour: Colour, on: date | None = None) -> set[str]:
    return {c.number for c in audit(bundle, on) if c.finding.colour == colour}


def says(bundle: Bundle, path: Path) -> tuple[int, set[str]]:
    """The second verifier's exit code, and the clauses of what it says has failed."""
    write(bundle, path)
    done = subprocess.run([sys.executable, "-I", VERIFIER, path], capture_output=True, text=True, encoding="utf-8")
    failed = [line for line in done.stdout.splitlines() if line.startswith("FAILED")]
    return done.returncode, {line.rpartition("(")[2].rstrip(")") for line in failed}


def clauses(bundle: Bundle, path: Path) -> set[str]:
    """The clauses of what the second verifier says has failed, of a bundle that it verifies whole."""
    code, failed = says(bundle, path)
    assert code == (1 if failed else 0)
    return failed


# an office in which everything has happened


def _does(folder: Path, now: datetime, *words: object) -> str:
    said = tell(folder, *words, now=now)
    assert said.code == 0, said.err
    return said.out.strip()


def _prepare(folder: Path) -> None:
    """What may happen before a commitment: a plan's steps, rows left out, an import undone, a check, a comparison."""
    home, minutes = folder.parent, iter(BEGINS + timedelta(minutes=k) for k in range(1, 60))

    def does(*words: object) -> str:
        return _does(folder, next(minutes), *words)

    for name, text in (("draft", small_office.plan(title='"Draft"')), ("plan", small_office.plan())):
        (home / f"{name}.toml").write_bytes(text)
    does("plan", "approve", home / "draft.toml", "--number", "1", "--date", "2001-01-05")
    does("plan", "amend", home / "plan.toml", "--number", "2", "--date", "2001-01-06", "--ground", "g")
    does("plan", "file", home / "plan.toml", "--with", "w", "--number", "3", "--date", "2001-01-06")
    does("plan", "publish", home / "plan.toml", "--date", "2001-01-06")
    (home / "again.csv").write_text(
        "编号,单位名称,区县,类别\nT50,S,east,shop\nT51,S,east,shop\nT52,,east,shop\n", "utf-8"
    )
    does("import", "targets", home / "again.csv", "--accept-good")
    does("duplicates", "decide", "T50", "T51", "--same", "--ground", "g")
    (home / "items.csv").write_text("编号,抽查事项名称\nZZ,Z\n", "utf-8")
    does("import", "items", home / "items.csv")
    does("undo-import")
    does("record-check", "T20", "--date", "2001-01-05", "--department", "health", "--ground", "g")
    (home / "registry.csv").write_text("编号,信用代码,名称\n1,entity-3,Place\n", "utf-8")
    does("compare", home / "registry.csv")


def _sign(folder: Path) -> None:
    """Keys, and a handover. They come after the commitment: chance makes them, and must not reach the seed."""
    home, now = folder.parent, BEGINS.replace(hour=4)
    _does(folder, now, "key", "new", "--name", "office", "--no-passphrase")
    witness = _does(folder, now, "witness", "new", home / "w", "--name", "w", "--no-passphrase")
    _does(folder, now, "key", "trust", witness, "--as", "audit office")
    _does(folder, now, "witness", "follow", home / "w", _does(folder, now, "key", "show"))
    _does(folder, now, "handover", home / "h.txt", "--district", "east")


def _release_more(folder: Path) -> None:
    """Results of both departments at a visit whose last slot is filled by order, by who was there; one is not released."""
    office = open_office(folder, LATER + timedelta(hours=1))
    draw = acts.find(office, None)
    coming = [v for v in journal.standing(draw).values() if v.name not in draw.over() and v.period == "p2"]
    visit = next(v for v in coming if [*v.team.values()].count(None) == 1)
    slot = next(slot for slot, who in visit.team.items() if who is None)
    happen(office, "appointment", visit=visit.name, slot=slot, inspector="H6", order="o", officer="f")
    there = {"health": ("H6",), "market": ()}
    told = [replace(r, inspectors=there[r.department]) for r in small_office.results_of(office, visit.name)]
    results = [replace(told[0], recheck_due=date(2001, 12, 1)), *told[1:]]
    enter_results(office, acts.find(office, None), results, {"file": "r.csv", "sha256": "0" * 64})
    places = [result.place for result in results]
    for decision, which in (("checked", places), ("released", places[:-1])):
        reviewing.review(office, acts.find(office, None), decision, which)  # type: ignore[arg-type]
    office.close()


def _finish(folder: Path) -> None:
    """A checkpoint, countersigned; a key that counts no more."""
    home, now = folder.parent, LATER + timedelta(days=3)
    _does(folder, now, "checkpoint", "make", home / "c.txt")
    line = _does(folder, now, "checkpoint", "countersign", home / "c.txt", "--witness", home / "w")
    (home / "line.txt").write_text(f"{line}\n", "utf-8")
    _does(folder, now, "checkpoint", "add", home / "line.txt")
    _does(folder, now, "key", "distrust", "w", "--ground", "g")


def _say_of_results(folder: Path) -> None:
    """The year closed, and what is said of released results then: two objections, a correction, an end, the pages."""
    closed = LATER + timedelta(hours=1, seconds=50)  # in the minute of the last review
    _does(folder, closed, "year", "close", 2001, "--carry", "--ground", "g")
    now, found = LATER + timedelta(days=2), ("--ground", "g", "--officer", "f")
    first, second, *_ = next(e for e in reversed(open_office(folder).events()) if e.kind == "review").body["rows"]
    for place, how in ((first, "--uphold"), (second, "--reject")):
        told = _does(folder, now, "result", "object", *place, "--applicant", "a", "--words", "w", "--json")
        _does(folder, now, "result", "answer", json.loads(told)["event"], how, *found)
    _does(folder, now, "result", "correct", *first, "--problems", "p", *found)
    _does(folder, now, "result", "end", *second, "--ground", "credit-repair", "--document", "d", "--officer", "f")
    _does(folder, now, "publish", folder.parent / "site")


def _register(folder: Path) -> None:
    """Two heads and a second signature, last of all: from now on every act is signed."""
    keys = {name: Ed25519PrivateKey.from_private_bytes(name.encode() * 32) for name in "xy"}
    office = Office(folder, "x", small_office.ticking(LATER + timedelta(days=4)), keys=[keys["x"]])
    for name, key in keys.items():
        persons.add(office, str(notes.public(name, key)), "head")
    persons.ask_second(office, True, "g")
    office.close()


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    folder = tmp_path_factory.mktemp("tampered") / "office"
    office = Office.create(folder, small_office.ACTOR, small_office.ticking())
    small_office.fill(office)
    office.close()
    _prepare(folder)
    small_office.commit(open_office(folder, BEGINS.replace(hour=1)))
    office = open_office(folder, BEGINS.replace(hour=3))
    acts.draw(office, DICE)
    _sign(folder)
    _fill_a_year(folder)
    _release_more(folder)
    _say_of_results(folder)
    _finish(folder)
    _register(folder)
    return collect(open_office(folder))


def test_the_honest_bundle_is_seen_as_such_by_both(lived: Bundle, tmp_path: Path) -> None:
    assert coloured(lived, Colour.RED) == set()
    assert clauses(lived, tmp_path / "b.zip") == set()
    assert len({event.kind for event in lived.events}) == 34


def test_what_is_tampered_with_is_seen_for_the_right_reason(lived: Bundle, tmp_path: Path) -> None:
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    for tampered in list(tampering.all_of(lived))[::STEP]:
        by_audit, by_verifier = coloured(tampered.bundle, Colour.RED), clauses(tampered.bundle, tmp_path / "b.zip")
        numbers, said = reasons(tampered.record, tampered.member)
        counts[f"audit {'sees' if by_audit else 'does not'}, verifier {'sees' if by_verifier else 'does not'}"] += 1
        outside = listed(tampered)
        if bool(by_audit & numbers) == outside or (by_verifier and outside):
            wrong.append(f"{tampered.record} {tampered.member}: audit {sorted(by_audit)}, outside: {outside}")
        if not (by_verifier & said or outside):
            wrong.append(f"{tampered.record} {tampered.member}: verifier {sorted(by_verifier)}")
    print(dict(counts))
    assert not wrong, "\n".join(wrong)
