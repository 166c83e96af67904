"""The acts around checkpoints: the office makes them and takes countersignatures into its log."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from inventories.problems import Exit, refuse
from scheduler.exchange import notes, trust
from scheduler.log import Event
from scheduler.proof import logged, messages
from scheduler.proof.checkpoint import Request, of, request
from scheduler.store.office import Office


def make(office: Office, signer: tuple[str, Ed25519PrivateKey], since: int) -> tuple[Event, Request]:
    """Sign a checkpoint of the whole log, log it, and return it with the proof since the log had ``since`` events.

    Refused (exit 3) if the log has fewer.
    """
    name, key = signer
    with office.act() as act:
        events = office.events()
        if since > len(events):
            raise refuse(messages.OLD_TOO_LARGE, Exit.INPUT, size=len(events), old=since)
        text = str(of(logged.origin(events), events))
        note = notes.sign(text, name, key)
        line = note.decode().removeprefix(text + "\n")
        event = act.append("checkpoint", {"text": text, "line": line, "key": str(notes.public(name, key))})
    return event, request(events, since, note)


def add(office: Office, data: bytes, file: str) -> list[Event]:
    """Take the countersignatures of trusted witnesses in ``data`` (signature lines, or whole notes) into the log.

    Refused: exit 5 if there is none of a checkpoint of this log, exit 6 if all are in the log already.
    """
    lines = [f"{line}\n" for line in data.decode("utf-8", "replace").splitlines() if line.startswith("— ")]
    with office.act() as act:
        events = office.events()
        known = {key: notes.verifier(key) for key in trust.trusted(events)}
        found = [body for line in lines if (body := _body(line, known, events))]
        if not found:
            raise refuse(messages.NO_COUNTERSIGNATURE, Exit.VERIFICATION, file=file)
        have = [e.body for e in events if e.kind == "countersignature"]
        new = [body for body in found if body not in have]
        if not new:
            raise refuse(messages.COUNTERSIGNED_ALREADY, Exit.CONFLICT, file=file)
        return [act.append("countersignature", body) for body in new]


def _body(line: str, known: dict[str, notes.Verifier], events: list[Event]) -> dict[str, str] | None:
    """What is logged of a signature line: the checkpoint that it signs, and by which witness; None if it signs none."""
    for text in dict.fromkeys(e.body["text"] for e in reversed(events) if e.kind == "checkpoint"):
        for written, key in known.items():
            try:
                _, signers = notes.signers(f"{text}\n{line}".encode(), [key])
            except (notes.BadNote, notes.Altered):
                continue
            if signers and key.witness:
                return {"text": text, "line": line, "key": written}
    return None
