"""An office signs checkpoints, a witness outside countersigns them, an auditor holds the log against them."""

import json
import sqlite3
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import small_office
from forger import chained, with_events
from shop import NOW, Said, tell

from inventories.problems import Exit, Refused
from scheduler.audit.checks import Colour, audit
from scheduler.audit.replay import Outside
from scheduler.bundle import Bundle, collect
from scheduler.exchange import keyfile, notes
from scheduler.log import Event
from scheduler.proof import logged, witnessing
from scheduler.proof.checkpoint import BadCheckpoint, Request, leaves, of, parse, read, read_request, request
from scheduler.proof.tree import consistency
from scheduler.randomness.dice import Dice

MINUTES = count()


@dataclass(frozen=True)
class Place:
    """An office with a key, a witness beside it, and what they write."""

    folder: Path

    def tell(self, *words: object, lang: str = "en") -> Said:
        return tell(self.folder, *words, lang=lang, now=NOW + timedelta(minutes=next(MINUTES)))

    def does(self, *words: object) -> str:
        said = self.tell(*words)
        assert said.code == 0, said.err
        return said.out

    def file(self, name: str) -> Path:
        return self.folder.parent / name

    @property
    def bundle(self) -> Bundle:
        return collect(small_office.open_office(self.folder))

    def asks(self, name: str, since: int = 0) -> Path:
        self.does("checkpoint", "make", self.file(name), "--since", since)
        return self.file(name)

    def signs(self, asked: Path, name: str = "w") -> Said:
        return self.tell("checkpoint", "countersign", asked, "--witness", self.file(name))

    def witness(self, name: str) -> str:
        return self.does("witness", "new", self.file(name), "--name", name, "--no-passphrase").strip()


@pytest.fixture
def place(committed: Path) -> Place:
    place = Place(committed)
    place.does("key", "new", "--name", "office", "--no-passphrase")
    place.does("key", "trust", place.witness("w"), "--as", "audit office")
    place.does("witness", "follow", place.file("w"), place.does("key", "show").strip())
    return place


def countersigned(place: Place, name: str, since: int = 0) -> None:
    """Make a checkpoint, have it countersigned, and take that into the log."""
    said = place.signs(place.asks(name, since))
    assert said.code == 0, said.err
    place.file(f"{name}.line").write_text(said.out, "utf-8")
    place.does("checkpoint", "add", place.file(f"{name}.line"))


def found(bundle: Bundle, number: str, outside: Outside | None = None) -> tuple[Colour, str]:
    """What one check says; of the log, or of the only draw."""
    (one,) = [c.finding for c in audit(bundle, known=outside or Outside()) if c.number == number]
    return one.colour, one.detail


def key(place: Place) -> notes.Verifier:
    return notes.verifier(next(e.body["key"] for e in place.bundle.events if e.kind == "trust"))


def rewritten(bundle: Bundle, change: Callable[[list[Event]], list[Event]]) -> Bundle:
    """The bundle with another log, numbered and chained anew by somebody who can write the store."""
    return with_events(bundle, change(list(bundle.events)))


def test_a_checkpoint_says_how_many_events_and_their_root(place: Place) -> None:
    before = place.bundle.events
    asked = read_request(place.asks("cp").read_bytes())
    assert read(asked.note) == of("office", before)
    assert (asked.old, asked.proof) == (0, ())
    event = place.bundle.events[-1]
    assert event.kind == "checkpoint"
    assert parse(event.body["text"]).size == len(before)
    assert found(place.bundle, "1.60") == (Colour.GREEN, "")


def test_a_witness_signs_what_has_only_grown(place: Place) -> None:
    countersigned(place, "first")
    size = parse(place.bundle.events[-1].body["text"]).size
    place.does("draw", "--randomness", small_office.DICE)
    countersigned(place, "second", size)
    assert [e.kind for e in place.bundle.events].count("countersignature") == 2
    assert found(place.bundle, "1.60") == (Colour.GREEN, "")
    listed = json.loads(place.does("checkpoint", "list", "--json"))
    assert [len(row["countersigned"]) for row in listed] == [1, 1]
    told = place.tell("checkpoint", "list", lang="zh")
    assert (told.code, told.out.count("w 2")) == (0, 2)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_witness_refuses_a_proof_from_another_size_and_says_which(place: Place, lang: str) -> None:
    countersigned(place, "first")
    size = parse(place.bundle.events[-1].body["text"]).size
    said = place.tell("checkpoint", "countersign", place.asks("second"), "--witness", place.file("w"), lang=lang)
    assert said.code == Exit.CONFLICT
    assert f"--since {size}" in said.err


