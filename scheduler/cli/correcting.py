"""``result object``, ``answer``, ``correct`` and ``end``: what is said of results that are released."""

from collections.abc import Callable
from datetime import date
from gettext import gettext as _
from typing import TYPE_CHECKING, Any

import click

from inventories.problems import N_, Exit, Refused
from scheduler.cli import say
from scheduler.cli.days import day, latest_today, today
from scheduler.cli.kit import Context, command, draw_option, ground_option, json_option, option, pass_context, words

if TYPE_CHECKING:
    from scheduler.journal import Draw
    from scheduler.log import Event
    from scheduler.results.model import Result

ENDINGS = ("credit-repair", "retention", "order")
officer_option = option("--officer", required=True, callback=words, help=N_("The officer who decides."))


def a_day(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    """A day, if one is given. Errors: click.BadParameter."""
    return None if value is None else day(ctx, param, value)


day_option = option("--date", "on", metavar="DAY", callback=a_day, help=N_("The day on the paper. Default: today."))


def which(required: bool = True) -> Callable[..., Any]:
    """The argument that names results."""
    return click.argument("which", nargs=-1, required=required, metavar="RESULT")


@command(
    "object",
    help=N_(
        "Log an objection (异议) to a released RESULT: its number on the public pages, or its visit, department and item. The "
        "words are published, who objects is not."
    ),
)
@which()
@option("--applicant", required=True, callback=words, help=N_("Who objects. It is never published."))
@option("--words", "told", required=True, callback=words, help=N_("The objection, as it is to be published."))
@day_option
@draw_option
@json_option
@pass_context
def object_command(
    context: Context, which: tuple[str, ...], applicant: str, told: str, on: date | None, ref: str | None, as_json: bool
) -> None:
    from scheduler.corrections import acts as corrections
    from scheduler.year.acts import calendar

    office = context.office
    draw, places = corrections.named(office, which, ref)
    place = corrections.one_of(draw, which, places)
    event = corrections.object_to(office, draw, place, applicant, told, on or today())
    due = corrections.due(office, draw, event, calendar(office))
    if as_json:
        say.data({"ref": draw.ref, "event": event.seq, **event.body, "due": due.day.isoformat()})
        return
    text = _("The objection to {result} is logged as event {seq}; it is to be answered by {due}.")
    say.line(text.format(result=" ".join(place), seq=event.seq, due=due.day))
    say.note(_("Next: double-random result answer {seq} --uphold … or --reject …").format(seq=event.seq))


@command(
    "answer",
    help=N_(
        "Log the decision on the OBJECTION of that event number: upheld, and then the result is corrected or its publication "
        "ended; or rejected. The ground is published."
    ),
)
@click.argument("objection", type=int)
@option("--uphold/--reject", "upheld", default=None, help=N_("Whether it is right (成立) or not (不成立)."))
@ground_option
@officer_option
@option("--document", callback=words, default=None, help=N_("The number of the written answer, if there is one."))
@day_option
@json_option
@pass_context
def answer_command(
    context: Context,
    objection: int,
    upheld: bool | None,
    ground: str,
    officer: str,
    document: str | None,
    on: date | None,
    as_json: bool,
) -> None:
    from scheduler.corrections import acts as corrections

    if upheld is None:
        raise click.UsageError(_("Say how it is decided: --uphold or --reject."))
    office = context.office
    draw = corrections.by_objection(office, objection)
    decision = "upheld" if upheld else "rejected"
    told = {"ground": ground, "officer": officer, "document": document or ""}
    event = corrections.answer(office, draw, objection, decision, told, on or today())
    if as_json:
        say.data({"ref": draw.ref, "event": event.seq, **event.body})
        return
    said = {
        "upheld": _("The objection of event {n} is upheld, logged as event {seq}."),
        "rejected": _("The objection of event {n} is rejected, logged as event {seq}."),
    }
    say.line(said[decision].format(n=objection, seq=event.seq))
    following = {
        "upheld": _(
            "Next: double-random result correct {which} --objection {n} …, or double-random result end {which} …"
        ),
        "rejected": _("Next: double-random publish site/"),
    }
    number = corrections.number_of(office, draw, objection)
    say.note(following[decision].format(which=number, n=objection))


@command(
    "correct",
    help=N_(
        "Correct (更正) a released RESULT: its number on the public pages, or its visit, department and item. What is not "
        "given stays; what stood before stays in public with its dates and the ground of the correction."
    ),
)
@which()
@option("--finding", help=N_("The result (抽查结果), in the official words."))
@option("--date", metavar="DAY", help=N_("The day of the visit."))
@option("--problems", help=N_("The main problems found (存在的主要问题). They are published."))
@option("--rectification", help=N_("How far they are set right (是否整改). It is published."))
@option("--inspector", "inspectors", multiple=True, help=N_("Who was there; may be repeated."))
@option("--case", help=N_("The number of the penalty case (案件编号)."))
@option("--follow-up", help=N_("The follow-up (后续处置措施), in the official words."))
@option("--recheck-due", metavar="DAY", help=N_("The day by which the place is checked again (复查日期)."))
@ground_option
@officer_option
@option(
    "--objection", type=int, help=N_("The event number of the upheld objection. Default: the one that waits for this.")
)
@draw_option
@json_option
@pass_context
def correct_command(
    context: Context,
    which: tuple[str, ...],
    ground: str,
    officer: str,
    objection: int | None,
    ref: str | None,
    as_json: bool,
    inspectors: tuple[str, ...],
    **given: str | None,
) -> None:
    from scheduler.corrections import acts as corrections
    from scheduler.corrections.courses import courses

    office = context.office
    draw, places = corrections.named(office, which, ref)
    course = courses(draw.after)[corrections.one_of(draw, which, places)]
    changed = {name: text for name, text in given.items() if text is not None}
    changed |= {"inspectors": "、".join(inspectors)} if inspectors else {}
    result, warnings = _as_changed(office, draw, course.now, changed)
    number = objection if objection is not None else course.waits_for_correction
    event = corrections.correct(office, draw, result, ground, officer, number)
    if as_json:
        say.data({"ref": draw.ref, "event": event.seq, **event.body, "warnings": [say.as_data(p) for p in warnings]})
        return
    say.problems(warnings)
    text = _("{result} is corrected, logged as event {seq}; what it said before stays beside it.")
    say.line(text.format(result=" ".join(result.place), seq=event.seq))
    say.note(_("Next: double-random publish site/"))


def _as_changed(office: Any, draw: "Draw", now: "Result", changed: dict[str, str]) -> Any:
    """The result with what was given in place of what stood, and warnings. Refused (exit 3) with all that cannot be read."""
    from scheduler import acts
    from scheduler.results.importing import against, changed_from

    result, problems = changed_from(now, changed, against(draw, acts.frozen_facts(office, draw), latest_today()))
    if result is None:
        raise Refused(problems, Exit.INPUT)
    return result, problems


@command(
    "end",
    help=N_(
        "End the publication of a released RESULT (its number on the public pages, or its visit, with or without department "
        "and item), or of all released before a day: a mark with date and ground stays. It is never resumed."
    ),
)
@which(required=False)
@option(
    "--before", callback=a_day, metavar="DAY", help=N_("All results of any draw that were released before this day.")
)
@option(
    "--ground",
    required=True,
    type=click.Choice(ENDINGS),
    help=N_("credit-repair (信用修复), retention (公示期满), or order: another decision to take it down (撤下)."),
)
@option("--document", callback=words, default=None, help=N_("The number of the decision; only retention has none."))
@officer_option
@option("--preview", is_flag=True, help=N_("Store nothing; show which publications would end."))
@draw_option
@json_option
@pass_context
def end_command(
    context: Context,
    which: tuple[str, ...],
    before: date | None,
    ground: str,
    document: str | None,
    officer: str,
    preview: bool,
    ref: str | None,
    as_json: bool,
) -> None:
    from scheduler.corrections import acts as corrections

    if bool(which) == bool(before):
        raise click.UsageError(_("Name either a result or --before."))
    if document is None and ground != "retention":
        raise click.UsageError(_("This ground has a decision: name its number with --document."))
    office = context.office
    named = (
        corrections.older(office, before) if before else [corrections.public(*corrections.named(office, which, ref))]
    )
    if preview:
        _show([{"ref": draw.ref, "rows": [list(p) for p in places]} for draw, places in named], as_json)
        return
    told = {"ground": ground.replace("-", " "), "document": document or "", "officer": officer}
    events = corrections.end(office, named, told)
    _tell([(draw.ref, event) for (draw, _places), event in zip(named, events, strict=True)], as_json)


def _show(found: list[dict[str, Any]], as_json: bool) -> None:
    if as_json:
        say.data(found)
        return
    rows = [(one["ref"], *place) for one in found for place in one["rows"]]
    say.table([_("draw"), _("visit"), _("department"), _("item")], rows)
    say.note(_("{n} publications would end; nothing was changed.").format(n=len(rows)))


def _tell(ended: "list[tuple[str, Event]]", as_json: bool) -> None:
    if as_json:
        say.data([{"ref": ref, "event": event.seq, **event.body} for ref, event in ended])
        return
    for ref, event in ended:
        text = _("{n} publications of {ref} have ended, logged as event {seq}.")
        say.line(text.format(n=len(event.body["rows"]), ref=ref, seq=event.seq))
    say.note(_("Next: double-random publish site/"))


COMMANDS = (object_command, answer_command, correct_command, end_command)
