"""An office of one task on which a single rule can be tried, and broken: what the draw is told, and what the checkers say."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import county
import pytest

from inspectors import rules
from inspectors.eligibility import AreaRule, At, Span
from inspectors.model import Inspector
from inspectors.rules.rule import EligibilityRule
from inventories.model import Target
from scheduler.audit.eligible import Anew, seat_faults, set_faults
from scheduler.draw.documents import after_document, outcome_document
from scheduler.draw.draw import draw
from scheduler.facts import Facts, case
from scheduler.journal import Draw, core_event
from scheduler.log import Event
from scheduler.plan.model import TaskPlan

TARGET = Target("t1", "One", "d1", "clinic", entity="E1", owner="Wang")
OTHER = Target("t2", "Two", "d2", "clinic", entity="E2", owner="Li")
SPAN = Span(county.FIRST, county.plan([county.task("a", (county.team(),))]).periods[0].span.ends)
VISIT = "t1/1"


def who(name: str, **more: Any) -> Inspector:
    """An inspector of the health department, in district d1."""
    return replace(county.inspector(name), **{"areas": ("d1",), **more})


def facts(*inspectors: Inspector, tasks: tuple[TaskPlan, ...] = (), **tables: Any) -> Facts:
    """The facts of one task (or of ``tasks``) over the two targets, whoever inspects."""
    wanted = tasks or (county.task("a", (county.team(),), "1"),)
    return county.facts(
        county.plan(wanted), inspectors=inspectors, targets=tables.pop("targets", (TARGET, OTHER)), **tables
    )


def at(target: Target = TARGET, *areas: AreaRule, **more: Any) -> At:
    """A target as the rules see it, with area rules for the health department."""
    return At(target, (target,), tuple(("health", area) for area in areas), **more)


def anew(given: Facts) -> Anew:
    """The checkers over the tables of these facts."""
    return Anew(given.plan, given.tables, [(row.task, row.target) for row in given.frame.rows])


def faults(given: Facts) -> list[str]:
    """Where checkers and builders differ."""
    return list(set_faults(anew(given), case(given, "", "", ""), dict.fromkeys(r.target for r in given.frame.rows)))


def broken(monkeypatch: pytest.MonkeyPatch, rule: EligibilityRule, build: Callable[..., Any]) -> None:
    """Let the rule be built in another way."""
    mutant = replace(rule, build=build)  # type: ignore[call-arg]
    monkeypatch.setattr(rules, "RULES", tuple(mutant if one is rule else one for one in rules.RULES))


def an_event(number: int, kind: str, body: dict[str, Any], outcome: dict[str, Any]) -> Event:
    """An event of a log that drew something."""
    return Event(number, "2026-01-01T00:00:00Z", "", kind, {**body, "outcome": outcome}, "", "")


def said(given: Facts, draw: Event, *after: Event) -> list[str]:
    """What the checkers say to these events."""
    return list(seat_faults(anew(given), case(given, "", "", ""), Draw(draw, draw=draw, after=[*after])))


def drawn(given: Facts, *acts: tuple[str, dict[str, Any]]) -> set[str]:
    """What the checkers say to a dozen draws of the core, each with all ``acts`` after it: whom which rule speaks against."""
    found: list[str] = []
    for dice in range(12):
        events = tuple(core_event(kind, body) for kind, body in acts)
        outcome = draw(case(given, "0" * 64, f"dice:10:{dice}", "", events))
        pairs = enumerate(zip(acts, outcome.after, strict=True), 1)
        after = [an_event(k, kind, body, after_document(one)) for k, ((kind, body), one) in pairs]
        found += said(given, an_event(0, "draw", {}, outcome_document(outcome)), *after)
    return {fault.partition(": ")[2] for fault in found}


def seated(given: Facts, inspector: str, slot: int = 1, *acts: tuple[str, dict[str, Any]]) -> list[str]:
    """What the checkers say to a log in which the inspector was drawn into a slot of the visit, after all ``acts``.

    Without acts they were drawn in the draw itself, else by the last of them.
    """
    visit = {"visit": VISIT, "tasks": [task.id for task in given.plan.tasks], "period": "p1"}
    bodies: list[tuple[str, dict[str, Any]]] = [("draw", {}), *acts]
    outcomes = [{"visits": [visit] * (k == 0), "teams": list[Any]()} for k in range(len(bodies))]
    outcomes[-1]["teams"].append({"visit": VISIT, "slot": slot, "inspector": inspector})
    first, *later = (
        an_event(k, *body, outcome) for k, (body, outcome) in enumerate(zip(bodies, outcomes, strict=True))
    )
    return said(given, first, *later)
