"""How far the visits have come, by task; and those that are overdue."""

from collections.abc import Iterator

from inventories.problems import N_
from scheduler.publish.tables.table import COUNT, DRAW_NO, TASK_NO, Book, Column, Row, Table, task_names
from scheduler.publish.view import OverdueView, SiteView, TaskProgress
from scheduler.publish.words import Words

ALL_VISITS = N_("All visits")
PROGRESS = (
    Column(TASK_NO, N_("the task of the plan; blank in the row of all visits, each counted once")),
    Column(N_("Task"), N_("its name"), required=True),
    Column(N_("Visits drawn"), N_("in draws that count"), "integer", True, COUNT),
    Column(N_("Visits done"), N_("every result that is owed was given"), "integer", True, COUNT),
    Column(
        N_("Could not be reached"), N_("ended because the unit was closed or not to be found"), "integer", True, COUNT
    ),
    Column(N_("Cancelled"), N_("cancelled by superiors before they were done"), "integer", True, COUNT),
    Column(N_("Still open"), N_("owe a result"), "integer", True, COUNT),
)
OVERDUE = (
    Column(DRAW_NO, N_("the draw of the visit"), required=True),
    Column(N_("Inspected unit"), N_("name of the unit, as it may be published; blank where it may not")),
    Column(N_("Unified social credit code"), N_("of the unit, as it may be published; blank where there is none")),
    Column(N_("Address"), N_("as in the inventory")),
    Column(N_("Tasks"), N_("from which a result is owed"), required=True),
    Column(N_("Departments"), N_("that owe a result"), required=True),
    Column(N_("Last day of the visit"), N_("it is over"), "date", True),
)


def _progress(view: SiteView, words: Words) -> Iterator[Row]:
    names = task_names(view)
    for row in (*view.progress, *([view.overall] if view.overall else [])):
        name = names.get(row.task, row.task) if row.task else words.zh(ALL_VISITS)
        yield row.task, name, row.drawn, row.done, row.unreachable, row.withdrawn, row.open


def _overdue(view: SiteView, _words: Words) -> Iterator[Row]:
    names = task_names(view)
    for row in view.overdue:
        tasks = "、".join(names.get(task, task) for task in row.tasks)
        yield row.draw, row.target, row.entity, row.address, tasks, "、".join(row.departments), row.due


BOOK = Book(
    "progress",
    N_("Progress"),
    (
        Table(
            "progress",
            N_("Progress"),
            N_("Visits drawn, done, ended and open, by task and in all."),
            PROGRESS,
            _progress,
            refers={TASK_NO: ("plan", TASK_NO)},
        ),
    ),
    "double-random/public-progress@1",
    {
        "progress": (tuple[TaskProgress, ...], lambda view: view.progress),
        "overall": (TaskProgress | None, lambda view: view.overall),
    },
)
OVERDUE_BOOK = Book(
    "overdue",
    N_("Overdue visits"),
    (
        Table(
            "overdue",
            N_("Overdue visits"),
            N_("Visits that owe a result although their last day is over."),
            OVERDUE,
            _overdue,
            refers={DRAW_NO: ("draws", DRAW_NO)},
        ),
    ),
    "double-random/public-overdue@1",
    {"overdue": (tuple[OverdueView, ...], lambda view: view.overdue)},
)
