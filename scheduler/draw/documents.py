"""A draw written down: its outcome as ``double-random/outcome@1``, its facts as ``double-random/case@1``."""

from typing import Any

from scheduler.draw.model import (
    Absence,
    After,
    Case,
    Event,
    Filling,
    Outcome,
    Recusal,
    Reinforcement,
    Replacement,
    Seat,
    Task,
    Visit,
)
from scheduler.draw.notation import SPECIFICATION, utf8

CASE = "double-random/case@1"
OUTCOME = "double-random/outcome@1"


def outcome_document(outcome: Outcome) -> dict[str, Any]:
    """The ``double-random/outcome@1`` document of ``outcome``."""
    shortage = outcome.shortage
    return {
        "format": OUTCOME,
        "specification": SPECIFICATION,
        "seed": outcome.seed,
        "allocation": [
            {
                "task": cell.task,
                "path": list(cell.path),
                "pool": cell.pool,
                "rate": str(cell.rate),
                "expected": str(cell.pool * cell.rate),
                "drawn": cell.drawn,
            }
            for cell in outcome.allocation
        ],
        "targets": [{"task": s.task, "target": s.target, "ticket": s.ticket, "rank": s.rank} for s in outcome.targets],
        "visits": [_visit(visit) for visit in outcome.visits],
        "even_load": None
        if outcome.even_load is None
        else [{"inspector": i, "cap": outcome.even_load[i]} for i in sorted(outcome.even_load)],
        "open": outcome.open,
        **_filling(outcome.filling),
        "shortage": shortage
        and {"slots": [list(seat) for seat in shortage.slots], "need": shortage.need, "capacity": shortage.capacity},
        "after": [{"event": i, **after_document(after)} for i, after in enumerate(outcome.after)],
    }


def _visit(visit: Visit) -> dict[str, Any]:
    return {"visit": visit.name, "tasks": list(visit.tasks), "period": visit.period}


def _filling(filling: Filling) -> dict[str, Any]:
    def row(seat: Seat, inspector: str | None) -> dict[str, Any]:
        return {"visit": seat[0], "slot": seat[1], "inspector": inspector}

    return {
        "teams": [row(seat, inspector) for seat, inspector in filling.teams],
        "refused": [row(seat, inspector) for seat, inspector in filling.refused],
    }


def after_document(after: After) -> dict[str, Any]:
    """What one event drew, as an entry of the outcome document's ``after`` without its number."""
    return {
        "visits": [_visit(visit) for visit in after.visits],
        "ended": list(after.ended),
        "open": after.open,
        **_filling(after.filling),
    }


def case_document(case: Case) -> dict[str, Any]:
    """The ``double-random/case@1`` document of ``case``; appointments and done visits have no place there."""
    targets = sorted({row.target for row in case.frame})
    return {
        "format": CASE,
        "commitment": case.commitment,
        "randomness": case.randomness,
        "secret": case.secret,
        "coordination": case.coordination,
        "periods": [{"id": period.id, "weight": period.weight} for period in case.periods],
        "tasks": [_task_document(task) for task in case.tasks],
        "frame": [{"task": row.task, "target": row.target, "path": list(row.path)} for row in case.frame],
        "inspectors": [
            {
                "id": i.id,
                "department": i.department,
                "qualifications": sorted(i.qualifications, key=utf8),
                "lead": i.lead,
                "limit": i.limit,
                "period_limits": dict(i.period_limits),
            }
            for i in case.inspectors
        ],
        "barred": [[target, i] for target in targets for i in sorted(case.barred.get(target, frozenset()))],
        "last": [[target, i] for target in targets for i in sorted(case.last.get(target, frozenset()))],
        "absent": [list(pair) for pair in sorted(case.absent)],
        "even_load_slack": case.even_load_slack,
        "events": [document for event in case.events if (document := _event_document(event))],
    }


def _task_document(task: Task) -> dict[str, Any]:
    cells = [
        {
            "path": list(cell.path),
            **({"rate": str(cell.rate)} if task.total is None else {"multiplier": str(cell.multiplier)}),
        }
        for cell in task.cells
    ]
    team = [
        {"department": d.department, "officers": d.officers, "qualifications": list(d.qualifications), "lead": d.lead}
        for d in task.team
    ]
    total = {} if task.total is None else {"total": task.total}
    return {"id": task.id, "periods": list(task.periods), **total, "cells": cells, "team": team}


def _event_document(event: Event) -> dict[str, Any] | None:
    match event:
        case Recusal(inspector, target):
            return {"kind": "recusal", "inspector": inspector, "target": target}
        case Absence(inspector, periods):
            return {"kind": "absence", "inspector": inspector, "periods": list(periods)}
        case Reinforcement(inspector, limit):
            return {"kind": "reinforcement", "inspector": inspector, "limit": limit}
        case Replacement(visit, period):
            return {"kind": "replacement", "visit": visit, "period": period}
    return None
