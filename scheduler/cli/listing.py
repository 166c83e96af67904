"""``list``: records of a kind, the visits of a draw, rows that imports left out, what is due, keys."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from gettext import gettext as _
from typing import TYPE_CHECKING, Any

import click

from inventories.problems import N_
from inventories.records import plain
from scheduler.cli import days, duties, handing, keys, objections, publishing, say
from scheduler.cli.kit import Context, command, draw_option, json_option, option, pass_context
from scheduler.cli.records import shown

if TYPE_CHECKING:
    from scheduler.store.office import Office

COLUMNS = {
    "targets": ("id", "name", "district", "category", "status", "gone", "merged_into"),
    "items": ("id", "name", "kind", "rate", "frequency", "gone"),
    "signals": ("target", "factor", "date", "count", "substantiated", "ended"),
    "history": ("target", "date", "department", "inspectors", "result"),
    "exclusions": ("target", "ground", "document", "begins", "ends", "tasks"),
    "assigned": ("task", "target", "origin", "document", "date", "inspectors"),
    "inspectors": (
        "id",
        "name",
        "department",
        "qualifications",
        "lead",
        "areas",
        "certificate_until",
        "active",
        "gone",
    ),
    "leave": ("inspector", "begins", "ends", "ground"),
    "conflicts": ("inspector", "subject", "value", "kind", "begins", "ends"),
    "calendar": ("id", "kind", "occasion"),
}
LEFT_OUT = ("kind", "file", "row", "id", "ground", "column", "value", "time")

Row = dict[str, Any]


@dataclass(frozen=True)
class Listed:
    """Rows as JSON values, the headers of those members that are shown, and the words for a row's value under one."""

    headers: Sequence[str]
    rows: Iterable[Row]
    worded: Callable[[str, Row], str] = lambda header, row: shown(header, row[header])


def _visits(office: "Office", ref: str | None) -> Listed:
    from scheduler import acts
    from scheduler.worklist import HEADERS, visit_rows

    draw = acts.find(office, ref)
    acts.must_stand(draw)
    rows = visit_rows(draw, acts.frozen_facts(office, draw))
    return Listed(HEADERS, [dict(zip(HEADERS, row, strict=True)) for row in rows])


def _left_out(office: "Office", _ref: str | None) -> Listed:
    from scheduler import imported

    return Listed(LEFT_OUT, map(plain, imported.left_out(office.events("import", "undo"))))


def _due(kind: str) -> Callable[["Office", str | None], Listed]:
    return lambda office, _ref: Listed(duties.HEADERS[kind], duties.LISTS[kind](office, days.today()), duties.shown)


def _records(kind: str) -> Callable[["Office", str | None], Listed]:
    return lambda office, _ref: Listed(COLUMNS[kind], map(plain, office.records(kind)))


def _conflicts(office: "Office", _ref: str | None) -> Listed:
    """The conflicts on record, without those that a department has declared to itself: of these the numbers are told."""
    from scheduler.exchange import declared

    handed = declared.departments(office.events("import", "undo"))
    records, numbers = declared.apart(office.records("conflicts"), office.records("inspectors"), handed)
    handing.tell_declared(numbers)
    return Listed(COLUMNS["conflicts"], map(plain, records))


LISTS: dict[str, Callable[["Office", str | None], Listed]] = {
    **{kind: _records(kind) for kind in COLUMNS},
    "conflicts": _conflicts,
    "visits": _visits,
    "left-out": _left_out,
    **{kind: _due(kind) for kind in duties.LISTS},
    "objections": lambda office, ref: Listed(objections.HEADERS, objections.rows(office, ref), objections.shown),
    "keys": lambda office, _ref: Listed(keys.HEADERS, keys.rows(office)),
    "publications": lambda office, _ref: Listed(publishing.HEADERS, publishing.publications(office)),
}


@command(
    "list",
    help=N_(
        "List records of KIND (targets, inspectors, …), the visits of a draw, left-out rows of imports, deadlines that are not "
        "met yet, re-checks that are still open, objections, keys, or publications."
    ),
)
@click.argument("kind", type=click.Choice(list(LISTS)), metavar="KIND")
@option("--find", help=N_("Only lines that contain this text."))
@draw_option
@json_option
@pass_context
def list_command(context: Context, kind: str, find: str | None, ref: str | None, as_json: bool) -> None:
    found = LISTS[kind](context.office, ref)
    rows = [row for row in found.rows if not find or has(row, find)]
    if as_json:
        say.data(rows)
        return
    say.table([_(header) for header in found.headers], [[found.worded(h, row) for h in found.headers] for row in rows])
    say.note(_("{n} lines").format(n=len(rows)))


def has(row: Row, text: str) -> bool:
    """Whether a value of the row contains ``text``, in capitals or not."""
    return any(text.casefold() in str(value).casefold() for value in row.values())
