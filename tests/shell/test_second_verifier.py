"""The second verifier, one file of the standard library, agrees with the audit on bundles and sees what is changed in them.

What is changed is chained anew and every digest made to fit, so that only the substance can give it away.
"""

import ast
import base64
import hashlib
import importlib.util
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import small_office
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from forger import chained, place, with_body
from forger import leaves as leaves_of
from forger import other as another_value
from shop import tell
from test_persons import chained as resigned
from test_persons import sealed, signed_year, vkey

from inventories.records import canonical
from scheduler import acts, journal
from scheduler.audit.checks import Colour, audit
from scheduler.bundle import Bundle, collect, read, write
from scheduler.log import next_event
from scheduler.results import acts as reviewing
from scheduler.store.office import Office

FILE = Path(__file__).parents[2] / "docs" / "verifier" / "verify.py"
SPEC = importlib.util.spec_from_file_location("verify", FILE)
assert SPEC is not None
assert SPEC.loader is not None
verify = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(verify)

__all__ = ["signed_year"]


def said(bundle: Bundle, folder: Path) -> list[str]:
    """What it prints of a bundle."""
    write(bundle, folder / "b.zip")
    done = subprocess.run(
        [sys.executable, "-I", FILE, folder / "b.zip"], capture_output=True, text=True, encoding="utf-8"
    )
    failed = [line for line in done.stdout.splitlines() if line.startswith("FAILED")]
    looks = "look" in done.stdout
    assert done.returncode == (1 if failed or done.stderr else 3 if looks else 0), done.stderr
    return [*failed, *done.stderr.splitlines()[-1:]]


@pytest.fixture
def happened(drawn: Path) -> Path:
    """An office in which everything has happened after the draw that the core knows."""
    office = small_office.open_office(drawn)
    visits = journal.standing(acts.find(office, None))
    (first, who), *_ = [(v, w) for v in visits.values() for w in v.team.values() if w]
    other = next(v for v in visits.values() if v.name != first.name and v.tasks == ("water",))
    small_office.happen(office, "recusal", inspector=who, target=first.target, ground="g")
    small_office.happen(office, "absence", inspector="H2", periods=["p2"], ground="g")
    small_office.happen(office, "reinforcement", inspector="M0", limit=20, ground="g")
    small_office.happen(office, "replacement", visit=other.name, period="p2", ground="g")
    assert (
        tell(drawn, "key", "new", "--name", "o", "--no-passphrase", now=small_office.LATER.replace(month=6)).code == 0
    )
    assert tell(drawn, "checkpoint", "make", drawn.parent / "c", now=small_office.LATER.replace(month=6)).code == 0
    return drawn


