"""The acts about results: entered, checked, returned, released; and visits that may be done later."""

from collections.abc import Container, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from inventories.problems import Exit, Problem, Refused, refuse
from inventories.records import plain
from scheduler import acts, journal
from scheduler.journal import Draw
from scheduler.log import Event
from scheduler.messages import DRAW_CHANGED, NO_PERIOD
from scheduler.plan.model import Plan
from scheduler.results import messages
from scheduler.results.check import Fault, extension_fault, owed, owing_of
from scheduler.results.model import Place
from scheduler.results.past import past_visits
from scheduler.results.states import Decision, decidable, entries
from scheduler.store.office import Office


def enter_results(office: Office, draw: Draw, results: Sequence[Any], source: dict[str, Any]) -> Event:
    """Log results of visits, which become past visits; they were checked by ``results.check`` against ``draw``.

    Refused (exit 6) if something has happened to the draw since.
    """
    acts.must_be_open(draw)
    plan = acts.frozen_plan(office, draw)
    rows = [plain(result) for result in results]
    with office.act() as act:
        current = acts.find(office, draw.hash)
        acts.must_stand(current)
        if current.after != draw.after:
            raise refuse(DRAW_CHANGED, Exit.CONFLICT, ref=draw.ref)
        event = act.append("results", {"commitment": draw.hash, **source, "rows": rows})
        entered = {(row["visit"], row["department"]) for row in rows}
        known = past_visits(replace(current, after=[*current.after, event]), plan)
        act.put("history", [record for place, record in known.items() if place in entered], event.seq)
        return event


def waiting(
    draw: Draw,
    decision: Decision,
    visits: Container[str] | None,
    departments: Container[str] | None,
    items: Container[str] | None,
) -> list[Place]:
    """The results that can be checked, returned or released now, of these visits, departments and items (None: of all)."""
    found = entries(draw.after)
    return [
        place
        for place, entry in found.items()
        if decidable(decision, entry)
        and all(
            chosen is None or part in chosen for part, chosen in zip(place, (visits, departments, items), strict=True)
        )
    ]


def review(office: Office, draw: Draw, decision: Decision, places: Sequence[Place], ground: str = "") -> Event:
    """Log that results were checked, returned (on a ground) or released.

    Refused (exit 6) if there is none, or one of them cannot be decided on in its state.
    """
    acts.must_stand(draw)
    with office.act() as act:
        current = acts.find(office, draw.hash)
        acts.must_stand(current)
        found = entries(current.after)
        if not places or not all(decidable(decision, found.get(place)) for place in places):
            raise refuse(messages.NOTHING_WAITS[decision], Exit.CONFLICT, ref=draw.ref)
        body = {"commitment": draw.hash, "decision": decision, "rows": [list(place) for place in places]}
        return act.append("review", {**body, "ground": ground})


def visits_of(draw: Draw, plan: Plan, period: str, until: date) -> list[str]:
    """The visits of a period that owe a result and may not be done until that day yet, in team order.

    Refused if the plan has no such period (exit 1), or there is no such visit (exit 6).
    """
    if period not in (known := [p.id for p in plan.periods]):
        raise refuse(NO_PERIOD, Exit.FAILED, id=period, known=", ".join(known))
    asked, visits = owed(draw, plan), journal.standing(draw)
    open_visits = owing_of(draw, asked)
    found = [name for name in open_visits if visits[name].period == period and asked.days[name].ends < until]
    if not found:
        raise refuse(messages.NOTHING_TO_EXTEND, Exit.CONFLICT, period=period, until=until)
    return found


def extend(office: Office, draw: Draw, visits: Sequence[str], until: date, ground: str, officer: str) -> list[Event]:
    """Log, visit by visit, that they may be done until a day after their period, by the order of an officer.

    Refused with every visit that does not stand (exit 1), or is cancelled or may be done until then already (exit 6).
    """
    acts.must_stand(draw)
    plan = acts.frozen_plan(office, draw)
    with office.act() as act:
        current = acts.find(office, draw.hash)
        acts.must_stand(current)
        asked = owed(current, plan)
        wrong = [fault for visit in visits if (fault := extension_fault(visit, until, asked))]
        if wrong:
            code = Exit.FAILED if any(fault.code == "visit" for fault in wrong) else Exit.CONFLICT
            raise Refused([_problem(fault, draw.ref) for fault in wrong], code)
        body = {"until": until.isoformat(), "ground": ground, "officer": officer}
        return [
            act.append("extension", {"commitment": draw.hash, "visit": visit, **body})
            for visit in dict.fromkeys(visits)
        ]


def _problem(wrong: Fault, ref: str) -> Problem:
    return Problem(messages.EXTENSION_FAULTS[wrong.code], {"value": wrong.value, "ref": ref, **wrong.params})
