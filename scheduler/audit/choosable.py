"""Verdict 2, not choosable: whether anybody could have chosen the outcome."""

from typing import Any

from inventories.problems import N_
from scheduler import randomness
from scheduler.after import rates as act_rates
from scheduler.audit.finding import GREEN, Check, Colour, Finding, red, verdict
from scheduler.audit.recusals import CHECKS as RECUSALS
from scheduler.audit.replay import Replay
from scheduler.audit.sources import CHECKS as SOURCES
from scheduler.journal import ACTS


def _bits(replay: Replay) -> Finding:
    found, bits = randomness.outcomes(replay.sources), randomness.bits(replay.sources)
    weak = any(source.outcomes < randomness.LEAST for place in replay.sources for source in place)
    if bits != replay.draw.record["bits"] or weak:
        return red(f"{bits} bits")
    return GREEN if found >= randomness.AMPLE else Finding(Colour.AMBER, f"{bits} bits")


def _by_order(replay: Replay) -> Finding:
    listed = [
        "event {}: {inspector}{who} to slot {slot} of {visit}, by {officer}: {order}".format(
            event.seq, who=_newer(event.body, replay), **event.body
        )
        for event in replay.draw.after
        if event.kind == "appointment"
    ]
    return verdict(listed, Colour.AMBER, shown=None)


def _newer(body: dict[str, Any], replay: Replay) -> str:
    """Name and department of who was appointed though the frozen roster does not know them."""
    return (
        ""
        if body["inspector"] in replay.facts.inspectors
        else f" ({body['name']}, {body['department']}, not on the roster)"
    )


def _changed(replay: Replay) -> Finding:
    """Whoever is often recused, absent, reinforced or replaced may be steered: each with its ground, for the auditor."""
    kinds = {*ACTS, "cancellation"} - {"appointment"}
    listed = [
        f"event {event.seq}: {event.kind} of {_about(event.body)}: {event.body['ground']}{_by(event.body)}"
        for event in replay.draw.after
        if event.kind in kinds
    ]
    return verdict(listed, Colour.AMBER, shown=None)


def _about(body: dict[str, Any]) -> str:
    named = [str(body[name]) for name in ("inspector", "target", "visit", "period", "limit", "task") if name in body]
    return " ".join([*named, *body.get("periods", ())])


def _by(body: dict[str, Any]) -> str:
    """Whose decision it was, where the log names somebody."""
    who = body.get("officer") or " ".join(body[name] for name in ("agency", "document") if name in body)
    return f" ({who})" if who else ""


def _notable(replay: Replay) -> Finding:
    """Inspectors and targets whom acts concern more often than chance explains, against all others of the draw."""
    listed = [
        f"{rate.kind} of {rate.name}: {rate.hits} of {rate.trials}, all others {rate.rest_hits} of {rate.rest_trials}"
        for by in ("inspector", "target")
        for rate in act_rates.rates([replay.draw], by)
        if rate.stands_out
    ]
    return verdict(listed, Colour.AMBER, shown=None)


CHECKS = (
    Check("2.01", "§2", N_("the source has at least 64 bits of choice"), _bits),
    Check("2.04", "§8", N_("nobody was put into a team by order"), _by_order),
    Check(
        "2.05",
        "§8",
        N_("no recusal, absence, reinforcement, replacement or cancellation has changed the draw"),
        _changed,
    ),
    *RECUSALS,
    *SOURCES,
    Check(
        "2.07", "§8", N_("no inspector and no target stands out among all others by what changed the draw"), _notable
    ),
)
