"""The results: one row for each item that a department has checked at a visit."""

from collections.abc import Iterator

from inventories.problems import N_
from scheduler.publish.tables.table import DIGEST, REFERENCE, RESULT_NO, TASK_NO, Book, Column, Row, Table, task_names
from scheduler.publish.view import ResultRow, SiteView
from scheduler.publish.words import Words
from scheduler.results.model import FINDINGS

FINDING_WORDS = {"enum": list(dict.fromkeys(wording.text for wording in FINDINGS.values()))}
COLUMNS = (
    Column(RESULT_NO, N_("made for publication; stays the same in every publication"), required=True, limits=REFERENCE),
    Column(N_("Inspected unit"), N_("name of the unit, as it may be published"), required=True),
    Column(N_("Unified social credit code"), N_("of the unit, as it may be published; blank where there is none")),
    Column(N_("Address"), N_("where the inspection took place, as in the inventory")),
    Column(TASK_NO, N_("the task of the plan"), required=True),
    Column(N_("Task"), N_("its name"), required=True),
    Column(N_("Inspecting department"), N_("who inspected"), required=True),
    Column(N_("Inspection item"), N_("what was inspected: its name in the list of items"), required=True),
    Column(N_("Result"), N_("the official wording"), required=True, limits=FINDING_WORDS),
    Column(N_("Main problems found"), N_("in the department's words; blank without a problem")),
    Column(N_("Rectification"), N_("how far the problems are set right")),
    Column(N_("Date of inspection"), N_("the day of the visit"), "date", required=True),
    Column(N_("Released on"), N_("the day on which the result was released for publication"), "date"),
    Column(N_("Corrected on"), N_("the day from which the row stands in place of what was published before"), "date"),
    Column(
        N_("Objections"), N_("how many were filed against the result"), "integer", required=True, limits={"minimum": 0}
    ),
    Column(N_("Permanent page"), N_("path of the unit's page on the site, with the result's place on it")),
    Column(N_("Digest of the result"), N_("what stays if its publication ends"), limits=DIGEST),
)


def rows(view: SiteView, words: Words) -> Iterator[Row]:
    """The results in the view's order."""
    names = task_names(view)
    for row in view.results:
        task, finding = names.get(row.task, row.task), words.finding(row.finding)[0]
        yield (
            *(row.reference, row.target, row.entity, row.address, row.task, task, row.department, row.item, finding),
            *(row.problems, row.rectification, row.date, row.since, row.corrected, len(row.objections), page(row)),
            row.digest,
        )


def page(row: ResultRow) -> str:
    """The path of a result on its unit's page; blank where it has none."""
    return f"places/{row.place[:2]}/{row.place}.html#{row.reference}" if row.place else ""


RESULTS = Table(
    "results",
    N_("Results"),
    N_("Every result that is public, the newest first."),
    COLUMNS,
    rows,
    (RESULT_NO,),
    {TASK_NO: ("plan", TASK_NO)},
)
BOOK = Book(
    "results",
    N_("Results"),
    (RESULTS,),
    "double-random/results@1",
    {"results": (tuple[ResultRow, ...], lambda view: view.results)},
)
