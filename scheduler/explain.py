"""Explanations from the facts: why a target has its band and rates, and who may take a slot of a visit."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from inspectors.eligibility import Asked, Since
from inspectors.rules import absent, conflict, out_since, unfit
from inspectors.rules.rule import EligibilityRule
from inventories.frame import in_scope
from inventories.model import Signal
from inventories.points import counts
from inventories.problems import N_
from inventories.records import plain
from scheduler.draw.model import Visit
from scheduler.draw.visits import slots
from scheduler.facts import Facts, case
from scheduler.journal import Draw, StandingVisit
from scheduler.log import Event
from scheduler.plan.caps_told import of_target
from scheduler.results.check import owed

DECLARED = N_("declared to its department")
"""Stands for a conflict of interest that another department has handed in: what it is is not told."""


def explain_target(facts: Facts, target: str) -> dict[str, Any]:
    """A target's record, the lines of its points, its bands, and its cell, rate or exclusion in each task."""
    assessment = facts.frame.assessments[target]
    own = {row.task: row.path for row in facts.frame.rows if row.target == target}
    left = {entry.task: entry.ground for entry in facts.frame.left_out if entry.target == target}
    tasks = []
    for task in facts.plan.tasks:
        if task.from_above and task.id not in own and task.id not in left:
            continue
        if not in_scope(facts.targets[target], assessment.band, task.scope):
            continue
        cell = next((c for c in facts.cells[task.id] if c.path == own.get(task.id)), None)
        tasks.append(
            {
                "task": task.id,
                "cell": "/".join(cell.path) if cell else "",
                "pool": cell.pool if cell else 0,
                "rate": str(cell.rate) if cell else "0",
                "asked": str(cell.asked) if cell else "0",
                "year": str(cell.rate if cell.year is None else cell.year) if cell else "0",
                "had": str(cell.had) if cell else "0",
                "left_out": left.get(task.id, ""),
            }
        )
    return {
        "record": plain(facts.targets[target]),
        "as_of": facts.plan.as_of.isoformat(),
        "points": assessment.points,
        "by_points": assessment.by_points,
        "band": assessment.band,
        "last_visit": plain(assessment.last_visit),
        "lines": [plain(line) for line in assessment.lines],
        "signals": [_signal(signal, facts) for signal in facts.tables.signals if signal.target == target],
        "tasks": tasks,
        "caps": facts.plan.caps
        and {
            "per_agency": facts.plan.caps.per_agency,
            "all_levels": facts.plan.caps.all_levels,
            "visits": [vars(visit) for visit in of_target(facts, target)],
        },
    }


def _signal(signal: Signal, facts: Facts) -> dict[str, Any]:
    """A signal with whether it counts by the plan's rules on its day."""
    counted = any(
        rule.factor == signal.factor and counts(signal, rule.months, facts.plan.as_of)
        for rule in facts.plan.points.factors
    )
    return {**plain(signal), "counts": counted}


def explain_visit(facts: Facts, draw: Draw, visit: StandingVisit, handed: Collection[str] = ()) -> dict[str, Any]:
    """A visit with, for each slot, who is eligible, who last, and by which rule everyone else is not.

    A conflict of somebody of a department that ``handed`` in its roster is not named as one.
    """
    tasks = {task.id: task for task in case(facts, "", "", "").tasks}
    asked = slots(Visit(visit.name, visit.target, visit.tasks, (), visit.period), tasks)
    orders = {
        event.body["slot"]: _order(event.body, facts)
        for event in draw.after
        if event.kind == "appointment" and event.body["visit"] == visit.name
    }
    told = []
    for slot in asked:
        no: defaultdict[str, list[str]] = defaultdict(list)
        yes: list[str] = []
        for inspector in facts.inspectors:
            rule = why_not(facts, draw, visit, inspector, Asked(slot.department, slot.qualification, slot.lead))
            hidden = rule is conflict.RULE and facts.inspectors[inspector].department in handed
            (yes if rule is None else no[DECLARED if hidden else rule.says.text]).append(inspector)
        last = facts.last[visit.target]
        told.append(
            {
                "slot": slot.seat[1],
                "department": slot.department,
                "qualification": slot.qualification,
                "lead": slot.lead,
                "inspector": visit.team[slot.seat[1]],
                "by_order": orders.get(slot.seat[1], ""),
                "eligible": [name for name in yes if name not in last],
                "last": [name for name in yes if name in last],
                "not_eligible": dict(no),
            }
        )
    days = owed(draw, facts.plan).days[visit.name]
    return {
        "visit": visit.name,
        "target": visit.target,
        "name": facts.targets[visit.target].name,
        "tasks": list(visit.tasks),
        "cancelled_tasks": [task for task in visit.tasks if task in draw.cancelled_tasks()],
        "cancelled": visit.name in draw.cancelled_visits(),
        "period": visit.period,
        "begins": days.begins.isoformat(),
        "ends": days.ends.isoformat(),
        "after": [
            {"event": e.seq, "time": e.time, "kind": e.kind, **{k: v for k, v in e.body.items() if k != "outcome"}}
            for e in concerning(draw, visit)
        ],
        "slots": told,
    }


def concerning(draw: Draw, visit: StandingVisit) -> list[Event]:
    """What has happened to a visit since the draw, its results apart: acts that name it or drew for it, its tasks that were
    cancelled, and applications for recusal at its target with the decisions on them."""
    asked = {e.seq for e in draw.after if e.kind == "application" and e.body["target"] == visit.target}

    def concerns(event: Event) -> bool:
        body = event.body
        drew = {row["visit"] for row in body.get("outcome", {}).get("teams", ())}
        return (
            visit.name in (body.get("visit"), *drew)
            or body.get("target") == visit.target
            or body.get("task") in visit.tasks
            or body.get("application") in asked
        )

    return [event for event in draw.after if event.kind not in ("results", "review") and concerns(event)]


def _order(body: dict[str, Any], facts: Facts) -> str:
    """The order of an appointment, with who was appointed where the frozen roster does not know them."""
    order = f"{body['order']} ({body['officer']})"
    return order if body["inspector"] in facts.inspectors else f"{body['name']}, {body['department']}: {order}"


def why_not(facts: Facts, draw: Draw, visit: StandingVisit, inspector: str, asked: Asked) -> EligibilityRule | None:
    """The first rule that speaks against an inspector at a slot of a visit; None: eligible."""
    who = facts.inspectors[inspector]
    span = next(period.span for period in facts.plan.periods if period.id == visit.period)
    return (
        unfit(who, asked)
        or facts.why_barred(inspector, visit.target)
        or absent(who, span, facts.tables.leave)
        or out_since(inspector, since(draw.after, visit.target, visit.period))
    )


def since(after: Iterable[Event], target: str, period: str) -> Since:
    """Who was recused from the target, and who became absent in the period, by these events."""
    recused = (e.body["inspector"] for e in after if e.kind == "recusal" and e.body["target"] == target)
    away = (e.body["inspector"] for e in after if e.kind == "absence" and period in e.body["periods"])
    return Since(frozenset(recused), frozenset(away))
