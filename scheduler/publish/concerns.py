"""A last look before publication: nothing that reads like an ID number or a mobile phone number leaves the office."""

from collections.abc import Iterator

from inventories import personal
from inventories.problems import N_, Message, Place, Problem
from scheduler.publish.view import ResultRow, SiteView

PERSONAL_NUMBER = Message(
    "publish-personal-number",
    N_("The result {reference} holds what looks like an ID number or a mobile phone number in {column}."),
    N_("Correct the record; personal numbers are never published."),
)
COLUMNS = ("target", "entity", "address", "department", "item", "problems", "rectification")
CODES = ("entity",)


def personal_numbers(view: SiteView) -> tuple[Problem, ...]:
    """One problem for each text of a result that holds a personal number; the number itself is not repeated."""
    return tuple(problem for row in view.results for problem in _in(row))


def _in(row: ResultRow) -> Iterator[Problem]:
    for column in COLUMNS:
        if personal.find(getattr(row, column), "register" if column in CODES else ""):
            yield Problem(PERSONAL_NUMBER, {"reference": row.reference, "column": column}, Place(column=column))
