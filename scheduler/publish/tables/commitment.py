"""The commitment shown: its totals, its exclusions, and what was fixed when."""

from collections.abc import Iterator

from inventories.problems import N_
from scheduler.publish.numbers import moment
from scheduler.publish.tables.plan import ALL
from scheduler.publish.tables.table import COUNT, TASK_NO, Book, Column, Row, Table, drawn_numbers, task_names
from scheduler.publish.tables_out import Cell
from scheduler.publish.view import CheckView, CommitmentView, SiteView
from scheduler.publish.words import Words

STRATUM = N_("Stratum")
TOTALS = (
    Column(TASK_NO, N_("the task of the plan"), required=True),
    Column(N_("Task"), N_("its name"), required=True),
    Column(STRATUM, N_("a top stratum, or the whole task"), required=True),
    Column(N_("Pool"), N_("targets that could be drawn"), "integer", True, COUNT),
    Column(N_("To be drawn, at least"), N_("of the whole task"), "integer", limits=COUNT),
    Column(N_("To be drawn, at most"), N_("of the whole task"), "integer", limits=COUNT),
    Column(N_("Drawn"), N_("of the whole task, once it is drawn"), "integer", limits=COUNT),
)
EXCLUSIONS = (
    Column(TASK_NO, N_("the task of the plan"), required=True),
    Column(N_("Task"), N_("its name"), required=True),
    Column(N_("Ground of exclusion"), N_("why targets in scope could not be drawn"), required=True),
    Column(N_("Number"), N_("how many"), "integer", True, COUNT),
)
FACTS = (
    Column(N_("Fact"), N_("what was fixed"), required=True),
    Column(N_("Value"), N_("to what, and when"), required=True),
)


def _totals(view: SiteView, words: Words) -> Iterator[Row]:
    names, drawn = task_names(view), drawn_numbers(view.draw)
    for task in view.commitment.tasks if view.commitment else ():
        name = names.get(task.task, task.task)
        yield task.task, name, words.zh(ALL), task.pool, task.least, task.most, drawn.get(task.task)
        yield from ((task.task, name, part.label, part.pool, None, None, None) for part in task.strata)


def _exclusions(view: SiteView, words: Words) -> Iterator[Row]:
    names = task_names(view)
    for count in view.commitment.exclusions if view.commitment else ():
        yield count.task, names.get(count.task, count.task), words.ground(count.ground)[0], count.number


def _facts(view: SiteView, words: Words) -> Iterator[Row]:
    yield from ((words.zh(str(name)), str(value)) for name, value in _pairs(view, words))
    for table in view.commitment.digests if view.commitment else ():
        yield f"{words.zh(N_('Digest'))}：{words.code(table.table)[0]}", table.root


def _pairs(view: SiteView, words: Words) -> Iterator[tuple[str, Cell]]:
    yield from ((N_("Office"), view.office), (N_("Plan No."), view.plan.id), (N_("Batch"), view.plan.batch))
    if view.commitment:
        made = view.commitment
        yield N_("Commitment"), made.hash
        yield N_("Committed at"), moment(made.time)
        yield N_("Position in the log"), made.position
        yield from ((N_("Randomness named in advance"), f"{words.code(s.kind)[0]} {s.detail}") for s in made.sources)
    if view.shown and view.shown.randomness:
        yield N_("Randomness logged at"), moment(view.shown.randomness.time)
        yield N_("Randomness"), view.shown.randomness.text
    if view.shown and view.shown.void:
        yield N_("Declared void at"), moment(view.shown.void.time)
        yield N_("Ground"), view.shown.void.ground


BOOK = Book(
    "commitment",
    N_("Commitment"),
    (
        Table(
            "commitment",
            N_("Totals"),
            N_("Pools and numbers to be drawn, by task and top stratum."),
            TOTALS,
            _totals,
            (TASK_NO, STRATUM),
            {TASK_NO: ("plan", TASK_NO)},
        ),
        Table(
            "exclusions",
            N_("Exclusions"),
            N_("Targets in scope that could not be drawn, counted by task and ground."),
            EXCLUSIONS,
            _exclusions,
            refers={TASK_NO: ("plan", TASK_NO)},
        ),
        Table("facts", N_("Facts"), N_("What was fixed and when, as pairs."), FACTS, _facts),
    ),
    "double-random/public-commitment@1",
    {
        "made": (CommitmentView | None, lambda view: view.commitment),
        "check": (CheckView, lambda view: view.check),
    },
)
