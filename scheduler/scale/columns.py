"""Which columns of a pool's file are task, target and path."""

from collections.abc import Mapping
from dataclasses import dataclass

from inventories.problems import Exit, Place, Problem, Refused
from scheduler.scale import messages
from scheduler.scale.engine import Engine, Type


@dataclass(frozen=True)
class Columns:
    """A file with its columns. Without ``strata`` the column ``path`` has the labels joined by ``/``, if there is one.

    Without a column ``task`` all rows are of the task ``only``.
    """

    file: str
    target: str = "target"
    task: str = "task"
    strata: tuple[str, ...] = ()
    only: str | None = None


@dataclass(frozen=True)
class Shape:
    """The view ``frame``: task, target, and the labels ``s0``, ``s1``, …, "" where there is none; or one joined path."""

    labels: tuple[str, ...]
    joined: bool

    def path(self, values: tuple[str, ...]) -> tuple[str, ...]:
        """The path that a row's labels make."""
        if self.joined:
            return tuple(values[0].split("/")) if values and values[0] else ()
        while values and values[-1] == "":
            values = values[:-1]
        return values


def view(engine: Engine, columns: Columns) -> Shape:
    """Make the view ``frame``. Refused (exit 3) naming every column that is missing or of a kind that cannot be.

    Raises EngineError.
    """
    there = engine.open(columns.file)
    strata = columns.strata or (("path",) if "path" in there else ())
    wanted = [columns.target, *strata]
    if columns.only is None or columns.task in there:
        wanted.append(columns.task)
    if problems := _problems(columns.file, wanted, there):
        raise Refused(problems, Exit.INPUT)
    shape = Shape(tuple(f"s{k}" for k in range(len(strata))), not columns.strata)
    engine.view("frame", f"select {_selected(columns, strata, there)} from file")
    return shape


def view_numbered(engine: Engine, columns: Columns, shape: Shape) -> None:
    """Make the view ``located``: as ``frame``, with ``_file`` and ``_row``."""
    there = engine.open(columns.file)
    engine.number()
    strata = columns.strata or ("path",) * len(shape.labels)
    engine.view("located", f"select _file, _row, {_selected(columns, strata, there)} from numbered")


def _selected(columns: Columns, strata: tuple[str, ...], there: Mapping[str, Type]) -> str:
    task = f"coalesce(cast({_name(columns.task)} as string), '')" if columns.task in there else f"'{columns.only}'"
    labels = [f"coalesce(cast({_name(label)} as string), '') as s{k}" for k, label in enumerate(strata)]
    return ", ".join([f"{task} as task", f"cast({_name(columns.target)} as string) as target", *labels])


def _problems(file: str, wanted: list[str], there: Mapping[str, Type]) -> list[Problem]:
    found = []
    for column in wanted:
        at = Place(file, column=column)
        if column not in there:
            found.append(Problem(messages.NO_COLUMN, {"columns": ", ".join(there)}, at))
        elif there[column] is Type.OTHER:
            found.append(Problem(messages.COLUMN_TYPE, {}, at))
    return found


def _name(column: str) -> str:
    return '"' + column.replace('"', '""') + '"'