def test_it_agrees_on_a_draw_with_everything_after_it(happened: Path, tmp_path: Path) -> None:
    bundle = collect(small_office.open_office(happened))
    assert not [c for c in audit(bundle) if c.finding.colour == Colour.RED]
    assert said(bundle, tmp_path) == []
    assert {e.kind for e in bundle.events} >= {*journal.ACTS, "checkpoint"} - {"appointment"}


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The first and last leaf of every member."""
    if isinstance(value, dict):
        for name in value:
            yield from leaves(value[name], (*path, name))
    elif isinstance(value, list):
        for k in {0, len(value) - 1} if value else ():
            yield from leaves(value[k], (*path, k))
    else:
        yield path


def at(document: Any, path: tuple[Any, ...], change: Callable[[Any], Any]) -> Any:
    if not path:
        return change(document)
    other = json.loads(json.dumps(document))
    inner = other
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = change(inner[path[-1]])
    return other


def another(value: Any) -> Any:
    if isinstance(value, bool) or value is None:
        return "x" if value is None else not value
    return value + 1 if isinstance(value, int) else ("1" if value[:1] != "1" else "2") + value[1:] if value else "x"


def tampered(bundle: Bundle) -> Iterator[tuple[str, Bundle]]:
    """One bundle for each member of what was drawn and of what happened after, chained anew."""
    for k, event in enumerate(bundle.events):
        if event.kind in ("draw", *journal.ACTS):
            for path in leaves(event.body["outcome"]):
                body = {**event.body, "outcome": at(event.body["outcome"], path, another)}
                events = [*bundle.events[:k], replace(event, body=body), *bundle.events[k + 1 :]]
                yield f"{event.kind} {path}", replace(bundle, events=chained(events))
    for k, event in enumerate(bundle.events):
        if event.kind == "randomness":
            body = {**event.body, "text": event.body["text"][:-1] + "9"}
            yield (
                "randomness",
                replace(
                    bundle, events=chained([*bundle.events[:k], replace(event, body=body), *bundle.events[k + 1 :]])
                ),
            )
    for commitment, secrets in bundle.secrets.items():
        for name in ("draw", "tables"):
            yield f"secret {name}", replace(bundle, secrets={commitment: replace(secrets, **{name: "e" * 64})})
    for digest, data in bundle.frozen.items():
        if data.startswith(b"{"):
            first, *rest = data.split(b"\n")
            row = json.loads(first)
            for name in row:
                line = canonical(
                    {**row, name: another(row[name]) if not isinstance(row[name], list) else [*row[name], "x"]}
                )
                yield (
                    f"table {digest[:6]} {name}",
                    replace(bundle, frozen={**bundle.frozen, digest: b"\n".join([line, *rest])}),
                )
        else:
            yield (
                f"plan {digest[:6]}",
                replace(bundle, frozen={**bundle.frozen, digest: data.replace(b'"1/3"', b'"1/4"')}),
            )


def test_whatever_is_changed_is_seen_by_both(
    happened: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bundle = collect(small_office.open_office(happened))
    tried = list(tampered(bundle))
    missed: list[str] = []
    for told, forged in tried:
        write(forged, tmp_path / "b.zip")
        seen = "FAILED" in verify.Office(tmp_path / "b.zip").said
        by_audit = any(c.finding.colour == Colour.RED for c in audit(forged))
        if not seen or not by_audit:
            missed.append(f"{told}: {'verifier' if not seen else 'audit'}")
    capsys.readouterr()
    print(f"{len(tried)} tampered bundles")
    assert missed == []
    assert len(tried) > 80


def test_files_that_do_not_fit_are_seen(happened: Path, tmp_path: Path) -> None:
    write(collect(small_office.open_office(happened)), tmp_path / "b.zip")
    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(tmp_path / "c.zip", "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data + b"\n" if name == "log.jsonl" else data)
    done = subprocess.run([sys.executable, FILE, tmp_path / "c.zip"], capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 1
    assert "FAILED files have the digests stated" in done.stdout


def test_lines_that_are_not_canonical_are_no_log(happened: Path, tmp_path: Path) -> None:
    """Blanks, another order and a member named twice are read as the same events; the digests are made to fit."""
    write(collect(small_office.open_office(happened)), tmp_path / "b.zip")
    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    log = files["log.jsonl"]
    for k, other in enumerate(
        (log.replace(b'":"', b'": "'), log.replace(b"{", b'{"seq":0,', 1), log[:-1], log + b"\n")
    ):
        files["log.jsonl"] = other
        digests = json.loads(files["bundle.json"]) | {
            "files": {name: hashlib.sha256(data).hexdigest() for name, data in files.items() if name != "bundle.json"}
        }
        files["bundle.json"] = canonical(digests)
        path = tmp_path / f"{k}.zip"
        with zipfile.ZipFile(path, "w") as archive:
            for name, data in files.items():
                archive.writestr(name, data)
        found = read(path)
        assert not found.altered
        assert {c.number for c in audit(found) if c.finding.colour == Colour.RED} == {"1.02"}
        done = subprocess.run([sys.executable, FILE, path], capture_output=True, text=True, encoding="utf-8")
        assert done.returncode == 1
        failed = [line for line in done.stdout.splitlines() if line.startswith("FAILED")]
        assert failed == ["FAILED the log is there, and canonical (log)"]


def _capped() -> bytes:
    return small_office.plan().replace(b"[points]", b"[caps]\nper_agency = 1\n\n[points]", 1)


def _in_batches() -> bytes:
    days = b"as_of = 2001-01-05\nresults_due = 2001-12-31\n"
    batch = b'[[batch]]\nid = "b"\nperiods = ["p1", "p2"]\n' + days
    return small_office.plan().replace(days, b"", 1).replace(b"[points]", batch + b"\n[points]", 1)


@pytest.mark.parametrize(("plan", "code"), [(_capped, 3), (_in_batches, 0), (small_office.plan, 0)])
def test_what_it_does_not_verify_it_says_with_a_code_of_its_own(
    filled: Path, tmp_path: Path, plan: Callable[[], bytes], code: int
) -> None:
    office = small_office.open_office(filled)
    draw = small_office.commit(office, plan())
    acts.draw(office, small_office.DICE)
    bundle = collect(office)
    write(bundle, tmp_path / "b.zip")
    done = subprocess.run([sys.executable, FILE, tmp_path / "b.zip"], capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == code, done.stdout
    looks = [line for line in done.stdout.splitlines() if line.startswith("look")]
    assert len(looks) == code
    assert not code or "look   2001-1 frame, and all that follows of this draw (§3)" in looks
    other = replace(bundle, secrets={draw.hash: replace(bundle.secrets[draw.hash], draw="e" * 64)})
    assert any("the secret" in line for line in said(other, tmp_path))


def test_a_plan_without_limits_is_verified_also_beside_one_with_limits(filled: Path, tmp_path: Path) -> None:
    office = small_office.open_office(filled)
    for plan, dice in ((_capped(), small_office.DICE), (small_office.plan(id='"2002"'), small_office.OTHER_DICE)):
        small_office.commit(office, plan)
        acts.draw(office, dice)
    bundle = collect(office)
    write(bundle, tmp_path / "b.zip")
    done = subprocess.run([sys.executable, FILE, tmp_path / "b.zip"], capture_output=True, text=True, encoding="utf-8")
    lines = done.stdout.splitlines()
    assert done.returncode == 3, lines
    assert all("2001-1" in line or "of event" in line for line in lines if line.startswith("look"))
    assert {"ok     2002-1 frame (§3)", "ok     2002-1 teams (§7)"} <= {*lines}
    forged = with_body(bundle, "draw", ("outcome", "teams", 0, "inspector"), lambda who: f"{who}x")
    assert any(line.startswith("FAILED 2002-1 teams") for line in said(forged, tmp_path))


@pytest.mark.parametrize(
    ("member", "otherwise"),
    [
        ("as_of = 2001-01-05", 'as_of = "2001年1月5日"'),
        ("from = 2001-01-10", 'from = "20010110"'),
        ('id = "2001"', "id = 2001"),
        ('qualifications = ["medical"]', 'qualifications = "medical"'),
        ('periods = ["p2"]', 'periods = "p2"'),
        ('node = ["school"]', 'node = "school"'),
        ("least = 2", 'least = "30%"'),
        ('A = "1/3"', "A = 0.25"),
        ("\nformat", "\ufeffformat"),
    ],
)
def test_a_plan_may_be_written_in_every_way_that_its_page_allows(
    filled: Path, tmp_path: Path, member: str, otherwise: str
) -> None:
    plan = small_office.plan().decode()
    assert member in plan
    office = small_office.open_office(filled)
    small_office.commit(office, plan.replace(member, otherwise, 1).encode())
    acts.draw(office, small_office.DICE)
    assert said(collect(office), tmp_path) == []


@pytest.fixture
def told(drawn: Path) -> Bundle:
    """A bundle with a result's whole course, of which the last events came when the year was closed, once each."""
    office = small_office.open_office(drawn)
    whole = [v for v in journal.standing(acts.find(office, None)).values() if None not in v.team.values()]
    visit = next(v for v in whole if v.period == "p2")
    small_office.enter(office, visit.name)
    first, second, *_ = places = [result.place for result in small_office.results_of(office, visit.name)]
    for decision in ("checked", "released"):
        reviewing.review(office, acts.find(office, None), decision, places)
    office.close()
    decided = ("--ground", "g", "--officer", "f")
    for words in (
        ("year", "close", 2001, "--carry", "--ground", "g"),
        ("result", "object", *first, "--applicant", "a", "--words", "w"),
        ("result", "answer", 17, "--uphold", *decided),
        ("result", "correct", *first, "--problems", "p", *decided),
        ("result", "end", *second, "--ground", "credit-repair", "--document", "d", "--officer", "f"),
    ):
        said_ = tell(drawn, *words)
        assert said_.code == 0, said_.err
    return collect(small_office.open_office(drawn))


