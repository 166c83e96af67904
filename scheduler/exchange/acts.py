"""The acts of handing files to and fro: keys and trust, handover, hand-in, and taking a hand-in. Each is whole in the log."""

import hashlib
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from inventories.assembling import Imported
from inventories.changes import Comparison
from inventories.matching import Index
from inventories.outside import AssignedLine
from inventories.personal import name_of
from inventories.problems import Exit, reason_of, refuse
from scheduler import messages as office_messages
from scheduler.acts import find, must_stand
from scheduler.exchange import assigned, form, handin, handover, keyfile, messages, notes, trust
from scheduler.exchange.shown import Shown, shown
from scheduler.facts import Facts
from scheduler.imports import MANY, log_imports
from scheduler.log import Event
from scheduler.store.office import Act, Office

Signer = tuple[str, Ed25519PrivateKey]
"""A key and its name."""


def make_key(office: Office, name: str, passphrase: str | None) -> Event:
    """Make the office's key under ``name``, keep it in the office's folder and log its public part."""
    if not notes.is_name(name):
        raise refuse(messages.KEY_NAME, Exit.USAGE, name=name)
    key = Ed25519PrivateKey.generate()
    with office.act() as act:
        event = act.append("key", {"key": str(notes.public(name, key))})
        keyfile.write(office.folder, key, passphrase)
    return event


def trust_key(office: Office, text: str, agency: str, department: str) -> Event:
    """Trust a verifier key as that of ``agency``, which may hand in ``department``; a witness hands in nothing."""
    try:
        key = notes.verifier(text.strip())
    except notes.BadKey:
        raise refuse(messages.BAD_KEY, Exit.INPUT, text=text) from None
    with office.act() as act:
        events = office.events("key", "trust", "distrust")
        if trust.own_key(events) == str(key):
            raise refuse(messages.OWN_KEY, Exit.CONFLICT)
        if known := trust.trusted(events).get(str(key)):
            raise refuse(messages.TRUSTED_ALREADY, Exit.CONFLICT, agency=known.agency, department=known.department)
        may = "" if key.witness else department
        return act.append("trust", {"key": str(key), "name": key.name, "agency": agency, "department": may})


def distrust_key(office: Office, name: str, ground: str) -> Event:
    """Withdraw the trust in the key that is called ``name``, or is this verifier key. What it signed before stays."""
    with office.act() as act:
        known = trust.trusted(office.events("trust", "distrust"))
        found = [key for key in known if name.strip() in (key, key.partition("+")[0])]
        if len(found) != 1:
            raise refuse(messages.NOT_TRUSTED, Exit.FAILED, name=name)
        return act.append("distrust", {"key": found[0], "ground": ground})


def own_key(office: Office, ask: Callable[[], str]) -> Signer:
    """The name of the office's key and the key. Refused (exit 1) if the file is not that of the key in the log."""
    logged = trust.own_key(office.events("key"))
    key = keyfile.read(office.folder, ask)
    name = "" if logged is None else logged.partition("+")[0]
    if str(notes.public(name, key)) != logged:
        file = str(office.folder / keyfile.FILE)
        raise refuse(messages.OTHER_KEY, Exit.FAILED, file=file, key=logged or "–")
    return name, key


def hand_over(office: Office, signer: Signer, ref: str, facts: Facts, head: handover.Head, path: Path) -> Event:
    """Sign the visits of the draw ``ref`` that go to whom ``head`` names, write them to ``path`` and log the handover."""
    known = {target.district for target in facts.tables.targets}
    for district in head.districts:
        if district not in known:
            names = ", ".join(sorted(known))
            raise refuse(messages.NO_SUCH_DISTRICT, Exit.FAILED, district=district, known=names)
    with office.act() as act:
        draw = find(office, ref)
        must_stand(draw)
        found = tuple(handover.visits(draw, facts, head))
        if not found:
            to = head.department or ", ".join(head.districts)
            raise refuse(messages.NOTHING_TO_HAND_OVER, Exit.FAILED, ref=draw.ref, to=to)
        told = {
            "commitment": draw.hash,
            "districts": list(head.districts),
            "department": head.department,
            "document": head.document,
            "level": head.level,
            "visits": len(found),
        }
        return _hand(act, "handover", form.write(handover.FORMAT, head, found), signer, path, told)


def hand_in(office: Office, signer: Signer, department: str, path: Path) -> Event:
    """Sign a department's roster, leave and conflicts for the office that draws, write them to ``path`` and log it."""
    with office.act() as act:
        tables = office.tables()
        roster = sorted({i.department for i in tables.inspectors if not i.gone})
        if department not in roster:
            known = ", ".join(roster) or "–"
            raise refuse(messages.NOBODY_TO_HAND_IN, Exit.FAILED, department=department, known=known)
        found = handin.lines(department, tables)
        head = handin.Head(department, date.fromisoformat(act.time[:10]))
        told = {"department": department, **handin.counts(found)}
        return _hand(act, "handin", form.write(handin.FORMAT, head, found), signer, path, told)


