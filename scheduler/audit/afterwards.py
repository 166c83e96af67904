"""Whether what happened after a draw was allowed to happen (§8): the rules that the acts keep, judged again from the log."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from inventories.problems import N_, Reason
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
        yield from (Reason(N_("event {seq}: {fault}"), seq=event.seq, fault=fault) for fault in found)


def _unknown(before: Draw, event: Event, facts: Facts) -> Iterator[str]:
    body = event.body
    periods = {period.id for period in facts.plan.periods}
    if "inspector" in body and body["inspector"] not in facts.inspectors:
        newer = body["inspector"] in before.appointed() and event.kind != "reinforcement"
        if event.kind != "appointment" and not newer:
            yield Reason(N_("no inspector {inspector}"), inspector=body["inspector"])
    if "target" in body and body["target"] not in facts.targets:
        yield Reason(N_("no target {target}"), target=body["target"])
    if "limit" in body and not (type(body["limit"]) is int and 1 <= body["limit"] <= MOST):
        yield Reason(N_("no limit {limit}"), limit=body["limit"])
    named = [*body.get("periods", ()), *([body["period"]] if "period" in body else ())]
    yield from (Reason(N_("no period {name}"), name=name) for name in named if name not in periods)


def _appointment(before: Draw, event: Event, facts: Facts) -> Iterator[str]:
    body = event.body
    team = standing(before)[body["visit"]].team
    if body["slot"] not in team:
        yield Reason(N_("{visit} has no slot {slot}"), visit=body["visit"], slot=body["slot"])
    elif team[body["slot"]] is not None:
        yield Reason(N_("slot {slot} of {visit} was not open"), slot=body["slot"], visit=body["visit"])
    if body["inspector"] in team.values():
        yield Reason(N_("{inspector} was in the team already"), inspector=body["inspector"])
    if body["visit"] in before.over():
        yield Reason(N_("{visit} was done or cancelled"), visit=body["visit"])
    known = facts.inspectors.get(body["inspector"])
    if known and (known.name, known.department) != (body["name"], body["department"]):
        yield Reason(N_("{inspector} is somebody else on the roster"), inspector=body["inspector"])


def _absence(before: Draw, event: Event, facts: Facts) -> Iterator[str]:
    body = event.body
    by_days, left = body["begins"] is not None, body["kind"] == "left"
    if body["kind"] not in ("leave", "sick", "left"):
        yield Reason(N_("no kind of absence: {kind}"), kind=body["kind"])
    if (body["ends"] is None) != (left or not by_days) or not (by_days or (body["periods"] and not left)):
        yield Reason(N_("it does not say from when to when"))
    elif by_days and (missed := _missed(before, event, facts)) != body["periods"]:
        yield Reason(N_("its days make the periods {missed}"), missed=missed)


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
        yield Reason(N_("the plan does not replace on this ground: {ground}"), ground=body["ground"])
    for task in standing(before)[body["visit"]].tasks:
        if tasks[task].from_above:
            yield Reason(N_("{visit} was drawn by superiors for {task}"), visit=body["visit"], task=task)
        if task in before.cancelled_tasks():
            yield Reason(N_("{visit} serves {task}, which was cancelled"), visit=body["visit"], task=task)


def _cancellation(before: Draw, event: Event, facts: Facts) -> Iterator[str]:
    body = event.body
    if body["task"] not in [task.id for task in facts.plan.tasks]:
        yield Reason(N_("no task {task}"), task=body["task"])
    if body["task"] in before.cancelled_tasks():
        yield Reason(N_("{task} was cancelled already"), task=body["task"])
    still, gone = set(owing(before, facts.plan)), {*before.cancelled_tasks(), body["task"]}
    ended = [v.name for v in standing(before).values() if v.name in still and not set(v.tasks) - gone]
    if ended != body["visits"]:
        yield Reason(N_("{n} visits end with {task}: {ended}"), n=len(ended), task=body["task"], ended=", ".join(ended))


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
