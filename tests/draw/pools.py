"""Pools in files: a case's frame as CSV or Parquet, in any order, and what is drawn from it by an engine."""

from __future__ import annotations

import csv
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb

from scheduler import tables
from scheduler.draw.documents import outcome_document
from scheduler.draw.draw import draw
from scheduler.draw.model import Case, Row
from scheduler.scale.check import problems
from scheduler.scale.columns import Columns, Shape, view
from scheduler.scale.digest import digest
from scheduler.scale.engine import Engine
from scheduler.scale.pool import SqlPool

SECRET = "5a" * 32


def as_csv(file: Path, rows: Sequence[Row], seed: int | None = None) -> Columns:
    """The rows with their path joined, in an order of their own."""
    rows = list(rows)
    if seed is not None:
        random.Random(seed).shuffle(rows)
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["task", "target", "path"])
        writer.writerows((row.task, row.target, "/".join(row.path)) for row in rows)
    return Columns(str(file))


def as_parquet(file: Path, rows: Sequence[Row], group: int = 2048) -> Columns:
    """The rows with a column for each label, in groups of so many."""
    depth = max((len(row.path) for row in rows), default=0)
    as_csv(file.with_suffix(".csv"), rows)
    labels = "".join(f", nullif(split_part(path, '/', {k + 1}), '') as \"层 {k}\"" for k in range(depth))
    source = f"read_csv('{file.with_suffix('.csv')}', header = true, all_varchar = true)"
    duckdb.sql(f"select task, target{labels} from {source}").write_parquet(str(file), row_group_size=group)
    return Columns(str(file), strata=tuple(f"层 {k}" for k in range(depth)))


def opened(engine: Engine, columns: Columns, case: Case) -> Shape:
    """The view of a pool in which nothing is wrong."""
    shape = view(engine, columns)
    assert problems(engine, columns, shape, case) == []
    return shape


def drawn(engine: Engine, columns: Columns, case: Case) -> dict[str, Any]:
    """The outcome document of ``case`` with the file as its frame."""
    shape = opened(engine, columns, case)
    return outcome_document(draw(replace(case, frame=()), pool=SqlPool(engine, shape), each=engine.each))


def digest_of(engine: Engine, columns: Columns, case: Case) -> tables.Digest:
    """The digest that the engine finds."""
    return digest(engine, opened(engine, columns, case), SECRET)


def digest_in_memory(case: Case) -> tables.Digest:
    """The digest that a commitment would have."""
    return tables.digest([(f"{r.task}/{r.target}", (r.task, r.target, *r.path)) for r in case.frame], SECRET)
