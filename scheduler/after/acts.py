"""Acts after a draw that draw nothing themselves: each is whole in the log, or not there."""

from dataclasses import dataclass
from typing import Any

from inventories.problems import Exit, Words, refuse
from scheduler import acts
from scheduler.after import allowed
from scheduler.after import messages as after_messages
from scheduler.after.completing import completed
from scheduler.after.recusal import ASKED, STATES, Application
from scheduler.journal import Draw
from scheduler.log import Event
from scheduler.store.office import Office


@dataclass(frozen=True)
class Decision:
    """The head who decides, on which day (None: today), and the ground on which an application is rejected (None: granted)."""

    officer: str
    date: str | None = None
    rejected_for: str | None = None


def apply(office: Office, draw: Draw, body: dict[str, Any]) -> Event:
    """Log an application for recusal; without a ``date`` it is of today. The inspection goes on until it is decided."""
    return _log(office, draw, "application", body)


def decide(office: Office, draw: Draw, pair: tuple[str, str], decision: Decision, review: bool) -> Event:
    """Decide the application for the recusal of an inspector at a target: reject it, or grant it, which draws in the
    inspector's place. With ``review`` a rejected one is decided again, else one that waits.

    Refused (exit 6) if it is not to be decided so, or not any more: asked again once nobody else can act.
    """
    acts.must_be_open(draw)

    def still(current: Draw) -> Application:
        found = allowed.find(current, *pair)
        if found.state != ("rejected" if review else "waits"):
            message = after_messages.NOTHING_TO_REVIEW if review else after_messages.DECIDED_ALREADY
            raise refuse(message, Exit.CONFLICT, **found.pair, state=Words(STATES[found.state]))
        return found

    found = still(acts.find(office, draw.hash))
    body = {"application": found.event.seq, "officer": decision.officer, "date": decision.date}
    if decision.rejected_for is not None:
        return _log(office, draw, "rejection", {**body, "ground": decision.rejected_for}, still)
    return acts.happen(office, draw, "recusal", {**{name: found.body[name] for name in ASKED}, **body}, still)


def cancel(office: Office, draw: Draw, body: dict[str, Any]) -> Event:
    """Log that superiors have cancelled a task: what only it asks for is owed no longer, and visits that serve cancelled
    tasks alone end."""
    return _log(office, draw, "cancellation", body)


def _log(office: Office, draw: Draw, kind: str, body: dict[str, Any], still: acts.Still = acts.always) -> Event:
    acts.must_be_open(draw)
    facts = acts.frozen_facts(office, draw)
    with office.act() as act:
        current = acts.find(office, draw.hash)
        acts.must_stand(current)
        still(current)
        body = completed(current, facts, kind, body, act.time, lambda: office.records("inspectors"))
        allowed.check(current, facts, kind, body, act.time)
        return act.append(kind, {"commitment": current.hash, **body})
