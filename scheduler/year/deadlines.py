"""Deadlines that are not met yet: visits still owed in their periods, and results still to be published. Pure.

A department publishes what it found within so many working days of the end of its inspection (the plan's
``publish_within``). The end is taken to be the day of its last result at the visit, once it owes none there: each for itself
(谁检查、谁录入、谁公开).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from scheduler.journal import Draw, place_of
from scheduler.log import Event
from scheduler.plan.model import Plan
from scheduler.results.check import owed
from scheduler.results.states import entries
from scheduler.year.parts import published
from scheduler.year.workdays import Calendar

SOON = 5
"""A deadline is soon if it is at most so many working days away."""
State = Literal["overdue", "soon", "later"]


@dataclass(frozen=True)
class Deadline:
    """What ``department`` has to do about a visit: make it and enter its results (``visit``, by the last day of its
    period or its extension), or publish them (``publication``). ``provisional`` as of ``workdays.Due``."""

    kind: Literal["visit", "publication"]
    ref: str
    visit: str
    department: str
    due: date
    provisional: bool = False


def deadlines(draw: Draw, plan: Plan, events: Iterable[Event], calendar: Calendar) -> Iterator[Deadline]:
    """The deadlines of a draw that are not met yet, in team order; none of a draw that is void or of a closed year."""
    if draw.state != "drawn" or draw.year_closed:
        return
    asked = owed(draw, plan)
    public = published(draw, events).keys() | {
        place for place, entry in entries(draw.after).items() if entry.state == "ended"
    }
    dates = {place_of(row): date.fromisoformat(row["date"]) for row in draw.results()}
    for name, departments in asked.items.items():
        for department, items in departments.items():
            keys = [(name, department, item) for item in sorted(items)]
            if any(key not in dates for key in keys):
                yield Deadline("visit", draw.ref, name, department, asked.days[name].ends)
            elif any(key not in public for key in keys):
                due = calendar.after(max(dates[key] for key in keys), plan.results.publish_within)
                yield Deadline("publication", draw.ref, name, department, due.day, due.provisional)


def state(deadline: Deadline, today: date, calendar: Calendar) -> State:
    """How urgent it is: ``overdue`` from the day after."""
    if deadline.due < today:
        return "overdue"
    return "soon" if deadline.due <= calendar.after(today, SOON).day else "later"
