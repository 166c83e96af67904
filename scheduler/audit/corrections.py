"""What became of released results: objections answered once, corrections and endings of what is public, and what is owed."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from inventories.problems import N_, Reason, Words
from scheduler.audit.finding import Check, Colour, Finding, verdict
from scheduler.audit.postponed import said
from scheduler.audit.replay import Replay
from scheduler.corrections import faults
from scheduler.corrections.courses import Course, courses, take
from scheduler.corrections.owing import owed
from scheduler.log import Event
from scheduler.results.check import Fault
from scheduler.results.model import Place
from scheduler.results.states import Entry, step
from scheduler.year.parts import day_of
from scheduler.year.workdays import Calendar

Asked = Callable[[Event, int, dict[Place, Course]], Iterable[Fault | None]]


def _judged(replay: Replay, kinds: tuple[str, ...], asked: Asked) -> Iterator[str]:
    """What ``asked`` says against each event of these kinds, by its place and the courses as they stood before it."""
    found: dict[Place, Course] = {}
    known: dict[Place, Entry] = {}
    for k, event in enumerate(replay.draw.after):
        if event.kind in kinds:
            told = (f"{wrong.code} {wrong.value}".strip() for wrong in asked(event, k, found) if wrong)
            yield from (Reason(N_("event {seq}: {fault}"), seq=event.seq, fault=text) for text in told)
        take(found, known, event)
        step(known, event)


def _objections(replay: Replay) -> Finding:
    def asked(event: Event, _k: int, found: dict[Place, Course]) -> Iterable[Fault | None]:
        fault = faults.objection_fault if event.kind == "objection" else faults.answer_fault
        return [fault(event.body, found, event.time)]

    return verdict(_judged(replay, ("objection", "answer"), asked))


def _corrections(replay: Replay) -> Finding:
    def asked(event: Event, k: int, found: dict[Place, Course]) -> Iterable[Fault | None]:
        before = replace(replay.draw, after=replay.draw.after[:k])
        return [faults.correction_fault(event.body, before, replay.plan, found, event.time)]

    return verdict(_judged(replay, ("correction",), asked))


def _endings(replay: Replay) -> Finding:
    return verdict(_judged(replay, ("ending",), lambda event, _k, found: faults.ending_faults(event.body, found)))


def _owed(replay: Replay) -> Finding:
    """Answers and corrections that are owed still after their day, by the announced calendar of working days."""
    texts = {
        "answer": N_("the objection of event {seq} has no answer, due on {due}"),
        "correction": N_("the objection of event {seq} was upheld, and its correction is missing, due on {due}"),
    }
    late = [
        Reason(texts[one.waits_for], seq=one.objection.event.seq, due=one.due.day)
        for one in owed(replay.draw, replay.plan, Calendar())
        if one.due and one.due.day < replay.on
    ]
    return verdict(late, Colour.AMBER, shown=None)


def _corrected(replay: Replay) -> Finding:
    text = N_("event {seq}: {place}: {said}, by {officer}: {ground}")
    return verdict([Reason(text, **told) for told in _changes(replay)], Colour.AMBER, shown=None)


def _changes(replay: Replay) -> Iterator[dict[str, object]]:
    for place, course in courses(replay.draw.after).items():
        for (before, _event), (after, event) in zip(course.states, course.states[1:], strict=False):
            told = {name: event.body[name] for name in ("officer", "ground")}
            yield {"seq": event.seq, "place": " ".join(place), "said": said(before, after), **told}


def _ended(replay: Replay) -> Finding:
    """Each ending with the days of release of what it took down: retention ends what is old."""
    text = N_("event {seq}: {n} results, released {first} to {last}: {ground} {document}, by {officer}")
    found = courses(replay.draw.after)
    listed = []
    for event in (event for event in replay.draw.after if event.kind == "ending"):
        days = [day_of(course.released.time) for course in found.values() if course.ended == event]
        body = {name: event.body[name] for name in ("document", "officer")} | {"ground": Words(event.body["ground"])}
        if days:
            listed.append(Reason(text, seq=event.seq, n=len(days), first=min(days), last=max(days), **body))
    return verdict(listed, Colour.AMBER, shown=None)


CHECKS = (
    Check("1.33", "results", N_("objections are to public results, and each is answered once"), _objections),
    Check(
        "1.34",
        "results",
        N_("corrections are of public results, say what could have been entered, and answer what they name"),
        _corrections,
    ),
    Check("1.35", "results", N_("publications end once, on a ground"), _endings),
    Check(
        "3.12",
        "results",
        N_("every objection has its answer and every upheld one its correction, or is not overdue"),
        _owed,
    ),
    Check("3.13", "threats", N_("no released result was corrected"), _corrected),
    Check("3.14", "threats", N_("no publication was ended"), _ended),
)
