"""``status``: what the office holds, where each draw stands, what is next."""

from collections import Counter
from gettext import gettext as _
from typing import TYPE_CHECKING, Any

from inventories.problems import N_
from scheduler.cli import duties, handing, plan_life, say
from scheduler.cli.comparing import in_words
from scheduler.cli.kit import Context, command, json_option, pass_context
from scheduler.cli.records import RESULT_STATES, STATES
from scheduler.cli.recusals import waiting

if TYPE_CHECKING:
    from scheduler.journal import Draw
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
    draws = [_draw_line(office, draw) for draw in journal.draws(events)]
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
        _acts(draws)
    for draw in draws:
        _tell_results(draw)
    for line in duties.lines(year):
        say.line(line)
    say.pairs(handing.status_lines(events))
    handing.tell_waiting(
        events,
        _("{n} targets drawn by other agencies came after the commitment of {ref}: they wait for the next commitment."),
    )
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


def _draw_line(office: "Office", draw: "Draw") -> dict[str, Any]:
    from scheduler import acts, journal
    from scheduler.results.check import owing
    from scheduler.results.states import entries

    visits = journal.standing(draw) if draw.draw else {}
    plan, cancelled = acts.frozen_plan(office, draw), draw.cancelled_visits()
    return {
        "ref": draw.ref,
        "state": "year closed" if draw.year_closed and draw.state == "drawn" else draw.state,
        "committed": draw.commitment.time,
        "visits": len(visits),
        "done": len(visits) - len(owing(draw, plan)) - len(cancelled) if visits else 0,
        "open_slots": sum(
            who is None for name, visit in visits.items() if name not in cancelled for who in visit.team.values()
        ),
        "results_due": draw.record["results_due"],
        "results": Counter(entry.state for entry in entries(draw.after).values()),
        "extended": len({event.body["visit"] for event in draw.after if event.kind == "extension"}),
        "cancelled": len(cancelled),
        "cancelled_tasks": sorted(draw.cancelled_tasks()),
        "applications": [] if draw.void else waiting(draw, plan),
    }


def _tell_results(draw: dict[str, Any]) -> None:
    """Where the results of a draw stand, and how many visits were put off."""
    if draw["results"]:
        states = [f"{_(RESULT_STATES[s])} {draw['results'][s]}" for s in RESULT_STATES if draw["results"][s]]
        say.line(_("results of {ref}: {states}").format(ref=draw["ref"], states=", ".join(states)))
    if draw["extended"]:
        text = _("{n} visits of {ref} may be done after their period, by an order")
        say.line(text.format(n=draw["extended"], ref=draw["ref"]))


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
    if standing[-1]["state"] == "year closed":
        return _("Next: double-random year open YEAR --from plan.toml --to new-plan.toml")
    if standing[-1]["results"]["entered"]:
        return _("Next: double-random result check, then double-random result release")
    if standing[-1]["results"]["checked"]:
        return _("Next: double-random result release")
    if standing[-1]["done"] + standing[-1]["cancelled"] < standing[-1]["visits"]:
        return _("Next: double-random export results-form results.xlsx, then double-random import results results.xlsx")
    return _("All visits have results. Next: double-random publish site/")
