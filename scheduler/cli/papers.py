"""``papers``: what an office prints and signs, from templates that it can change."""

from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

import click

from inventories.problems import N_, Exit, refuse
from scheduler.cli import say
from scheduler.cli.files import must_be_new
from scheduler.cli.kit import Command, Context, Group, draw_option, json_option, option, pass_context, words
from scheduler.cli.records import STATES

if TYPE_CHECKING:
    from scheduler.journal import Draw

templates_option = option(
    "--templates",
    "own",
    type=click.Path(path_type=Path),
    help=N_("A folder with templates of your own, as papers templates writes them; ours serve for those it lacks."),
)


@click.group("papers", cls=Group, help=N_("Write papers to be signed, as Word files: of visits, inspectors, the draw."))
def papers_command() -> None:
    pass


@papers_command.command(
    "visits",
    cls=Command,
    help=N_(
        "Write three papers for each visit still to be made into a new FOLDER, by period and visit: the approval form "
        "(检查审批表), the notice (检查通知书), the record sheet (现场检查笔录). Only notice and record sheet leave the "
        "office, and only for the unit that is visited."
    ),
)
@click.argument("folder", type=click.Path(path_type=Path))
@option("--visit", "visits", multiple=True, help=N_("Of this visit alone, done or not; may be repeated."))
@templates_option
@draw_option
@json_option
@pass_context
def visits_command(
    context: Context, folder: Path, visits: tuple[str, ...], own: Path | None, ref: str | None, as_json: bool
) -> None:
    from scheduler.forms.acts import visit_papers

    with say.progress(_("Writing papers …")):
        found, made, files = visit_papers(context.office, ref, folder, visits, own)
    told = {"ref": found.draw.ref, "folder": str(folder)}
    waiting = sorted(found.asked.waiting)
    if as_json:
        say.data({**told, "visits": made, "files": files, "waiting": waiting})
        return
    say.line(_("{files} papers of {n} visits of {ref} in {folder}").format(files=len(files), n=len(made), **told))
    if waiting and not visits:
        say.note(_("{n} visits have no papers: they wait until their open slots are filled.").format(n=len(waiting)))


@papers_command.command(
    "inspectors",
    cls=Command,
    help=N_(
        "Write a work list (检查工作清单) for each inspector with visits to come into a new FOLDER; and, once visits have "
        "days, a calendar file (ICS). For the office alone: they tell who is about to be visited."
    ),
)
@click.argument("folder", type=click.Path(path_type=Path))
@option("--inspector", "inspectors", multiple=True, help=N_("Of this inspector alone; may be repeated."))
@templates_option
@draw_option
@json_option
@pass_context
def inspectors_command(
    context: Context, folder: Path, inspectors: tuple[str, ...], own: Path | None, ref: str | None, as_json: bool
) -> None:
    from scheduler.forms.acts import inspector_papers

    with say.progress(_("Writing papers …")):
        draw, made, files = inspector_papers(context.office, ref, folder, inspectors, own)
    told = {"ref": draw.ref, "folder": str(folder)}
    if as_json:
        say.data({**told, "inspectors": made, "files": files})
        return
    calendars = len(files) - len(made)
    text = _("{lists} work lists and {calendars} calendar files of {ref} in {folder}")
    say.line(text.format(lists=len(made), calendars=calendars, **told))
    if not calendars:
        say.note(_("No visit has a day yet, so there are no calendar files. Days are set by: double-random schedule"))


@papers_command.command(
    "announcement",
    cls=Command,
    help=N_(
        "Write the announcement (抽取公告) of the draw whose commitment waits into FILE (.docx): when, where, who may witness, "
        "what the source of randomness is, and the digest that was committed."
    ),
)
@click.argument("file", type=click.Path(path_type=Path))
@option("--at", required=True, callback=words, help=N_("When the draw takes place, as it is to be printed."))
@option("--place", required=True, callback=words, help=N_("Where the draw takes place, as it is to be printed."))
@option("--contact", callback=words, help=N_("Whom to ask, as it is to be printed."))
@templates_option
@draw_option
@json_option
@pass_context
def announcement_command(
    context: Context,
    file: Path,
    at: str,
    place: str,
    contact: str | None,
    own: Path | None,
    ref: str | None,
    as_json: bool,
) -> None:
    from scheduler.forms import acts
    from scheduler.forms.draws import Occasion

    _must_be_word(file)
    _write(file, *acts.announcement(context.office, ref, Occasion(at, place, contact or ""), own), as_json)


@papers_command.command(
    "record",
    cls=Command,
    help=N_(
        "Write the record of a draw (抽取记录), to be signed by its witnesses, into FILE (.docx): the digest that was "
        "committed, the randomness as it was entered, and what was drawn in numbers. No target and no inspector is named."
    ),
)
@click.argument("file", type=click.Path(path_type=Path))
@option("--at", callback=words, help=N_("When the draw took place, as it is to be printed."))
@option("--place", callback=words, help=N_("Where the draw took place, as it is to be printed."))
@templates_option
@draw_option
@json_option
@pass_context
def record_command(
    context: Context, file: Path, at: str | None, place: str | None, own: Path | None, ref: str | None, as_json: bool
) -> None:
    from scheduler.forms import acts
    from scheduler.forms.draws import Occasion

    _must_be_word(file)
    _write(file, *acts.record(context.office, ref, Occasion(at or "", place or ""), own), as_json)


@papers_command.command(
    "templates",
    cls=Command,
    help=N_("Write the templates of all papers into a new FOLDER. Change them in Word, then give it with --templates."),
)
@click.argument("folder", type=click.Path(path_type=Path))
@json_option
def templates_command(folder: Path, as_json: bool) -> None:
    from scheduler.forms.acts import templates

    files = templates(folder)
    if as_json:
        say.data({"folder": str(folder), "files": files})
        return
    say.line(_("{n} templates in {folder}").format(n=len(files), folder=folder))
    say.note(_("Change them, then: double-random papers visits FOLDER --templates {folder}").format(folder=folder))


@papers_command.command(
    "check",
    cls=Command,
    help=N_(
        "Tell what the QR code of a paper is about, from the log of this office: CODE is the text as a scanner shows it. Exit "
        "code 5 if the paper is not of this log, 6 if its visit has ended or its team was changed since it was printed."
    ),
)
@click.argument("code")
@json_option
@pass_context
def check_command(context: Context, code: str, as_json: bool) -> None:
    from scheduler.forms.mark import trace

    found = trace(code, context.office.events())
    draw, event = found.draw, found.event
    told = {"draw": draw.ref, "state": draw.state, "visit": found.visit or "", "event": event.seq, "time": event.time}
    if as_json:
        say.data({**told, "kind": event.kind, "hash": event.hash})
        return
    told["state"] = _(STATES[draw.state])
    say.pairs([(_(name), value) for name, value in told.items() if value != ""])
    say.line(_("The paper is of this office's log and up to date."))


def _must_be_word(file: Path) -> None:
    """Refuse a file that is not called one of Word (exit 2), and to write over one (exit 6)."""
    from scheduler.forms import messages

    if file.suffix.lower() != ".docx":
        raise refuse(messages.WORD_SUFFIX, Exit.USAGE, file=str(file))
    must_be_new(file)


def _write(file: Path, draw: "Draw", paper: bytes, as_json: bool) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("xb") as out:
        out.write(paper)
    if as_json:
        say.data({"ref": draw.ref, "file": str(file)})
        return
    say.line(_("{file} written").format(file=file))
