"""Who may do what, at the command line; and a log that is signed, against those who have the store but not the keys."""

import copy
import io
import shutil
from collections.abc import Iterable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import click
import pytest
import small_office
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from forger import finds, leaves, other, place, red, with_events
from shop import Said, stopped, words_of

from inventories.problems import Exit, Message
from scheduler import acts, journal
from scheduler.audit.acting import UNSIGNED
from scheduler.audit.checks import Colour, audit
from scheduler.bundle import Bundle, collect, read, write
from scheduler.cli.main import run
from scheduler.exchange import keyfile, notes
from scheduler.exchange import messages as key_messages
from scheduler.log import Event, next_event, signed, signed_text
from scheduler.persons import acts as persons
from scheduler.persons import messages
from scheduler.publish.acts import publish
from scheduler.store.office import Clock, Office

ROLES = {"局长": "head", "deputy": "head", "officer": "officer", "clerk": "clerk", "auditor": "auditor"}
KEYS = {
    name: Ed25519PrivateKey.from_private_bytes(bytes([k]) * 32) for k, name in enumerate((*ROLES, "stranger"), start=1)
}
LATER = small_office.LATER
EARLY, LATE = small_office.ticking(small_office.BEGINS.replace(hour=1)), small_office.ticking(LATER)


def vkey(name: str) -> str:
    return str(notes.public(name, KEYS[name]))


def as_(folder: Path, *names: str, clock: Clock = EARLY) -> Office:
    """The office, with the keys of some people."""
    office = Office(folder, "somebody", clock, keys=[KEYS[name] for name in names])
    small_office.OPENED.append(office)
    return office


def registered(folder: Path, second: bool = False) -> Path:
    """The office with its persons."""
    office = as_(folder, "局长")
    for name, role in ROLES.items():
        persons.add(office, vkey(name), role)
    if second:
        persons.ask_second(office, True, "g")
    return folder


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    """A folder with everybody's key file, without passphrases."""
    for name, key in KEYS.items():
        keyfile.write(tmp_path, key, None, f"{name}.pem")
    return tmp_path


