"""What an act in the log says beyond what its verb was told: what follows from roster, log and clock. Pure."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from inspectors.eligibility import Span
from inspectors.model import Inspector
from inventories.problems import Exit, refuse
from scheduler import messages
from scheduler.after import absences
from scheduler.after import messages as after_messages
from scheduler.facts import Facts
from scheduler.journal import Draw, standing
from scheduler.results.check import owing

Roster = Callable[[], Iterable[Inspector]]


def completed(draw: Draw, facts: Facts, kind: str, body: dict[str, Any], time: str, roster: Roster) -> dict[str, Any]:
    """The act with what follows from roster, log and clock: today's date where none is given, the periods that an
    absence by days misses, name and department of who is appointed, the visits that a cancelled task ends.

    ``roster`` gives the inspectors as they are known today.
    """
    if "date" in body and body["date"] is None:
        body = {**body, "date": datetime.fromisoformat(time).astimezone().date().isoformat()}
    if kind == "absence" and body["begins"] is not None:
        return {**body, "periods": _missed(draw, facts, body)}
    if kind == "appointment":
        name, department = _person(facts, body["inspector"], roster)
        return {**body, "name": name, "department": department}
    if kind == "cancellation":
        return {**body, "visits": ended(draw, facts, body["task"])}
    return body


def _missed(draw: Draw, facts: Facts, body: dict[str, Any]) -> list[str]:
    begins = date.fromisoformat(body["begins"])
    if body["ends"] is None:
        periods = absences.left(facts, begins)
        found = bool(periods)
    else:
        shares = absences.shares(draw, facts, body["inspector"], Span(begins, date.fromisoformat(body["ends"])))
        periods, found = [share.period for share in shares if share.missed], bool(shares)
    if not found:
        known = ", ".join(f"{p.id} {p.span.begins}–{p.span.ends}" for p in facts.plan.periods)
        raise refuse(after_messages.NO_DAYS, Exit.FAILED, known=known)
    return periods


def _person(facts: Facts, who: str, roster: Roster) -> tuple[str, str]:
    """Name and department by the frozen roster, else by the roster of today: somebody who joined since can be appointed."""
    known = facts.inspectors.get(who) or next((i for i in roster() if i.id == who), None)
    if known is None:
        raise refuse(messages.NO_INSPECTOR, Exit.FAILED, id=who)
    return known.name, known.department


def ended(draw: Draw, facts: Facts, task: str) -> list[str]:
    """The visits that end with ``task``: they still owe something, and all their tasks are cancelled then."""
    cancelled = draw.cancelled_tasks() | {task}
    open_visits = frozenset(owing(draw, facts.plan))
    return [v.name for v in standing(draw).values() if v.name in open_visits and cancelled.issuperset(v.tasks)]
