"""``plan read`` and ``plan print``: the annual table into a plan, and back."""

from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

import click

from inventories.problems import N_, Problem
from scheduler.cli import say
from scheduler.cli.files import must_be_new, read_bytes, read_mapping
from scheduler.cli.kit import Context, command, json_option, map_option, option, pass_context, sheet_option

if TYPE_CHECKING:
    from scheduler.tables import Tables

FORM_NAMES = ("annual", "health", "joint", "allocation")


@command(
    "read",
    help=N_(
        "Read the annual table (年度抽查计划), or the table of least numbers that a superior agency gives (任务分配表), from "
        "the spreadsheet TABLE and write it as a plan into the file PLAN. What it does not say comes from the plan --base, or "
        "else from the example plan. What could not be understood is listed, and stands as a comment in the plan. In an "
        "office's folder, its words are matched with inventory, items and roster."
    ),
)
@click.argument("table", type=click.Path(path_type=Path))
@click.argument("plan", type=click.Path(path_type=Path))
@option(
    "--base",
    type=click.Path(path_type=Path),
    help=N_("A plan, such as last year's: its tasks keep what the table does not say of them."),
)
@map_option
@sheet_option
@json_option
@pass_context
def read_command(
    context: Context, table: Path, plan: Path, base: Path | None, mapping: Path | None, sheet: str | None, as_json: bool
) -> None:
    from scheduler.paper.reading import read

    read_bytes(table)
    must_be_new(plan)
    before = read_bytes(base) if base else None
    with say.progress(_("Reading {file} …").format(file=table.name)):
        found = read(table, before, _tables(context), _comment, read_mapping(mapping), sheet)
    plan.write_bytes(found.text)
    if as_json:
        problems = [say.as_data(p) for p in found.problems]
        say.data({"plan": str(plan), "tasks": list(found.tasks), "columns": found.table.bound, "problems": problems})
        return
    say.problems(found.problems)
    say.line(
        _("{n} tasks written into {file}: {tasks}").format(n=len(found.tasks), file=plan, tasks=", ".join(found.tasks))
    )
    if found.table.ignored_headers:
        say.note(_("Columns not used: {columns}").format(columns=", ".join(found.table.ignored_headers)))
    say.note(_("Next: {command}").format(command=f"double-random plan check {plan}"))


def _comment(problem: Problem) -> str:
    return _("TO SETTLE: {text}").format(text=say.sentence(problem))


def _tables(context: Context) -> "Tables | None":
    """The office's records; None outside of an office."""
    from scheduler.store import database

    return context.office.tables() if database.of(context.folder).exists() else None


@command(
    "print",
    help=N_(
        "Write the plan in the file PLAN into FILE (.xlsx or .csv) as an annual table in the official columns; in an office's "
        "folder with pools and expected numbers. Read again, with the plan as --base, it gives the same tasks."
    ),
)
@click.argument("plan", type=click.Path(path_type=Path))
@click.argument("file", type=click.Path(path_type=Path))
@option(
    "--form",
    type=click.Choice(FORM_NAMES),
    default="annual",
    help=N_(
        "annual: the annual plan (年度抽查计划); health: the form of the health authorities; joint: of joint inspections; "
        "allocation: least numbers by category and district (任务分配表). Default: annual."
    ),
)
@json_option
@pass_context
def print_command(context: Context, plan: Path, file: Path, form: str, as_json: bool) -> None:
    from scheduler.paper.printing import printed
    from scheduler.publish.tables_out import write_table

    must_be_new(file)
    with say.progress(_("Deriving points, bands, frame and rates …")):
        headers, rows = printed(read_bytes(plan), plan.name, form, _tables(context))
    write_table(file, headers, rows)
    if as_json:
        say.data({"file": str(file), "form": form, "rows": [dict(zip(headers, row, strict=True)) for row in rows]})
        return
    say.line(_("{n} rows written into {file}.").format(n=len(rows), file=file))


COMMANDS = (read_command, print_command)
