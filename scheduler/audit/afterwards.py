"""Whether what happened after a draw was allowed to happen (§8): the rules that the acts keep, judged again from the log."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from scheduler.draw.notation import MOST
from scheduler.facts import Facts
from scheduler.journal import ACTS, Draw, standing


def act_faults(draw: Draw, facts: Facts) -> Iterator[str]:
    """Acts that name what is not there, and appointments to a slot that was not open or to a visit that was done."""
    for k, event in enumerate(draw.after):
        if event.kind not in ACTS:
            continue
        found = list(_unknown(event.body, facts))
        if event.kind == "appointment":
            found += _appointment(replace(draw, after=draw.after[:k]), event.body)
        yield from (f"event {event.seq}: {fault}" for fault in found)


def _unknown(body: dict[str, Any], facts: Facts) -> Iterator[str]:
    periods = {period.id for period in facts.plan.periods}
    if "inspector" in body and body["inspector"] not in facts.inspectors:
        yield f"no inspector {body['inspector']}"
    if "target" in body and body["target"] not in facts.targets:
        yield f"no target {body['target']}"
    if "limit" in body and not (type(body["limit"]) is int and 1 <= body["limit"] <= MOST):
        yield f"no limit {body['limit']}"
    named = [*body.get("periods", ()), *([body["period"]] if "period" in body else ())]
    yield from (f"no period {name}" for name in named if name not in periods)


def _appointment(before: Draw, body: dict[str, Any]) -> Iterator[str]:
    team = standing(before)[body["visit"]].team
    if body["slot"] not in team:
        yield f"{body['visit']} has no slot {body['slot']}"
    elif team[body["slot"]] is not None:
        yield f"slot {body['slot']} of {body['visit']} was not open"
    if body["inspector"] in team.values():
        yield f"{body['inspector']} was in the team already"
    if body["visit"] in before.visited():
        yield f"{body['visit']} was done"