def forged_request(place: Place, bundle: Bundle, since: int) -> Path:
    """What an office asks that has rewritten its log and signs again with its own key."""
    own = keyfile.read(place.folder, lambda: "")
    note = notes.sign(str(of("office", bundle.events)), "office", own)
    place.file("forged").write_bytes(bytes(request(bundle.events, since, note)))
    return place.file("forged")


@pytest.mark.parametrize(
    "change",
    [
        lambda events: [replace(events[0], actor="x"), *events[1:]],
        lambda events: [*events[:5], *events[6:]],
        lambda events: [*events[:5], events[6], events[5], *events[7:]],
        lambda events: [events[0], *events],
    ],
    ids=["changed", "left out", "exchanged", "added"],
)
def test_a_rewritten_log_is_refused_by_the_witness_and_red_in_the_audit(
    place: Place, change: Callable[[list[Event]], list[Event]]
) -> None:
    countersigned(place, "first")
    kept = last_note(place)
    place.does("draw", "--randomness", small_office.DICE)
    forged = rewritten(place.bundle, change)
    said = place.signs(forged_request(place, forged, read(kept).size))
    assert said.code == Exit.VERIFICATION, said.all
    outside = Outside((("cp.txt", kept),))
    assert found(place.bundle, "3.10", outside) == (Colour.GREEN, "")
    assert found(forged, "3.10", outside)[0] == Colour.RED


def last_note(place: Place) -> bytes:
    events = place.bundle.events
    made = logged.last(events)
    assert made is not None
    return logged.whole_note(events, made)


def test_a_log_cut_short_is_red_against_a_checkpoint(place: Place) -> None:
    countersigned(place, "first")
    kept = last_note(place)
    size = read(kept).size
    cut = rewritten(place.bundle, lambda events: events[: size - 1])
    assert place.signs(forged_request(place, cut, size - 1)).code == Exit.CONFLICT
    colour, detail = found(cut, "3.10", Outside((("cp.txt", kept),)))
    assert colour == Colour.RED
    assert f"the log has {size - 1}" in detail


def test_without_a_checkpoint_from_outside_nothing_is_proved(place: Place) -> None:
    countersigned(place, "first")
    assert found(place.bundle, "3.10")[0] == Colour.AMBER
    assert found(place.bundle, "3.10", Outside((), (key(place),))) == (Colour.GREEN, "")
    other = notes.Verifier("w", bytes(32), notes.COSIGNATURE)
    assert found(place.bundle, "3.10", Outside((), (other,)))[0] == Colour.AMBER


def test_a_checkpoint_of_another_office_is_red(place: Place) -> None:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    text = str(of("office", place.bundle.events))
    foreign = notes.sign(text, "office", Ed25519PrivateKey.generate())
    assert found(place.bundle, "3.10", Outside((("x", foreign),))) == (
        Colour.RED,
        "x: no key of this log has signed it",
    )
    for garbage in (b"", b"\xff", b"a\n\nb\n", b"office\n1\n"):
        assert found(place.bundle, "3.10", Outside((("x", garbage),)))[0] == Colour.RED


def test_the_commitment_is_dated_by_a_witness_before_the_randomness(place: Place) -> None:
    assert found(place.bundle, "2.03")[0] == Colour.AMBER
    countersigned(place, "first")
    place.does("draw", "--randomness", small_office.DICE)
    colour, detail = found(place.bundle, "2.03")
    assert (colour, "w 2" in detail) == (Colour.AMBER, True)
    assert found(place.bundle, "2.03", Outside((), (key(place),))) == (Colour.GREEN, "")
    other = notes.Verifier("w", bytes(32), notes.COSIGNATURE)
    assert found(place.bundle, "2.03", Outside((), (other,)))[0] == Colour.AMBER


def test_a_countersignature_after_the_randomness_dates_nothing(place: Place) -> None:
    place.does("draw", "--randomness", small_office.DICE)
    countersigned(place, "late")
    assert found(place.bundle, "2.03", Outside((), (key(place),)))[0] == Colour.AMBER


def with_body(bundle: Bundle, kind: str, **members: Any) -> Bundle:
    events = [replace(e, body={**e.body, **members}) if e.kind == kind else e for e in bundle.events]
    return replace(bundle, events=chained(events))


