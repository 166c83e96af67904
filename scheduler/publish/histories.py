"""What the public sees of a result's course: former states with dates and ground, objections with their answers, its end.

``mask`` is what every text about the target passes to become public.
"""

from collections.abc import Callable
from datetime import date

from scheduler.corrections.courses import Course, Objection
from scheduler.publish.view import EndedView, FormerView, ObjectionView, ResultRow
from scheduler.year.parts import day_of

Mask = Callable[[str], str]


def former(course: Course, mask: Mask) -> tuple[FormerView, ...]:
    """The earlier states, oldest first."""
    pairs = zip(course.states, course.states[1:], strict=False)
    return tuple(
        FormerView(
            since=day_of(event.time),
            until=day_of(after.time),
            ground=mask(after.body["ground"]),
            finding=result.finding,
            problems=mask(result.problems),
            rectification=mask(result.rectification),
            date=result.date,
        )
        for (result, event), (_, after) in pairs
    )


def corrected(course: Course) -> date | None:
    """The day of the last correction; None if there is none."""
    return day_of(course.states[-1][1].time) if len(course.states) > 1 else None


def objections(course: Course, mask: Mask) -> tuple[ObjectionView, ...]:
    """The objections in the order of the log; who objects is never said."""
    return tuple(_objection(one, mask) for one in course.objections)


def _objection(one: Objection, mask: Mask) -> ObjectionView:
    asked, said = one.event.body, one.answer.body if one.answer else None
    filed = date.fromisoformat(asked["date"])
    if said is None:
        return ObjectionView(filed, mask(asked["words"]))
    answered = date.fromisoformat(said["date"])
    return ObjectionView(filed, mask(asked["words"]), said["decision"], answered, mask(said["ground"]))


def ended(row: ResultRow, course: Course) -> EndedView:
    """What stays of a result whose publication has ended. Errors: AttributeError if it has not."""
    end = course.ended
    return EndedView(row.reference, day_of(end.time), end.body["ground"], row.digest, row.place)  # type: ignore[union-attr]
