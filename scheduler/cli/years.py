"""``year``: closing a year and opening the next."""

from datetime import date
from gettext import gettext as _
from pathlib import Path

import click

from inventories.problems import N_, Exit, Problem, refuse
from scheduler.cli import say
from scheduler.cli.files import must_be_new, read_bytes
from scheduler.cli.kit import Command, Context, Group, json_option, option, pass_context, words
from scheduler.year import messages as year_messages


@click.group("year", cls=Group, help=N_("Close a year, and begin the plan of the next."))
def year_command() -> None:
    pass


year_argument = click.argument("year", type=click.IntRange(date.min.year, date.max.year))


@year_command.command(
    "close",
    cls=Command,
    help=N_(
        "Close YEAR, that of the plans' first days: nothing happens to its draws any more. Refused while visits owe results or "
        "results are not released, unless --carry leaves them behind, each named in the log with the ground."
    ),
)
@year_argument
@option("--carry", is_flag=True, help=N_("Leave what is unfinished behind, named in the log."))
@option("--ground", callback=words, help=N_("The ground for --carry, as it is to stand in the log."))
@json_option
@pass_context
def close_command(context: Context, year: int, carry: bool, ground: str | None, as_json: bool) -> None:
    from scheduler.year import acts as year_acts

    if carry != (ground is not None):
        raise refuse(year_messages.CARRY_GROUND, Exit.USAGE, year=year)
    office = context.office
    with say.progress(_("Counting …")):
        event, found = year_acts.close_year(office, year, ground)
    if as_json:
        say.data({"event": event.seq, **event.body})
        return
    told = event.body
    say.line(_("The year {year} is closed, logged as event {seq}.").format(year=year, seq=event.seq))
    counts = _("{drawn} visits drawn: {done} done, {closed} found closed, {open} left open.")
    say.line("  " + counts.format(drawn=found.drawn, done=found.done, closed=found.closed, open=len(found.open)))
    if found.unreleased:
        say.line("  " + _("{n} results stay unreleased.").format(n=len(found.unreleased)))
    say.line("  " + _("{n} re-checks are carried over.").format(n=len(told["rechecks"])))
    say.note(_("Next: double-random publish site/, then double-random year open {year}").format(year=year + 1))


@year_command.command(
    "open",
    cls=Command,
    help=N_(
        "Begin the plan of YEAR: last year's plan with its days, year and name moved. Then check days, rates and items. Tells "
        "what is carried over: the history, and re-checks that are still open; visits count anew."
    ),
)
@year_argument
@option("--from", "source", required=True, type=click.Path(path_type=Path), help=N_("The plan of the year before."))
@option("--to", "made", required=True, type=click.Path(path_type=Path), help=N_("Where to write the new plan."))
@json_option
@pass_context
def open_command(context: Context, year: int, source: Path, made: Path, as_json: bool) -> None:
    from scheduler.year import acts as year_acts
    from scheduler.year import closing as years
    from scheduler.year.next_plan import next_plan

    office = context.office
    text = read_bytes(source)
    must_be_new(made)
    new, plan = next_plan(text, source.name, year)
    made.parent.mkdir(parents=True, exist_ok=True)
    with made.open("xb") as out:
        out.write(new)
    event = year_acts.open_year(office, year, text, new)
    history = len(office.records("history"))
    notes = []
    if year - 1 not in years.closed_years(office.events("year")):
        notes.append(Problem(year_messages.YEAR_NOT_CLOSED, {"year": year - 1}, warning=True))
    if not year_acts.calendar(office).announced(year):
        notes.append(Problem(year_messages.YEAR_PROVISIONAL, {"year": year}, warning=True))
    if as_json:
        told = {"event": event.seq, **event.body, "id": plan.id, "file": str(made), "history": history}
        say.data({**told, "warnings": [say.as_data(p) for p in notes]})
        return
    say.problems(notes)
    say.line(
        _("{file} written: plan {id}, {begins} to {ends}.").format(
            file=made, id=plan.id, begins=plan.span.begins, ends=plan.span.ends
        )
    )
    say.line("  " + _("{n} past visits are known; the number of visits in a year counts anew.").format(n=history))
    say.line(
        "  " + _("{n} re-checks are still open: double-random list rechecks").format(n=len(event.body["rechecks"]))
    )
    say.note(_("Next: change days, rates and items in {file}, then double-random plan check {file}").format(file=made))
