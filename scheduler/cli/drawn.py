"""What ``status`` says about draws: where each stands, with its results; which batches are still to come; what is next."""

from collections import Counter
from gettext import gettext as _
from typing import TYPE_CHECKING, Any

from scheduler.cli import say
from scheduler.cli.days import today
from scheduler.cli.records import RESULT_STATES, STATES
from scheduler.cli.sources import entering_command

if TYPE_CHECKING:
    from scheduler.chain import Chain
    from scheduler.journal import Draw
    from scheduler.log import Event
    from scheduler.store.office import Office


def draws(office: "Office") -> list[dict[str, Any]]:
    """Each draw as JSON values, in the order of the log."""
    from scheduler import acts, journal

    chain, events = acts.chain_of(office), office.events()
    return [_draw(draw, chain, events) for draw in journal.draws(events)]


def _draw(draw: "Draw", chain: "Chain", events: "list[Event]") -> dict[str, Any]:
    from scheduler import entering, journal, randomness
    from scheduler.after.recusal import waiting
    from scheduler.results.check import owing
    from scheduler.results.states import entries
    from scheduler.year.parts import published

    visits = journal.standing(draw) if draw.draw else {}
    plan, cancelled = chain.plan(draw), draw.cancelled_visits()
    still = [visit for name, visit in visits.items() if name not in cancelled]
    owed = owing(draw, plan) if visits else []
    sources = entering.sources(draw)
    found, public = entries(draw.after), published(draw, events)
    states = Counter(entry.state for entry in found.values())
    return {
        "ref": draw.ref,
        "state": "year closed" if draw.year_closed and draw.state == "drawn" else draw.state,
        "committed": draw.commitment.time,
        "randomness": randomness.detail(sources),
        "enter": entering_command(sources),
        "visits": len(visits),
        "done": len(visits) - len(owed) - len(cancelled),
        "open_slots": sum(who is None for visit in still for who in visit.team.values()),
        "results_due": draw.record["results_due"],
        "results": states,
        "extended": len({event.body["visit"] for event in draw.after if event.kind == "extension"}),
        "cancelled": len(cancelled),
        "cancelled_tasks": sorted(draw.cancelled_tasks()),
        "applications": [] if draw.void else waiting(draw, plan.acts.decide_within),
        "year": plan.year,
        "understaffed": 0 if draw.void else sum(None in visits[name].team.values() for name in owed),
        "unpublished": sum(e.state == "released" and place not in public for place, e in found.items()),
    }


def tell(draws: list[dict[str, Any]]) -> None:
    """A table of all draws; then what waits for a decision, what was cancelled, and where their results stand."""
    if not draws:
        return
    headers = [_("draw"), _("state"), _("committed"), _("visits"), _("done"), _("open slots"), _("results due")]
    names = ("committed", "visits", "done", "open_slots", "results_due")
    say.table(headers, [[d["ref"], _(STATES[d["state"]]), *(d[name] for name in names)] for d in draws])
    live = [draw for draw in draws if draw["state"] != "year closed"]
    for draw in live:
        if draw["state"] == "committed":
            say.line(_("{ref} draws by {detail}").format(ref=draw["ref"], detail=draw["randomness"]))
        _tell_acts(draw)
    for draw in live:
        _tell_results(draw)


def _tell_acts(draw: dict[str, Any]) -> None:
    if draw["understaffed"]:
        text = _("{ref}: {n} visits wait for people, {slots} slots are open: double-random result list --state waiting")
        say.line(text.format(ref=draw["ref"], n=draw["understaffed"], slots=draw["open_slots"]))
    for row in draw["applications"]:
        text = _(
            "{ref}: the recusal of {inspector} at {target} waits for a decision since {date}, due {due} (event {event})"
        )
        late = " " + _("overdue") if row["due"] < today().isoformat() else ""
        say.line(text.format(ref=draw["ref"], **row) + late)
    if draw["cancelled_tasks"]:
        text = _("{ref}: superiors cancelled {tasks}; {n} visits ended with that")
        say.line(text.format(ref=draw["ref"], tasks=", ".join(draw["cancelled_tasks"]), n=draw["cancelled"]))


def _tell_results(draw: dict[str, Any]) -> None:
    """Where the results of a draw stand, and how many visits were put off."""
    if draw["results"]:
        states = [f"{_(RESULT_STATES[s])} {draw['results'][s]}" for s in RESULT_STATES if draw["results"][s]]
        say.line(_("results of {ref}: {states}").format(ref=draw["ref"], states=", ".join(states)))
    if draw["extended"]:
        text = _("{n} visits of {ref} may be done after their period, by an order")
        say.line(text.format(n=draw["extended"], ref=draw["ref"]))


def to_come(office: "Office") -> dict[str, list[dict[str, str]]]:
    """By plan with batches of its own: those that are not drawn yet, by the plan as it was committed last."""
    from scheduler import acts, journal
    from scheduler.chain import planned_batches

    chain = acts.chain_of(office)
    result = {}
    for plan, last in {draw.record["plan"]["id"]: draw for draw in journal.draws(office.events())}.items():
        drawn = planned_batches(chain.counting(plan))
        left = [b for b in chain.whole_plan(last).batches if b.id and b.id not in drawn]
        if left:
            result[plan] = [{"id": b.id, "as_of": b.as_of.isoformat()} for b in left]
    return result


def tell_to_come(plans: dict[str, list[dict[str, str]]]) -> None:
    """A line for each plan."""
    for plan, batches in plans.items():
        named = ", ".join(f"{batch['id']} ({batch['as_of']})" for batch in batches)
        text = _("Batches of plan {plan} still to be drawn, with the day of their data: {named}")
        say.line(text.format(plan=plan, named=named))
