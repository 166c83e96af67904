"""What happens after a draw (specification §8): each act is logged with its ground and what it drew."""

from datetime import date, datetime
from gettext import gettext as _
from typing import TYPE_CHECKING, Any

import click

from inventories.problems import N_
from scheduler.cli import say
from scheduler.cli.days import DAY
from scheduler.cli.kit import (
    Context,
    command,
    draw_option,
    ground_option,
    json_option,
    option,
    pass_context,
    words,
)
from scheduler.draw.notation import MOST

if TYPE_CHECKING:
    from scheduler.facts import Facts
    from scheduler.journal import Draw
    from scheduler.log import Event


def happen(context: Context, ref: str | None, kind: str, body: dict[str, Any], as_json: bool) -> None:
    """Let an act happen to a draw, and print what it drew."""
    from scheduler import acts

    office = context.office
    with say.progress(_("Replaying the draw …")):
        draw = acts.find(office, ref)
        event = acts.happen(office, draw, kind, body)
    if as_json:
        say.data({"ref": draw.ref, "event": event.seq, "kind": kind, **event.body})
        return
    if kind == "absence" and event.body["ends"]:
        _tell_days(acts.frozen_facts(office, draw), draw, event)
    tell_outcome(event, draw)


def tell_outcome(event: "Event", draw: "Draw") -> None:
    """What an act drew, and how many slots are open now; visits that ended with a cancelled task are told apart, for they
    keep their slots (specification §8) and wait for nobody."""
    over = draw.cancelled_visits()
    outcome = event.body["outcome"]
    say.line(_("Logged as event {seq}; {open} slots are open now.").format(seq=event.seq, open=outcome["open"]))
    for visit in outcome["visits"]:
        say.line("  " + _("new visit {visit} in {period}").format(**visit))
    for task in outcome["ended"]:
        say.line("  " + _("no reserve is left for task {task}").format(task=task))
    for row in outcome["teams"]:
        who = row["inspector"] or _("open")
        text = _("{visit}, slot {slot}: {who}; cancelled") if row["visit"] in over else _("{visit}, slot {slot}: {who}")
        say.line("  " + text.format(visit=row["visit"], slot=row["slot"], who=who))
    if over and outcome["open"]:
        say.note(_("Open slots of cancelled visits are counted, and drawn; nobody has to go there."))


def _tell_days(facts: "Facts", draw: "Draw", event: "Event") -> None:
    """How much of each period somebody misses who is away on some days, and what follows."""
    from inspectors.eligibility import Span
    from scheduler.after.absences import shares

    days = Span(date.fromisoformat(event.body["begins"]), date.fromisoformat(event.body["ends"]))
    for share in shares(draw, facts, event.body["inspector"], days):
        text = (
            _("{period}: away on {away} of {days} days, half or more: absent.")
            if share.missed
            else _("{period}: away on {away} of {days} days, less than half: the teams stay.")
        )
        say.line(text.format(period=share.period, away=share.away, days=share.days))


@command(
    "absent",
    help=N_(
        "INSPECTOR is away in these PERIODS, or on the days --from … --to …: each of their slots there is drawn anew. By days, "
        "a period counts as missed if half of its days or more are, together with the leave that was known. Who leaves the "
        "service (--kind left --from DAY) is away in all periods that are not over by then."
    ),
)
@click.argument("inspector")
@click.argument("periods", nargs=-1)
@option("--from", "begins", type=DAY, help=N_("First day away (2026-03-02)."))
@option("--to", "ends", type=DAY, help=N_("Last day away."))
@option(
    "--kind",
    type=click.Choice(["leave", "sick", "left"]),
    default="leave",
    help=N_("leave, sick leave, or left the service. Default: leave."),
)
@ground_option
@draw_option
@json_option
@pass_context
def absent_command(
    context: Context,
    inspector: str,
    periods: tuple[str, ...],
    begins: datetime | None,
    ends: datetime | None,
    kind: str,
    ground: str,
    ref: str | None,
    as_json: bool,
) -> None:
    _absence_usage(periods, begins, ends, kind)
    days = {"begins": begins and begins.date().isoformat(), "ends": ends and ends.date().isoformat()}
    body = {"inspector": inspector, "kind": kind, **days, "periods": list(dict.fromkeys(periods)), "ground": ground}
    happen(context, ref, "absence", body, as_json)


def _absence_usage(periods: tuple[str, ...], begins: datetime | None, ends: datetime | None, kind: str) -> None:
    if kind == "left" and (periods or not begins or ends):
        raise click.UsageError(_("Who leaves the service does so on a day: --kind left --from DAY, and nothing else."))
    if bool(periods) == bool(begins) or (periods and ends):
        raise click.UsageError(_("Name either PERIODS, or days with --from and --to."))
    if begins and not ends and kind != "left":
        raise click.UsageError(_("The last day away is missing: --to DAY."))
    if begins and ends and ends < begins:
        raise click.UsageError(_("The last day away is before the first."))