@pytest.mark.parametrize(
    ("kind", "member", "value"),
    [
        ("objection", "words", " "),
        ("objection", "date", "2001-04-01"),
        ("objection", "date", "2001-06-01"),
        ("answer", "decision", "maybe"),
        ("answer", "date", "2001-04-15"),
        ("answer", "ground", ""),
        ("correction", "officer", " "),
        ("correction", "objection", 1),
        ("ending", "ground", "shame"),
        ("ending", "document", ""),
        ("ending", "rows", []),
        ("year", "ground", ""),
        ("year", "rechecks", [["2001-1", "T16/1", "health", "K1", "2001-12-01"]]),
        ("year", "undrawn", [["2001", ""]]),
    ],
)
def test_what_could_not_be_said_of_released_results_and_a_year_is_seen(
    told: Bundle, tmp_path: Path, kind: str, member: str, value: object
) -> None:
    assert said(told, tmp_path) == []
    lies = said(with_body(told, kind, (member,), lambda _: value), tmp_path)
    assert any(line.startswith(f"FAILED {kind} of event") for line in lies), lies


@pytest.mark.parametrize("kind", ["objection", "answer", "correction", "ending", "year", "extension", "void"])
def test_nothing_is_said_twice_and_nothing_else_once_the_year_is_closed(
    told: Bundle, tmp_path: Path, kind: str
) -> None:
    """An objection may come twice; an order to put a visit off, or to void the draw, may not come at all."""
    last = told.events[-1]
    more = {
        "extension": {"visit": "T16/1", "until": "2001-08-01", "ground": "g", "officer": "f"},
        "void": {"ground": "g"},
    }
    body = (
        {"commitment": last.body["commitment"], **more[kind]} if kind in more else told.events[place(told, kind)].body
    )
    forged = replace(told, events=(*told.events, next_event(last, last.time, "x", kind, body)))
    assert bool(said(forged, tmp_path)) == (kind != "objection")


