"""What happens after a draw (§8): each event changes what stands, and draws the slots it empties or opens."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, replace

from scheduler.draw.assignment import Assignment, Kind
from scheduler.draw.model import (
    Absence,
    After,
    Appointment,
    Case,
    Done,
    Event,
    Filling,
    InvalidCase,
    Recusal,
    Reinforcement,
    Replacement,
    Seat,
    Visit,
)
from scheduler.draw.notation import Keys
from scheduler.draw.teams import Place, Rules, TeamDraw, in_order
from scheduler.draw.visits import slots


@dataclass
class State:
    """What stands of a draw: visits, their slots and who sits there, how many slots are ``open``; who is barred, absent, and
    up to which limit."""

    case: Case
    keys: Keys
    reserves: Callable[[str, str], Iterable[str]]
    visits: dict[str, Visit]
    places: dict[Seat, Place]
    seats: dict[Seat, str | None]
    limits: dict[str, int]
    barred: dict[str, frozenset[str]] = field(default_factory=dict)
    absent: frozenset[tuple[str, str]] = frozenset()
    done: set[str] = field(default_factory=set)
    visited: set[str] = field(default_factory=set)
    kind: Kind = Assignment
    open: int = 0

    @classmethod
    def begin(
        cls,
        case: Case,
        keys: Keys,
        visits: Iterable[Visit],
        places: Iterable[Place],
        filling: Filling,
        reserves: Callable[[str, str], Iterable[str]],
        kind: Kind = Assignment,
    ) -> "State":
        """The state right after the draw."""
        standing = {visit.name: visit for visit in visits}
        return cls(
            case=case,
            keys=keys,
            reserves=reserves,
            visits=standing,
            places={place.slot.seat: place for place in places},
            seats=dict(filling.teams),
            limits={inspector.id: inspector.limit for inspector in case.inspectors},
            absent=case.absent,
            visited={visit.target for visit in standing.values()},
            kind=kind,
            open=sum(holder is None for _, holder in filling.teams),
        )

    def barred_from(self, target: str) -> frozenset[str]:
        """Who is barred from ``target`` by the facts or by a recusal since."""
        nobody: frozenset[str] = frozenset()
        return self.case.barred.get(target, nobody) | self.barred.get(target, nobody)


def happen(state: State, event: Event) -> After:
    """Let ``event`` happen to ``state``, which is changed; returns what it drew. Raises InvalidCase if it cannot be."""
    match event:
        case Recusal(inspector, target):
            state.barred[target] = state.barred.get(target, frozenset()) | {inspector}
            return _draw(state, _emptied(state, inspector, lambda visit: visit.target == target))
        case Absence(inspector, periods):
            state.absent |= {(inspector, period) for period in periods}
            return _draw(state, _emptied(state, inspector, lambda visit: visit.period in periods))
        case Reinforcement(inspector, limit):
            if limit <= state.limits[inspector]:
                raise InvalidCase(f"reinforcement of {inspector}: {limit} is not above {state.limits[inspector]}")
            state.limits[inspector] = limit
            return _draw(state, [seat for seat, holder in state.seats.items() if holder is None])
        case Replacement(visit, period):
            return _replace(state, visit, period)
        case Appointment(visit, slot, inspector):
            if (visit, slot) not in state.seats:
                raise InvalidCase(f"appointment to {visit} {slot}: no such slot stands")
            state.seats[visit, slot] = inspector
            return _draw(state, [])
        case Done(visit):
            if visit not in state.visits:
                raise InvalidCase(f"{visit} does not stand")
            state.done.add(visit)
            return After((), (), state.open, Filling((), ()))


def _emptied(state: State, inspector: str, concerns: Callable[[Visit], bool]) -> list[Seat]:
    return [
        seat
        for seat, holder in state.seats.items()
        if holder == inspector and seat[0] not in state.done and concerns(state.visits[seat[0]])
    ]


def _replace(state: State, name: str, period: str) -> After:
    ended = state.visits.get(name)
    if ended is None or name in state.done:
        raise InvalidCase(f"replacement of {name}: the visit does not stand")
    if period not in ended.allowed:
        raise InvalidCase(f"replacement of {name}: period {period} is not allowed for it")
    del state.visits[name]
    for seat in [seat for seat in state.seats if seat[0] == name]:
        del state.seats[seat], state.places[seat]
    served: dict[str, list[str]] = {}
    without: list[str] = []
    for task in ended.tasks:
        reserve = next((t for t in state.reserves(task, ended.target) if t not in state.visited), None)
        if reserve is None:
            without.append(task)
        else:
            served.setdefault(reserve, []).append(task)
    visits = [Visit(f"{target}/1", target, tuple(tasks), ended.allowed, period) for target, tasks in served.items()]
    tasks = {task.id: task for task in state.case.tasks}
    opened: list[Seat] = []
    for visit in visits:
        state.visits[visit.name] = visit
        state.visited.add(visit.target)
        for slot in slots(visit, tasks):
            state.places[slot.seat] = Place(visit, slot)
            state.seats[slot.seat] = None
            opened.append(slot.seat)
    return replace(_draw(state, opened), visits=tuple(visits), ended=tuple(without))


def _draw(state: State, seats: Collection[Seat]) -> After:
    """Draw ``seats`` anew among the best assignments that agree with all that stands."""
    for seat in seats:
        state.seats[seat] = None
    filling = _fill(state, seats) if seats else Filling((), ())
    state.seats.update(filling.teams)
    state.open = sum(holder is None for holder in state.seats.values())
    return After((), (), state.open, filling)


def _fill(state: State, seats: Collection[Seat]) -> Filling:
    """Draw ``seats``, which are empty, with the limits that are left."""
    case = state.case
    places = in_order((state.places[seat] for seat in seats), state.keys)
    held = dict(state.limits)
    in_period = {
        (i.id, period.id): i.period_limits.get(period.id, state.limits[i.id])
        for i in case.inspectors
        for period in case.periods
    }
    seated: dict[str, frozenset[str]] = {}
    for seat, holder in state.seats.items():
        if holder is not None:
            if holder in held:  # somebody appointed who is newer than the roster has no limit
                held[holder] -= 1
                in_period[holder, state.visits[seat[0]].period] -= 1
            seated[seat[0]] = seated.get(seat[0], frozenset()) | {holder}
    free = {inspector: max(0, left) for inspector, left in held.items()}
    nobody: frozenset[str] = frozenset()
    team = TeamDraw(
        places,
        case.inspectors,
        Rules(state.barred_from, lambda target: case.last.get(target, nobody), state.absent),
        case.periods,
        free,
        lambda inspector, period: max(0, in_period[inspector, period]),
        seated,
        state.kind,
    )
    return team.draw(state.keys, free)