def test_a_forged_countersignature_is_red(place: Place) -> None:
    countersigned(place, "first")
    bundle = place.bundle
    line = next(e.body["line"] for e in bundle.events if e.kind == "countersignature")
    office = next(e.body["key"] for e in bundle.events if e.kind == "key")
    for members in ({"line": line.replace("A", "B", 1)}, {"key": office}, {"text": "office\n1\n" + "A" * 43 + "=\n"}):
        assert found(with_body(bundle, "countersignature", **members), "1.60")[0] == Colour.RED
    for members in ({"line": ""}, {"text": "x"}, {"key": str(key(place))}):
        assert found(with_body(bundle, "checkpoint", **members), "1.60")[0] == Colour.RED
    trusted = [e for e in bundle.events if e.kind != "trust"]
    assert found(replace(bundle, events=chained(trusted)), "1.60")[0] == Colour.RED


def test_only_countersignatures_of_this_log_by_trusted_witnesses_are_taken(place: Place) -> None:
    asked = place.asks("cp")
    strange = place.witness("x")
    place.does("witness", "follow", place.file("x"), place.does("key", "show").strip())
    place.file("line").write_text(place.signs(asked, "x").out, "utf-8")
    before = len(place.bundle.events)
    assert place.tell("checkpoint", "add", place.file("line")).code == Exit.VERIFICATION
    place.file("garbage").write_bytes(b"\xff\x00 not a line")
    assert place.tell("checkpoint", "add", place.file("garbage"), lang="zh").code == Exit.VERIFICATION
    assert len(place.bundle.events) == before
    place.does("key", "trust", strange, "--as", "paper")
    place.does("checkpoint", "add", place.file("line"))
    assert place.tell("checkpoint", "add", place.file("line")).code == Exit.CONFLICT


def test_a_witness_follows_only_whom_it_was_told_to(place: Place) -> None:
    asked = place.asks("cp")
    place.witness("x")
    assert place.signs(asked, "x").code == Exit.VERIFICATION
    assert place.signs(asked, "nobody").code == Exit.FAILED
    own = place.does("key", "show").strip()
    assert place.tell("witness", "follow", place.file("w"), own).code == Exit.CONFLICT
    assert place.tell("witness", "follow", place.file("x"), "nonsense").code == Exit.INPUT
    assert place.tell("witness", "follow", place.file("x"), str(key(place))).code == Exit.INPUT
    assert place.tell("witness", "new", place.file("x"), "--name", "y").code == Exit.CONFLICT
    assert place.tell("witness", "new", place.file("y"), "--name", "a b", "--no-passphrase").code == Exit.USAGE


def test_a_witness_does_not_sign_for_another_key(place: Place) -> None:
    place.folder.joinpath(keyfile.FILE).rename(place.file("old.pem"))
    place.does("key", "new", "--name", "office", "--no-passphrase")
    assert place.signs(place.asks("cp")).code == Exit.VERIFICATION
    assert found(place.bundle, "1.60") == (Colour.GREEN, "")


def test_two_runs_of_a_witness_cannot_sign_two_histories(place: Place) -> None:
    """Both ask from the same size; what one signs, the other has seen."""
    countersigned(place, "first")
    size = parse(place.bundle.events[-1].body["text"]).size
    bundle = place.bundle
    own = keyfile.read(place.folder, lambda: "")
    asked = []
    for actor in ("a", "b"):
        events = (*bundle.events[:-1], *chained([*bundle.events[:-1], replace(bundle.events[-1], actor=actor)])[-1:])
        asked.append(bytes(request(events, size, notes.sign(str(of("office", events)), "office", own))))
    said: list[str] = []

    def run(data: bytes) -> None:
        try:
            said.append(witnessing.sign(place.file("w"), data, "f", lambda: "", NOW))
        except Refused as refusal:
            said.append(refusal.problems[0].message.code)

    threads = [threading.Thread(target=run, args=(data,)) for data in asked]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(line.startswith("— w ") for line in said) == [False, True]
    assert "other-old-size" in said


def test_a_spoiled_witness_says_so(place: Place) -> None:
    asked = place.asks("cp")
    place.file("w").joinpath(witnessing.FILE).write_bytes(b"spoiled")
    said = place.signs(asked)
    assert said.code == Exit.FAILED
    assert "backup" in said.err


