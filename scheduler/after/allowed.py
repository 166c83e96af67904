"""Whether an act may happen to a draw as it stands: refused in words where it may not. The audit judges the same anew."""

from datetime import date
from typing import Any

from inventories.problems import Exit, Words, refuse
from scheduler.after import messages
from scheduler.after.names import check_names
from scheduler.after.recusal import STATES, Application, applications, recused, visits_to
from scheduler.facts import Facts
from scheduler.journal import Draw, standing
from scheduler.results.check import EARLIEST, LATEST, day_somewhere


def check(draw: Draw, facts: Facts, kind: str, body: dict[str, Any], time: str) -> None:
    """Refuse (exit 6, or 1 for what is not there) an act at ``time`` that the office's rules do not allow."""
    check_names(draw, facts, kind, body)
    match kind:
        case "application":
            _day(draw, body["date"], time)
            _apply(draw, body["inspector"], body["target"])
        case "recusal":
            _recuse(draw, body, time)
        case "rejection":
            _decide(draw, body, time)
        case "replacement":
            _replace(draw, facts, body)
        case "cancellation":
            _cancel(draw, facts, body["task"])


def find(draw: Draw, inspector: str, target: str) -> Application:
    """The application for the recusal of an inspector at a target. Refused (exit 1) if there is none."""
    found = _of_pair(draw, inspector, target)
    if found is None:
        raise refuse(messages.NO_APPLICATION, Exit.FAILED, inspector=inspector, target=target, ref=draw.ref)
    return found


def _of_pair(draw: Draw, inspector: str, target: str) -> Application | None:
    pairs = [a for a in applications(draw) if (a.body["inspector"], a.body["target"]) == (inspector, target)]
    return pairs[0] if pairs else None


def _apply(draw: Draw, inspector: str, target: str) -> None:
    pair = {"inspector": inspector, "target": target}
    if before := _of_pair(draw, inspector, target):
        state = Words(STATES[before.state])
        raise refuse(messages.APPLIED_ALREADY, Exit.CONFLICT, **pair, seq=before.event.seq, state=state)
    visits = visits_to(draw, inspector, target)
    if not visits and recused(draw, inspector, target):
        raise refuse(messages.RECUSED_ALREADY, Exit.CONFLICT, **pair)
    if not visits:
        raise refuse(messages.NOT_IN_TEAM, Exit.CONFLICT, **pair)
    if all(visit.name in draw.over() for visit in visits):
        raise refuse(messages.TEAM_DONE, Exit.CONFLICT, **pair, visit=visits[0].name)


def _recuse(draw: Draw, body: dict[str, Any], time: str) -> None:
    pair = {name: body[name] for name in ("inspector", "target")}
    if body["application"] is not None:
        _decide(draw, body, time)
        return
    _day(draw, body["date"], time)
    before = _of_pair(draw, **pair)
    if before and before.state == "waits":
        raise refuse(messages.APPLICATION_WAITS, Exit.CONFLICT, **pair, seq=before.event.seq)
    coming = [visit for visit in visits_to(draw, **pair) if visit.name not in draw.over()]
    if recused(draw, **pair) and not coming:
        raise refuse(messages.RECUSED_ALREADY, Exit.CONFLICT, **pair)


def _decide(draw: Draw, body: dict[str, Any], time: str) -> None:
    found = next(a for a in applications(draw) if a.event.seq == body["application"])
    if found.state not in ("waits", "rejected"):
        raise refuse(messages.DECIDED_ALREADY, Exit.CONFLICT, **found.pair, state=Words(STATES[found.state]))
    _day(draw, body["date"], time, (found.decisions or (found.event,))[-1].body["date"])


def _day(draw: Draw, day: str, time: str, after: str = "") -> None:
    """A day on paper lies between the draw, or what it answers, and the event that logs it."""
    first = max(day_somewhere(draw.draw.time, EARLIEST).isoformat(), after)  # type: ignore[union-attr]
    last = day_somewhere(time, LATEST).isoformat()
    if not first <= date.fromisoformat(day).isoformat() <= last:
        raise refuse(messages.DAY_WRONG, Exit.CONFLICT, day=day, first=first, last=last)


def _replace(draw: Draw, facts: Facts, body: dict[str, Any]) -> None:
    grounds = facts.plan.acts.replacement
    if not grounds:
        raise refuse(messages.REPLACEMENT_OFF, Exit.CONFLICT, ref=draw.ref)
    if body["ground"] not in grounds:
        known = ", ".join(grounds)
        raise refuse(messages.REPLACEMENT_GROUND, Exit.CONFLICT, ref=draw.ref, ground=body["ground"], known=known)
    above = {task.id for task in facts.plan.tasks if task.from_above}
    for task in standing(draw)[body["visit"]].tasks:
        if task in above:
            raise refuse(messages.REPLACEMENT_ABOVE, Exit.CONFLICT, visit=body["visit"], task=task)
        if task in draw.cancelled_tasks():
            raise refuse(messages.REPLACEMENT_CANCELLED, Exit.CONFLICT, visit=body["visit"], task=task)


def _cancel(draw: Draw, facts: Facts, task: str) -> None:
    known = [planned.id for planned in facts.plan.tasks]
    if task not in known:
        raise refuse(messages.NO_TASK, Exit.FAILED, task=task, ref=draw.ref, known=", ".join(known))
    for event in draw.after:
        if event.kind == "cancellation" and event.body["task"] == task:
            raise refuse(messages.CANCELLED_ALREADY, Exit.CONFLICT, task=task, seq=event.seq)
