"""The acts of a year's end: closing it, and opening the next with a plan made from the last."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from inventories.merging import standing_for
from inventories.model import PastVisit
from inventories.problems import Exit, Message, Problem, Refused, refuse
from scheduler import acts
from scheduler.journal import Draw, draws
from scheduler.log import Event
from scheduler.store.office import Office
from scheduler.year import closing as years
from scheduler.year import messages
from scheduler.year.closing import Closing
from scheduler.year.parts import Drawn, Part, parts
from scheduler.year.rechecks import Recheck, open_rechecks, settled
from scheduler.year.workdays import Calendar

NAMED = 10
"""So many names a refusal shows; the event has all."""


def calendar(office: Office) -> Calendar:
    """The working days as the office knows them."""
    return Calendar(office.records("calendar"))


def drawn_in(office: Office, year: int | None, ref: str | None = None) -> tuple[int, list[Drawn]]:
    """The standing draws of a year, or the one draw ``ref``, with what they froze, and the year.

    Without either, the year of the last draw that stands. Refused (exit 1) if there is none.
    """
    chain = acts.chain_of(office)
    if ref:
        standing = [acts.find(office, ref)]
        acts.must_stand(standing[0])
    else:
        standing = [draw for draw in draws(office.events()) if draw.state == "drawn"]
    of = {draw.ref: chain.whole_plan(draw).year for draw in standing}
    wanted = year if year and not ref else next(reversed(of.values()), None)
    mine = [draw for draw in standing if of[draw.ref] == wanted]
    if wanted is None or not mine:
        raise refuse(messages.NO_YEAR, Exit.FAILED, year=wanted or "–")
    return wanted, [Drawn(draw, chain.plan(draw), chain.tables(draw)) for draw in mine]


def parts_of(office: Office, drawn: Iterable[Drawn]) -> list[Part]:
    """All parts of some draws."""
    events = office.events()
    return [part for one in drawn for part in parts(one, events)]


def rechecks(office: Office) -> tuple[list[Recheck], list[tuple[Recheck, PastVisit]]]:
    """The re-checks that are still open, and those that a past visit in the history has settled."""
    return by_history(office, open_rechecks(draws(office.events())))


def by_history(office: Office, asked: Iterable[Recheck]) -> tuple[list[Recheck], list[tuple[Recheck, PastVisit]]]:
    """Of the re-checks ``asked`` for, those that are open, and those that the history has settled."""
    asked = list(asked)
    if not asked:
        return [], []
    stays = standing_for(office.records("targets"))
    history: dict[str, list[PastVisit]] = {}
    for visit in office.records("history"):
        history.setdefault(stays.get(visit.target, visit.target), []).append(visit)
    still, over = [], []
    for recheck in asked:
        visit = settled(recheck, history.get(stays.get(recheck.target, recheck.target), ()))
        if visit is None:
            still.append(recheck)
        else:
            over.append((recheck, visit))
    return still, over


def close_year(office: Office, year: int, ground: str | None) -> tuple[Event, Closing]:
    """Close ``year``: from then on nothing happens to its draws. With a ``ground``, what is unfinished is named and left.

    Refused (exit 1) if the year has no draw; exit 6 if it is closed already, a commitment waits for its draw, or,
    without a ground, a planned batch was not drawn, visits are owed, or results are not released.
    """
    with office.act() as act:
        events = office.events()
        if (before := years.closed_years(events).get(year)) is not None:
            raise refuse(messages.YEAR_CLOSED_ALREADY, Exit.CONFLICT, year=year, seq=before.seq)
        found = years.closing(year, events, acts.chain_of(office))
        if not found.commitments:
            raise refuse(messages.NO_YEAR, Exit.FAILED, year=year)
        problems = list(_pending(found, draws(events))) + ([] if ground else list(_unfinished(found)))
        if problems:
            raise Refused(problems, Exit.CONFLICT)
        body = {"step": "closed", **found.document(), **_carried(office, found.rechecks), "ground": ground or ""}
        return act.append("year", body), found


def open_year(office: Office, year: int, source: bytes, made: bytes) -> Event:
    """Log that the plan of ``year`` was begun as ``made`` from the plan ``source``, and which re-checks are open then."""
    with office.act() as act:
        body = {
            "step": "opened",
            "year": year,
            "source": acts.file_digest(source),
            "plan": acts.file_digest(made),
            **_carried(office, open_rechecks(draws(office.events()))),
        }
        return act.append("year", body)


def _carried(office: Office, asked: Iterable[Recheck]) -> Mapping[str, Any]:
    still, over = by_history(office, asked)
    return {
        "rechecks": [recheck.document() for recheck in still],
        "settled": [[*recheck.document(), visit.id] for recheck, visit in over],
    }


def _pending(found: Closing, every: Iterable[Draw]) -> Iterable[Problem]:
    for draw in every:
        if draw.hash in found.commitments and draw.state in ("committed", "randomness known"):
            yield Problem(messages.YEAR_PENDING, {"ref": draw.ref, "year": found.year})


def _unfinished(found: Closing) -> Iterable[Problem]:
    left = {
        messages.YEAR_UNDRAWN: found.undrawn,
        messages.YEAR_OPEN_VISITS: found.open,
        messages.YEAR_UNRELEASED: found.unreleased,
    }
    for message, rows in left.items():
        if rows:
            yield _named(message, found.year, [" ".join(row).strip() for row in rows])


def _named(message: Message, year: int, names: Sequence[str]) -> Problem:
    shown = "; ".join(names[:NAMED]) + (" …" if len(names) > NAMED else "")
    return Problem(message, {"n": len(names), "year": year, "names": shown})
