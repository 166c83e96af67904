"""``list``: records of a kind, the visits of a draw, or rows that imports left out."""

from collections.abc import Sequence
from gettext import gettext as _
from typing import Any

import click

from inventories.problems import N_
from scheduler.cli import days, duties, handing, keys, say
from scheduler.cli.kit import Context, command, draw_option, json_option, option, pass_context
from scheduler.cli.records import shown

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


@command(
    "list",
    help=N_(
        "List records of KIND (targets, inspectors, …), the visits of a draw, left-out rows of imports, deadlines that are not "
        "met yet, re-checks that are still open, or keys."
    ),
)
@click.argument("kind", type=click.Choice([*COLUMNS, "visits", "left-out", *duties.LISTS, "keys"]), metavar="KIND")
@option("--find", help=N_("Only lines that contain this text."))
@draw_option
@json_option
@pass_context
def list_command(context: Context, kind: str, find: str | None, ref: str | None, as_json: bool) -> None:
    from inventories.records import plain
    from scheduler import acts, imported
    from scheduler.exchange import declared
    from scheduler.worklist import HEADERS, visit_rows

    office = context.office
    if kind == "visits":
        draw = acts.find(office, ref)
        acts.must_stand(draw)
        headers = list(HEADERS)
        rows = [dict(zip(HEADERS, row, strict=True)) for row in visit_rows(draw, acts.frozen_facts(office, draw))]
    elif kind == "left-out":
        headers = ["kind", "file", "row", "id", "ground", "column", "value", "time"]
        rows = [plain(row) for row in imported.left_out(office.events("import", "undo"))]
    elif kind in duties.LISTS:
        headers = list(duties.HEADERS[kind])
        rows = list(duties.LISTS[kind](office, days.today()))
    elif kind == "keys":
        headers = list(keys.HEADERS)
        rows = keys.rows(office)
    else:
        headers = list(COLUMNS[kind])
        records: Sequence[Any] = office.records(kind)
        if kind == "conflicts":
            handed = declared.departments(office.events("import", "undo"))
            records, numbers = declared.apart(records, office.records("inspectors"), handed)
            handing.tell_declared(numbers)
        rows = [plain(record) for record in records]
    if find:
        rows = [row for row in rows if any(find.casefold() in str(value).casefold() for value in row.values())]
    if as_json:
        say.data(rows)
        return
    worded = duties.shown if kind in duties.LISTS else lambda header, row: shown(header, row[header])
    say.table([_(header) for header in headers], [[worded(header, row) for header in headers] for row in rows])
    say.note(_("{n} lines").format(n=len(rows)))
