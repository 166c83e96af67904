"""By what a paper is traced to the log of its office: the text of its QR code, and what that text turns out to be. Pure.

The last event that a paper rests on commits to the whole log before it, since events are chained by their hashes.
"""

import io
from collections.abc import Iterable
from dataclasses import dataclass, replace

import segno

from inventories.problems import Exit, refuse
from scheduler.forms import messages
from scheduler.forms.fields import Mark
from scheduler.journal import ACTS, Draw, draws, standing
from scheduler.log import Event

FORMAT = "double-random/paper@1"
NOTHING = "-"
"""In place of a visit, on papers that are of none."""


@dataclass(frozen=True)
class Traced:
    """What a code says: the draw, the visit (None: of none), and the last event that the paper rests on."""

    draw: Draw
    visit: str | None
    event: Event


def mark(draw: Draw, visit: str = NOTHING) -> Mark:
    """The mark of a paper printed now."""
    last = draw.after[-1] if draw.after else draw.void or draw.draw or draw.commitment
    return Mark(draw.ref, str(last.seq), last.hash[:12], f"{FORMAT} {draw.ref} {visit} {last.seq} {last.hash}")


def picture(code: str) -> bytes:
    """The QR code as PNG: the same bytes for the same text."""
    out = io.BytesIO()
    segno.make(code, error="m", micro=False).save(out, kind="png", scale=6, border=2)
    return out.getvalue()


def trace(code: str, events: Iterable[Event]) -> Traced:
    """What a code of a paper is about.

    Refused: exit 2 for a text that is no code; exit 5 if the log has no such event, or the draw no such visit; exit 6 if the
    paper is out of date, since the visit has ended or its team has changed.
    """
    parts = code.split()
    if len(parts) != 5 or parts[0] != FORMAT or not parts[3].isdecimal():
        raise refuse(messages.CODE_STRANGE, Exit.USAGE, format=FORMAT)
    _format, ref, visit, seq, digest = parts
    events = list(events)
    draw = next((d for d in draws(events) if d.ref == ref), None)
    known = [] if draw is None else [draw.commitment, draw.draw, draw.void, *draw.after]
    event = next((e for e in known if e is not None and (str(e.seq), e.hash) == (seq, digest)), None)
    if draw is None or event is None:
        raise refuse(messages.CODE_OTHER_LOG, Exit.VERIFICATION, ref=ref, seq=seq)
    if visit != NOTHING:
        _must_stand(draw, visit, event)
    return Traced(draw, None if visit == NOTHING else visit, event)


def _must_stand(draw: Draw, visit: str, event: Event) -> None:
    """Refuse a visit that did not stand when its paper was printed, or whose team is another one now."""
    then = standing(replace(draw, after=[e for e in draw.after if e.seq <= event.seq])) if draw.draw else {}
    if visit not in then:
        raise refuse(messages.CODE_OTHER_LOG, Exit.VERIFICATION, ref=draw.ref, seq=event.seq)
    if draw.void and draw.void.seq > event.seq:
        raise refuse(messages.PAPER_OLD, Exit.CONFLICT, visit=visit, seq=draw.void.seq)
    if standing(draw).get(visit) != then[visit] or visit in draw.cancelled_visits():
        since = [e.seq for e in draw.after if e.seq > event.seq and e.kind in (*ACTS, "cancellation")]
        raise refuse(messages.PAPER_OLD, Exit.CONFLICT, visit=visit, seq=", ".join(map(str, since)))
