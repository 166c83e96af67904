"""The end of a year: what became of its draws, and what is carried into the next. Pure; ``audit`` derives it again.

A year is the calendar year of a plan's first day.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from scheduler.chain import Chain, planned_batches
from scheduler.journal import Draw, draws, standing
from scheduler.log import Event
from scheduler.results.check import owing
from scheduler.results.states import entries
from scheduler.year.parts import class_of
from scheduler.year.rechecks import Recheck, open_rechecks


@dataclass(frozen=True)
class Closing:
    """What a year came to. ``drawn`` visits are ``done``, ``closed`` (unreachable), or still ``open``.

    ``commitments`` are those of all its draws, void ones too. ``undrawn`` are pairs of plan and planned batch without a
    draw that counts, ``open`` pairs of draw and visit; ``unreleased`` results that nobody has released: draw, visit,
    department, item.
    """

    year: int
    commitments: tuple[str, ...]
    drawn: int
    done: int
    closed: int
    undrawn: tuple[tuple[str, str], ...]
    open: tuple[tuple[str, str], ...]
    unreleased: tuple[tuple[str, ...], ...]
    rechecks: tuple[Recheck, ...]

    @property
    def unfinished(self) -> bool:
        """Whether closing the year leaves anything behind."""
        return bool(self.undrawn or self.open or self.unreleased)

    def document(self) -> dict[str, Any]:
        """The numbers and names that the event says."""
        return {
            "year": self.year,
            "commitments": list(self.commitments),
            "drawn": self.drawn,
            "done": self.done,
            "closed": self.closed,
            "undrawn": [list(pair) for pair in self.undrawn],
            "open": [list(pair) for pair in self.open],
            "unreleased": [list(row) for row in self.unreleased],
        }


def closing(year: int, events: Sequence[Event], chain: Chain) -> Closing:
    """What ``year`` came to by the log ``events``, of which ``chain`` knows what was frozen."""
    every = draws(events)
    mine = [draw for draw in every if chain.whole_plan(draw).year == year]
    there = [draw for draw in mine if draw.state == "drawn"]
    still = {draw.ref: owing(draw, chain.plan(draw)) for draw in there}
    drawn = sum(len(standing(draw)) - len(draw.cancelled_visits()) for draw in there)
    shut = sum(_shut(draw, {*still[draw.ref], *draw.cancelled_visits()}) for draw in there)
    left = tuple((ref, visit) for ref, visits in still.items() for visit in visits)
    return Closing(
        year=year,
        commitments=tuple(draw.hash for draw in mine),
        drawn=drawn,
        done=drawn - shut - len(left),
        closed=shut,
        undrawn=tuple(_undrawn(mine, chain)),
        open=left,
        unreleased=tuple(row for draw in there for row in unreleased(draw)),
        rechecks=tuple(open_rechecks(every)),
    )


def _undrawn(mine: Sequence[Draw], chain: Chain) -> Iterable[tuple[str, str]]:
    """The planned batches without a draw that counts, by each plan's last text."""
    last = {draw.record["plan"]["id"]: draw for draw in mine}
    for plan, draw in last.items():
        counting = planned_batches(d for d in mine if d.state == "drawn" and d.record["plan"]["id"] == plan)
        yield from ((plan, batch.id) for batch in chain.whole_plan(draw).batches if batch.id not in counting)


def unreleased(draw: Draw) -> list[tuple[str, ...]]:
    """The results of a draw that are entered or checked, and not released: draw, visit, department, item."""
    waiting = (place for place, entry in entries(draw.after).items() if entry.state in ("entered", "checked"))
    return [(draw.ref, *place) for place in waiting]


def closed_years(events: Iterable[Event]) -> dict[int, Event]:
    """The years that are closed, each with the event that closed it."""
    closings = (event for event in events if event.kind == "year" and event.body["step"] == "closed")
    return {event.body["year"]: event for event in closings}


def _shut(draw: Draw, still: Iterable[str]) -> int:
    """How many visits are done and found nothing but closed doors."""
    found: dict[str, set[str]] = {}
    for row in draw.results():
        found.setdefault(row["visit"], set()).add(class_of(row))
    return sum(classes == {"closed"} for visit, classes in found.items() if visit not in set(still))