@pytest.fixture(scope="module")
def signed_year(_filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    """A bundle of an office whose acts are signed, and in which a second person signs."""
    filled = shutil.copytree(_filled, tmp_path_factory.mktemp("signed") / "office")
    registered(filled, second=True)
    small_office.commit(as_(filled, "officer", "deputy"))
    acts.draw(as_(filled, "officer", "局长"), small_office.DICE)
    publish(as_(filled, "officer"), None, filled / "site")
    visits = journal.standing(acts.find(as_(filled), None)).values()
    small_office.enter(as_(filled, "clerk", clock=LATE), next(v.name for v in visits if None not in v.team.values()))
    persons.change(as_(filled, "局长", "deputy", clock=LATE), "clerk", "", "left")
    return collect(as_(filled))


# the command line


def say(folder: Path, *words: object, key: Path | None = None, second: Path | None = None, lang: str = "en") -> Said:
    """Run a command as whoever's key files these are."""
    named = [str(word) for pair in (("--key", key), ("--second", second)) if pair[1] for word in pair]
    out, err = io.StringIO(), io.StringIO()
    with stopped(LATER + timedelta(days=1)), redirect_stdout(out), redirect_stderr(err):
        code = run(["--office", str(folder), "--lang", lang, *named, *map(str, words)])
    return Said(code, out.getvalue(), err.getvalue())


def refused(said: Said, message: Message, code: Exit) -> None:
    assert said.code == code, said.all
    assert words_of(message) in said.err


def typed(monkeypatch: pytest.MonkeyPatch, *answers: str) -> list[str]:
    """What is typed at the terminal where a passphrase is asked; returns what was asked."""
    asked, left = [], list(answers)

    def prompt(text: str) -> str:
        asked.append(text)
        return left.pop(0)

    monkeypatch.setattr(click.termui, "hidden_prompt_func", prompt)
    return asked


def test_a_key_is_made_under_a_passphrase_and_registered(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "局长.pem"
    asked = typed(monkeypatch, "one", "two", "secret", "secret", "wrong", "secret")
    key = say(filled, "person", "new", "局长", file).out.strip()
    assert notes.verifier(key).name == "局长"
    assert b"ENCRYPTED" in file.read_bytes()
    assert collect(as_(filled)).events == collect(as_(filled)).events
    assert len(asked) == 4
    refused(say(filled, "person", "add", key, "--role", "head", key=file), key_messages.WRONG_PASSPHRASE, Exit.FAILED)
    said = say(filled, "person", "add", key, "--role", "head", key=file)
    assert (said.code, len(asked)) == (0, 6)
    assert "局长 is registered as head" in said.out
    assert collect(as_(filled)).events[-1].actor == "局长"


def test_a_key_file_is_not_written_over_nor_made_under_a_bad_name(
    filled: Path, keys: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = typed(monkeypatch)
    assert say(filled, "person", "new", "x", keys / "clerk.pem").code == Exit.CONFLICT
    refused(say(filled, "person", "new", "a b", keys / "n.pem"), key_messages.KEY_NAME, Exit.USAGE)
    assert (asked, (keys / "n.pem").exists()) == ([], False)


def test_the_first_is_a_head_who_signs_their_own_entry(filled: Path, keys: Path) -> None:
    add = ("person", "add", vkey("局长"), "--role")
    before = collect(as_(filled)).events
    refused(say(filled, *add, "clerk", key=keys / "局长.pem"), messages.FIRST_IS_HEAD, Exit.CONFLICT)
    refused(say(filled, *add, "head"), messages.NO_KEY_NAMED, Exit.FAILED)
    refused(say(filled, *add, "head", key=keys / "stranger.pem"), messages.NOT_REGISTERED, Exit.FAILED)
    refused(
        say(filled, "key", "trust", vkey("clerk"), "--as", "a", key=keys / "局长.pem"), messages.NO_PERSONS, Exit.FAILED
    )
    assert collect(as_(filled)).events == before
    assert say(filled, *add, "head", key=keys / "局长.pem").code == 0


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_no_act_without_a_key_whose_role_permits_it(filled: Path, keys: Path, lang: str) -> None:
    registered(filled)
    before = collect(as_(filled)).events
    commit = ("commit", filled / "plan.toml")
    (filled / "plan.toml").write_bytes(small_office.plan())
    said = [
        say(filled, *commit, lang=lang),
        say(filled, *commit, key=keys / "stranger.pem", lang=lang),
        say(filled, *commit, key=keys / "clerk.pem", lang=lang),
        say(filled, *commit, key=keys / "auditor.pem", lang=lang),
        say(filled, *commit, key=keys / "none.pem", lang=lang),
        say(filled, *commit, key=filled / "plan.toml", lang=lang),
    ]
    assert [one.code for one in said] == [Exit.FAILED] * 6
    assert collect(as_(filled)).events == before
    wanted = {
        "en": [
            "no key is named",
            "nobody who is registered",
            "clerk is registered as clerk",
            "auditor",
            "no key file",
            "no private key",
        ],
        "zh": [
            "未指定密钥",
            "不属于本单位的任何登记人员",
            "登记为经办人员；“作出抽取承诺”至少须为业务负责人",
            "审计人员",
            "没有密钥文件",
            "私钥",
        ],
    }
    assert all(words in one.err for words, one in zip(wanted[lang], said, strict=True)), [one.err for one in said]
    assert say(filled, *commit, key=keys / "officer.pem", lang=lang).code == 0
    assert collect(as_(filled)).events[-1].actor == "officer"


def test_reading_needs_no_key(filled: Path) -> None:
    registered(filled)
    assert "officer 1, head 2" in say(filled, "status").out
    assert say(filled, "list", "targets").code == 0
    assert "局长" in say(filled, "person", "list").out
    assert "✓" in say(filled, "person", "roles", lang="zh").out


def test_what_goes_together_and_what_does_not(filled: Path, keys: Path) -> None:
    registered(filled)
    usage = [
        say(filled, "--actor", "x", "status", key=keys / "clerk.pem"),
        say(filled, "status", second=keys / "clerk.pem"),
        say(filled, "import", "targets", "x.csv", "--by", "x", key=keys / "clerk.pem"),
    ]
    assert [said.code for said in usage] == [Exit.USAGE] * 3


def test_persons_change_and_end(filled: Path, keys: Path) -> None:
    registered(filled)
    head, deputy = keys / "局长.pem", keys / "deputy.pem"
    change = ("person", "change", "officer", "--role")
    assert say(filled, *change, "clerk", "--ground", "order 1", key=deputy).code == 0
    refused(say(filled, *change, "clerk", "--ground", "g", key=deputy), messages.SAME_ROLE, Exit.CONFLICT)
    refused(say(filled, *change, "head", "--ground", "g", key=keys / "officer.pem"), messages.WRONG_ROLE, Exit.FAILED)
    refused(say(filled, "person", "end", "nobody", "--ground", "g", key=head), messages.NO_SUCH_PERSON, Exit.FAILED)
    refused(
        say(filled, "person", "add", vkey("clerk"), "--role", "head", key=head), messages.PERSON_KNOWN, Exit.CONFLICT
    )
    twin = str(notes.public("twin", KEYS["clerk"]))
    refused(say(filled, "person", "add", twin, "--role", "clerk", key=head), messages.KEY_HELD, Exit.CONFLICT)
    refused(say(filled, "person", "add", "x+1+2", "--role", "clerk", key=head), messages.BAD_KEY, Exit.INPUT)
    witness = str(notes.public("w", KEYS["stranger"], notes.COSIGNATURE))
    refused(say(filled, "person", "add", witness, "--role", "clerk", key=head), messages.PERSON_KEY, Exit.INPUT)
    assert "acts here no longer" in say(filled, "person", "end", "deputy", "--ground", "left", key=head).out
    refused(say(filled, "person", "end", "局长", "--ground", "g", key=head), messages.TOO_FEW_HEADS, Exit.CONFLICT)
    refused(say(filled, *change, "head", "--ground", "g", key=deputy), messages.NOT_REGISTERED, Exit.FAILED)
    assert say(filled, "person", "add", vkey("deputy"), "--role", "clerk", key=head).code == 0
    assert {colour for colour, _ in colours(collect(as_(filled))).values()} == {Colour.GREEN}


def test_a_second_person_signs_where_the_office_asks_for_one(filled: Path, keys: Path) -> None:
    registered(filled)
    head, deputy, officer, clerk = (keys / f"{name}.pem" for name in ("局长", "deputy", "officer", "clerk"))
    on, off = (("person", "second", state, "--ground", "g") for state in ("on", "off"))
    refused(say(filled, *off, key=head), messages.SECOND_ALREADY, Exit.CONFLICT)
    assert say(filled, *on, key=head).code == 0
    (filled / "plan.toml").write_bytes(small_office.plan())
    commit = ("commit", filled / "plan.toml")
    refused(say(filled, *commit, key=officer), messages.NO_SECOND, Exit.FAILED)
    refused(say(filled, *commit, key=officer, second=officer), messages.SAME_PERSON, Exit.FAILED)
    refused(say(filled, *commit, key=officer, second=clerk), messages.WRONG_ROLE, Exit.FAILED)
    assert say(filled, *commit, key=officer, second=head).code == 0
    draw = ("draw", "--randomness", small_office.DICE)
    refused(say(filled, *draw, key=officer), messages.NO_SECOND, Exit.FAILED)
    assert collect(as_(filled)).events[-1].kind == "commitment"
    assert say(filled, *draw, key=officer, second=deputy).code == 0
    void = ("void", "2001-1", "--ground", "g")
    refused(say(filled, *void, key=head, second=officer), messages.WRONG_ROLE, Exit.FAILED)
    assert say(filled, *void, key=head, second=deputy).code == 0
    refused(say(filled, "person", "end", "deputy", "--ground", "g", key=head), messages.TOO_FEW_HEADS, Exit.CONFLICT)
    refused(say(filled, "person", "add", vkey("stranger"), "--role", "head", key=head), messages.NO_SECOND, Exit.FAILED)
    refused(say(filled, *off, key=head), messages.NO_SECOND, Exit.FAILED)
    assert "second person signs" in say(filled, "status").out
    assert "One person" in say(filled, *off, key=head, second=deputy).out
    assert say(filled, "person", "add", vkey("stranger"), "--role", "clerk", key=head).code == 0
    assert red(collect(as_(filled))) == set()


def test_a_backup_keeps_the_signatures(filled: Path, tmp_path: Path) -> None:
    registered(filled)
    assert say(filled, "backup", tmp_path / "b.db").code == 0
    assert say(filled, "restore", tmp_path / "b.db", tmp_path / "again").code == 0
    again = collect(as_(tmp_path / "again")).events
    assert again == collect(as_(filled)).events
    assert again[-1].signatures


def test_two_heads_are_needed_for_a_second_signature(filled: Path, keys: Path) -> None:
    persons.add(as_(filled, "局长"), vkey("局长"), "head")
    said = say(filled, "person", "second", "on", "--ground", "g", key=keys / "局长.pem")
    refused(said, messages.TOO_FEW_HEADS, Exit.CONFLICT)


# the audit, against whoever has the store but not the keys


def chained(events: Iterable[Event]) -> tuple[Event, ...]:
    """The events numbered and chained anew, with the signatures they have."""
    made: list[Event] = []
    for event in events:
        made.append(
            next_event(made[-1] if made else None, event.time, event.actor, event.kind, event.body, event.signatures)
        )
    return tuple(made)


def sealed(
    bundle: Bundle, kind: str, body: dict[str, Any], *names: str, actor: str = "", until: int | None = None
) -> Bundle:
    """The bundle with one more event at its end, or in place of all from ``until`` on, signed with these keys."""
    before = bundle.events[:until]
    event = next_event(before[-1], before[-1].time, actor or names[0], kind, body)
    text = signed_text(event)
    lines = (notes.sign(text, name, KEYS[name]).decode().removeprefix(text + "\n").rstrip("\n") for name in names)
    return replace(bundle, events=(*before, signed(event, tuple(lines))))


def colours(bundle: Bundle) -> dict[str, tuple[Colour, str]]:
    return {
        c.number: (c.finding.colour, c.finding.detail) for c in audit(bundle) if c.number in ("1.70", "1.71", "1.72")
    }


def test_a_signed_log_is_green_and_a_bundle_keeps_it(signed_year: Bundle, tmp_path: Path) -> None:
    assert red(signed_year) == set()
    write(signed_year, tmp_path / "b.zip")
    assert read(tmp_path / "b.zip").events == signed_year.events
    assert set(colours(signed_year).values()) == {(Colour.GREEN, "")}
    assert {len(e.signatures) for e in signed_year.events} == {0, 1, 2}


def test_an_office_without_persons_is_no_worse_and_the_audit_says_so(drawn: Path) -> None:
    assert colours(collect(as_(drawn)))["1.70"] == (Colour.GREEN, UNSIGNED)


def test_no_signature_can_be_taken_away(signed_year: Bundle) -> None:
    for k, event in enumerate(signed_year.events):
        if event.signatures:
            bare = replace(event, signatures=())
            forged = replace(signed_year, events=chained((*signed_year.events[:k], bare, *signed_year.events[k + 1 :])))
            assert not finds("1.02", forged)
            assert finds("1.70", forged), event


def test_a_signature_of_another_event_is_none(signed_year: Bundle) -> None:
    last, same = (
        signed_year.events[-1],
        next(e for e in signed_year.events if e.actor == "局长" and len(e.signatures) == 1),
    )
    forged = replace(signed_year, events=chained((*signed_year.events[:-1], replace(last, signatures=same.signatures))))
    assert "Altered" in colours(forged)["1.70"][1]


def test_no_member_of_a_signed_act_can_be_changed(signed_year: Bundle) -> None:
    """Without the keys nobody can change even what nothing else holds: an actor, a ground, the name of a file."""
    tried = 0
    for k, event in enumerate(signed_year.events):
        paths = (
            [("time",), ("actor",), ("kind",), *(("body", *path) for path in leaves(event.body))]
            if event.signatures
            else []
        )
        for path in paths[:12]:
            whole: Any = {
                "time": event.time,
                "actor": event.actor,
                "kind": event.kind,
                "body": copy.deepcopy(event.body),
            }
            inner = whole
            for name in path[:-1]:
                inner = inner[name]
            inner[path[-1]] = other(inner[path[-1]])
            events = [*signed_year.events[:k], replace(event, **whole), *signed_year.events[k + 1 :]]
            assert finds("1.70", replace(signed_year, events=chained(events))), (event.kind, path)
            tried += 1
    assert tried > 50


def test_whose_role_does_not_permit_it(signed_year: Bundle) -> None:
    k = place(signed_year, "draw")
    body = signed_year.events[k].body
    told = colours(sealed(signed_year, "draw", body, "clerk", "局长", until=k))["1.70"][1]
    assert "clerk (clerk) may not do that" in told
    assert finds("1.70", sealed(signed_year, "draw", body, "officer", "clerk", until=k))
    assert not finds("1.70", sealed(signed_year, "draw", body, "officer", "局长", until=k))
    assert finds("1.70", sealed(signed_year, "undo", {"event": 1, "kind": "x"}, "auditor"))


def test_whom_nobody_registered(signed_year: Bundle) -> None:
    mine = {"name": "stranger", "role": "head", "key": vkey("stranger"), "ground": ""}
    assert finds("1.70", sealed(signed_year, "person", mine, "stranger"))
    assert finds("1.70", sealed(signed_year, "person", mine, "局长", "stranger"))
    officer = {"name": "officer", "role": "head", "key": vkey("officer"), "ground": ""}
    assert finds("1.70", sealed(signed_year, "person", officer, "officer"))
    gone = sealed(signed_year, "comparison", {}, "clerk")
    assert "nobody registered then" in colours(gone)["1.70"][1]


def test_who_signs_for_another(signed_year: Bundle) -> None:
    assert "deputy has not signed it" in colours(sealed(signed_year, "plan", {}, "officer", actor="deputy"))["1.70"][1]
    assert "signed twice" in colours(sealed(signed_year, "void", {}, "局长", "局长"))["1.70"][1]


def test_a_missing_second_signature(signed_year: Bundle) -> None:
    for kind in ("commitment", "randomness", "draw"):
        k = place(signed_year, kind)
        body = signed_year.events[k].body
        assert finds("1.72", sealed(signed_year, kind, body, "officer", until=k))
        assert not finds("1.72", sealed(signed_year, kind, body, "officer", "deputy", until=k))
    off = {"on": False, "ground": "g"}
    assert finds("1.72", sealed(signed_year, "second", off, "局长"))
    assert not finds("1.72", sealed(signed_year, "second", off, "局长", "deputy"))
    more = {"name": "stranger", "role": "head", "key": vkey("stranger"), "ground": ""}
    assert finds("1.72", sealed(signed_year, "person", more, "局长"))


@pytest.mark.parametrize(
    ("name", "role", "key"),
    [
        ("twin", "clerk", str(notes.public("twin", KEYS["officer"]))),
        ("stranger", "king", vkey("stranger")),
        ("other", "clerk", vkey("stranger")),
        ("stranger", "clerk", str(notes.public("stranger", KEYS["stranger"], notes.COSIGNATURE))),
        ("stranger", "clerk", "stranger"),
        ("stranger", "", vkey("stranger")),
        ("officer", "officer", str(notes.public("officer", KEYS["stranger"]))),
    ],
    ids=["shared key", "no such role", "another's key", "witness's key", "no key", "ended before", "another key"],
)
def test_an_entry_that_the_office_would_have_refused(signed_year: Bundle, name: str, role: str, key: str) -> None:
    body = {"name": name, "role": role, "key": key, "ground": ""}
    assert finds("1.71", sealed(signed_year, "person", body, "局长", "deputy"))


def test_the_first_person_is_a_head(drawn: Path) -> None:
    bundle = collect(as_(drawn))
    assert finds(
        "1.71",
        sealed(bundle, "person", {"name": "clerk", "role": "clerk", "key": vkey("clerk"), "ground": ""}, "clerk"),
    )
    early = sealed(bundle, "check", {}, "clerk")
    assert finds("1.70", early)


def test_who_strips_everything_is_caught_by_what_was_published(signed_year: Bundle) -> None:
    """Persons and signatures gone, the chain made anew: the log looks like that of an office without persons. But the
    commitment that was published states the hash of the event before it."""
    bare = [replace(e, signatures=()) for e in signed_year.events if e.kind not in ("person", "second")]
    forged = with_events(signed_year, bare)
    assert colours(forged)["1.70"] == (Colour.GREEN, UNSIGNED)
    assert finds("1.03", forged)
