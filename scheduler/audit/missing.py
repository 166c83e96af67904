"""Verdict 3, nothing missing: no draw left out or set aside, no result owed past its day."""

from inventories.problems import N_
from scheduler.audit.finding import GREEN, Check, Colour, Finding, verdict
from scheduler.audit.replay import Replay
from scheduler.facts import Facts
from scheduler.journal import Draw
from scheduler.results.check import owed


def _fired(replay: Replay) -> Finding:
    state = replay.draw.state
    return verdict(["randomness is logged and nothing was drawn"] if state == "randomness known" else [])


def _void(replay: Replay) -> Finding:
    draw = replay.draw
    if draw.void is None:
        return GREEN
    if draw.randomness is None:
        return Finding(Colour.AMBER, f"void before its randomness was known: {draw.void.body['ground']}")
    targets = sorted({selected.target for selected in replay.outcome.targets})
    more = f" (+{len(targets) - 20})" if len(targets) > 20 else ""
    held = f"{len(targets)} targets: {', '.join(targets[:20])}{more}"
    return Finding(Colour.AMBER, f"void after its randomness was known ({draw.void.body['ground']}), which drew {held}")


def _owed(replay: Replay) -> Finding:
    """Visits that still owe results after the deadline."""
    draw = replay.draw
    if draw.draw is None or draw.void is not None:
        return GREEN
    open_visits = open_list(draw, replay.facts)
    if open_visits and replay.on.isoformat() > draw.record["results_due"]:
        return Finding(Colour.AMBER, f"{len(open_visits)} overdue: " + ", ".join(open_visits[:20]))
    return GREEN


def open_list(draw: Draw, facts: Facts) -> list[str]:
    """The standing visits that owe a result yet: of any department, on any item; in team order."""
    known = {(row["visit"], row["department"], row["item"]) for row in draw.results()}
    return [
        visit
        for visit, departments in owed(draw, facts).items.items()
        if any((visit, department, item) not in known for department in departments for item in departments[department])
    ]


CHECKS = (
    Check("3.03", "§8", N_("no randomness is known without its draw"), _fired),
    Check("3.04", "§8", N_("no draw was set aside"), _void),
    Check("3.05", "results", N_("every visit has its result, or is not overdue"), _owed),
)
