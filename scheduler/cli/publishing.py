"""``publish`` and ``export``: what leaves the office."""

from gettext import gettext as _
from pathlib import Path

import click

from inventories.problems import N_
from scheduler.cli import say
from scheduler.cli.kit import Context, command, draw_option, json_option, pass_context
from scheduler.cli.records import worded

EXPORTS = ("bundle", "visits", "results-form", "case")


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
    say.note(_("Open {page} in a browser, or copy the folder to a web server.").format(page=folder / "index.html"))


@command(
    "export",
    help=N_(
        "Write WHAT into FILE: 'bundle' (ZIP, secrets included: for auditors alone), 'visits' (CSV or XLSX, with teams: for "
        "the office alone), 'results-form' (CSV or XLSX, to fill in and import), 'case' (JSON: the draw as a conformance case)."
    ),
)
@click.argument("what", type=click.Choice(EXPORTS), metavar="WHAT")
@click.argument("file", type=click.Path(path_type=Path))
@draw_option
@pass_context
def export_command(context: Context, what: str, file: Path, ref: str | None) -> None:
    from scheduler import acts, bundle
    from scheduler.draw.documents import case_document
    from scheduler.publish.tables_out import write_table
    from scheduler.worklist import FORM, HEADERS, form_rows, visit_rows

    office = context.office
    file.parent.mkdir(parents=True, exist_ok=True)
    with say.progress(_("Writing {file} …").format(file=file.name)):
        if what == "bundle":
            digest = bundle.write(bundle.collect(office), file)
            say.line(_("{file} written, SHA-256 {digest}").format(file=file, digest=digest))
            say.note(_("It holds the secrets of closed draws: hand it to auditors alone."))
            return
        draw = acts.find(office, ref)
        acts.must_stand(draw)
        facts = acts.frozen_facts(office, draw)
        if what == "visits":
            rows = [tuple(map(worded, HEADERS, row)) for row in visit_rows(draw, facts)]
            write_table(file, [_(header) for header in HEADERS], rows, "visits")
        elif what == "results-form":
            rows = list(form_rows(draw, facts))
            write_table(file, FORM, rows, "检查结果")
        else:
            import json

            file.write_text(
                json.dumps(case_document(acts.core_case(office, draw)), ensure_ascii=True, indent=1), "ascii"
            )
            say.line(_("{file} written").format(file=file))
            return
    say.line(_("{file} written, {n} rows").format(file=file, n=len(rows)))
