"""``publish`` and ``export``: what leaves the office."""

from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

import click

from inventories.problems import N_, Exit, Problem, Refused, refuse
from scheduler.cli import say, yearly
from scheduler.cli.kit import Context, command, draw_option, json_option, option, pass_context
from scheduler.cli.records import worded
from scheduler.cli.statistics import year_option
from scheduler.messages import FILE_EXISTS
from scheduler.results.messages import NO_DEPARTMENT

if TYPE_CHECKING:
    from scheduler.facts import Facts
    from scheduler.journal import Draw

EXPORTS = ("bundle", "visits", "results-form", "case", "summary", "rechecks")


@command(
    "publish",
    help=N_(
        "Write the public pages and files into FOLDER: plan, commitment, and results of visits that are done. The folder is "
        "made new beside the old one and then switched."
    ),
)
@click.argument("folder", type=click.Path(path_type=Path))
@draw_option
@json_option
@pass_context
def publish_command(context: Context, folder: Path, ref: str | None, as_json: bool) -> None:
    from scheduler import acts
    from scheduler.results.states import entries

    office = context.office
    with say.progress(_("Writing the public pages …")):
        draw, view, files = acts.publish(office, ref, folder)
    if as_json:
        say.data({"ref": draw.ref, "folder": str(folder), "files": sorted(files), "results": len(view.results)})
        return
    say.line(
        _("{files} files in {folder}: plan, commitment{draw}, {results} results.").format(
            files=len(files), folder=folder, draw=_(", draw") if draw.draw else "", results=len(view.results)
        )
    )
    waiting = sum(entry.state != "released" for entry in entries(draw.after).values())
    if waiting and draw.state == "drawn":
        say.note(_("{n} results are not released and not on the pages: double-random result list").format(n=waiting))
    say.note(_("Open {page} in a browser, or copy the folder to a web server.").format(page=folder / "index.html"))


@command(
    "export",
    help=N_(
        "Write WHAT into FILE: 'bundle' (ZIP, secrets included: for auditors alone), 'visits' (CSV or XLSX, with teams: for "
        "the office alone), 'results-form' (CSV or XLSX, to fill in and import), 'case' (JSON: the draw as a conformance "
        "case), 'summary' (XLSX: the annual summary, 信息汇总表, of --year), 'rechecks' (CSV or XLSX: those still open)."
    ),
)
@click.argument("what", type=click.Choice(EXPORTS), metavar="WHAT")
@click.argument("file", type=click.Path(path_type=Path))
@option(
    "--department",
    "departments",
    multiple=True,
    help=N_("For results-form: of this department alone; may be repeated, and makes a sheet for each."),
)
@draw_option
@year_option
@pass_context
def export_command(
    context: Context, what: str, file: Path, departments: tuple[str, ...], ref: str | None, year: int | None
) -> None:
    from scheduler import acts, bundle
    from scheduler.draw.documents import case_document
    from scheduler.publish.tables_out import write_table
    from scheduler.worklist import HEADERS, visit_rows

    if departments and what != "results-form":
        raise click.UsageError(_("--department goes with results-form alone."))
    if year is not None and what != "summary":
        raise click.UsageError(_("--year goes with summary alone."))
    office = context.office
    file.parent.mkdir(parents=True, exist_ok=True)
    with say.progress(_("Writing {file} …").format(file=file.name)):
        if what == "bundle":
            digest = bundle.write(bundle.collect(office), file)
            say.line(_("{file} written, SHA-256 {digest}").format(file=file, digest=digest))
            say.note(_("It holds the secrets of closed draws: hand it to auditors alone."))
            return
        if what in yearly.EXPORTS:
            yearly.EXPORTS[what](office, file, year)
            return
        draw = acts.find(office, ref)
        acts.must_stand(draw)
        facts = acts.frozen_facts(office, draw)
        if what == "visits":
            rows = [tuple(map(worded, HEADERS, row)) for row in visit_rows(draw, facts)]
            write_table(file, [_(header) for header in HEADERS], rows, "visits")
        elif what == "results-form":
            rows = _form(file, draw, facts, departments)
        else:
            import json

            file.write_text(
                json.dumps(case_document(acts.core_case(office, draw)), ensure_ascii=True, indent=1), "ascii"
            )
            say.line(_("{file} written").format(file=file))
            return
    say.line(_("{file} written, {n} rows").format(file=file, n=len(rows)))


def _form(file: Path, draw: "Draw", facts: "Facts", departments: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Write the form for results: one sheet, or one for each of ``departments``; returns its rows."""
    from scheduler.publish.tables_out import write_sheets
    from scheduler.worklist import FORM, form_rows, form_sheet

    every = list(form_rows(draw, facts))
    at = FORM.index("部门")
    parts = {name: [row for row in every if row[at] == name] for name in dict.fromkeys(departments)}
    known = dict.fromkeys(rule.department for task in facts.plan.tasks for rule in task.team)
    if unknown := [name for name in parts if name not in known]:
        told = {"ref": draw.ref, "known": ", ".join(known)}
        raise Refused([Problem(NO_DEPARTMENT, {"name": name, **told}) for name in unknown], Exit.FAILED)
    if file.exists():  # it may be filled in already
        raise refuse(FILE_EXISTS, Exit.CONFLICT, file=str(file))
    parts = parts or {"检查结果": every}
    write_sheets(file, [form_sheet(rows, facts.plan, name) for name, rows in parts.items()])
    return [row for rows in parts.values() for row in rows]
