"""The acts about released results: objections and their answers, corrections, the end of publication."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from inventories.problems import Exit, Problem, Refused, refuse
from inventories.records import plain
from scheduler import acts
from scheduler.corrections import faults, messages
from scheduler.corrections.courses import Course, courses, objections, place_in
from scheduler.corrections.owing import answer_due
from scheduler.journal import Draw, draws
from scheduler.log import Event
from scheduler.publish.references import reference
from scheduler.results.check import Fault
from scheduler.results.model import Place, Result
from scheduler.results.past import past_visits
from scheduler.store.office import Act, Office
from scheduler.year.parts import day_of
from scheduler.year.workdays import Calendar, Due

Known = dict[Place, Course]


def named(office: Office, words: Sequence[str], ref: str | None) -> tuple[Draw, list[Place]]:
    """The draw and the results, released at some time, that ``words`` name: a number on the public pages, or a visit with
    or without its department and item (by identifier or name).

    Refused (exit 1) if there is none.
    """
    if len(words) == 1 and (found := _by_reference(office, words[0])):
        return found
    draw = acts.find(office, ref)
    acts.must_stand(draw)
    items = {item.name: item.id for item in acts.chain_of(office).tables(draw).items}
    wanted = (*words[:2], *(items.get(name, name) for name in words[2:]))
    places = [place for place in courses(draw.after) if place[: len(wanted)] == wanted]
    if not places:
        raise Refused([_problem(Fault("unreleased", " ".join(words)), draw)], Exit.FAILED)
    return draw, places


def _by_reference(office: Office, number: str) -> tuple[Draw, list[Place]] | None:
    for draw in standing(office):
        secret = office.secrets(draw.hash)[1]
        if places := [place for place in courses(draw.after) if reference(secret, place) == number]:
            return draw, places
    return None


def standing(office: Office) -> list[Draw]:
    """The draws that count: of the others no result is public."""
    return [draw for draw in draws(office.events()) if draw.state == "drawn"]


def one_of(draw: Draw, words: Sequence[str], places: Sequence[Place]) -> Place:
    """The one result that is named. Refused (exit 1) if there are several."""
    if len(places) > 1:
        raise refuse(messages.SEVERAL, Exit.FAILED, value=" ".join(words), n=len(places), ref=draw.ref)
    return places[0]


def by_objection(office: Office, number: int) -> Draw:
    """The draw whose result the objection of that event number is about. Refused (exit 1) if there is none."""
    for draw in standing(office):
        if number in objections(courses(draw.after)):
            return draw
    raise refuse(messages.FAULTS["objection"], Exit.FAILED, value=number)


def number_of(office: Office, draw: Draw, objection: int) -> str:
    """The number on the public pages of the result that an objection is about."""
    event = objections(courses(draw.after))[objection].event
    return reference(office.secrets(draw.hash)[1], place_in(event.body))


def due(office: Office, draw: Draw, objection: Event, calendar: Calendar) -> Due:
    """The day by which an objection is to be answered, by the plan's ``answer_within`` working days."""
    return answer_due(objection, acts.frozen_plan(office, draw), calendar)


def public(draw: Draw, places: Iterable[Place]) -> tuple[Draw, list[Place]]:
    """Of results that are named, those still public; all of them if none is, to be refused with the reason."""
    known = courses(draw.after)
    named = list(places)
    return draw, [place for place in named if known[place].ended is None] or named


def object_to(office: Office, draw: Draw, place: Place, applicant: str, words: str, day: date) -> Event:
    """Log an objection. Refused (exit 6) if the result is not public, or the day cannot be."""
    body = {"row": list(place), "applicant": applicant, "words": words, "date": day.isoformat()}
    with office.act() as act:
        _, known = _current(office, draw)
        _must_be_right(draw, faults.objection_fault(body, known, act.time))
        return _append(act, "objection", draw, body)


def answer(office: Office, draw: Draw, number: int, decision: str, told: dict[str, str], day: date) -> Event:
    """Log the decision on an objection; ``told`` are its ground, officer and document.

    Refused (exit 6) if it was answered already, or the day cannot be.
    """
    body = {"objection": number, "decision": decision, **told, "date": day.isoformat()}
    with office.act() as act:
        _, known = _current(office, draw)
        _must_be_right(draw, faults.answer_fault(body, known, act.time))
        return _append(act, "answer", draw, body)


def correct(office: Office, draw: Draw, result: Result, ground: str, officer: str, number: int | None) -> Event:
    """Log what a released result says from now on, upon the objection of event ``number``, or of the office's own accord; its
    past visit is corrected with it.

    Refused (exit 6) if the result is not public, could not have been entered so, or says this already.
    """
    plan = acts.frozen_plan(office, draw)
    body = {"row": plain(result), "ground": ground, "officer": officer, "objection": number}
    with office.act() as act:
        current, known = _current(office, draw)
        _must_be_right(draw, faults.correction_fault(body, current, plan, known, act.time))
        event = _append(act, "correction", draw, body)
        current.after.append(event)
        act.put("history", [past_visits(current, plan)[result.visit, result.department]], event.seq)
        return event


def end(office: Office, named: Iterable[tuple[Draw, Sequence[Place]]], told: dict[str, str]) -> list[Event]:
    """Log, draw by draw, that results are published no longer; ``told`` are ground, document and officer.

    Refused (exit 6) with every result that is not public.
    """
    with office.act() as act:
        return [_end(office, act, draw, {"rows": [list(place) for place in places], **told}) for draw, places in named]


def _end(office: Office, act: Act, draw: Draw, body: dict[str, Any]) -> Event:
    _, known = _current(office, draw)
    _must_be_right(draw, *faults.ending_faults(body, known))
    return _append(act, "ending", draw, body)


def older(office: Office, day: date) -> list[tuple[Draw, list[Place]]]:
    """The public results that were released before a day, by draw. Refused (exit 6) if there is none."""
    found = [(draw, [p for p, c in courses(draw.after).items() if _before(c, day)]) for draw in standing(office)]
    if not any(places for _, places in found):
        raise refuse(messages.NOTHING_OLDER, Exit.CONFLICT, day=day)
    return [(draw, places) for draw, places in found if places]


def _before(course: Course, day: date) -> bool:
    return course.ended is None and day_of(course.released.time) < day


def _current(office: Office, draw: Draw) -> tuple[Draw, Known]:
    current = acts.find(office, draw.hash)
    acts.must_stand(current)
    return current, courses(current.after)


def _append(act: Act, kind: str, draw: Draw, body: dict[str, Any]) -> Event:
    return act.append(kind, {"commitment": draw.hash, **body})


def _must_be_right(draw: Draw, *wrong: Fault | None) -> None:
    found: Iterable[Fault] = filter(None, wrong)
    if problems := [_problem(fault, draw) for fault in found]:
        raise Refused(problems, Exit.CONFLICT)


def _problem(wrong: Fault, draw: Draw) -> Problem:
    message = messages.FAULTS.get(wrong.code) or messages.OF_RESULTS[wrong.code]
    return Problem(message, {"value": wrong.value, "ref": draw.ref, **wrong.params})
