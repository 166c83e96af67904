"""What ``status`` says about draws: where each stands, with its results; which batches are still to come; what is next."""

from collections import Counter
from gettext import gettext as _
from typing import TYPE_CHECKING, Any

from scheduler.cli import say
from scheduler.cli.records import RESULT_STATES, STATES

if TYPE_CHECKING:
    from scheduler.chain import Chain
    from scheduler.journal import Draw
    from scheduler.store.office import Office


def draws(office: "Office") -> list[dict[str, Any]]:
    """Each draw as JSON values, in the order of the log."""
    from scheduler import acts, journal

    chain = acts.chain_of(office)
    return [_draw(draw, chain) for draw in journal.draws(office.events())]


def _draw(draw: "Draw", chain: "Chain") -> dict[str, Any]:
    from scheduler import journal
    from scheduler.after.recusal import waiting
    from scheduler.results.check import owing
    from scheduler.results.states import entries

    visits = journal.standing(draw) if draw.draw else {}
    plan, cancelled = chain.plan(draw), draw.cancelled_visits()
    still = [visit for name, visit in visits.items() if name not in cancelled]
    return {
        "ref": draw.ref,
        "state": "year closed" if draw.year_closed and draw.state == "drawn" else draw.state,
        "committed": draw.commitment.time,
        "visits": len(visits),
        "done": len(visits) - len(owing(draw, plan)) - len(cancelled) if visits else 0,
        "open_slots": sum(who is None for visit in still for who in visit.team.values()),
        "results_due": draw.record["results_due"],
        "results": Counter(entry.state for entry in entries(draw.after).values()),
        "extended": len({event.body["visit"] for event in draw.after if event.kind == "extension"}),
        "cancelled": len(cancelled),
        "cancelled_tasks": sorted(draw.cancelled_tasks()),
        "applications": [] if draw.void else waiting(draw, plan.acts.decide_within),
    }


def tell(draws: list[dict[str, Any]]) -> None:
    """A table of all draws; then what waits for a decision, what was cancelled, and where their results stand."""
    if not draws:
        return
    headers = [_("draw"), _("state"), _("committed"), _("visits"), _("done"), _("open slots"), _("results due")]
    names = ("committed", "visits", "done", "open_slots", "results_due")
    say.table(headers, [[d["ref"], _(STATES[d["state"]]), *(d[name] for name in names)] for d in draws])
    for draw in draws:
        _tell_acts(draw)
    for draw in draws:
        _tell_results(draw)


def _tell_acts(draw: dict[str, Any]) -> None:
    for row in draw["applications"]:
        text = _(
            "{ref}: the recusal of {inspector} at {target} waits for a decision since {date}, due {due} (event {event})"
        )
        say.line(text.format(ref=draw["ref"], **row))
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


def next_step(draw: dict[str, Any]) -> str:
    """What is to be done next with a draw that stands."""
    match draw["state"]:
        case "committed":
            return _("Next: double-random publish site/, then double-random draw --randomness …")
        case "randomness known":
            return _("Next: double-random draw (finishes with the logged randomness)")
        case "year closed":
            return _("Next: double-random year open YEAR --from plan.toml --to new-plan.toml")
    if draw["results"]["entered"]:
        return _("Next: double-random result check, then double-random result release")
    if draw["results"]["checked"]:
        return _("Next: double-random result release")
    if draw["done"] + draw["cancelled"] < draw["visits"]:
        return _("Next: double-random export results-form results.xlsx, then double-random import results results.xlsx")
    return _("All visits have results. Next: double-random publish site/")
