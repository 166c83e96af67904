"""Entering the randomness: it is logged, with what goes with it, before anything is derived from it (specification §8)."""

from collections.abc import Sequence
from datetime import datetime

from inventories.problems import Exit, Refused, refuse
from scheduler import journal, messages, randomness
from scheduler.journal import Draw
from scheduler.log import Event
from scheduler.randomness import messages as own
from scheduler.store.office import AlreadyHappened, Office


def waiting(office: Office) -> Draw:
    """The commitment that waits for its draw. Refused (exit 6) if none does."""
    states = ("committed", "randomness known")
    found = next((d for d in journal.draws(office.events()) if d.state in states), None)
    if found is None:
        raise refuse(messages.NOTHING_TO_DRAW, Exit.CONFLICT)
    return found


def sources(draw: Draw) -> tuple[randomness.Place, ...]:
    """The sources that a commitment names, each with its fallbacks."""
    return randomness.from_documents(draw.record["randomness"])


def log_randomness(office: Office, text: str | None, evidence: Sequence[str] = (), ground: str = "") -> Draw:
    """Log the randomness of the commitment that waits, or see that it is logged already.

    ``evidence`` goes with each part of the text (none: blanks), ``ground`` says why a fallback was used. Refused: exit 6 if
    nothing waits, other randomness is logged or the source has not fired yet, exit 3 if the text is not what the
    commitment names, exit 2 without a text, or with a fallback without a ground.
    """
    draw = waiting(office)
    if draw.randomness is None:
        draw.randomness = _log(office, draw, text, evidence, ground)
    if text is not None and text != draw.randomness.body["text"]:
        raise refuse(messages.OTHER_RANDOMNESS, Exit.CONFLICT, ref=draw.ref, seq=draw.randomness.seq)
    return draw


def _log(office: Office, draw: Draw, text: str | None, evidence: Sequence[str], ground: str) -> Event:
    named = sources(draw)
    if text is None:
        asked, example = randomness.detail(named), randomness.form(named)
        raise refuse(messages.NO_RANDOMNESS, Exit.USAGE, ref=draw.ref, asked=asked, example=example)
    randomness.check(text, named, evidence)
    if not ground:
        for *passed, other in randomness.fallbacks(text, named):
            first = ", ".join(source.detail for source in passed)
            raise refuse(own.NO_GROUND, Exit.USAGE, used=other.detail, first=first)
    used = next((e for e in office.events("randomness") if e.body["text"] == text), None)
    if used and used.body["commitment"] != draw.hash:
        raise refuse(messages.RANDOMNESS_USED, Exit.CONFLICT, seq=used.seq, time=used.time)
    beside = list(evidence) or [""] * len(named)
    body = {"commitment": draw.hash, "text": text, "evidence": beside, "ground": ground}
    try:
        with office.act() as act:
            must_not_be_void(office, draw)
            if early := randomness.not_fired(text, named, datetime.fromisoformat(act.time)):
                raise Refused(early, Exit.CONFLICT)
            return act.append("randomness", body, once=f"randomness {draw.hash}")
    except AlreadyHappened:  # somebody else's, a moment ago
        logged = _now(office, draw).randomness
        assert logged is not None
        return logged


def must_not_be_void(office: Office, draw: Draw) -> None:
    """Refuse (exit 6) what was set aside meanwhile; asked within an act, which nothing can come before."""
    if _now(office, draw).void:
        raise refuse(messages.DRAW_VOID, Exit.CONFLICT, ref=draw.ref)


def _now(office: Office, draw: Draw) -> Draw:
    return next(d for d in journal.draws(office.events()) if d.hash == draw.hash)
