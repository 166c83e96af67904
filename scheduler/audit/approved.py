"""Whether a plan's steps were taken in their order, and the plan committed was the one in force: judged again from the log."""

import hashlib
from collections.abc import Iterator
from datetime import date
from typing import Any

from inventories.problems import N_, Reason
from scheduler.audit.finding import GREEN, Check, Finding, amber, red, verdict
from scheduler.audit.replay import Replay
from scheduler.bundle import Bundle
from scheduler.log import Event
from scheduler.plan.changes import changes
from scheduler.plan.read import read_plan
from scheduler.results.check import LATEST, day_somewhere

_VERSIONS = ("approved", "amended")
"""The steps that put a text into force."""


def plan_steps(bundle: Bundle) -> Finding:
    """Every step of a plan follows from the ones before, by its day, its text and the changes that it states."""
    wrong: list[str] = []
    before: dict[str, list[Event]] = {}
    for event in bundle.events:
        if event.kind == "plan":
            earlier = before.setdefault(event.body["plan"], [])
            wrong += [
                Reason(N_("event {seq}: {fault}"), seq=event.seq, fault=fault)
                for fault in _faults(bundle, earlier, event)
            ]
            earlier.append(event)
    return verdict(wrong)


def _faults(bundle: Bundle, earlier: list[Event], event: Event) -> Iterator[str]:
    body, former = event.body, _in_force(earlier)
    if not _may_follow(body, earlier):
        yield Reason(N_("{step} cannot follow here"), step=body["step"])
    if earlier and body["date"] < earlier[-1].body["date"]:
        yield Reason(N_("{date} is before the step before it"), date=body["date"])
    if date.fromisoformat(body["date"]) > day_somewhere(event.time, LATEST):
        yield Reason(N_("{date} was still to come"), date=body["date"])
    yield from _text(bundle, body)
    if body["step"] in ("filed", "published") and body["digest"] != former:
        yield Reason(N_("its text was not in force"))
    stated = []
    if body["step"] == "amended" and former:
        stated = [change.as_body() for change in changes(bundle.frozen[former], bundle.frozen[body["digest"]])]
    if stated != body["changes"] or (body["step"] == "amended") != bool(stated):
        yield Reason(N_("what it changes is not what it states"))


def _may_follow(body: dict[str, Any], earlier: list[Event]) -> bool:
    """Approved once and first; filed once with each agency, then published once, for each text in force."""
    since = len(earlier) - next((k for k, e in enumerate(reversed(earlier)) if e.body["step"] in _VERSIONS), 0)
    taken = [(event.body["step"], event.body["with"]) for event in earlier[since:]]
    steps = [step for step, _ in taken]
    match body["step"]:
        case "approved":
            return not earlier
        case "filed":
            return bool(earlier) and body["with"] != "" and ("filed", body["with"]) not in taken
        case "published":
            return "filed" in steps and "published" not in steps
        case "amended":
            return bool(earlier)
    return False


def _text(bundle: Bundle, body: dict[str, Any]) -> Iterator[str]:
    text = bundle.frozen[body["digest"]]
    plan, _problems = read_plan(text, "plan.toml")
    if hashlib.sha256(text).hexdigest() != body["digest"]:
        yield Reason(N_("its text has another digest"))
    if plan is None or plan.id != body["plan"]:
        yield Reason(N_("its text is not that of this plan"))


def _in_force(steps: list[Event]) -> str:
    """The digest of the text that the last approval or amendment put into force; "" without one."""
    found = [event.body["digest"] for event in steps if event.body["step"] in _VERSIONS]
    return str(found[-1]) if found else ""


def _committed(replay: Replay) -> Finding:
    stated = replay.draw.record["plan"]
    before = [e for e in replay.bundle.events if e.seq < replay.draw.commitment.seq and e.kind == "plan"]
    in_force = _in_force([event for event in before if event.body["plan"] == stated["id"]])
    if not in_force:
        return amber(Reason(N_("plan {plan} was never approved before it was committed"), plan=stated["id"]))
    return (
        GREEN
        if in_force == stated["digest"]
        else red(Reason(N_("in force was {in_force}, committed {digest}"), in_force=in_force, digest=stated["digest"]))
    )


LOG_CHECK = (
    "1.40",
    "log",
    N_("each step of a plan follows from those before it, and states what it changes"),
    plan_steps,
)
CHECKS = (Check("2.20", "log", N_("the plan committed was the version approved by then"), _committed),)
