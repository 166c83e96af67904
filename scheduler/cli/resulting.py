"""``result`` and ``extend``: results one by one, and on their way from entered to released; visits that are put off."""

from datetime import date
from gettext import gettext as _

import click

from inventories.problems import N_, Exit, Refused
from scheduler.cli import correcting, reviewing, say
from scheduler.cli.choosing import Chosen, choosing
from scheduler.cli.days import day, latest_today
from scheduler.cli.kit import (
    Context,
    Group,
    command,
    draw_option,
    ground_option,
    json_option,
    option,
    pass_context,
    words,
)
from scheduler.cli.listing import has
from scheduler.cli.records import RESULT_STATES, shown


@click.group(
    "result",
    cls=Group,
    help=N_(
        "Enter results one by one; check, return and release them; objections, corrections, the end of publication; list "
        "where they stand."
    ),
)
def result_command() -> None:
    pass


for one in (*reviewing.COMMANDS, *correcting.COMMANDS):
    result_command.add_command(one)


@result_command.command(
    "enter",
    help=N_(
        "Enter what DEPARTMENT found at VISIT on ITEM (its identifier or name). A result is published once it is checked and "
        "released; one that was returned is entered again."
    ),
)
@click.argument("visit")
@click.argument("department")
@click.argument("item")
@option("--finding", required=True, callback=words, help=N_("The result (抽查结果), in the official words."))
@option("--date", required=True, metavar="DAY", help=N_("The day of the visit, such as 2026-03-31."))
@option("--problems", default="", help=N_("The main problems found (存在的主要问题). They are published."))
@option("--rectification", default="", help=N_("How far they are set right (是否整改). It is published."))
@option(
    "--inspector", "inspectors", multiple=True, help=N_("Who was there; may be repeated. Default: the visit's team.")
)
@option("--case", default="", help=N_("The number of the penalty case (案件编号)."))
@option("--follow-up", default="", help=N_("The follow-up (后续处置措施), in the official words."))
@option("--recheck-due", default="", metavar="DAY", help=N_("The day by which the place is checked again (复查日期)."))
@draw_option
@json_option
@pass_context
def enter_command(context: Context, inspectors: tuple[str, ...], ref: str | None, as_json: bool, **given: str) -> None:
    from scheduler import acts
    from scheduler.results.acts import enter_results
    from scheduler.results.importing import against, typed

    office = context.office
    draw = acts.find(office, ref)
    acts.must_stand(draw)
    known = against(draw, acts.frozen_facts(office, draw), latest_today())
    values, problems = typed({**given, "inspectors": "、".join(inspectors)})
    if not any(not p.warning for p in problems):
        result = known.result(values)
        problems += known.problems(result)
    if any(not p.warning for p in problems):
        raise Refused(problems, Exit.INPUT)
    event = enter_results(office, draw, [result], {"file": "", "sha256": ""})
    if as_json:
        warnings = [say.as_data(p) for p in problems]
        say.data({"ref": draw.ref, "event": event.seq, **event.body["rows"][0], "warnings": warnings})
        return
    say.problems(problems)
    say.line(_("Entered for {ref} as event {seq}; it waits to be checked.").format(ref=draw.ref, seq=event.seq))


@result_command.command(
    "list", help=N_("List every result that is owed or entered, with its state: owed, waiting, entered, checked, …")
)
@option(
    "--state",
    "states",
    multiple=True,
    type=click.Choice(list(RESULT_STATES)),
    help=N_("Only in this state; may be repeated."),
)
@option("--find", help=N_("Only lines that contain this text."))
@choosing
def list_command(context: Context, chosen: Chosen, states: tuple[str, ...], find: str | None) -> None:
    from scheduler import acts
    from scheduler.worklist import result_rows

    office = context.office
    draw = acts.find(office, chosen.ref)
    acts.must_stand(draw)
    chosen.must_be_known(office, draw)
    rows = [
        row
        for row in result_rows(draw, acts.frozen_plan(office, draw))
        if (not states or row["state"] in states) and chosen.takes(row) and (not find or has(row, find))
    ]
    if chosen.as_json:
        say.data(rows)
        return
    names = ("visit", "department", "item", "state", "finding", "date", "problems", "ground")
    say.table(
        [_("result") if name == "finding" else _(name) for name in names],
        [[shown(name, row[name]) for name in names] for row in rows],
    )
    say.note(_("{n} lines").format(n=len(rows)))


@command(
    "extend",
    help=N_(
        "Visits may still be done until a day after their period, by an order: the VISITS named, or with --period all of that "
        "period that owe results."
    ),
)
@click.argument("visits", nargs=-1)
@option("--period", help=N_("All visits of this period that owe results and may not be done until that day yet."))
@option("--until", required=True, metavar="DAY", callback=day, help=N_("The last day on which they may be done."))
@ground_option
@option("--officer", required=True, callback=words, help=N_("The officer who gave the order."))
@draw_option
@json_option
@pass_context
def extend_command(
    context: Context,
    visits: tuple[str, ...],
    period: str | None,
    until: date,
    ground: str,
    officer: str,
    ref: str | None,
    as_json: bool,
) -> None:
    from scheduler import acts
    from scheduler.results import acts as results

    if bool(visits) == bool(period):
        raise click.UsageError(_("Name either visits or --period."))
    office = context.office
    draw = acts.find(office, ref)
    named = visits if period is None else results.visits_of(draw, acts.frozen_plan(office, draw), period, until)
    events = results.extend(office, draw, named, until, ground, officer)
    if as_json:
        say.data([{"ref": draw.ref, "event": event.seq, **event.body} for event in events])
        return
    text = _("{n} visits of {ref} may be done until {day}.")
    say.line(text.format(n=len(events), ref=draw.ref, day=until))
