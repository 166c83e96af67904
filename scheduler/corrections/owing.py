"""What is owed after an objection: its answer, and once it is upheld a correction or the end of the publication. Pure.

No rule that is known sets a deadline: the plan's ``answer_within`` does, in working days, for each of both.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from scheduler.corrections.courses import Objection, courses
from scheduler.journal import Draw
from scheduler.log import Event
from scheduler.plan.model import Plan
from scheduler.results.model import Place
from scheduler.year.workdays import Calendar, Due


@dataclass(frozen=True)
class Owed:
    """What ``objection`` to the result at ``place`` waits for (see ``Objection.waits_for``; blank: nothing) and by when."""

    place: Place
    objection: Objection
    waits_for: str
    due: Due | None


def answer_due(event: Event, plan: Plan, calendar: Calendar) -> Due:
    """The day by which an objection is to be answered, or what an answer upholds is to be done, counted from its day."""
    return calendar.after(date.fromisoformat(event.body["date"]), plan.results.answer_within)


def owed(draw: Draw, plan: Plan, calendar: Calendar) -> Iterator[Owed]:
    """Every objection to a result of a draw that stands, in the order of the results, with what it waits for."""
    if draw.state != "drawn":
        return
    for place, course in courses(draw.after).items():
        for one in course.objections:
            waits = one.waits_for
            due = answer_due(one.answer or one.event, plan, calendar) if waits else None
            yield Owed(place, one, waits, due)