@command("reinforce", help=N_("Raise INSPECTOR's limit for the draw to LIMIT: every open slot is drawn again."))
@click.argument("inspector")
@click.argument("limit", type=click.IntRange(1, MOST))
@ground_option
@draw_option
@json_option
@pass_context
def reinforce_command(
    context: Context, inspector: str, limit: int, ground: str, ref: str | None, as_json: bool
) -> None:
    happen(context, ref, "reinforcement", {"inspector": inspector, "limit": limit, "ground": ground}, as_json)


@command(
    "replace",
    help=N_(
        "End VISIT and draw the next reserves in its place, in PERIOD. Only on a ground listed in the plan, [replacement]; "
        "without it, closed and unreachable are results. What superiors have drawn is never replaced."
    ),
)
@click.argument("visit")
@click.argument("period")
@ground_option
@draw_option
@json_option
@pass_context
def replace_command(context: Context, visit: str, period: str, ground: str, ref: str | None, as_json: bool) -> None:
    happen(context, ref, "replacement", {"visit": visit, "period": period, "ground": ground}, as_json)


@command(
    "appoint",
    help=N_(
        "Fill the open SLOT of VISIT with INSPECTOR by an order that names the rule it sets aside. Also somebody who joined "
        "after the commitment and is on the roster now."
    ),
)
@click.argument("visit")
@click.argument("slot", type=click.IntRange(min=1))
@click.argument("inspector")
@option("--order", required=True, callback=words, help=N_("The order, with the rule it sets aside."))
@option("--officer", required=True, callback=words, help=N_("The officer who gave the order."))
@draw_option
@json_option
@pass_context
def appoint_command(
    context: Context, visit: str, slot: int, inspector: str, order: str, officer: str, ref: str | None, as_json: bool
) -> None:
    body = {"visit": visit, "slot": slot, "inspector": inspector, "order": order, "officer": officer}
    happen(context, ref, "appointment", body, as_json)


@command(
    "void",
    help=N_(
        "Set the commitment or draw REF aside. It no longer counts and stays visible, with its randomness; the audit shows "
        "what it held. A further draw is a new batch."
    ),
)
@click.argument("ref")
@ground_option
@option("--yes", is_flag=True, help=N_("Yes, though results are released: they leave the public pages with it."))
@json_option
@pass_context
def void_command(context: Context, ref: str, ground: str, yes: bool, as_json: bool) -> None:
    from inventories.problems import Exit, refuse
    from scheduler import acts, messages
    from scheduler.results.states import released

    office = context.office
    draw = acts.find(office, ref)
    if not (yes or draw.void) and (out := len(released(draw))):
        raise refuse(messages.VOID_RELEASED, Exit.CONFLICT, ref=draw.ref, n=out)
    event = acts.void(office, draw, ground)
    if as_json:
        say.data({"ref": draw.ref, "event": event.seq, "ground": ground})
        return
    say.line(_("{ref} is void, logged as event {seq}.").format(ref=draw.ref, seq=event.seq))
    if results := draw.results():
        say.line("  " + _("Its {n} results leave the public pages with it.").format(n=len(results)))
    say.note(_("Next: double-random publish site/, then double-random commit plan.toml"))


@command(
    "cancel",
    help=N_(
        "Superiors have cancelled TASK (任务取消): what only this task asks for is owed no longer. Visits that serve cancelled "
        "tasks alone end, and stay on record as cancelled."
    ),
)
@click.argument("task")
@option("--document", required=True, callback=words, help=N_("The number of the superiors' document."))
@option("--agency", required=True, callback=words, help=N_("The agency that cancelled it."))
@ground_option
@draw_option
@json_option
@pass_context
def cancel_command(
    context: Context, task: str, document: str, agency: str, ground: str, ref: str | None, as_json: bool
) -> None:
    from scheduler import acts
    from scheduler.after import acts as afterwards

    office = context.office
    draw = acts.find(office, ref)
    event = afterwards.cancel(office, draw, {"task": task, "document": document, "agency": agency, "ground": ground})
    if as_json:
        say.data({"ref": draw.ref, "event": event.seq, "kind": event.kind, **event.body})
        return
    text = _("Task {task} is cancelled, logged as event {seq}; {n} visits end with it.")
    say.line(text.format(task=task, seq=event.seq, n=len(event.body["visits"])))
    for visit in event.body["visits"]:
        say.line(f"  {visit}")
