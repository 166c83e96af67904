"""Whether the schedules of a draw keep their rules, by the log and the frozen tables; no part of the draw."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from inventories.problems import N_, Reason
from scheduler.audit.finding import Check, Colour, Finding, verdict
from scheduler.audit.replay import Replay
from scheduler.log import Event
from scheduler.schedule import check, logged
from scheduler.schedule.building import Known, case_of
from scheduler.year.workdays import Calendar


def _schedules(replay: Replay) -> Finding:
    """Each schedule, from the draw as it stood then. Leave imported since the commitment and calendars of the office's own
    are not in the bundle: what is known of them is the frozen leave, and the announced calendar."""
    mine = [e for e in replay.bundle.events if e.kind == logged.KIND and e.body["commitment"] == replay.draw.hash]
    return verdict([fault for event in mine for fault in _faults(replay, event)], Colour.AMBER)


def _faults(replay: Replay, event: Event) -> Iterator[str]:
    then = replace(replay.draw, after=[e for e in replay.draw.after if e.seq < event.seq], void=None)
    before = logged.placements(logged.last([e for e in replay.bundle.events if e.seq < event.seq], replay.draw.hash))
    known = Known(replay.facts.tables.leave, Calendar(), date.fromisoformat(event.body["begins"]), logged.closed(event))
    now = logged.placements(event)
    case = case_of(replay.facts, then, known, {**before, **now})
    placed = {name: p for name, p in now.items() if name in case.visit}
    own = any(
        e.kind == "import" and e.body.get("kind") == "calendar" for e in replay.bundle.events if e.seq < event.seq
    )
    for name in sorted(set(now) - set(case.visit) - set(before)):
        yield Reason(N_("event {seq}: {name} is no visit that could be given a day"), seq=event.seq, name=name)
    for ask, visit in check.broken(case, placed):
        if visit in placed and not (own and ask.rule.code == "working-day"):
            yield Reason(N_("event {seq}: {visit}: {code}"), seq=event.seq, visit=visit, code=ask.rule.code)


CHECKS = (Check("3.11", "threats", N_("every schedule keeps its rules, as far as the bundle shows"), _schedules),)