def test_no_member_of_a_signed_act_can_be_changed_and_no_signature_taken_away(
    signed_year: Bundle, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said(signed_year, tmp_path) == []
    tried = 0
    for k, event in enumerate(signed_year.events):
        if event.signatures:
            path = list(leaves_of(event.body))[k % 3 % len(list(leaves_of(event.body)))]
            forged = [
                replace(event, signatures=()),
                replace(event, signatures=event.signatures[1:] or (*event.signatures, *event.signatures)),
                replace(event, actor="auditor"),
                replace(event, body=at(event.body, path, another_value)),
            ]
            for one in forged:
                events = resigned((*signed_year.events[:k], one, *signed_year.events[k + 1 :]))
                write(replace(signed_year, events=events), tmp_path / "b.zip")
                verify.Office(tmp_path / "b.zip")
                lies = capsys.readouterr().out.splitlines()
                kinds = (
                    f"event {event.seq} is chained and signed (log)",
                    f"{event.kind} of event {event.seq}: KeyError (log)",
                )
                assert any(line.removeprefix("FAILED ") in kinds for line in lies), (event.kind, path)
                tried += 1
    assert tried > 40


@pytest.mark.parametrize(
    ("kind", "names", "actor", "honest"),
    [
        ("draw", ("officer", "局长"), "", True),
        ("draw", ("clerk", "局长"), "", False),
        ("draw", ("officer", "clerk"), "", False),
        ("draw", ("officer",), "", False),
        ("draw", ("officer", "officer"), "", False),
        ("draw", ("officer", "局长"), "局长", False),
        ("draw", ("stranger", "局长"), "", False),
        ("draw", ("auditor", "局长"), "", False),
        ("plan", ("officer",), "", True),
        ("comparison", ("officer",), "", True),
        ("comparison", ("clerk",), "", False),
        ("comparison", ("auditor",), "", False),
    ],
)
def test_who_may_do_what_and_who_has_to_be_there(
    signed_year: Bundle, tmp_path: Path, kind: str, names: tuple[str, ...], actor: str, honest: bool
) -> None:
    """The clerk has left when the last of these happen."""
    until = place(signed_year, kind) if kind == "draw" else None
    body = signed_year.events[until].body if until else {}
    forged = sealed(signed_year, kind, body, *names, actor=actor, until=until)
    lies = said(forged, tmp_path)
    assert (lies == []) == honest
    assert honest or any("is chained and signed" in line or f"{kind} of event" in line for line in lies)


@pytest.mark.parametrize(
    ("name", "role", "key"),
    [
        ("twin", "clerk", vkey("officer").replace("officer", "twin")),
        ("stranger", "king", vkey("stranger")),
        ("other", "clerk", vkey("stranger")),
        ("stranger", "clerk", "stranger"),
        ("stranger", "", vkey("stranger")),
        ("officer", "officer", vkey("stranger")),
    ],
)
def test_persons_whom_the_office_would_have_refused(
    signed_year: Bundle, tmp_path: Path, name: str, role: str, key: str
) -> None:
    body = {"name": name, "role": role, "key": key, "ground": ""}
    lies = said(sealed(signed_year, "person", body, "局长", "deputy"), tmp_path)
    assert any(line.startswith("FAILED person of event") for line in lies)


@pytest.mark.parametrize("table", ["targets", "signals", "history", "exclusions", "conflicts", "leave", "inspectors"])
def test_it_counts_records_against_what_the_log_has_brought(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, table: str
) -> None:
    honest = Office.tables
    monkeypatch.setattr(Office, "tables", lambda o: replace(found := honest(o), **{table: getattr(found, table)[:-1]}))
    small_office.commit(small_office.open_office(filled))
    lies = said(collect(small_office.open_office(filled)), tmp_path)
    assert lies == ["FAILED 2001-1 records are as many as the log has brought (tables)"]


def test_results_and_individual_checks_are_records_and_a_calendar_is_none(drawn: Path, tmp_path: Path) -> None:
    """Results that were returned too, and those of a draw that is void."""
    july = small_office.LATER.replace(month=7)
    office = small_office.open_office(drawn)
    whole = [v.name for v in journal.standing(acts.find(office, None)).values() if None not in v.team.values()]
    small_office.enter(office, *whole[:2])
    places = [result.place for result in small_office.results_of(office, whole[0])]
    reviewing.review(office, acts.find(office, None), "returned", places, "g")
    (drawn / "days.csv").write_text("日期,类型\n2001-01-01,休息日\n", "utf-8")
    checked = ("record-check", "T02", "--date", "2001-01-10", "--department", "health", "--ground", "g")
    for words in (("import", "calendar", drawn / "days.csv"), checked):
        assert tell(drawn, *words, now=small_office.LATER.replace(month=6)).code == 0
    acts.void(small_office.open_office(drawn, july), acts.find(office, None), "g")
    small_office.commit(small_office.open_office(drawn, july))
    bundle = collect(office)
    assert not [c for c in audit(bundle) if c.finding.colour == Colour.RED]
    assert said(bundle, tmp_path) == []


def test_an_import_is_undone_once(filled: Path, tmp_path: Path) -> None:
    (filled / "items.csv").write_text("编号,抽查事项名称\nZZ,Z\n", "utf-8")
    for words in (("import", "items", filled / "items.csv"), ("undo-import",)):
        assert tell(filled, *words).code == 0
    bundle = collect(small_office.open_office(filled))
    assert said(bundle, tmp_path) == []
    last = bundle.events[-1]
    twice = replace(bundle, events=(*bundle.events, next_event(last, last.time, "x", "undo", last.body)))
    assert any(line.startswith("FAILED undo of event") for line in said(twice, tmp_path))


def _vkey(public: bytes) -> str:
    number = hashlib.sha256(b"x\n\x01" + public).hexdigest()[:8]
    return f"x+{number}+{base64.b64encode(bytes([1]) + public).decode()}"


def _line(key: str, signature: bytes) -> str:
    return f"— x {base64.b64encode(bytes.fromhex(key.split('+')[1]) + signature).decode()}\n"


def test_its_signatures_are_those_of_rfc_8032() -> None:
    """§7.1, test 2; and what §5.1.7 and §5.1.3 refuse: s with the group's order added, a y that is none."""
    public = bytes.fromhex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")
    signature = bytes.fromhex(
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    )
    key, (point, s) = _vkey(public), (signature[:32], int.from_bytes(signature[32:], "little"))
    assert verify.signed(key, "r", _line(key, signature))
    assert not verify.signed(key, "s", _line(key, signature))
    assert not verify.signed(key, "r", _line(key, point + (s + verify.L).to_bytes(32, "little")))
    assert not verify.signed(key, "r", _line(key, point + (s ^ 1).to_bytes(32, "little")))
    assert not verify.signed(key, "r", _line(key, signature).replace("— x", "— y"))
    for number in (verify.P, verify.P + 1, 2**255 - 1):
        with pytest.raises(StopIteration):
            verify.decoded(number.to_bytes(32, "little"))


def test_its_signatures_are_those_of_another_library() -> None:
    for k in range(20):
        private = Ed25519PrivateKey.from_private_bytes(bytes([k]) * 32)
        key, text = _vkey(private.public_key().public_bytes_raw()), f"text {k}"
        signature = private.sign(text.encode())
        assert verify.signed(key, text, _line(key, signature))
        changed = bytearray(signature)
        changed[3 * k] ^= 1 << k % 8
        try:
            assert not verify.signed(key, text, _line(key, bytes(changed)))
        except StopIteration:  # no point
            assert 3 * k < 32


def test_it_knows_every_kind_of_event() -> None:
    page = (FILE.parents[1] / "formats.md").read_text("utf-8")
    kinds = re.findall(r"^### (.+)$", page.partition("## Kinds of events")[2].partition("\n## ")[0], re.MULTILINE)
    known = {name.removeprefix("on_") for made in (verify.Draw, verify.Office) for name in vars(made)}
    assert len(kinds) > 25
    assert set(kinds) - known - set(verify.UNDERIVED) == set()


def test_it_needs_the_standard_library_alone_and_is_short_enough_to_be_read() -> None:
    text = FILE.read_text("utf-8")
    nodes = list(ast.walk(ast.parse(text)))
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {str(node.module) for node in nodes if isinstance(node, ast.ImportFrom)}
    assert names
    assert names <= sys.stdlib_module_names
    assert len(text.splitlines()) <= 500
    assert max(map(len, text.splitlines())) <= 128


@pytest.mark.parametrize(
    ("name", "data", "code"), [("log.jsonl", b"", 1), ("log.jsonl", b"x\n", 2), ("secrets.json", None, 2)]
)
def test_a_bundle_that_is_none_gets_one_answer(
    happened: Path, tmp_path: Path, name: str, data: bytes | None, code: int
) -> None:
    write(collect(small_office.open_office(happened)), tmp_path / "b.zip")
    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        files = {n: archive.read(n) for n in archive.namelist() if n != name} | (
            {name: data} if data is not None else {}
        )
    index = json.loads(files["bundle.json"])
    if data is not None:
        index["files"][name] = hashlib.sha256(data).hexdigest()
    files["bundle.json"] = json.dumps(index).encode()
    with zipfile.ZipFile(tmp_path / "c.zip", "w") as archive:
        for n, content in files.items():
            archive.writestr(n, content)
    done = subprocess.run([sys.executable, FILE, tmp_path / "c.zip"], capture_output=True, text=True, encoding="utf-8")
    assert (done.returncode, done.stderr) == (code, "")
    assert ("FAILED the log is there, and canonical" if code == 1 else "no bundle: ") in done.stdout
