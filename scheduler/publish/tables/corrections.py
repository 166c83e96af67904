"""What has changed in what was published: earlier states of results, objections, publications that have ended."""

from collections.abc import Iterator

from inventories.problems import N_
from scheduler.publish.tables.results import FINDING_WORDS
from scheduler.publish.tables.table import DIGEST, REFERENCE, RESULT_NO, Book, Column, Row, Table
from scheduler.publish.view import EndedView, ResultRow, SiteView
from scheduler.publish.words import Words

CORRECTIONS = (
    Column(RESULT_NO, N_("the result that was corrected"), required=True, limits=REFERENCE),
    Column(N_("Stood from"), N_("the day on which this state was published"), "date", True),
    Column(N_("Stood until"), N_("the day of its correction"), "date", True),
    Column(N_("Ground of the correction"), N_("why it was corrected"), required=True),
    Column(N_("Result then"), N_("the official wording"), required=True, limits=FINDING_WORDS),
    Column(N_("Main problems then"), N_("in the department's words")),
    Column(N_("Rectification then"), N_("how far the problems were set right")),
    Column(N_("Date of inspection then"), N_("the day of the visit, as it was given"), "date", True),
)
OBJECTIONS = (
    Column(RESULT_NO, N_("the result that was objected to"), required=True, limits=REFERENCE),
    Column(N_("Filed on"), N_("the day of the objection"), "date", True),
    Column(N_("Objection"), N_("in the words that are published of it"), required=True),
    Column(N_("Decision"), N_("upheld or rejected; blank: not decided yet")),
    Column(N_("Decided on"), N_("the day of the decision"), "date"),
    Column(N_("Ground of the decision"), N_("why it was decided so")),
)
ENDED = (
    Column(RESULT_NO, N_("the number that the result had"), required=True, limits=REFERENCE),
    Column(N_("Ended on"), N_("the day from which it is no longer published"), "date", True),
    Column(N_("Ground of the end"), N_("such as credit repair"), required=True),
    Column(N_("Digest of the result"), N_("of what stood there"), required=True, limits=DIGEST),
)
UPHELD, REJECTED = N_("upheld"), N_("rejected")
DECISIONS = {"upheld": UPHELD, "rejected": REJECTED}


def _corrections(view: SiteView, words: Words) -> Iterator[Row]:
    for row in view.results:
        for was in row.former:
            said = words.finding(was.finding)[0], was.problems, was.rectification, was.date
            yield row.reference, was.since, was.until, was.ground, *said


def _objections(view: SiteView, words: Words) -> Iterator[Row]:
    for row in view.results:
        for one in row.objections:
            decision = words.zh(DECISIONS[one.decision]) if one.decision in DECISIONS else one.decision
            yield row.reference, one.filed, one.words, decision, one.decided, one.reason


def _ended(view: SiteView, words: Words) -> Iterator[Row]:
    return ((one.reference, one.ended, words.code(one.ground)[0], one.digest) for one in view.ended)


def _changed(view: SiteView) -> tuple[ResultRow, ...]:
    """The results that were corrected or objected to, whole."""
    return tuple(row for row in view.results if row.former or row.objections)


OF_RESULTS = {RESULT_NO: ("results", RESULT_NO)}
BOOK = Book(
    "corrections",
    N_("Corrections and objections"),
    (
        Table(
            "corrections",
            N_("Corrections"),
            N_("What results said before they were corrected, the oldest state first."),
            CORRECTIONS,
            _corrections,
            refers=OF_RESULTS,
        ),
        Table(
            "objections",
            N_("Objections"),
            N_("Objections to results, and what was decided."),
            OBJECTIONS,
            _objections,
            refers=OF_RESULTS,
        ),
        Table(
            "ended",
            N_("Ended publications"),
            N_("Results that are published no longer: what stays of them."),
            ENDED,
            _ended,
            (RESULT_NO,),
        ),
    ),
    "double-random/public-corrections@1",
    {
        "results": (tuple[ResultRow, ...], _changed),
        "ended": (tuple[EndedView, ...], lambda view: view.ended),
    },
)