def take_handin(office: Office, data: bytes, file: str, yes: bool = False) -> tuple[dict[str, Any], Comparison]:
    """Take a department's hand-in for its whole roster, leave and conflicts: what is not in it is gone.

    Returns what is to be reported, and what changed on the roster. Refused: exit 5 for an unknown key or an altered
    file, exit 3 for another form or another department, exit 6 if much would be gone, unless ``yes``.
    """
    text, key = opened(office, data, file)
    with office.act() as act:
        known = trust.trusted(office.events("trust", "distrust"))[str(key)]
        try:
            head, found = form.read(handin.FORMAT, text, handin.Head, handin.Line)
            brought = handin.records(head, found)
        except form.BadForm as error:
            raise refuse(messages.BAD_FILE, Exit.INPUT, file=file, form=handin.FORMAT, error=reason_of(error)) from None
        if head.department != known.department:
            names = {"department": head.department, "own": known.department}
            raise refuse(messages.OTHER_DEPARTMENT, Exit.INPUT, file=file, **names)
        tables = office.tables()
        _own_ids(brought["inspectors"], head.department, tables.inspectors)
        today = date.fromisoformat(act.time[:10])
        parts = handin.compared(head.department, tables, brought, today)
        whole = parts["inspectors"]
        if MANY * len(whole.gone) > whole.covered and not yes:
            raise refuse(office_messages.MANY_GONE, Exit.CONFLICT, gone=len(whole.gone), covered=whole.covered)
        source: dict[str, Any] = {
            "file": file,
            "sha256": hashlib.sha256(data).hexdigest(),
            "rows": len(found),
            "records": len(found),
            "warnings": 0,
        }
        told = {
            "covers": [{"column": "department", "values": [head.department]}],
            "tables": {name: part.counts() for name, part in parts.items()},
            "key": str(key),
        }
        act.freeze(source["sha256"], data)
        log_imports(act, "handin", parts, source, told)
    return {"kind": "handin", "department": head.department, "agency": known.agency, **source, **told}, whole


def read_handover(office: Office, data: bytes, file: str, task: str) -> tuple[Imported[AssignedLine], dict[str, Any]]:
    """A signed handover as a list of targets drawn by the agency that signed it, and what the import's event says of it.

    Refused: exit 5 for an unknown key or an altered file, exit 3 for another form.
    """
    text, key = opened(office, data, file)
    agency = trust.trusted(office.events("trust", "distrust"))[str(key)].agency
    try:
        found = tuple(assigned.numbered(text, agency, task))
    except form.BadForm as error:
        raise refuse(messages.BAD_FILE, Exit.INPUT, file=file, form=handover.FORMAT, error=reason_of(error)) from None
    index = Index(office.records("targets"))
    if all(index.find(line).state == "unknown" for _row, line in found):
        to = assigned.addressee(text)
        raise refuse(messages.NOT_OURS, Exit.INPUT, n=len({line.target for _row, line in found}), file=file, to=to)
    digest = hashlib.sha256(data).hexdigest()
    return assigned.imported(found, file, digest), {"key": str(key), "task": task}


def look_at(office: Office, data: bytes, file: str) -> tuple[str, str, Shown]:
    """The key that signed a file, the agency that holds it ("" for this office), and what the file says.

    Refused: exit 5 for an unknown key or an altered file, exit 3 for another form.
    """
    events = office.events("key", "trust", "distrust")
    text, key = opened(office, data, file, {e.body["key"] for e in events if e.kind == "key"})
    known = trust.trusted(events).get(str(key))
    try:
        return str(key), known.agency if known else "", shown(text)
    except form.BadForm as error:
        told = form.first_line(data) or handover.FORMAT
        raise refuse(messages.BAD_FILE, Exit.INPUT, file=file, form=told, error=reason_of(error)) from None


def opened(office: Office, data: bytes, file: str, own: Iterable[str] = ()) -> tuple[str, notes.Verifier]:
    """The text of a signed file and the trusted key that signed it, or one of its ``own``. Refused (exit 5) without one,
    exit 3 if it is none."""
    trusted = trust.trusted(office.events("trust", "distrust"))
    known = [key for key in map(notes.verifier, (*trusted, *own)) if not key.witness]
    try:
        return notes.open_note(data, known)
    except notes.BadNote as error:
        told = form.first_line(data) or "double-random/…"
        raise refuse(messages.BAD_FILE, Exit.INPUT, file=file, form=told, error=reason_of(error)) from None
    except notes.Unknown as unknown:
        raise refuse(messages.UNKNOWN_SIGNER, Exit.VERIFICATION, file=file, names=", ".join(unknown.names)) from None
    except notes.Altered as altered:
        raise refuse(messages.ALTERED_FILE, Exit.VERIFICATION, file=file, name=str(altered)) from None


def _hand(act: Act, kind: str, text: str, signer: Signer, path: Path, told: dict[str, Any]) -> Event:
    """Sign a text, keep and log it: logged only if it was written, written only if it can be logged."""
    note = notes.sign(text, *signer)
    digest = hashlib.sha256(note).hexdigest()
    act.freeze(digest, note)
    event = act.append(kind, {**told, "file": name_of(path), "sha256": digest, "key": str(notes.public(*signer))})
    with path.open("xb") as new:
        new.write(note)
    return event


def _own_ids(roster: Iterable[Any], department: str, known: Iterable[Any]) -> None:
    """Refuse (exit 3) identifiers under which somebody of another department stands on the roster."""
    others = {i.id: i for i in known if i.department != department and not i.gone}
    for inspector in roster:
        if other := others.get(inspector.id):
            names = {"name": inspector.name, "department": other.department}
            raise refuse(messages.TAKEN_ID, Exit.INPUT, id=inspector.id, **names)
