"""``result`` and ``extend``: results one by one, and on their way from entered to released; visits that are put off."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from gettext import gettext as _
from typing import TYPE_CHECKING, Any

import click

from inventories.problems import N_, Exit, Problem, Refused
from scheduler.cli import say
from scheduler.cli.importing import latest_today
from scheduler.cli.kit import (
    Context,
    Group,
    a_day,
    command,
    draw_option,
    ground_option,
    json_option,
    option,
    pass_context,
    words,
)
from scheduler.cli.records import RESULT_STATES, shown

if TYPE_CHECKING:
    from scheduler.journal import Draw
    from scheduler.results.states import Decision
    from scheduler.store.office import Office


@click.group(
    "result",
    cls=Group,
    help=N_("Enter results one by one; check, return and release them; list where they stand."),
)
def result_command() -> None:
    pass


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
    event = acts.enter_results(office, draw, [result], {"file": "", "sha256": ""})
    if as_json:
        warnings = [say.as_data(p) for p in problems]
        say.data({"ref": draw.ref, "event": event.seq, **event.body["rows"][0], "warnings": warnings})
        return
    say.problems(problems)
    say.line(_("Entered for {ref} as event {seq}; it waits to be checked.").format(ref=draw.ref, seq=event.seq))


def _review(context: Context, decision: "Decision", chosen: "Chosen", ground: str = "") -> None:
    from scheduler import acts, reviewing

    office = context.office
    draw = acts.find(office, chosen.ref)
    acts.must_stand(draw)
    _known(office, draw, chosen)
    places = reviewing.waiting(draw, decision, chosen.visits, chosen.departments, chosen.items)
    event = reviewing.review(office, draw, decision, places, ground)
    if chosen.as_json:
        say.data({"ref": draw.ref, "event": event.seq, "decision": decision, "rows": event.body["rows"]})
        return
    said = {
        "checked": _("{n} results of {ref} are checked, logged as event {seq}."),
        "returned": _("{n} results of {ref} are returned and owed again, logged as event {seq}."),
        "released": _("{n} results of {ref} are released for publication, logged as event {seq}."),
    }
    say.line(said[decision].format(n=len(places), ref=draw.ref, seq=event.seq))
    following = {
        "checked": _("Next: double-random result release"),
        "returned": _("Next: double-random export results-form results.xlsx"),
        "released": _("Next: double-random publish site/"),
    }
    say.note(following[decision])


def _known(office: "Office", draw: "Draw", chosen: "Chosen") -> None:
    """Refuse (exit 1) a visit or department that is none of the draw's."""
    from scheduler import acts, messages
    from scheduler.results.check import owed
    from scheduler.results.messages import NO_DEPARTMENT

    asked = owed(draw, acts.frozen_plan(office, draw)).items
    departments = list(dict.fromkeys(name for found in asked.values() for name in found))
    wrong = [Problem(messages.NO_VISIT, {"id": v, "ref": draw.ref}) for v in chosen.visits or () if v not in asked]
    wrong += [
        Problem(NO_DEPARTMENT, {"name": name, "ref": draw.ref, "known": ", ".join(departments)})
        for name in chosen.departments or ()
        if name not in departments
    ]
    if wrong:
        raise Refused(wrong, Exit.FAILED)


@dataclass(frozen=True)
class Chosen:
    """Which results of which draw a verb is about; without visits, departments or items: of all."""

    ref: str | None
    visits: tuple[str, ...] | None
    departments: tuple[str, ...] | None
    items: tuple[str, ...] | None
    as_json: bool


def _choosing(run: Callable[..., None]) -> Callable[..., None]:
    """The options that choose results, as one ``Chosen``."""

    @option("--department", "departments", multiple=True, help=N_("Only of this department; may be repeated."))
    @option("--visit", "visits", multiple=True, help=N_("Only of this visit; may be repeated."))
    @option("--item", "items", multiple=True, help=N_("Only on this item, by its identifier; may be repeated."))
    @draw_option
    @json_option
    @pass_context
    @wraps(run)
    def chosen(
        context: Context,
        visits: tuple[str, ...],
        departments: tuple[str, ...],
        items: tuple[str, ...],
        ref: str | None,
        as_json: bool,
        **more: Any,
    ) -> None:
        run(context, Chosen(ref, visits or None, departments or None, items or None, as_json), **more)

    return chosen  # type: ignore[no-any-return]


@result_command.command(
    "check", help=N_("Check (审核) results that were entered: all that wait, or those of a department, visit or item.")
)
@_choosing
def check_command(context: Context, chosen: Chosen) -> None:
    _review(context, "checked", chosen)


@result_command.command(
    "return",
    help=N_(
        "Return (退回) results that were entered or checked and are wrong, on a ground: they are owed again. Name the "
        "visits or the departments. A released result is final."
    ),
)
@ground_option
@_choosing
def return_command(context: Context, chosen: Chosen, ground: str) -> None:
    if chosen.visits is None and chosen.departments is None:
        raise click.UsageError(_("Name what is returned, with --visit or --department."))
    _review(context, "returned", chosen, ground)


@result_command.command(
    "release",
    help=N_(
        "Release (公示审批) results that were checked: they stand on the public pages from the next publication on."
    ),
)
@_choosing
def release_command(context: Context, chosen: Chosen) -> None:
    _review(context, "released", chosen)


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
@_choosing
def list_command(context: Context, chosen: Chosen, states: tuple[str, ...], find: str | None) -> None:
    from scheduler import acts
    from scheduler.worklist import result_rows

    office = context.office
    draw = acts.find(office, chosen.ref)
    acts.must_stand(draw)
    _known(office, draw, chosen)
    rows = [
        row
        for row in result_rows(draw, acts.frozen_plan(office, draw))
        if (not states or row["state"] in states)
        and all(
            among is None or row[name] in among
            for name, among in (("visit", chosen.visits), ("department", chosen.departments), ("item", chosen.items))
        )
        and (not find or any(find.casefold() in str(value).casefold() for value in row.values()))
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
@option("--until", required=True, metavar="DAY", callback=a_day, help=N_("The last day on which they may be done."))
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
    from scheduler import acts, reviewing

    if bool(visits) == bool(period):
        raise click.UsageError(_("Name either visits or --period."))
    office = context.office
    draw = acts.find(office, ref)
    named = visits if period is None else reviewing.visits_of(draw, acts.frozen_plan(office, draw), period, until)
    events = reviewing.extend(office, draw, named, until, ground, officer)
    if as_json:
        say.data([{"ref": draw.ref, "event": event.seq, **event.body} for event in events])
        return
    text = _("{n} visits of {ref} may be done until {day}.")
    say.line(text.format(n=len(events), ref=draw.ref, day=until))
