"""Verdict 2, not choosable: whether anybody could have chosen the outcome."""

from typing import Any

from inventories.problems import N_, Reason, Words
from scheduler import randomness
from scheduler.after import rates as act_rates
from scheduler.audit.finding import GREEN, Check, Colour, Finding, amber, red, verdict
from scheduler.audit.recusals import CHECKS as RECUSALS
from scheduler.audit.replay import Replay
from scheduler.audit.sources import CHECKS as SOURCES
from scheduler.journal import ACTS


def _bits(replay: Replay) -> Finding:
    found, bits = randomness.outcomes(replay.sources), randomness.bits(replay.sources)
    weak = any(source.outcomes < randomness.LEAST for place in replay.sources for source in place)
    if bits != replay.draw.record["bits"] or weak:
        return red(Reason(N_("{n} bits"), n=bits))
    return GREEN if found >= randomness.AMPLE else amber(Reason(N_("{n} bits"), n=bits))


APPOINTED = N_("event {seq}: {inspector}{who} to slot {slot} of {visit}, by {officer}: {order}")


def _by_order(replay: Replay) -> Finding:
    listed = [
        Reason(APPOINTED, seq=event.seq, who=_newer(event.body, replay), **event.body)
        for event in replay.draw.after
        if event.kind == "appointment"
    ]
    return verdict(listed, Colour.AMBER, shown=None)


def _newer(body: dict[str, Any], replay: Replay) -> str:
    """Name and department of who was appointed though the frozen roster does not know them."""
    known = body["inspector"] in replay.facts.inspectors
    return "" if known else Reason(N_(" ({name}, {department}, not on the roster)"), **body)


def _changed(replay: Replay) -> Finding:
    """Whoever is often recused, absent, reinforced or replaced may be steered: each with its ground, for the auditor."""
    kinds = {*ACTS, "cancellation"} - {"appointment"}
    text = N_("event {seq}: {kind} of {about}: {ground}{by}")
    listed = [
        Reason(
            text,
            seq=event.seq,
            kind=Words(event.kind),
            about=_about(event.body),
            ground=event.body["ground"],
            by=_by(event.body),
        )
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
    text = N_("{kind} of {name}: {hits} of {trials}, all others {rest_hits} of {rest_trials}")
    listed = [
        Reason(
            text,
            kind=Words(rate.kind),
            name=rate.name,
            hits=rate.hits,
            trials=rate.trials,
            rest_hits=rate.rest_hits,
            rest_trials=rate.rest_trials,
        )
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
