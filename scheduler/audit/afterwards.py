"""Whether what happened after a draw was allowed to happen (§8): the rules that the acts keep, judged again from the log."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from scheduler.audit.recusals import application_faults, recusal_faults, rejection_faults
from scheduler.draw.notation import MOST
from scheduler.facts import Facts
from scheduler.journal import ACTS, UNDRAWN, Draw, standing
from scheduler.log import Event
from scheduler.plan.model import PlanPeriod
from scheduler.results.check import owing


def act_faults(draw: Draw, facts: Facts) -> Iterator[str]:
    """Acts that name what is not there, and acts that the rules did not allow as the draw then stood."""
    for k, event in enumerate(draw.after):
        if event.kind not in (*ACTS, *UNDRAWN):
            continue
        before = replace(draw, after=draw.after[:k])
        found = [*_unknown(before, event, facts), *_RULES[event.kind](before, event, facts)]
        yield from (f"event {event.seq}: {fault}" for fault in found)


def _unknown(before: Draw, event: Event, facts: Facts) -> Iterator[str]:
    body = event.body
    periods = {period.id for period in facts.plan.periods}
    if "inspector" in body and body["inspector"] not in facts.inspectors:
        newer = body["inspector"] in before.appointed() and event.kind != "reinforcement"
        if event.kind != "appointment" and not newer:
            yield f"no inspector {body['inspector']}"
    if "target" in body and body["target"] not in facts.targets:
        yield f"no target {body['target']}"
    if "limit" in body and not (type(body["limit"]) is int and 1 <= body["limit"] <= MOST):
        yield f"no limit {body['limit']}"
    named = [*body.get("periods", ()), *([body["period"]] if "period" in body else ())]
    yield from (f"no period {name}" for name in named if name not in periods)


def _appointment(before: Draw, event: Event, facts: Facts) -> Iterator[str]:
    body = event.body
    team = standing(before)[body["visit"]].team
    if body["slot"] not in team:
        yield f"{body['visit']} has no slot {body['slot']}"
    elif team[body["slot"]] is not None:
        yield f"slot {body['slot']} of {body['visit']} was not open"
    if body["inspector"] in team.values():
        yield f"{body['inspector']} was in the team already"
    if body["visit"] in before.over():
        yield f"{body['visit']} was done or cancelled"
    known = facts.inspectors.get(body["inspector"])
    if known and (known.name, known.department) != (body["name"], body["department"]):
        yield f"{body['inspector']} is somebody else on the roster"


def _absence(before: Draw, event: Event, facts: Facts) -> Iterator[str]:
    body = event.body
    by_days, left = body["begins"] is not None, body["kind"] == "left"
    if body["kind"] not in ("leave", "sick", "left"):
        yield f"no kind of absence: {body['kind']}"
    if (body["ends"] is None) != (left or not by_days) or not (by_days or (body["periods"] and not left)):
        yield "it does not say from when to when"
    elif by_days and (missed := _missed(before, event, facts)) != body["periods"]:
        yield f"its days make the periods {missed}"


def _missed(before: Draw, event: Event, facts: Facts) -> list[str]:
    """The periods that an absence by days touches and of whose days half or more are away, counted day by day with all
    leave known by then; of who has left, all that were not over."""
    begins, ends = (day and date.fromisoformat(day) for day in (event.body["begins"], event.body["ends"]))
    if ends is None:
        return [period.id for period in facts.plan.periods if begins <= period.span.ends]
    who = event.body["inspector"]
    same = [e.body for e in before.after if e.kind == "absence" and e.body["inspector"] == who and e.body["ends"]]
    known = [(date.fromisoformat(body["begins"]), date.fromisoformat(body["ends"])) for body in same]
    known += [(leave.begins, leave.ends) for leave in facts.tables.leave if leave.inspector == who]

    def away(period: PlanPeriod, *spans: tuple[date, date]) -> int:
        days = (period.span.begins + timedelta(days=n) for n in range(period.span.days))
        return sum(any(first <= day <= last for first, last in spans) for day in days)

    touched = [period for period in facts.plan.periods if away(period, (begins, ends))]
    return [period.id for period in touched if 2 * away(period, (begins, ends), *known) >= period.span.days]


def _replacement(before: Draw, event: Event, facts: Facts) -> Iterator[str]:
    body, tasks = event.body, {task.id: task for task in facts.plan.tasks}
    if body["ground"] not in facts.plan.acts.replacement:
        yield f"the plan does not replace on this ground: {body['ground']}"
    for task in standing(before)[body["visit"]].tasks:
        if tasks[task].from_above:
            yield f"{body['visit']} was drawn by superiors for {task}"
        if task in before.cancelled_tasks():
            yield f"{body['visit']} serves {task}, which was cancelled"


def _cancellation(before: Draw, event: Event, facts: Facts) -> Iterator[str]:
    body = event.body
    if body["task"] not in [task.id for task in facts.plan.tasks]:
        yield f"no task {body['task']}"
    if body["task"] in before.cancelled_tasks():
        yield f"{body['task']} was cancelled already"
    still, gone = set(owing(before, facts.plan)), {*before.cancelled_tasks(), body["task"]}
    ended = [v.name for v in standing(before).values() if v.name in still and not set(v.tasks) - gone]
    if ended != body["visits"]:
        yield f"{len(ended)} visits end with {body['task']}: {', '.join(ended)}"


def _nothing(_before: Draw, _event: Event, _facts: Facts) -> Iterator[str]:
    return iter(())


_RULES: dict[str, Callable[[Draw, Event, Facts], Iterator[str]]] = {
    "recusal": recusal_faults,
    "absence": _absence,
    "reinforcement": _nothing,
    "replacement": _replacement,
    "appointment": _appointment,
    "application": application_faults,
    "rejection": rejection_faults,
    "cancellation": _cancellation,
}
