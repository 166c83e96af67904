"""``export``: files for auditors and for the office itself."""

from collections.abc import Callable
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

import click

from inventories.problems import N_, Exit, Problem, Refused
from scheduler.cli import days, duties, say
from scheduler.cli.files import must_be_new, must_be_workbook
from scheduler.cli.kit import Context, command, draw_option, option, pass_context
from scheduler.cli.records import worded
from scheduler.cli.statistics import year_option
from scheduler.results.messages import NO_DEPARTMENT

if TYPE_CHECKING:
    from scheduler.facts import Facts
    from scheduler.journal import Draw
    from scheduler.store.office import Office


@dataclass(frozen=True)
class Asked:
    """What is to be exported, and where to."""

    file: Path
    ref: str | None
    year: int | None
    departments: tuple[str, ...]


def _bundle(office: "Office", asked: Asked) -> None:
    from scheduler import bundle

    digest = bundle.write(bundle.collect(office), asked.file)
    say.line(_("{file} written, SHA-256 {digest}").format(file=asked.file, digest=digest))
    say.note(_("It holds the secrets of closed draws: hand it to auditors alone."))


def _visits(office: "Office", asked: Asked) -> None:
    from scheduler.publish.tables_out import write_table
    from scheduler.worklist import HEADERS, visit_rows

    rows = [tuple(map(worded, HEADERS, row)) for row in visit_rows(*_drawn(office, asked))]
    write_table(asked.file, [_(header) for header in HEADERS], rows, "visits")
    _written(asked, len(rows))


def _results_form(office: "Office", asked: Asked) -> None:
    """The form for results: one sheet, or one for each department."""
    from scheduler.publish.tables_out import write_sheets
    from scheduler.worklist import FORM, form_rows, form_sheet

    draw, facts = _drawn(office, asked)
    every = list(form_rows(draw, facts))
    at = FORM.index("部门")
    parts = {name: [row for row in every if row[at] == name] for name in dict.fromkeys(asked.departments)}
    known = dict.fromkeys(rule.department for task in facts.plan.tasks for rule in task.team)
    if unknown := [name for name in parts if name not in known]:
        told = {"ref": draw.ref, "known": ", ".join(known)}
        raise Refused([Problem(NO_DEPARTMENT, {"name": name, **told}) for name in unknown], Exit.FAILED)
    must_be_new(asked.file)  # it may be filled in already
    parts = parts or {"检查结果": every}
    write_sheets(asked.file, [form_sheet(rows, facts.plan, name) for name, rows in parts.items()])
    _written(asked, sum(map(len, parts.values())))


def _case(office: "Office", asked: Asked) -> None:
    import json

    from scheduler import acts
    from scheduler.draw.documents import case_document

    draw, _facts = _drawn(office, asked)
    asked.file.write_text(json.dumps(case_document(acts.core_case(office, draw)), ensure_ascii=True, indent=1), "ascii")
    say.line(_("{file} written").format(file=asked.file))


def _frame(office: "Office", asked: Asked) -> None:
    """The frame of a draw as ``pool`` reads it: labels may begin with signs that a spreadsheet would take for formulas."""
    import csv

    from scheduler import acts

    draw, _facts = _drawn(office, asked)
    rows = acts.core_case(office, draw).frame
    with asked.file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(("task", "target", "path"))
        writer.writerows((row.task, row.target, "/".join(row.path)) for row in rows)
    _written(asked, len(rows))


def _summary(office: "Office", asked: Asked) -> None:
    """The annual summary as a workbook. Refused (exit 2) for a file of another kind."""
    from scheduler.publish.tables_out import xlsx_bytes
    from scheduler.year import acts as year_acts
    from scheduler.year.summary import BY_HAND, summary

    must_be_workbook(asked.file)
    year, drawn = year_acts.drawn_in(office, asked.year)
    sheets = summary(drawn, year_acts.parts_of(office, drawn))
    asked.file.write_bytes(xlsx_bytes(sheets))
    text = _("{file} written: the annual summary of {year}, {n} sheets")
    say.line(text.format(file=asked.file, year=year, n=len(sheets)))
    say.note(_("To be filled in by hand, since no result tells: {columns}").format(columns="、".join(BY_HAND)))


def _rechecks(office: "Office", asked: Asked) -> None:
    from scheduler.publish.tables_out import write_table

    headers = duties.HEADERS["rechecks"]
    rows = [[duties.shown(header, row) for header in headers] for row in duties.rechecks(office, days.today())]
    write_table(asked.file, [_(header) for header in headers], rows, _("rechecks"))
    _written(asked, len(rows))


def _publicity(office: "Office", asked: Asked) -> None:
    """The public results in the field names of the national system, as .xlsx, .csv or .json."""
    from scheduler.publish.acts import public
    from scheduler.publish.export import write
    from scheduler.publish.tables.publicity import BOOK

    _draw, view, _log = public(office, asked.ref)
    _written(asked, write(BOOK, view, asked.file))
    say.note(_("Plan and task have the numbers of this program: put in those that the system has given them."))


def _drawn(office: "Office", asked: Asked) -> "tuple[Draw, Facts]":
    from scheduler import acts

    draw = acts.find(office, asked.ref)
    acts.must_stand(draw)
    return draw, acts.frozen_facts(office, draw)


def _written(asked: Asked, rows: int) -> None:
    say.line(_("{file} written, {n} rows").format(file=asked.file, n=rows))


EXPORTS: dict[str, Callable[["Office", Asked], None]] = {
    "bundle": _bundle,
    "visits": _visits,
    "results-form": _results_form,
    "case": _case,
    "frame": _frame,
    "summary": _summary,
    "rechecks": _rechecks,
    "publicity": _publicity,
}


@command(
    "export",
    help=N_(
        "Write WHAT into FILE: 'bundle' (ZIP, secrets included: for auditors alone), 'visits' (CSV or XLSX, with teams: for "
        "the office alone), 'results-form' (CSV or XLSX, to fill in and import), 'case' (JSON: the draw as a conformance "
        "case), 'frame' (CSV: the frame that the draw is from, for pool), 'summary' (XLSX: the annual summary, 信息汇总表, of "
        "--year), 'rechecks' (CSV or XLSX: those still open), "
        "'publicity' (CSV, XLSX or JSON: the public results in the field names of the national credit publicity system)."
    ),
)
@click.argument("what", type=click.Choice(list(EXPORTS)), metavar="WHAT")
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
    if departments and what != "results-form":
        raise click.UsageError(_("--department goes with results-form alone."))
    if year is not None and what != "summary":
        raise click.UsageError(_("--year goes with summary alone."))
    office = context.office
    file.parent.mkdir(parents=True, exist_ok=True)
    with say.progress(_("Writing {file} …").format(file=file.name)):
        EXPORTS[what](office, Asked(file, ref, year, departments))
