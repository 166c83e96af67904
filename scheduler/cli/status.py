"""``status``: what the office holds, where each draw stands, what is next."""

from collections import Counter
from gettext import gettext as _
from typing import TYPE_CHECKING, Any

from inventories.problems import N_
from scheduler.cli import duties, handing, plan_life, say
from scheduler.cli.comparing import in_words
from scheduler.cli.kit import Context, command, json_option, pass_context
from scheduler.cli.next_step import next_step
from scheduler.cli.records import RESULT_STATES, STATES
from scheduler.cli.recusals import waiting

if TYPE_CHECKING:
    from scheduler.journal import Draw
    from scheduler.log import Event
    from scheduler.store.office import Office


@command("status", help=N_("Show what the office holds, where each draw stands, and what is to be done next."))
@json_option
@pass_context
def status_command(context: Context, as_json: bool) -> None:
    from scheduler import comparing, imported, journal
    from scheduler.plan import life
    from scheduler.tables import KINDS

    office = context.office
    left_out = len(imported.left_out(office.events("import", "undo")))
    counts = {kind: len(office.records(kind)) for kind in KINDS}
    events = office.events()
    draws = [_draw_line(office, draw, events) for draw in journal.draws(events)]
    to_come = _to_come(office, journal.draws(events))
    compared = comparing.last(events)
    plans = life.lives(events)
    year = duties.counted(office, duties.today())
    if as_json:
        told = compared and {"time": compared.time, **compared.body}
        steps = {plan: [event.body for event in one.steps] for plan, one in plans.items()}
        known = {"records": counts, "left_out": left_out, "comparison": told, "plans": steps}
        exchanged = handing.status_data(events)
        say.data({**known, "draws": draws, "to_come": to_come, "year": year, "exchange": exchanged})
        return
    say.table([_("table"), _("records")], [(_(kind), count) for kind, count in counts.items()])
    if compared:
        say.pairs([(_("last comparison with a registry"), in_words(compared))])
    say.pairs(plan_life.in_words(plans.values()))
    if draws:
        headers = [_("draw"), _("state"), _("committed"), _("visits"), _("done"), _("open slots"), _("results due")]
        say.table(headers, [[d["ref"], _(STATES[d["state"]]), *list(d.values())[2:7]] for d in draws])
    live = [draw for draw in draws if draw["state"] != "year closed"]
    _acts(live)
    for draw in live:
        _tell_results(draw)
    for line in duties.lines(year):
        say.line(line)
    say.pairs(handing.status_lines(events))
    for plan, batches in to_come.items():
        named = ", ".join(f"{batch['id']} ({batch['as_of']})" for batch in batches)
        say.line(
            _("Batches of plan {plan} still to be drawn, with the day of their data: {named}").format(
                plan=plan, named=named
            )
        )
    if left_out:
        text = _("{n} rows of imports are left out and not repaired: double-random list left-out")
        say.line(text.format(n=left_out))
    say.note(next_step(counts, draws, to_come, year))


def _acts(draws: list[dict[str, Any]]) -> None:
    """What waits for a decision, what superiors have cancelled, and which visits lack people."""
    for d in draws:
        if d["understaffed"]:
            text = _(
                "{ref}: {n} visits wait for people, {slots} slots are open: double-random result list --state waiting"
            )
            say.line(text.format(ref=d["ref"], n=d["understaffed"], slots=d["open_slots"]))
        for row in d["applications"]:
            text = _(
                "{ref}: the recusal of {inspector} at {target} waits for a decision since {date}, due {due} (event {event})"
            )
            late = " " + _("overdue") if row["due"] < duties.today().isoformat() else ""
            say.line(text.format(ref=d["ref"], **row) + late)
        if d["cancelled_tasks"]:
            text = _("{ref}: superiors cancelled {tasks}; {n} visits ended with that")
            say.line(text.format(ref=d["ref"], tasks=", ".join(d["cancelled_tasks"]), n=d["cancelled"]))


def _to_come(office: "Office", draws: "list[Draw]") -> dict[str, list[dict[str, str]]]:
    """By plan with batches of its own: those that are not drawn yet, by the plan as it was committed last."""
    from scheduler import acts

    chain = acts.chain_of(office)
    result = {}
    for plan, last in {draw.record["plan"]["id"]: draw for draw in draws}.items():
        drawn = {d.record["plan"]["planned"] for d in chain.counting(plan)}
        left = [b for b in chain.whole_plan(last).batches if b.id and b.id not in drawn]
        if left:
            result[plan] = [{"id": b.id, "as_of": b.as_of.isoformat()} for b in left]
    return result


def _draw_line(office: "Office", draw: "Draw", events: "list[Event]") -> dict[str, Any]:
    from scheduler import acts, journal
    from scheduler.parts import published
    from scheduler.results.check import owing
    from scheduler.results.states import entries

    visits = journal.standing(draw) if draw.draw else {}
    plan, cancelled = acts.frozen_plan(office, draw), len(draw.cancelled_visits())
    still = owing(draw, plan) if visits else []
    states = Counter(entry.state for entry in entries(draw.after).values())
    return {
        "ref": draw.ref,
        "state": "year closed" if draw.year_closed and draw.state == "drawn" else draw.state,
        "committed": draw.commitment.time,
        "visits": len(visits),
        "done": len(visits) - len(still) - cancelled,
        "open_slots": sum(who is None for visit in visits.values() for who in visit.team.values()),
        "results_due": draw.record["results_due"],
        "results": states,
        "extended": len({event.body["visit"] for event in draw.after if event.kind == "extension"}),
        "cancelled": cancelled,
        "cancelled_tasks": sorted(draw.cancelled_tasks()),
        "applications": [] if draw.void else waiting(draw, plan),
        "year": plan.year,
        "understaffed": 0 if draw.void else sum(None in visits[name].team.values() for name in still),
        "unpublished": states["released"] - len(published(draw, events)),
    }


def _tell_results(draw: dict[str, Any]) -> None:
    """Where the results of a draw stand, and how many visits were put off."""
    if draw["results"]:
        states = [f"{_(RESULT_STATES[s])} {draw['results'][s]}" for s in RESULT_STATES if draw["results"][s]]
        say.line(_("results of {ref}: {states}").format(ref=draw["ref"], states=", ".join(states)))
    if draw["extended"]:
        text = _("{n} visits of {ref} may be done after their period, by an order")
        say.line(text.format(n=draw["extended"], ref=draw["ref"]))
