"""What happens after a draw (specification §8): each act is logged with its ground and what it drew."""

from gettext import gettext as _
from typing import Any

import click

from inventories.problems import N_
from scheduler.cli import say
from scheduler.cli.kit import Context, command, draw_option, ground_option, json_option, option, pass_context, words
from scheduler.draw.notation import MOST


def _happen(context: Context, ref: str | None, kind: str, body: dict[str, Any], as_json: bool) -> None:
    from scheduler import acts

    office = context.office
    with say.progress(_("Replaying the draw …")):
        draw = acts.find(office, ref)
        event = acts.happen(office, draw, kind, body)
    if as_json:
        say.data({"ref": draw.ref, "event": event.seq, "kind": kind, **event.body})
        return
    outcome = event.body["outcome"]
    say.line(_("Logged as event {seq}; {open} slots are open now.").format(seq=event.seq, open=outcome["open"]))
    for visit in outcome["visits"]:
        say.line("  " + _("new visit {visit} in {period}").format(**visit))
    for task in outcome["ended"]:
        say.line("  " + _("no reserve is left for task {task}").format(task=task))
    for row in outcome["teams"]:
        who = row["inspector"] or _("open")
        say.line("  " + _("{visit}, slot {slot}: {who}").format(visit=row["visit"], slot=row["slot"], who=who))


@command(
    "recuse",
    help=N_("INSPECTOR must not visit TARGET (回避): from now on barred; each of their slots there is drawn anew."),
)
@click.argument("inspector")
@click.argument("target")
@ground_option
@draw_option
@json_option
@pass_context
def recuse_command(context: Context, inspector: str, target: str, ground: str, ref: str | None, as_json: bool) -> None:
    _happen(context, ref, "recusal", {"inspector": inspector, "target": target, "ground": ground}, as_json)


@command("absent", help=N_("INSPECTOR is away in these PERIODS: each of their slots there is drawn anew."))
@click.argument("inspector")
@click.argument("periods", nargs=-1, required=True)
@ground_option
@draw_option
@json_option
@pass_context
def absent_command(
    context: Context, inspector: str, periods: tuple[str, ...], ground: str, ref: str | None, as_json: bool
) -> None:
    body = {"inspector": inspector, "periods": list(dict.fromkeys(periods)), "ground": ground}
    _happen(context, ref, "absence", body, as_json)


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
    _happen(context, ref, "reinforcement", {"inspector": inspector, "limit": limit, "ground": ground}, as_json)


@command(
    "replace",
    help=N_(
        "End VISIT and draw the next reserves in its place, in PERIOD. Never the default: closed and unreachable are results."
    ),
)
@click.argument("visit")
@click.argument("period")
@ground_option
@draw_option
@json_option
@pass_context
def replace_command(context: Context, visit: str, period: str, ground: str, ref: str | None, as_json: bool) -> None:
    _happen(context, ref, "replacement", {"visit": visit, "period": period, "ground": ground}, as_json)


@command(
    "appoint", help=N_("Fill the open SLOT of VISIT with INSPECTOR by an order that names the rule it sets aside.")
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
    _happen(context, ref, "appointment", body, as_json)


@command(
    "void",
    help=N_(
        "Set the commitment or draw REF aside. It no longer counts and stays visible, with its randomness; the audit shows "
        "what it held. A further draw is a new batch."
    ),
)
@click.argument("ref")
@ground_option
@json_option
@pass_context
def void_command(context: Context, ref: str, ground: str, as_json: bool) -> None:
    from scheduler import acts

    office = context.office
    draw = acts.find(office, ref)
    event = acts.void(office, draw, ground)
    if as_json:
        say.data({"ref": draw.ref, "event": event.seq, "ground": ground})
        return
    say.line(_("{ref} is void, logged as event {seq}.").format(ref=draw.ref, seq=event.seq))
