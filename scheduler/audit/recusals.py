"""Recusals judged again from the log: each was applied for by somebody who may, and decided once, or once more on review."""

from collections.abc import Iterator
from datetime import date

from inventories.problems import N_, Reason, Words
from scheduler.after.recusal import applications
from scheduler.audit.finding import GREEN, Check, Colour, Finding, verdict
from scheduler.audit.replay import Replay
from scheduler.facts import Facts
from scheduler.journal import Draw, standing
from scheduler.log import Event
from scheduler.results.check import EARLIEST, LATEST, day_somewhere

ASKED = ("inspector", "target", "on", "applicant", "relation", "ground")


def application_faults(before: Draw, event: Event, _facts: Facts) -> Iterator[str]:
    """What speaks against an application: a pair that applied before, or an inspector who is not to come."""
    yield from _asked(event)
    yield from _day(before, event, "")
    pair = (event.body["inspector"], event.body["target"])
    if pair in [(e.body["inspector"], e.body["target"]) for e in before.after if e.kind == "application"]:
        yield Reason(N_("it was applied for already"))
    if pair not in _to_come(before):
        yield Reason(N_("{inspector} was not to visit {target}"), inspector=pair[0], target=pair[1])


def recusal_faults(before: Draw, event: Event, _facts: Facts) -> Iterator[str]:
    """What speaks against a recusal: an application that is another one or was decided, or that still waits."""
    body = event.body
    yield from _asked(event)
    if not isinstance(body["officer"], str) or not body["officer"].strip():
        yield Reason(N_("nobody decided it"))
    if body["application"] is not None:
        yield from rejection_faults(before, event, _facts)
        applied = _applied(before, body["application"])
        yield from (
            Reason(N_("{name} is not what was applied for"), name=name)
            for name in ASKED
            if applied and applied[name] != body[name]
        )
        return
    yield from _day(before, event, "")
    pair = (body["inspector"], body["target"])
    known = [a for a in applications(before) if (a.body["inspector"], a.body["target"]) == pair]
    if any(not a.decisions for a in known):
        yield Reason(N_("an application for it waited for its decision"))
    earlier = [(e.body["inspector"], e.body["target"]) for e in before.after if e.kind == "recusal"]
    if pair in earlier and pair not in _to_come(before):
        yield Reason(N_("it was decided already"))


def rejection_faults(before: Draw, event: Event, _facts: Facts) -> Iterator[str]:
    """What speaks against a decision on an application: there is none, or it was granted, or rejected twice."""
    seq = event.body["application"]
    if _applied(before, seq) is None:
        yield Reason(N_("no application is event {seq}"), seq=seq)
        return
    decided = [e for e in before.after if e.kind in ("rejection", "recusal") and e.body["application"] == seq]
    if len(decided) > 1 or any(e.kind == "recusal" for e in decided):
        yield Reason(N_("the application of event {seq} was decided already"), seq=seq)
    answered = [e for e in before.after if e.seq == seq or e in decided]
    yield from _day(before, event, max(e.body["date"] for e in answered))


def _applied(before: Draw, seq: int) -> dict[str, str] | None:
    return next((e.body for e in before.after if e.kind == "application" and e.seq == seq), None)


def _asked(event: Event) -> Iterator[str]:
    body = event.body
    if body["on"] not in ("own", "party") or (body["on"] == "party") != bool(body["applicant"].strip()):
        yield Reason(N_("nobody who may has applied"))
    if body["relation"] not in ("kin", "interest", "other"):
        yield Reason(N_("no category of grounds: {relation}"), relation=body["relation"])


def _to_come(before: Draw) -> set[tuple[str | None, str]]:
    """Who sits in a team that is still to visit which target."""
    over = before.over()
    return {(who, v.target) for v in standing(before).values() if v.name not in over for who in v.team.values()}


def _day(before: Draw, event: Event, answered: str) -> Iterator[str]:
    day = date.fromisoformat(event.body["date"])
    drawn = day_somewhere(before.draw.time, EARLIEST)  # type: ignore[union-attr]
    if not drawn <= day <= day_somewhere(event.time, LATEST) or day.isoformat() < answered:
        yield Reason(N_("it cannot have happened on {date}"), date=event.body["date"])


def _in_time(replay: Replay) -> Finding:
    """Applications that were decided late, or wait past their day."""
    if replay.draw.draw is None:
        return GREEN
    late = []
    for found in applications(replay.draw):
        due = found.due(replay.plan.acts.decide_within)
        first = next(iter(found.decisions), None)
        if (date.fromisoformat(first.body["date"]) if first else replay.on) > due:
            decided = Reason(N_("decided on {day}"), day=first.body["date"]) if first else Words(N_("not decided"))
            late.append(Reason(N_("event {seq}: {decided}, due {due}"), seq=found.event.seq, decided=decided, due=due))
    return verdict(late, Colour.AMBER, shown=None)


CHECKS = (
    Check("2.06", "§8", N_("every application for recusal was decided in the days that the plan gives"), _in_time),
)
