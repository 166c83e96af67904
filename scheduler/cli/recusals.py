"""``recusal`` and ``recuse``: an inspector must not visit a target (回避), by application and decision or both at once."""

from collections.abc import Callable
from datetime import datetime
from gettext import gettext as _
from typing import Any

import click

from inventories.problems import N_
from scheduler.cli import say
from scheduler.cli.afterwards import happen, tell_outcome
from scheduler.cli.days import DAY
from scheduler.cli.kit import (
    Command,
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

officer_option = option("--officer", required=True, callback=words, help=N_("The head (行政机关负责人) who decides."))
date_option = option("--date", "day", type=DAY, help=N_("The day on the paper (2026-03-02). Default: today."))
ASKED = (
    option(
        "--on",
        type=click.Choice(["own", "party"]),
        default="own",
        help=N_("own: the inspector asks to stay away; party: the target applies. Default: own."),
    ),
    option("--applicant", callback=words, help=N_("Who applies for the party; with --on party.")),
    option(
        "--relation",
        type=click.Choice(["kin", "interest", "other"]),
        default="other",
        help=N_(
            "kin: the party, or near kin of it; interest: an interest of their own or of near kin; other: another relation. "
            "Default: other."
        ),
    ),
    ground_option,
    date_option,
)


def asked(verb: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say what is applied for."""
    for one in reversed(ASKED):
        verb = one(verb)
    return verb


def _body(given: dict[str, Any]) -> dict[str, Any]:
    """An application as it is logged."""
    if (given["on"] == "party") != (given["applicant"] is not None):
        raise click.UsageError(_("A party's application names who applies: --on party --applicant NAME."))
    names = ("inspector", "target", "on", "relation", "ground")
    return {**{name: given[name] for name in names}, "applicant": given["applicant"] or "", "date": _iso(given["day"])}


def _iso(day: datetime | None) -> str | None:
    return day.date().isoformat() if day else None


@command(
    "recuse",
    help=N_(
        "INSPECTOR must not visit TARGET (回避), as the head has decided: from now on barred; each of their slots there is "
        "drawn anew. Application and decision in one step; where the decision is still to come, use: recusal apply."
    ),
)
@click.argument("inspector")
@click.argument("target")
@asked
@officer_option
@draw_option
@json_option
@pass_context
def recuse_command(context: Context, officer: str, ref: str | None, as_json: bool, **given: Any) -> None:
    happen(context, ref, "recusal", {**_body(given), "officer": officer, "application": None}, as_json)


@click.group("recusal", cls=Group, help=N_("Applications for recusal (回避申请) and the head's decisions on them."))
def recusal_command() -> None:
    pass


@recusal_command.command(
    "apply",
    cls=Command,
    help=N_(
        "Hand in an application that INSPECTOR should not visit TARGET. Until it is decided the inspection goes on and the "
        "team stays."
    ),
)
@click.argument("inspector")
@click.argument("target")
@asked
@draw_option
@json_option
@pass_context
def apply_command(context: Context, ref: str | None, as_json: bool, **given: Any) -> None:
    from scheduler import acts
    from scheduler.after import acts as afterwards
    from scheduler.after.recusal import Application

    body, office = _body(given), context.office
    draw = acts.find(office, ref)
    event = afterwards.apply(office, draw, body)
    if as_json:
        say.data({"ref": draw.ref, "event": event.seq, "kind": event.kind, **event.body})
        return
    due = Application(event, (), None).due(acts.frozen_plan(office, draw).acts.decide_within)
    say.line(_("Logged as event {seq}; the decision is due by {due}.").format(seq=event.seq, due=due))
    say.note(_("Next: double-random recusal decide {inspector} {target} --grant --officer …").format(**event.body))


def decision_options(verb: Callable[..., Any]) -> Callable[..., Any]:
    """The arguments and options of a decision."""
    parts = (
        click.argument("inspector"),
        click.argument("target"),
        option("--grant/--reject", default=None, help=N_("What is decided.")),
        officer_option,
        option("--ground", callback=words, help=N_("Why it is rejected, as it is to stand in the log; with --reject.")),
        date_option,
        draw_option,
        json_option,
        pass_context,
    )
    for one in reversed(parts):
        verb = one(verb)
    return verb


def _decide(context: Context, review: bool, given: dict[str, Any]) -> None:
    from scheduler import acts
    from scheduler.after import acts as afterwards

    grant, ground = given["grant"], given["ground"]
    if grant is None:
        raise click.UsageError(_("Say what is decided: --grant or --reject."))
    if grant == (ground is not None):
        raise click.UsageError(
            _("A rejection names its ground with --ground; a recusal that is granted has the application's.")
        )
    office = context.office
    with say.progress(_("Replaying the draw …")):
        draw = acts.find(office, given["ref"])
        made = afterwards.Decision(given["officer"], _iso(given["day"]), ground)
        event = afterwards.decide(office, draw, (given["inspector"], given["target"]), made, review)
    if given["as_json"]:
        say.data({"ref": draw.ref, "event": event.seq, "kind": event.kind, **event.body})
    elif grant:
        tell_outcome(event, draw)
    else:
        say.line(_("Logged as event {seq}: rejected, and the team stays.").format(seq=event.seq))
        if not review:
            text = _("It may be reviewed once: double-random recusal review {inspector} {target} …")
            say.note(text.format(inspector=given["inspector"], target=given["target"]))


@recusal_command.command(
    "decide",
    cls=Command,
    help=N_(
        "Decide the application for the recusal of INSPECTOR at TARGET. If it is granted, their slots there are drawn anew."
    ),
)
@decision_options
def decide_command(context: Context, **given: Any) -> None:
    _decide(context, False, given)


@recusal_command.command(
    "review",
    cls=Command,
    help=N_(
        "Decide once more (复核) on the rejected application for the recusal of INSPECTOR at TARGET; then it is final."
    ),
)
@decision_options
def review_command(context: Context, **given: Any) -> None:
    _decide(context, True, given)


@recusal_command.command(
    "list", cls=Command, help=N_("List applications for recusal, with their decisions and when they are or were due.")
)
@draw_option
@json_option
@pass_context
def list_command(context: Context, ref: str | None, as_json: bool) -> None:
    from scheduler import acts
    from scheduler.after.recusal import rows_of

    draw = acts.find(context.office, ref)
    rows = rows_of(draw, acts.frozen_plan(context.office, draw).acts.decide_within)
    if as_json:
        say.data(rows)
        return
    headers = [_("event"), _("inspector"), _("target"), _("applied for"), _("relation"), _("ground")]
    headers += [_("date"), _("due"), _("state"), _("decided")]
    say.table(headers, [_shown(row) for row in rows])
    say.note(_("{n} lines").format(n=len(rows)))


def _shown(row: dict[str, Any]) -> list[object]:
    from scheduler.after.recusal import ON, RELATIONS, STATES

    whose = ON[row["on"]]
    asked_by = _(whose) + (f": {row['applicant']}" if row["applicant"] else "")
    decided = ", ".join(f"{made['date']} {made['officer']}" for made in row["decisions"])
    return [
        *(row[name] for name in ("event", "inspector", "target")),
        asked_by,
        _(RELATIONS[row["relation"]]),
        *(row[name] for name in ("ground", "date", "due")),
        _(STATES[row["state"]]),
        decided,
    ]
