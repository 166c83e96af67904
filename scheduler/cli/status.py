"""``status``: what the office holds, where each draw stands, what is next."""

from gettext import gettext as _
from typing import TYPE_CHECKING, Any

from inventories.problems import N_
from scheduler.cli import say
from scheduler.cli.comparing import in_words
from scheduler.cli.kit import Context, command, json_option, pass_context
from scheduler.cli.records import STATES
from scheduler.cli.recusals import waiting

if TYPE_CHECKING:
    from scheduler.journal import Draw
    from scheduler.store.office import Office


@command("status", help=N_("Show what the office holds, where each draw stands, and what is to be done next."))
@json_option
@pass_context
def status_command(context: Context, as_json: bool) -> None:
    from scheduler import comparing, imported, journal
    from scheduler.tables import KINDS

    office = context.office
    left_out = len(imported.left_out(office.events("import", "undo")))
    counts = {kind: len(office.records(kind)) for kind in KINDS}
    events = office.events()
    draws = [_draw_line(office, draw) for draw in journal.draws(events)]
    compared = comparing.last(events)
    if as_json:
        told = compared and {"time": compared.time, **compared.body}
        say.data({"records": counts, "left_out": left_out, "comparison": told, "draws": draws})
        return
    say.table([_("table"), _("records")], [(_(kind), count) for kind, count in counts.items()])
    if compared:
        say.pairs([(_("last comparison with a registry"), in_words(compared))])
    if draws:
        headers = [_("draw"), _("state"), _("committed"), _("visits"), _("done"), _("open slots"), _("results due")]
        say.table(headers, [[d["ref"], _(STATES[d["state"]]), *list(d.values())[2:7]] for d in draws])
        _acts(draws)
    if left_out:
        text = _("{n} rows of imports are left out and not repaired: double-random list left-out")
        say.line(text.format(n=left_out))
    say.note(_next_step(counts, draws))


def _acts(draws: list[dict[str, Any]]) -> None:
    """What waits for a decision, and what superiors have cancelled."""
    for d in draws:
        for row in d["applications"]:
            text = _(
                "{ref}: the recusal of {inspector} at {target} waits for a decision since {date}, due {due} (event {event})"
            )
            say.line(text.format(ref=d["ref"], **row))
        if d["cancelled_tasks"]:
            text = _("{ref}: superiors cancelled {tasks}; {n} visits ended with that")
            say.line(text.format(ref=d["ref"], tasks=", ".join(d["cancelled_tasks"]), n=d["cancelled"]))


def _draw_line(office: "Office", draw: "Draw") -> dict[str, Any]:
    from scheduler import acts, journal
    from scheduler.results.check import owing

    visits = journal.standing(draw) if draw.draw else {}
    plan, cancelled = acts.frozen_plan(office, draw), len(draw.cancelled_visits())
    return {
        "ref": draw.ref,
        "state": draw.state,
        "committed": draw.commitment.time,
        "visits": len(visits),
        "done": len(visits) - len(owing(draw, plan)) - cancelled if visits else 0,
        "open_slots": sum(who is None for visit in visits.values() for who in visit.team.values()),
        "results_due": draw.record["results_due"],
        "cancelled": cancelled,
        "cancelled_tasks": sorted(draw.cancelled_tasks()),
        "applications": [] if draw.void else waiting(draw, plan),
    }


def _next_step(counts: dict[str, int], draws: list[dict[str, Any]]) -> str:
    standing = [draw for draw in draws if draw["state"] != "void"]
    if not counts["targets"]:
        return _("Next: double-random import targets FILE")
    if not counts["inspectors"]:
        return _("Next: double-random import inspectors FILE")
    if not standing:
        return _("Next: double-random plan check plan.toml, then double-random commit plan.toml")
    if standing[-1]["state"] == "committed":
        return _("Next: double-random publish site/, then double-random draw --randomness …")
    if standing[-1]["state"] == "randomness known":
        return _("Next: double-random draw (finishes with the logged randomness)")
    if standing[-1]["done"] + standing[-1]["cancelled"] < standing[-1]["visits"]:
        return _("Next: double-random export results-form results.xlsx, then double-random import results results.xlsx")
    return _("All visits have results. Next: double-random publish site/")
