"""The draws: every commitment of the log and what became of it."""

from collections.abc import Iterator

from inventories.problems import N_
from scheduler.publish.tables.table import COUNT, DIGEST, DRAW_NO, Book, Column, Row, Table, draw_name
from scheduler.publish.view import DrawView, SiteView
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


def _rows(view: SiteView, words: Words) -> Iterator[Row]:
    for draw in view.draws:
        thrown, outcome, void = draw.randomness, draw.outcome, draw.void
        yield (
            *(draw_name(draw), draw.commitment, draw.committed, draw.position, words.zh(STATES[draw.state])),
            *((thrown.text, thrown.time) if thrown else ("", "")),
            *((outcome.visits, outcome.open_slots) if outcome else (None, None)),
            *((void.time, void.ground) if void else ("", "")),
        )


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
    ),
    "double-random/public-draws@1",
    {"draws": (tuple[DrawView, ...], lambda view: view.draws)},
)
