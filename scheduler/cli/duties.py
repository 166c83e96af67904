"""``list deadlines`` and ``list rechecks``: what is still to be done, and by when."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from gettext import gettext as _
from typing import TYPE_CHECKING, Any

from inventories.problems import N_
from scheduler.cli import say

if TYPE_CHECKING:
    from scheduler.store.office import Office
    from scheduler.year.deadlines import Deadline, State

HEADERS = {
    "deadlines": ("due", "state", "duty", "draw", "visit", "name", "department"),
    "rechecks": ("due", "state", "draw", "visit", "name", "address", "department", "item", "result", "found"),
}
WORDS = (
    *(N_("due"), N_("state"), N_("duty"), N_("found"), N_("item"), N_("occasion")),
    *(N_("deadlines"), N_("rechecks"), N_("calendar")),
)
"""Headers and names of lists, which are looked up where they are shown."""
VALUES = {
    ("state", "overdue"): N_("overdue"),
    ("state", "soon"): N_("soon"),
    ("state", "later"): N_("later"),
    ("duty", "visit"): N_("visit and results"),
    ("duty", "publication"): N_("publication"),
}


def deadlines(office: "Office", on: date) -> Iterator[dict[str, Any]]:
    """The deadlines that are not met, the nearest first, as JSON values; none of a year that is closed."""
    from scheduler.journal import target_of

    names = {target.id: target.name for target in office.records("targets")}
    for one, state in sorted(_deadlines(office, on), key=lambda pair: pair[0].due):
        yield {
            "due": one.due.isoformat(),
            "provisional": one.provisional,
            "state": state,
            "duty": one.kind,
            "draw": one.ref,
            "visit": one.visit,
            "name": names.get(target_of(one.visit), ""),
            "department": one.department,
        }


def _deadlines(office: "Office", on: date) -> "Iterator[tuple[Deadline, State]]":
    from scheduler import acts
    from scheduler.journal import draws
    from scheduler.year.acts import calendar
    from scheduler.year.deadlines import deadlines, state

    events, days = office.events(), calendar(office)
    for draw in draws(events):
        for one in deadlines(draw, acts.frozen_plan(office, draw), events, days):
            yield one, state(one, on, days)


def rechecks(office: "Office", on: date) -> Iterator[dict[str, Any]]:
    """The re-checks that are still open, the nearest first, as JSON values."""
    from scheduler.results.model import FINDINGS
    from scheduler.year.acts import rechecks

    still, _settled = rechecks(office)
    targets = {target.id: target for target in office.records("targets")}
    items = {item.id: item.name for item in office.records("items")}
    for one in still:
        target = targets.get(one.target)
        yield {
            "due": one.due.isoformat(),
            "state": "overdue" if one.due < on else "later",
            "draw": one.ref,
            "visit": one.visit,
            "target": one.target,
            "name": target.name if target else "",
            "address": target.address if target else "",
            "department": one.department,
            "item": items.get(one.item, one.item),
            "result": FINDINGS[one.finding].text,
            "found": one.found.isoformat(),
        }


LISTS = {"deadlines": deadlines, "rechecks": rechecks}


def due_day(row: dict[str, Any]) -> str:
    """A row's day for people: said to be provisional where it is."""
    return _("{day} (provisional)").format(day=row["due"]) if row.get("provisional") else str(row["due"])


def shown(field: str, row: dict[str, Any]) -> str:
    """The value of a row under a header."""
    word = VALUES.get((field, row[field]))
    return due_day(row) if field == "due" else _(word) if word else str(row[field])


def counted(office: "Office", on: date) -> dict[str, Any]:
    """How many duties are overdue and how many soon due, how many re-checks are overdue, and which years are closed."""
    from scheduler.year.acts import rechecks
    from scheduler.year.closing import closed_years

    states = Counter(state for _deadline, state in _deadlines(office, on))
    return {
        "overdue": states["overdue"],
        "soon": states["soon"],
        "rechecks_overdue": sum(one.due < on for one in rechecks(office)[0]),
        "closed_years": sorted(closed_years(office.events("year"))),
        "opened_years": sorted({e.body["year"] for e in office.events("year") if e.body["step"] == "opened"}),
    }


def tell(counted: dict[str, Any]) -> None:
    """The lines of ``status`` about them; none where there is nothing to say."""
    if counted["closed_years"]:
        say.line(_("Closed years: {years}").format(years=", ".join(map(str, counted["closed_years"]))))
    if counted["overdue"] or counted["soon"]:
        text = _("{overdue} deadlines have passed, {soon} come soon: double-random list deadlines")
        say.line(text.format(**counted))
    if counted["rechecks_overdue"]:
        say.line(_("{rechecks_overdue} re-checks are overdue: double-random list rechecks").format(**counted))