def test_a_witness_that_is_stopped_before_it_signs_has_seen_nothing(place: Place) -> None:
    asked = place.asks("cp").read_bytes()

    def stop() -> str:
        raise KeyboardInterrupt

    place.file("w").joinpath(witnessing.KEY_FILE).write_bytes(b"-----BEGIN ENCRYPTED PRIVATE KEY-----\n")
    with pytest.raises(KeyboardInterrupt):
        witnessing.sign(place.file("w"), asked, "f", stop, NOW)
    rows = sqlite3.connect(place.file("w") / witnessing.FILE).execute("SELECT size FROM seen").fetchall()
    assert rows == [(0,)]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"old 0\n",
        b"old 00\n\noffice\n1\nx\n\n- x y\n",
        b"old -1\n\nx",
        b"old 0\nAAAA\n\nx",
        b"old 1\n\n\xff",
        b"old 0\n" + b"A" * 43 + b"=\n" * 64 + b"\nx",
    ],
)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_is_no_request_is_refused(place: Place, data: bytes, lang: str) -> None:
    place.file("bad").write_bytes(data)
    said = place.tell("checkpoint", "countersign", place.file("bad"), "--witness", place.file("w"), lang=lang)
    assert said.code == Exit.INPUT, said.all
    assert "bad" in said.err


def test_a_request_is_read_as_it_was_written(place: Place) -> None:
    events = place.bundle.events
    for old in range(len(events) + 1):
        asked = request(events, old, b"office\n1\nx\n\nsignatures")
        assert read_request(bytes(asked)) == asked == Request(old, consistency(leaves(events), old), asked.note)


@pytest.mark.parametrize("text", ["", "a\n", "a\n1\n", "a\n01\n" + "A" * 43 + "=\n", "a\n1\nAAAA\n", "a\n1\n\n\n"])
def test_what_is_no_checkpoint(text: str) -> None:
    with pytest.raises(BadCheckpoint):
        parse(text)


def test_more_events_cannot_have_been_seen_than_there_are(place: Place) -> None:
    said = place.tell("checkpoint", "make", place.file("cp"), "--since", 10**6)
    assert said.code == Exit.INPUT
    assert not place.file("cp").exists()


def test_the_printed_checkpoint_holds_the_note(place: Place) -> None:
    assert place.tell("checkpoint", "print", place.file("p.html")).code == Exit.FAILED
    countersigned(place, "first")
    place.does("checkpoint", "print", place.file("p.txt"))
    place.does("checkpoint", "print", place.file("p.html"))
    note = place.file("p.txt").read_bytes()
    text, signers = notes.signers(note, [key(place), notes.verifier(place.does("key", "show").strip())])
    assert len(signers) == 2
    page = place.file("p.html").read_text("utf-8")
    assert text.split("\n")[2] in page
    assert "<svg" in page
    assert "viewBox" in page
    assert "http" not in page.replace("http-equiv", "").replace("http://www.w3.org/2000/svg", "")


def test_a_witness_key_signs_no_handed_file(place: Place) -> None:
    """Its signature line under another text opens nothing."""
    own = keyfile.read(place.file("w"), lambda: "", witnessing.KEY_FILE)
    text = "double-random/handover@1\n{}\n"
    place.file("h").write_bytes(f"{text}\n{notes.cosign(text, 'w', own, 1)}".encode())
    assert place.tell("show", "signed", place.file("h")).code == Exit.VERIFICATION


def test_status_tells_of_a_commitment_that_nobody_has_countersigned(place: Place) -> None:
    assert json.loads(place.does("status", "--json"))["checkpoint"] is None
    place.asks("cp")
    told = json.loads(place.does("status", "--json"))["checkpoint"]
    assert (told["countersigned"], told["committed_since"]) == ([], ["2001-1"])
    assert "2001-1 yet" in place.does("status")
    countersigned(place, "first")
    told = json.loads(place.does("status", "--json"))["checkpoint"]
    assert (len(told["countersigned"]), told["committed_since"]) == (1, [])
    assert "countersigned by w" in place.does("status")


def test_a_countersignature_after_the_beacon_fired_dates_nothing(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever knows the round already could still choose what to commit, though nothing is logged yet."""
    countersigned(place, "first")
    place.does("draw", "--randomness", small_office.DICE)
    known = Outside((), (key(place),))
    assert found(place.bundle, "2.03", known) == (Colour.GREEN, "")
    monkeypatch.setattr(Dice, "fires", datetime(2001, 1, 6, 2, tzinfo=UTC))
    assert found(place.bundle, "2.03", known)[0] == Colour.AMBER
