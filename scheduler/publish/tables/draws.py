"""The draws: every commitment of the log and what became of it."""

from collections.abc import Iterator

from inventories.problems import N_
from scheduler.publish.tables.table import COUNT, DIGEST, DRAW_NO, Book, Column, Row, Table, draw_name, task_names
from scheduler.publish.view import DrawnView, DrawView, SiteView
from scheduler.publish.words import STATES, Words

COLUMNS = (
    Column(DRAW_NO, N_("plan and number of the commitment"), required=True),
    Column(N_("Commitment"), N_("SHA-256 of its record"), required=True, limits=DIGEST),
    Column(N_("Committed at (UTC)"), N_("by the log"), "datetime", True),
    Column(N_("Position in the log"), N_("number of its event"), "integer", True, {"minimum": 1}),
    Column(N_("State"), N_("what has become of it"), required=True),
    Column(N_("Randomness"), N_("as it was logged")),
    Column(N_("Randomness logged at (UTC)"), N_("by the log"), "datetime"),
    Column(N_("Visits"), N_("how many were drawn"), "integer", limits=COUNT),
    Column(N_("Open slots"), N_("places in teams that nobody could be drawn for"), "integer", limits=COUNT),
    Column(N_("Declared void at (UTC)"), N_("by the log; blank: it counts"), "datetime"),
    Column(N_("Ground of voiding"), N_("why it counts no more")),
)

DRAWN = (
    Column(DRAW_NO, N_("the draw of the target"), required=True),
    Column(N_("Inspected unit"), N_("name of the unit, as it may be published"), required=True),
    Column(N_("Unified social credit code"), N_("of the unit, as it may be published; blank where there is none")),
    Column(N_("Address"), N_("as in the inventory")),
    Column(N_("Tasks"), N_("for which it was drawn"), required=True),
)


def _rows(view: SiteView, words: Words) -> Iterator[Row]:
    for draw in view.draws:
        thrown, outcome, void = draw.randomness, draw.outcome, draw.void
        yield (
            *(draw_name(draw), draw.commitment, draw.committed, draw.position, words.zh(STATES[draw.state])),
            *((thrown.text, thrown.time) if thrown else ("", "")),
            *((outcome.visits, outcome.open_slots) if outcome else (None, None)),
            *((void.time, void.ground) if void else ("", "")),
        )


def _drawn(view: SiteView, _words: Words) -> Iterator[Row]:
    names = task_names(view)
    for row in view.drawn:
        yield row.draw, row.target, row.entity, row.address, "、".join(names.get(task, task) for task in row.tasks)


BOOK = Book(
    "draws",
    N_("Draws"),
    (
        Table(
            "draws",
            N_("Draws"),
            N_("Every commitment of the log, void ones too, the oldest first."),
            COLUMNS,
            _rows,
            (DRAW_NO,),
        ),
        Table(
            "drawn",
            N_("List of targets drawn"),
            N_("Who was drawn, by name, where the rules of the office publish it; else no rows."),
            DRAWN,
            _drawn,
            refers={DRAW_NO: ("draws", DRAW_NO)},
        ),
    ),
    "double-random/public-draws@1",
    {
        "draws": (tuple[DrawView, ...], lambda view: view.draws),
        "drawn": (tuple[DrawnView, ...], lambda view: view.drawn),
    },
)
