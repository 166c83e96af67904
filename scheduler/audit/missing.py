"""Verdict 3, nothing missing: no draw left out or set aside, no result owed past its day."""

from inventories.problems import N_, Reason
from scheduler.audit.finding import GREEN, Check, Finding, amber, red
from scheduler.audit.replay import Replay
from scheduler.results.check import owing


def _fired(replay: Replay) -> Finding:
    draw = replay.draw
    if draw.randomness is None or draw.draw is not None:
        return GREEN
    if draw.void:
        return amber(N_("set aside after its randomness was logged, before the draw was"))
    return red(Reason(N_("randomness is logged and nothing was drawn")))


def _void(replay: Replay) -> Finding:
    draw = replay.draw
    if draw.void is None:
        return GREEN
    if draw.randomness is None:
        return amber(Reason(N_("void before its randomness was logged: {ground}"), ground=draw.void.body["ground"]))
    targets = sorted({selected.target for selected in replay.outcome.targets})
    text = N_("void after its randomness was logged ({ground}), which drew {n} targets: {targets}")
    return amber(Reason(text, ground=draw.void.body["ground"], n=len(targets), targets=", ".join(targets)))


def _owed(replay: Replay) -> Finding:
    """Visits that still owe results after the deadline."""
    draw = replay.draw
    if draw.draw is None or draw.void is not None:
        return GREEN
    open_visits = owing(draw, replay.plan)
    if open_visits and replay.on.isoformat() > draw.record["results_due"]:
        return amber(Reason(N_("{n} overdue: {visits}"), n=len(open_visits), visits=", ".join(open_visits)))
    return GREEN


CHECKS = (
    Check("3.03", "§8", N_("no randomness is logged without its draw"), _fired),
    Check("3.04", "§8", N_("no draw was set aside"), _void),
    Check("3.05", "results", N_("every visit has its result, or is not overdue"), _owed),
)
