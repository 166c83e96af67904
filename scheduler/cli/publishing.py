"""``publish``: the public pages and files; what a publication would change; what was published when."""

from collections.abc import Iterator
from dataclasses import asdict
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from inventories.problems import N_, Exit
from scheduler.cli import say
from scheduler.cli.kit import Context, command, draw_option, json_option, option, pass_context

if TYPE_CHECKING:
    from scheduler.publish.changes import Preview
    from scheduler.store.office import Office

HEADERS = ("event", "time", "actor", "draw", "files", "results", "manifest")
WORDS = (*(N_("event"), N_("time"), N_("actor"), N_("files"), N_("results"), N_("manifest")), N_("publications"))
"""Headers and name of the list, which are looked up where they are shown."""
SHOWN = 20
"""So many files or results of a sort are named; the data have all."""


@command(
    "publish",
    help=N_(
        "Write the public pages and files into FOLDER: plan, commitment, and results of visits that are done. The folder is "
        "made new beside the old one and then switched. With --check, nothing is written: it says what would change, and "
        "whether the folder is what the log says was published; exit code 5 if it is not."
    ),
)
@click.argument("folder", type=click.Path(path_type=Path))
@option(
    "--check", "checking", is_flag=True, help=N_("Say what would change in FOLDER, and whether it was altered by hand.")
)
@draw_option
@json_option
@click.pass_context
@pass_context
def publish_command(
    context: Context, ctx: click.Context, folder: Path, checking: bool, ref: str | None, as_json: bool
) -> None:
    office = context.office
    if checking:
        ctx.exit(_check(office, ref, folder, as_json))
    _publish(office, ref, folder, as_json)


def _publish(office: "Office", ref: str | None, folder: Path, as_json: bool) -> None:
    from scheduler.publish.acts import publish
    from scheduler.results.states import entries

    with say.progress(_("Writing the public pages …")):
        site = publish(office, ref, folder)
    draw, results = site.draw, len(site.view.results)
    if as_json:
        say.data({"ref": draw.ref, "folder": str(folder), "files": sorted(site.files), "results": results})
        return
    say.line(
        _("{files} files in {folder}: plan, commitment{draw}, {results} results.").format(
            files=len(site.files), folder=folder, draw=_(", draw") if draw.draw else "", results=results
        )
    )
    waiting = sum(entry.state not in ("released", "ended") for entry in entries(draw.after).values())
    if waiting and draw.state == "drawn":
        say.note(_("{n} results are not released and not on the pages: double-random result list").format(n=waiting))
    say.note(_("Open {page} in a browser, or copy the folder to a web server.").format(page=folder / "index.html"))


def _check(office: "Office", ref: str | None, folder: Path, as_json: bool) -> int:
    """Say what would change; the exit code."""
    from scheduler.publish.acts import check

    with say.progress(_("Comparing {folder} with what would be published …").format(folder=folder)):
        found = check(office, ref, folder)
    if as_json:
        say.data(_as_data(folder, found))
    else:
        _tell_held(found)
        _tell_changes(found)
    return 0 if found.as_logged else Exit.VERIFICATION


def _as_data(folder: Path, found: "Preview") -> dict[str, Any]:
    held = found.held
    return {
        "folder": str(folder),
        "as_logged": found.as_logged,
        "published": _publication(found.published) if found.published else None,
        "published_later": _publication(found.later) if found.later else None,
        "altered": held.altered,
        "missing": held.missing,
        "foreign": held.foreign,
        "files": asdict(found.files),
        "results": asdict(found.results),
    }


def _tell_held(found: "Preview") -> None:
    held, published = found.held, found.published
    if not held.manifest:
        say.line(_("Nothing was published there."))
    elif published is None:
        say.line(_("What lies there is none of the publications in the log."))
    else:
        text = _("What lies there was published at {time} as event {seq}, about {draw}.")
        say.line(text.format(time=published.time, seq=published.seq, draw=published.body["draw"]))
    if found.later and published:
        say.line(_("The last publication is another: event {seq}, {time}.").format(**vars(found.later)))
    _named(_("altered since"), held.altered)
    _named(_("missing since"), held.missing)
    _named(_("not written by this program"), held.foreign)


def _tell_changes(found: "Preview") -> None:
    texts = (
        (_("Files: {new} new, {changed} changed, {gone} gone"), found.files),
        (_("Results: {new} new, {changed} changed, {gone} gone"), found.results),
    )
    for text, change in texts:
        say.line(text.format(new=len(change.new), changed=len(change.changed), gone=len(change.gone)))
    for word, names in (
        (_("new"), found.files.new),
        (_("changed"), found.files.changed),
        (_("gone"), found.files.gone),
    ):
        _named(word, names)
    results = found.results
    for word, rows in (
        (_("result new"), results.new),
        (_("result changed"), results.changed),
        (_("result gone"), results.gone),
    ):
        _named(word, [f"{row.reference} {row.target} / {row.item}" for row in rows])


def _named(word: str, names: Any) -> None:
    for name in names[:SHOWN]:
        say.line(f"  {word}: {name}")
    if len(names) > SHOWN:
        say.line("  " + _("… and {more} more like this").format(more=len(names) - SHOWN))


def publications(office: "Office") -> Iterator[dict[str, Any]]:
    """Every publication of the log, as JSON values."""
    return map(_publication, office.events("publication"))


def _publication(event: Any) -> dict[str, Any]:
    body = {name: event.body[name] for name in ("draw", "files", "results", "manifest")}
    return {"event": event.seq, "time": event.time, "actor": event.actor, **body}


def last(office: "Office") -> dict[str, Any] | None:
    """The last publication; None if there is none."""
    found = office.events("publication")
    return _publication(found[-1]) if found else None


def tell(told: dict[str, Any] | None) -> None:
    """The line of ``status`` about it."""
    if told:
        text = _("{time}, about {draw}: {files} files, {results} results")
        say.pairs([(_("last publication"), text.format(**told))])
