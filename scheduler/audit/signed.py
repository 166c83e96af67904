"""Whether the signed files that went to and fro are those that the log speaks of, and say what became of them."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from inspectors.eligibility import Span, in_force
from inventories.problems import N_, Reason
from scheduler.audit.finding import GREEN, Check, Colour, Finding, verdict
from scheduler.audit.replay import Replay
from scheduler.bundle import Bundle
from scheduler.exchange import assigned, form, handin, handover, notes, trust
from scheduler.journal import draws
from scheduler.log import Event

Taken = tuple[Event, dict[str, tuple[Any, ...]]]
"""The event of a hand-in, and the records that its file signs, by table."""
UNSIGNED = (notes.BadNote, notes.Unknown, notes.Altered, notes.BadKey, form.BadForm, KeyError)


def signatures(bundle: Bundle) -> Finding:
    """Each signed file is in the bundle, under a key trusted when it was taken in, or the office's own when it was made."""
    own = {event.body["key"] for event in bundle.events if event.kind == "key"}
    trusted = [event for event in bundle.events if event.kind == "trust"]
    wrong = [
        Reason(N_("event {seq} trusts the office's own key"), seq=event.seq)
        for event in trusted
        if event.body["key"] in own
    ]
    for event in trust.signed(bundle.events):
        before = [e for e in bundle.events if e.seq < event.seq]
        try:
            wrong += [
                Reason(N_("event {seq}: {fault}"), seq=event.seq, fault=fault)
                for fault in _faults(bundle, event, before)
            ]
        except UNSIGNED as error:
            wrong.append(
                Reason(N_("event {seq}: {name}: {error}"), seq=event.seq, name=type(error).__name__, error=error)
            )
    return verdict(wrong)


def trusting(bundle: Bundle) -> Finding:
    """Each key trusted is one, under its own name; a witness's hands nothing in; trust is withdrawn from keys that had it."""
    wrong = []
    for k, event in enumerate(bundle.events):
        if event.kind == "trust":
            key = notes.verifier(event.body["key"])
            if key.name != event.body["name"] or (key.witness and event.body["department"]):
                wrong.append(Reason(N_("event {seq} says of a key what it is not"), seq=event.seq))
        elif event.kind == "distrust" and event.body["key"] not in trust.trusted(bundle.events[:k]):
            wrong.append(Reason(N_("event {seq} withdraws a trust that was not given"), seq=event.seq))
    return verdict(wrong)


def _faults(bundle: Bundle, event: Event, before: list[Event]) -> Iterator[str]:
    body = event.body
    text = signed_text(bundle, event)
    known = trust.trusted(before)
    if event.kind == "import" and body["key"] not in known:
        yield Reason(N_("its key was not trusted then"))
    if event.kind != "import" and body["key"] != trust.own_key(before):
        yield Reason(N_("its key was not the office's own"))
    if body.get("kind") == "assigned":
        if len(assigned.lines(text, "", body["task"])) != body["rows"]:
            yield Reason(N_("it does not hold what the event says"))
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
            yield Reason(N_("its key may not hand in {department}"), department=department)
    if told != whole or said != department:
        yield Reason(N_("it does not hold what the event says"))


def signed_text(bundle: Bundle, event: Event) -> str:
    """The text of an event's file, by the key that the event names. Errors: those of UNSIGNED."""
    note = bundle.frozen[event.body["sha256"]]
    if hashlib.sha256(note).hexdigest() != event.body["sha256"]:
        raise notes.BadNote(Reason(N_("the file kept is another one")))
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
                wrong.append(Reason(N_("event {seq} handed over something else"), seq=event.seq))
            if len(found) != body["visits"]:
                wrong.append(Reason(N_("event {seq} handed over {n} visits"), seq=event.seq, n=len(found)))
    return verdict(wrong)


