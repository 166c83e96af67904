"""Whether what an act names is there, and can be touched. Pure."""

from typing import Any

from inventories.problems import Exit, refuse
from scheduler import messages
from scheduler.after.messages import VISIT_CANCELLED
from scheduler.facts import Facts
from scheduler.journal import Draw, standing


def check_names(draw: Draw, facts: Facts, kind: str, body: dict[str, Any]) -> None:
    """Refuse an act that names an inspector, target, period, visit or slot that is not there (exit 1), or that would
    touch a visit that took place or fill a slot that is not open (exit 6)."""
    inspector, target = body.get("inspector"), body.get("target")
    roster = facts.inspectors if kind == "reinforcement" else {**facts.inspectors, **draw.appointed()}
    if inspector is not None and kind != "appointment" and inspector not in roster:
        raise refuse(messages.NO_INSPECTOR, Exit.FAILED, id=inspector)
    if target is not None and target not in facts.targets:
        raise refuse(messages.NO_TARGET, Exit.FAILED, id=target)
    periods = [period.id for period in facts.plan.periods]
    for period in [*body.get("periods", ()), *([body["period"]] if "period" in body else ())]:
        if period not in periods:
            raise refuse(messages.NO_PERIOD, Exit.FAILED, id=period, known=", ".join(periods))
    if body.get("visit") is not None:
        _visit(draw, body["visit"])
    if kind == "appointment":
        _slot(draw, body["visit"], body["slot"], body["inspector"])


def _visit(draw: Draw, visit: str) -> None:
    if visit not in standing(draw):
        raise refuse(messages.NO_VISIT, Exit.FAILED, id=visit, ref=draw.ref)
    if visit in draw.cancelled_visits():
        raise refuse(VISIT_CANCELLED, Exit.CONFLICT, id=visit)
    if visit in draw.over():
        raise refuse(messages.VISIT_DONE, Exit.CONFLICT, id=visit)


def _slot(draw: Draw, visit: str, slot: int, inspector: str) -> None:
    team = standing(draw)[visit].team
    if slot not in team:
        raise refuse(messages.NO_SLOT, Exit.FAILED, visit=visit, slot=slot)
    if team[slot] is not None or inspector in team.values():
        raise refuse(messages.SLOT_TAKEN, Exit.CONFLICT, visit=visit, slot=slot, inspector=inspector)
