"""What a public table is. From it come its files, its table schema and its place in the documentation."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from inventories.problems import N_
from scheduler.publish.tables_out import Cell, Sheet
from scheduler.publish.view import DrawView, SiteView
from scheduler.publish.words import Words

Type = Literal["string", "integer", "date", "datetime"]
Row = Sequence[Cell]
REFERENCE = {"pattern": "[0-9a-f]{12}"}
DIGEST = {"pattern": "[0-9a-f]{64}"}
COUNT = {"minimum": 0}
RESULT_NO = N_("Result No.")
TASK_NO = N_("Task No.")
DRAW_NO = N_("Draw No.")


@dataclass(frozen=True)
class Column:
    """``header`` and ``says``, what stands there, are texts of the catalogues; ``limits`` are constraints of a table schema.
    With a ``title`` the header is a name for machines and stays as it is in every language."""

    header: str
    says: str
    type: Type = "string"
    required: bool = False
    limits: Mapping[str, Any] = field(default_factory=dict)
    title: str = ""


@dataclass(frozen=True)
class Table:
    """A table by the ``name`` of its CSV file. ``key`` are the headers whose values no two rows share; ``refers`` leads from a
    header to a table and a header there."""

    name: str
    title: str
    says: str
    columns: tuple[Column, ...]
    rows: Callable[[SiteView, Words], Iterable[Row]]
    key: tuple[str, ...] = ()
    refers: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def sheet(self, view: SiteView, words: Words) -> Sheet:
        """The table with its Chinese headers."""
        headers = [column.header if column.title else words.zh(column.header) for column in self.columns]
        return Sheet(words.zh(self.title), headers, list(self.rows(view, words)))


@dataclass(frozen=True)
class Book:
    """Tables about one subject: a CSV file for each, one workbook, and one JSON document of the ``format``, whose
    ``members`` are made of the view and typed, so that a schema can be derived. ``format`` blank: a list that bears no head."""

    name: str
    title: str
    tables: tuple[Table, ...]
    format: str
    members: Mapping[str, tuple[Any, Callable[[SiteView], Any]]]


def task_names(view: SiteView) -> dict[str, str]:
    """The name of each task of the plan."""
    return {task.id: task.name for task in view.plan.tasks}


def drawn_numbers(draw: DrawView | None) -> dict[str, int]:
    """The number drawn of each task."""
    return {task.task: task.drawn for task in draw.outcome.tasks} if draw and draw.outcome else {}


def draw_name(draw: DrawView) -> str:
    """A draw's name, such as ``2026-1``: that of its plan and its number."""
    return f"{draw.plan}-{draw.batch}"
