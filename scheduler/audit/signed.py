"""Whether the signed files that went to and fro are those that the log speaks of, and say what became of them."""

import hashlib
from collections.abc import Iterator
from typing import Any

from inventories.problems import N_
from scheduler import notes
from scheduler.audit.finding import GREEN, Check, Colour, Finding, verdict
from scheduler.audit.replay import Replay
from scheduler.bundle import Bundle
from scheduler.exchange import assigned, form, handin, handover, trust
from scheduler.imported import standing
from scheduler.journal import draws
from scheduler.log import Event

UNSIGNED = (notes.BadNote, notes.Unknown, notes.Altered, notes.BadKey, form.BadForm, KeyError)


def signatures(bundle: Bundle) -> Finding:
    """Each signed file is in the bundle, under a key trusted when it was taken in, or the office's own when it was made."""
    wrong = []
    for event in trust.signed(bundle.events):
        before = [e for e in bundle.events if e.seq < event.seq]
        try:
            wrong += [f"event {event.seq}: {fault}" for fault in _faults(bundle, event, before)]
        except UNSIGNED as error:
            wrong.append(f"event {event.seq}: {type(error).__name__}: {error}")
    return verdict(wrong)


def _faults(bundle: Bundle, event: Event, before: list[Event]) -> Iterator[str]:
    body = event.body
    text = signed_text(bundle, event)
    known = trust.trusted(before)
    if event.kind == "import" and body["key"] not in known:
        yield "its key was not trusted then"
    if event.kind != "import" and body["key"] != trust.own_key(before):
        yield "its key was not the office's own"
    if body.get("kind") == "assigned":
        if len(assigned.lines(text, "", body["task"])) != body["rows"]:
            yield "it does not hold what the event says"
        return
    if event.kind == "handin" or body.get("kind") == "handin":
        head, lines = form.read(handin.FORMAT, text, handin.Head, handin.Line)
        handin.records(head, lines)
        yield from _handin_faults(event, head.department, lines, known)


def _handin_faults(event: Event, department: str, lines: Any, known: dict[str, trust.Trusted]) -> Iterator[str]:
    body, counts = event.body, handin.counts(lines)
    if event.kind == "handin":
        told, whole = [body[name] for name in handin.TABLES], list(counts.values())
        said = body["department"]
    else:
        told = [body["tables"][name]["new"] + body["tables"][name]["same"] for name in handin.TABLES]
        told = [n + body["tables"][name]["changed"] for n, name in zip(told, handin.TABLES, strict=True)]
        whole, said = list(counts.values()), body["covers"][0]["values"][0]
        if body["key"] in known and known[body["key"]].department != department:
            yield f"its key may not hand in {department}"
    if told != whole or said != department:
        yield "it does not hold what the event says"


def signed_text(bundle: Bundle, event: Event) -> str:
    """The text of an event's file, by the key that the event names. Errors: those of UNSIGNED."""
    note = bundle.frozen[event.body["sha256"]]
    if hashlib.sha256(note).hexdigest() != event.body["sha256"]:
        raise notes.BadNote("the file kept is another one")
    text, _key = notes.open_note(note, [notes.verifier(event.body["key"])])
    return text


def _handed_over(replay: Replay) -> Finding:
    """Every handover of the draw, made again from what stood when it was made, is the file that went out."""
    wrong = []
    for event in replay.bundle.events:
        if event.kind == "handover" and event.body["commitment"] == replay.draw.hash:
            then = next(
                d for d in draws(e for e in replay.bundle.events if e.seq < event.seq) if d.hash == replay.draw.hash
            )
            body = event.body
            to = (body["document"], body["level"], body["districts"], body["department"])
            head = handover.head_of(then, replay.plan, *to)
            found = tuple(handover.visits(then, replay.facts, head))
            if form.write(handover.FORMAT, head, found) != signed_text(replay.bundle, event):
                wrong.append(f"event {event.seq} handed over something else")
            if len(found) != body["visits"]:
                wrong.append(f"event {event.seq} handed over {len(found)} visits")
    return verdict(wrong)


def _handed_in(replay: Replay) -> Finding:
    """The frozen roster, leave and conflicts of each department that handed in are those of its last hand-in."""
    before = [e for e in replay.bundle.events if e.seq < replay.draw.commitment.seq]
    wrong = []
    for department, event in trust.handed_in(standing(before)).items():
        head, lines = form.read(handin.FORMAT, signed_text(replay.bundle, event), handin.Head, handin.Line)
        signed = handin.records(head, lines)
        wrong += [f"{department}: {table}" for table in _differing(replay, department, signed, event.time[:10])]
    return verdict(wrong, Colour.AMBER) if wrong else GREEN


def _differing(replay: Replay, department: str, signed: dict[str, Any], day: str) -> Iterator[str]:
    """The tables in which what the department has, without what is gone or over, is not what it signed."""
    tables = replay.tables
    roster = {i.id for i in tables.inspectors if i.department == department}
    now: dict[str, list[Any]] = {
        "inspectors": [i for i in tables.inspectors if i.id in roster and not i.gone],
        "leave": [x for x in tables.leave if x.inspector in roster],
        "conflicts": [x for x in tables.conflicts if x.inspector in roster],
    }
    for name in handin.TABLES:
        told = set(signed[name])
        kept = set(now[name])
        over = {x for x in kept - told if name != "inspectors" and x.ends is not None and x.ends.isoformat() < day}
        if told - kept or kept - told - over:
            yield name


def _handed_down(replay: Replay) -> Finding:
    """The frozen targets of each document that came signed are those of its last version."""
    before = [e for e in replay.bundle.events if e.seq < replay.draw.commitment.seq]
    last: dict[tuple[str, str], dict[str, Any]] = {}
    for event in standing(before):
        if event.body["kind"] == "assigned" and "key" in event.body:
            agency = trust.trusted(e for e in before if e.seq < event.seq)[event.body["key"]].agency
            found = assigned.lines(signed_text(replay.bundle, event), agency, event.body["task"])
            last |= {(agency, line.document): {one.id: one for one in found} for line in found[:1]}
    now: dict[tuple[str, str], dict[str, Any]] = {document: {} for document in last}
    for record in replay.tables.assigned:
        if (document := (record.origin, record.document)) in last and not record.gone:
            now[document][record.id] = record
    return verdict([" ".join(d) for d in last if not _same(now[d], last[d])], Colour.AMBER)


def _same(now: dict[str, Any], told: dict[str, Any]) -> bool:
    """Whether records are what lines say; whom a line means, and what its inspectors are called here, is for the office."""
    names = ("task", "level", "date")
    return now.keys() == told.keys() and all(getattr(now[i], n) == getattr(told[i], n) for i in now for n in names)


LOG_CHECK = ("1.50", "log", N_("every signed file is kept, under a key that counted when it came or went"), signatures)
CHECKS = (
    Check("1.51", "log", N_("what was handed over is what stood in the draw"), _handed_over),
    Check(
        "2.50", "threats", N_("roster, leave and conflicts of partner departments are as they signed them"), _handed_in
    ),
    Check("2.51", "threats", N_("targets handed down are those that the other office signed"), _handed_down),
)
