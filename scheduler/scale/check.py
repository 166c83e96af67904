"""What is wrong with the rows of a pool (§1, §3): every kind of fault with its first rows."""

from collections.abc import Iterator, Mapping

from inventories.problems import Message, Place, Problem
from scheduler.draw.model import Case
from scheduler.scale import messages
from scheduler.scale.columns import Columns, Shape, view_numbered
from scheduler.scale.engine import Engine
from scheduler.scale.pool import Counted, SqlPool

SHOWN = 20
_IDENTIFIER = "target is null or length(target) not between 1 and 64 or regexp_like(target, '^[._-]|[^0-9A-Za-z._-]')"
_TWICE = (
    "select task, target, count(*) as n from frame where target is not null group by task, target having count(*) > 1"
)


def problems(engine: Engine, columns: Columns, shape: Shape, case: Case | None) -> list[Problem]:
    """All that is wrong, with file and row of the first 20 of each kind; with a ``case``, also what does not fit it.

    Raises EngineError.
    """
    pool = SqlPool(engine, shape)
    unknown = [] if case is None else _unknown(pool, case)
    found = [*_wrong(engine, columns, shape, unknown)]
    if case is not None and not found:
        found += _totals(pool, case)
    return found


def _wrong(engine: Engine, columns: Columns, shape: Shape, unknown: list[Counted]) -> Iterator[Problem]:
    [(bad,)] = engine.rows(f"select count(*) from frame where {_IDENTIFIER}")
    [(twice,)] = engine.rows(f"select coalesce(sum(n), 0) from ({_TWICE}) t")
    if bad or twice or unknown:
        view_numbered(engine, columns, shape)
    if bad:
        yield from _first(
            engine, f"select * from located where {_IDENTIFIER}", bad, messages.IDENTIFIER, columns.target
        )
    if twice:
        engine.keep("twice", f"{_TWICE} order by task, target limit {SHOWN}")
        joined = "select l.* from located l join twice t on t.task = l.task and t.target = l.target"
        yield from _first(engine, joined, twice, messages.DUPLICATE, columns.target)
    if unknown:
        labels = {label: [cell.labels[k] for cell in unknown] for k, label in enumerate(shape.labels)}
        engine.put("unknown", {}, {"task": [cell.place[0] for cell in unknown], **labels})
        same = " and ".join(f"u.{column} = l.{column}" for column in ("task", *shape.labels))
        joined = f"select l.* from located l join unknown u on {same}"
        number = sum(cell.number for cell in unknown)
        yield from _first(engine, joined, number, messages.CELL, ", ".join(columns.strata) or "path")


def _first(engine: Engine, rows: str, number: int, message: Message, column: str) -> Iterator[Problem]:
    """The first rows of a kind, and how many more there are."""
    shown = 0
    for file, row, task, target, *labels in engine.rows(f"select * from ({rows}) r order by _file, _row limit {SHOWN}"):
        shown += 1
        path = "/".join(labels)
        value = path if message is messages.CELL else target or ""
        params: Mapping[str, object] = {"task": task, "target": target, "path": path}
        yield Problem(message, dict(params), Place(file, row, column, value))
    if shown < number:
        yield Problem(messages.MORE, {"n": number - shown})


def _unknown(pool: SqlPool, case: Case) -> list[Counted]:
    known = {(task.id, cell.path) for task in case.tasks for cell in task.cells}
    return sorted((cell for cell in pool.counted() if cell.place not in known), key=lambda cell: cell.labels)[:1000]


def _totals(pool: SqlPool, case: Case) -> Iterator[Problem]:
    for task in case.tasks:
        number = sum(n for (name, _), n in pool.numbers().items() if name == task.id)
        if task.total is not None and task.total > number:
            yield Problem(messages.TOTAL, {"task": task.id, "total": task.total, "number": number})
