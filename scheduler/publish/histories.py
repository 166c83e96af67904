"""What the public sees of a result's course: former states with dates and ground, objections with their answers, its end."""

from datetime import date

from scheduler.corrections.courses import Course, Objection
from scheduler.publish.view import EndedView, FormerView, ObjectionView, ResultRow
from scheduler.year.parts import day_of


def former(course: Course) -> tuple[FormerView, ...]:
    """The earlier states, oldest first."""
    pairs = zip(course.states, course.states[1:], strict=False)
    return tuple(
        FormerView(
            since=day_of(event.time),
            until=day_of(after.time),
            ground=after.body["ground"],
            finding=result.finding,
            problems=result.problems,
            rectification=result.rectification,
            date=result.date,
        )
        for (result, event), (_, after) in pairs
    )


def corrected(course: Course) -> date | None:
    """The day of the last correction; None if there is none."""
    return day_of(course.states[-1][1].time) if len(course.states) > 1 else None


def objections(course: Course) -> tuple[ObjectionView, ...]:
    """The objections in the order of the log; who objects is never said."""
    return tuple(map(_objection, course.objections))


def _objection(one: Objection) -> ObjectionView:
    asked, said = one.event.body, one.answer.body if one.answer else None
    filed = date.fromisoformat(asked["date"])
    if said is None:
        return ObjectionView(filed, asked["words"])
    return ObjectionView(filed, asked["words"], said["decision"], date.fromisoformat(said["date"]), said["ground"])


def ended(row: ResultRow, course: Course) -> EndedView:
    """What stays of a result whose publication has ended. Errors: AttributeError if it has not."""
    end = course.ended
    return EndedView(row.reference, day_of(end.time), end.body["ground"], row.digest)  # type: ignore[union-attr]
