"""``publish``: the public pages and files."""

from gettext import gettext as _
from pathlib import Path

import click

from inventories.problems import N_
from scheduler.cli import say
from scheduler.cli.kit import Context, command, draw_option, json_option, pass_context


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
    from scheduler.publish.acts import publish
    from scheduler.results.states import entries

    office = context.office
    with say.progress(_("Writing the public pages …")):
        draw, view, files = publish(office, ref, folder)
    if as_json:
        say.data({"ref": draw.ref, "folder": str(folder), "files": sorted(files), "results": len(view.results)})
        return
    say.line(
        _("{files} files in {folder}: plan, commitment{draw}, {results} results.").format(
            files=len(files), folder=folder, draw=_(", draw") if draw.draw else "", results=len(view.results)
        )
    )
    waiting = sum(entry.state not in ("released", "ended") for entry in entries(draw.after).values())
    if waiting and draw.state == "drawn":
        say.note(_("{n} results are not released and not on the pages: double-random result list").format(n=waiting))
    say.note(_("Open {page} in a browser, or copy the folder to a web server.").format(page=folder / "index.html"))
