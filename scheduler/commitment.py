"""The commitment: what is frozen and published before the randomness is known (architecture "Records of a draw")."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import Any

from inventories.records import canonical
from scheduler import imported, randomness
from scheduler.draw.notation import SPECIFICATION
from scheduler.facts import Facts
from scheduler.log import GENESIS, Event
from scheduler.randomness import Place
from scheduler.tables import KINDS, Digest, digest, digest_records, freeze, table_secret

FORMAT = "double-random/commitment@1"
Row = tuple[str, list[str]]
"""The identifier of a row of a digest, and its fields."""


@dataclass(frozen=True)
class Secrets:
    """What only auditors see: the draw's secret (blank in an open draw) and the secret of the table digests."""

    draw: str
    tables: str


@dataclass(frozen=True)
class Prepared:
    """A commitment's record, its hash, and the bytes it freezes by the digest that the record states."""

    record: dict[str, Any]
    hash: str
    frozen: dict[str, bytes]


def prepare(
    facts: Facts, plan_text: bytes, secrets: Secrets, time: str, before: Sequence[Event], sources: Sequence[Place]
) -> Prepared:
    """The commitment of a plan's facts at ``time``, after the log's events ``before``, with its exact ``sources``."""
    plan = facts.plan
    frozen = freeze(facts.tables)
    tables = {name: digest_records(getattr(facts.tables, name), table_secret(secrets.tables, name)) for name in KINDS}
    plan_digest = hashlib.sha256(plan_text).hexdigest()
    record = {
        "format": FORMAT,
        "specification": SPECIFICATION,
        "plan": {"id": plan.id, "batch": number(plan.id, before), "planned": plan.planned, "digest": plan_digest},
        "dated": time,
        "previous": before[-1].hash if before else GENESIS,
        "draw": "closed" if plan.closed else "open",
        "secret": hashlib.sha256(secrets.draw.encode()).hexdigest() if plan.closed else None,
        "coordination": plan.coordination,
        "tables": {name: _document(found) for name, found in tables.items()},
        "frame": _document(frame_digest(facts, secrets.tables)),
        "cells": _document(cells_digest(facts, secrets.tables)),
        "tasks": task_totals(facts),
        "excluded": excluded(facts),
        "unreached": unreached(facts),
        "left_out": left_out_counts(before),
        "randomness": randomness.documents(sources),
        "bits": randomness.bits(sources),
        "results_due": plan.results_due.isoformat(),
    }
    stated = {tables[name].root: body for name, body in frozen.items()}
    return Prepared(record, commitment_hash(record), {plan_digest: plan_text, **stated})


def number(plan: str, before: Iterable[Event]) -> int:
    """The number of the next commitment of a plan, from 1; those that are void count too."""
    return 1 + len([e for e in before if e.kind == "commitment" and e.body["record"]["plan"]["id"] == plan])


def commitment_hash(record: dict[str, Any]) -> str:
    """SHA-256 of the record's RFC 8785 bytes (specification §2)."""
    return hashlib.sha256(canonical(record)).hexdigest()


def frame_digest(facts: Facts, secret: str) -> Digest:
    """The digest of the frame: task, target and cell path of each row."""
    return digest(frame_rows(facts), table_secret(secret, "frame"))


def frame_rows(facts: Facts) -> Iterator[Row]:
    """The rows of the frame as its digest takes them."""
    return ((f"{row.task}/{row.target}", [row.task, row.target, *row.path]) for row in facts.frame.rows)


def cells_digest(facts: Facts, secret: str) -> Digest:
    """The digest of the cells: task, path, N and rate of each."""
    return digest(cell_rows(facts), table_secret(secret, "cells"))


def cell_rows(facts: Facts) -> Iterator[Row]:
    """The cells as their digest takes them."""
    return (
        ("/".join((task, *cell.path)), [task, *cell.path, str(cell.pool), str(cell.rate)])
        for task, cells in facts.cells.items()
        for cell in cells
    )


def task_totals(facts: Facts) -> list[dict[str, Any]]:
    """Public totals: each task's pool, the least and most it can draw, its pool by top stratum, and its mandates.

    Numbers to be drawn are given for the whole task alone: of a small stratum they would give the bands away.
    """
    result = []
    for task in facts.plan.tasks:
        cells = facts.cells[task.id]
        expected = sum((cell.pool * cell.rate for cell in cells), Fraction(0))
        by_top: Counter[str] = Counter()
        for cell in cells:
            # what is certain has no path whatever the strata, and without strata a path may be the chance had alone
            if cell.path and task.strata[:1] not in ((), ("band",)):
                by_top[cell.path[0]] += cell.pool
        result.append(
            {
                "task": task.id,
                "pool": sum(cell.pool for cell in cells),
                "least": floor(expected),
                "most": -floor(-expected),
                "strata": [{"name": name, "pool": by_top[name]} for name in sorted(by_top)],
                "mandates": [
                    {"node": list(m.node), "least": m.least if isinstance(m.least, int) else str(m.least)}
                    for m in task.mandates
                ],
            }
        )
    return result


def excluded(facts: Facts) -> list[dict[str, Any]]:
    """How many targets in scope are kept out of each task's frame, by ground."""
    counted = Counter((left.task, left.ground) for left in facts.frame.left_out)
    order = {task.id: k for k, task in enumerate(facts.plan.tasks)}
    return [
        {"task": task, "ground": ground, "count": counted[task, ground]}
        for task, ground in sorted(counted, key=lambda key: (order[key[0]], key[1]))
    ]


def left_out_counts(before: Iterable[Event]) -> list[dict[str, Any]]:
    """How many rows of imports are left out and not repaired after the events ``before``, by table and ground."""
    counted = Counter((row.kind, row.ground) for row in imported.left_out(before))
    return [{"kind": kind, "ground": ground, "count": counted[kind, ground]} for kind, ground in sorted(counted)]


def unreached(facts: Facts) -> list[dict[str, Any]]:
    """How many active targets stand in no task's scope, by category."""
    counted = Counter(target.category for target in facts.unreached)
    return [{"category": name, "count": counted[name]} for name in sorted(counted, key=str.encode)]


def _document(found: Digest) -> dict[str, Any]:
    return {"count": found.count, "root": found.root}
