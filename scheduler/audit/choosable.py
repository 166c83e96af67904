"""Verdict 2, not choosable: whether anybody could have chosen the outcome."""

from typing import Any

from inventories.problems import N_
from scheduler import randomness
from scheduler.audit.finding import GREEN, Check, Colour, Finding, red, verdict
from scheduler.audit.replay import Replay
from scheduler.journal import ACTS


def _bits(replay: Replay) -> Finding:
    plan = replay.plan
    found = randomness.outcomes(plan.randomness)
    if randomness.bits(plan.randomness) != replay.draw.record["bits"] or found < randomness.LEAST:
        return red(f"{randomness.bits(plan.randomness)} bits")
    return GREEN if found >= randomness.AMPLE else Finding(Colour.AMBER, f"{randomness.bits(plan.randomness)} bits")


def _own(replay: Replay) -> Finding:
    return Finding(
        Colour.AMBER,
        N_("dice entered by the office: see the witnessed record of the throws, which lies outside this bundle"),
    )


def _dated(replay: Replay) -> Finding:
    return Finding(
        Colour.AMBER, N_("the office's own clock says so: compare the commitment as it was published beforehand")
    )


def _by_order(replay: Replay) -> Finding:
    listed = [
        "event {}: {inspector} to slot {slot} of {visit}, by {officer}: {order}".format(event.seq, **event.body)
        for event in replay.draw.after
        if event.kind == "appointment"
    ]
    return verdict(listed, Colour.AMBER, shown=None)


def _changed(replay: Replay) -> Finding:
    """Whoever is often recused, absent, reinforced or replaced may be steered: each with its ground, for the auditor."""
    listed = [
        f"event {event.seq}: {event.kind} of {_about(event.body)}: {event.body['ground']}"
        for event in replay.draw.after
        if event.kind in ACTS and event.kind != "appointment"
    ]
    return verdict(listed, Colour.AMBER, shown=None)


def _about(body: dict[str, Any]) -> str:
    named = [str(body[name]) for name in ("inspector", "target", "visit", "period", "limit") if name in body]
    return " ".join([*named, *body.get("periods", ())])


CHECKS = (
    Check("2.01", "§2", N_("the source has at least 64 bits of choice"), _bits),
    Check("2.02", "threats", N_("the source is not the office's own"), _own),
    Check("2.03", "threats", N_("the commitment was provably dated before the source fired"), _dated),
    Check("2.04", "§8", N_("nobody was put into a team by order"), _by_order),
    Check("2.05", "§8", N_("no recusal, absence, reinforcement or replacement has changed the draw"), _changed),
)