def _handed_in(replay: Replay) -> Finding:
    """The frozen roster, leave and conflicts of each department that handed in are those of its last hand-in."""
    taken: defaultdict[str, list[Taken]] = defaultdict(list)
    for event in replay.before:  # imports that were undone too: they were signed
        if event.kind == "import" and event.body["kind"] == "handin":
            head, lines = form.read(handin.FORMAT, signed_text(replay.bundle, event), handin.Head, handin.Line)
            taken[event.body["covers"][0]["values"][0]].append((event, handin.records(head, lines)))
    wrong = [
        f"{department}: {table}" for department in taken for table in _differing(replay, department, taken[department])
    ]
    return verdict(wrong, Colour.AMBER) if wrong else GREEN


def _differing(replay: Replay, department: str, taken: Sequence[Taken]) -> Iterator[str]:
    """The tables in which what the department has is not what it signed last, but for what it signed or the hand-ins ended
    before."""
    tables = replay.tables
    roster = {i.id for i in tables.inspectors if i.department == department}
    now: dict[str, list[Any]] = {
        "inspectors": [i for i in tables.inspectors if i.id in roster and not i.gone],
        "leave": [x for x in tables.leave if x.inspector in roster],
        "conflicts": [x for x in tables.conflicts if x.inspector in roster],
    }
    for name in handin.TABLES:
        told, kept = set(taken[-1][1][name]), set(now[name])
        over = set() if name == "inspectors" else _over(kept - told, name, taken, replay.plan.span)
        if told - kept or kept - told - over:
            yield name


def _over(others: set[Any], table: str, taken: Sequence[Taken], span: Span) -> set[Any]:
    """Of the records that the last hand-in does not have: those signed earlier that were over by themselves, those that
    touch no day of the plan, and as many as the hand-ins ended, by the days on which they did."""
    last = date.fromisoformat(taken[-1][0].time[:10])
    signed = {record for _event, records in taken for record in records[table] if record.ends and record.ends < last}
    found = {x for x in others if x in signed or not in_force(x, span)}
    ended = Counter[date]()
    for event, _records in taken:
        ended[date.fromisoformat(event.time[:10]) - timedelta(days=1)] += event.body["tables"][table]["gone"]
    for record in sorted(others - found, key=lambda x: x.id.encode()):
        if record.ends is not None and ended[record.ends]:
            ended[record.ends] -= 1
            found.add(record)
    return found


def signed_lists(replay: Replay) -> dict[tuple[str, str], dict[str, Any]]:
    """The lines of the last version of each list that came signed, by agency and document; imports undone count too."""
    before = replay.before
    last: dict[tuple[str, str], dict[str, Any]] = {}
    for event in before:
        if event.kind == "import" and event.body["kind"] == "assigned" and "key" in event.body:
            agency = trust.trusted(e for e in before if e.seq < event.seq)[event.body["key"]].agency
            found = assigned.lines(signed_text(replay.bundle, event), agency, event.body["task"])
            last |= {(agency, line.document): {one.id: one for one in found} for line in found[:1]}
    return last


def _handed_down(replay: Replay) -> Finding:
    """The frozen targets of each document that came signed are those of its last version."""
    last = signed_lists(replay)
    now: dict[tuple[str, str], dict[str, Any]] = {document: {} for document in last}
    for record in replay.tables.assigned:
        if (document := (record.origin, record.document)) in last and not record.gone:
            now[document][record.id] = record
    return verdict([" ".join(d) for d in last if not _same(now[d], last[d])], Colour.AMBER)


def _same(now: dict[str, Any], told: dict[str, Any]) -> bool:
    """Whether records are what lines say; whom a line means, and what its inspectors are called here, is for the office."""
    names = ("task", "level", "date")
    return now.keys() == told.keys() and all(getattr(now[i], n) == getattr(told[i], n) for i in now for n in names)


LOG_CHECKS = (
    ("1.50", "log", N_("every signed file is kept, under a key that counted when it came or went"), signatures),
    (
        "1.52",
        "log",
        N_("keys are trusted under their own names, and trust is withdrawn from keys that had it"),
        trusting,
    ),
)
CHECKS = (
    Check("1.51", "log", N_("what was handed over is what stood in the draw"), _handed_over),
    Check(
        "2.50", "threats", N_("roster, leave and conflicts of partner departments are as they signed them"), _handed_in
    ),
    Check("2.51", "threats", N_("targets handed down are those that the other office signed"), _handed_down),
)
