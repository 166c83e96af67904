"""What speaks against an objection, an answer, a correction or an ending. Asked where they are made, and again by the audit."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from scheduler.corrections.courses import Course, Objection, objections, place_in
from scheduler.corrections.messages import GROUNDS
from scheduler.journal import Draw
from scheduler.plan.model import Plan
from scheduler.results.check import EARLIEST, LATEST, Fault, day_somewhere, misstated, owed
from scheduler.results.model import Place, Result, from_row
from scheduler.results.states import places

Body = dict[str, Any]
DECISIONS = ("upheld", "rejected")


def objection_fault(body: Body, found: Mapping[Place, Course], time: str) -> Fault | None:
    """To a result that is public, on a day from its release until the objection is logged at ``time``."""
    place = place_in(body)
    return (
        _blank(body, "applicant", "words")
        or _public(place, found)
        or _day(body, day_somewhere(found[place].released.time, EARLIEST), time)
    )


def answer_fault(body: Body, found: Mapping[Place, Course], time: str) -> Fault | None:
    """To an objection that has none yet, from its day on, with a decision and its ground."""
    number = body["objection"]
    objection = objections(found).get(number)
    if objection is None:
        return Fault("objection", str(number))
    if objection.answer is not None:
        return Fault("answered", str(number), {"seq": objection.answer.seq})
    if body["decision"] not in DECISIONS:
        return Fault("decision", str(body["decision"]))
    first = date.fromisoformat(objection.event.body["date"])
    return _blank(body, "ground", "officer") or _day(body, first, time)


def correction_fault(body: Body, before: Draw, plan: Plan, found: Mapping[Place, Course], time: str) -> Fault | None:
    """Of a result that is public, to one that could have been entered and says something else; ``before`` is the draw as it
    stood then. An objection that it names is one to this result, upheld, and not settled yet."""
    result = from_row(body["row"])
    return (
        _blank(body, "ground", "officer")
        or _public(result.place, found)
        or misstated(result, owed(before, plan), day_somewhere(time, LATEST))
        or _same(result, found[result.place])
        or _not_upheld(body["objection"], found[result.place].objections)
    )


def ending_faults(body: Body, found: Mapping[Place, Course]) -> Iterable[Fault]:
    """Of results that are public, each once, on a ground; credit repair and an order have a document."""
    ended = places(body)
    if body["ground"] not in GROUNDS:
        yield Fault("ending", str(body["ground"]))
    if wrong := _blank(body, "officer", *(("document",) if body["ground"] != "retention" else ())):
        yield wrong
    if not ended or len(ended) != len(set(ended)):
        yield Fault("nothing", "")
    yield from (wrong for place in ended if (wrong := _public(place, found)))


def _blank(body: Body, *names: str) -> Fault | None:
    blank = (name for name in names if not isinstance(body[name], str) or not body[name].strip())
    return next((Fault("blank", name) for name in blank), None)


def _public(place: Place, found: Mapping[Place, Course]) -> Fault | None:
    course = found.get(place)
    if course is None:
        return Fault("unreleased", " ".join(place))
    return Fault("ended", " ".join(place), {"seq": course.ended.seq}) if course.ended else None


def _day(body: Body, first: date, time: str) -> Fault | None:
    day, last = date.fromisoformat(body["date"]), day_somewhere(time, LATEST)
    return None if first <= day <= last else Fault("day", day.isoformat(), {"first": first, "last": last})


def _same(result: Result, course: Course) -> Fault | None:
    return Fault("same", " ".join(result.place)) if result == course.now else None


def _not_upheld(number: object, known: Iterable[Objection]) -> Fault | None:
    if number is None or number in [one.event.seq for one in known if one.waits_for == "correction"]:
        return None
    return Fault("not-upheld", str(number))
