"""``template``: workbooks to be filled in."""

from gettext import gettext as _
from pathlib import Path

import click

from inventories.problems import N_
from scheduler.cli import say
from scheduler.cli.files import must_be_new, must_be_workbook
from scheduler.cli.importing import KINDS
from scheduler.cli.kit import command
from scheduler.i18n import language_of

OF_RECORDS = tuple(kind for kind in KINDS if kind not in ("calendar", "results", "handin"))


@command(
    "template",
    help=N_(
        "Write a workbook to be filled in and imported as KIND: targets, items, inspectors, signals, conflicts, leave, "
        "history or exclusions. FILE is KIND.xlsx where it is not given. The form for results comes from export results-form."
    ),
)
@click.argument("kind", type=click.Choice(OF_RECORDS), metavar="KIND")
@click.argument("file", type=click.Path(path_type=Path), required=False)
def template_command(kind: str, file: Path | None) -> None:
    from scheduler.intake import template
    from scheduler.intake.kinds import COLUMNS

    path = file or Path(f"{kind}.xlsx")
    must_be_workbook(path)
    must_be_new(path)
    content = template.workbook(_(kind), COLUMNS[kind], language_of(None) == "zh_CN")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as out:
        out.write(content)
    say.line(_("{file} written").format(file=path))
    say.note(
        _("Fill it in from the second row on, then: double-random import {kind} {file}").format(kind=kind, file=path)
    )
