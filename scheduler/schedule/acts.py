"""The acts of scheduling: a schedule is made or repaired, and logged whole."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from inventories.problems import Exit, refuse
from scheduler import acts
from scheduler.facts import Facts
from scheduler.journal import Draw, draws, standing
from scheduler.log import Event
from scheduler.schedule import finding, logged, messages
from scheduler.schedule.building import Known, case_of, waiting
from scheduler.schedule.case import Away, Case, Placement, Placements
from scheduler.schedule.finding import Move, Schedule
from scheduler.store.office import Office
from scheduler.year.acts import calendar


@dataclass(frozen=True)
class Asked:
    """What a schedule is to be made from: the draw and its facts, the case, and the placements that count so far."""

    draw: Draw
    facts: Facts
    case: Case
    before: Placements

    @cached_property
    def waiting(self) -> list[str]:
        """Visits that wait for their team."""
        return waiting(self.facts, self.draw)

    @property
    def open_visits(self) -> list[str]:
        """The visits that can be given a day."""
        return [visit.name for visit in self.case.visits if visit.name not in self.case.fixed]


@dataclass(frozen=True)
class Done:
    """A schedule as it was logged, and what it moved; of a repair also the visits that could not stay, with the rule."""

    event: int
    schedule: Schedule
    moves: tuple[Move, ...]
    wrong: Mapping[str, str] | None


def asked(office: Office, ref: str | None, begins: date, shut: Iterable[Away], period: str | None = None) -> Asked:
    """What is known for a schedule of a draw from the day ``begins`` on; ``shut`` are closed days beside those told before.

    Refused: exit 1 for an unknown target or period, exit 6 for a draw that does not stand.
    """
    draw = acts.find(office, ref)
    acts.must_stand(draw)
    facts, events = acts.frozen_facts(office, draw), office.events()
    before = logged.last(events, draw.hash)
    for one in shut:
        if one.who not in facts.targets:
            raise refuse(messages.NO_TARGET, Exit.FAILED, id=one.who)
    if period is not None and period not in [p.id for p in facts.plan.periods]:
        names = ", ".join(p.id for p in facts.plan.periods)
        raise refuse(messages.NO_PERIOD, Exit.FAILED, id=period, known=names)
    closed = tuple(dict.fromkeys((*logged.closed(before), *shut)))
    known = Known(office.records("leave"), calendar(office), begins, closed, _busy(events, draw))
    now = logged.placements(before)
    return Asked(draw, facts, case_of(facts, draw, known, now, period), now)


def make(office: Office, given: Asked, seconds: float) -> Done | None:
    """Make the schedule anew and log it; None if none was found. Refused (exit 6) if nothing is to be put on a day."""
    if not given.open_visits:
        raise refuse(messages.NOTHING_TO_SCHEDULE, Exit.CONFLICT, ref=given.draw.ref)
    found = finding.fresh(given.case, seconds)
    return None if found is None else _log(office, given, found, "", None)


def repair(office: Office, given: Asked, ground: str, seconds: float) -> Done | None:
    """Move as little as possible and log it; None if nothing was found. Refused (exit 6) if nothing has to move."""
    wrong = finding.broken(given.case, given.before)
    if not wrong and not [name for name in given.open_visits if name not in given.before]:
        raise refuse(messages.NOTHING_TO_REPAIR, Exit.CONFLICT, ref=given.draw.ref)
    found = finding.repaired(given.case, given.before, seconds)
    return None if found is None else _log(office, given, found, ground, wrong)


def _log(office: Office, given: Asked, found: Schedule, ground: str, wrong: Mapping[str, str] | None) -> Done:
    told = {
        "begins": given.case.begins.isoformat(),
        "ground": ground,
        "cost": found.cost,
        "bound": found.bound,
        "status": found.status,
    }
    with office.act() as act:
        draw = acts.find(office, given.draw.hash)
        if len(draw.after) != len(given.draw.after) or draw.void:
            raise refuse(messages.CHANGED_MEANWHILE, Exit.CONFLICT, ref=draw.ref)
        event = act.append(logged.KIND, logged.body(draw, found.placements, given.case.closed, told))
    return Done(event.seq, found, tuple(finding.moves(given.before, found.placements)), wrong)


def _busy(events: Iterable[Event], draw: Draw) -> dict[str, tuple[Placement, ...]]:
    """The placements of other draws that stand, by inspector."""
    found: defaultdict[str, list[Placement]] = defaultdict(list)
    for other in draws(events):
        if other.hash != draw.hash and other.state == "drawn":
            placed = logged.placements(logged.last(events, other.hash))
            for visit in standing(other).values():
                for who in visit.team.values():
                    if who is not None and visit.name in placed:
                        found[who].append(placed[visit.name])
    return {who: tuple(placed) for who, placed in found.items()}
