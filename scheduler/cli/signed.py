"""``show signed``: a signed file for people."""

from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from inventories.personal import name_of
from inventories.problems import N_
from scheduler.cli import say
from scheduler.cli.files import read_bytes
from scheduler.cli.kit import Command, Context, json_option, option, pass_context

if TYPE_CHECKING:
    from scheduler.exchange.shown import Shown

HEAD = {
    "office": N_("handed over by"),
    "plan": N_("plan"),
    "draw": N_("draw"),
    "commitment": N_("commitment"),
    "document": N_("document"),
    "date": N_("date"),
    "level": N_("level"),
    "districts": N_("for the districts"),
    "department": N_("department"),
}
LONG = ("credit code", "items", "address")
"""Columns that the table on the screen has no room for."""


@click.command(
    "signed",
    cls=Command,
    help=N_(
        "Show a signed file that this office has got, or has written itself: who signed it, and the visits with the receiving "
        "side's own people, or the roster handed in. The signature is checked against the keys that the office trusts (exit "
        "5). With --to the list is written as a spreadsheet."
    ),
)
@click.argument("file", type=click.Path(path_type=Path))
@option("--to", "out", type=click.Path(path_type=Path), help=N_("Write the table into this file (.xlsx or .csv)."))
@json_option
@pass_context
def signed_command(context: Context, file: Path, out: Path | None, as_json: bool) -> None:
    from scheduler.exchange.acts import look_at
    from scheduler.publish.tables_out import write_table

    key, agency, found = look_at(context.office, read_bytes(file), name_of(file))
    if out is not None:
        write_table(out, [_(header) for header in found.headers], found.rows)
        say.note(_("{file} written, {n} rows").format(file=out, n=len(found.rows)))
    if as_json:
        say.data(_data(found, key, agency))
        return
    say.pairs([(_("signed by"), agency or _("this office")), (_("verifier key"), key)])
    say.pairs([(_(HEAD[name]), value) for name, value in found.head.items() if value])
    if out is None:
        kept = [k for k, header in enumerate(found.headers) if header not in LONG]
        rows = [[row[k] for k in kept] for row in found.rows]
        say.table([_(found.headers[k]) for k in kept], rows)
        say.note(_("{n} lines").format(n=len(rows)))


def _data(found: "Shown", key: str, agency: str) -> dict[str, Any]:
    lines = [dict(zip(found.headers, row, strict=True)) for row in found.rows]
    return {"form": found.form, "key": key, "agency": agency, "head": found.head, "lines": lines}
