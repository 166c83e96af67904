"""Finding a schedule: by hand first, then by the solver, and whichever is better by the count that knows no solver."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from scheduler.schedule import book, check
from scheduler.schedule.case import Case, Placement, Placements
from scheduler.schedule.model import Model, relaxed


@dataclass(frozen=True)
class Schedule:
    """Placements that keep every rule; ``cost`` by the goals (of a repair: what moved), and the solver's ``bound`` on it,
    in days; *optimal* if they meet."""

    placements: Placements
    cost: int
    bound: int
    status: Literal["optimal", "found"]


@dataclass(frozen=True)
class Move:
    """A visit that has another day or time than before; ``before`` is None for one that had none."""

    visit: str
    before: Placement | None
    now: Placement


NEAR = 20
"""No better bound is sought where the cost is above it by less than a part in so many."""


def fresh(case: Case, seconds: float) -> Schedule | None:
    """A schedule for all visits that are not fixed, as early as can be; None if none was found.

    Raises AssertionError if the solver's answer breaks a rule.
    """
    by_hand: Placements | None = book.first(case)
    if by_hand is not None and (len(by_hand) < len(case.visits) or any(True for _ in check.broken(case, by_hand))):
        by_hand = None
    model = Model(case)
    model.earliest()
    found = model.solve(seconds, by_hand)
    best = by_hand
    if found.placements is not None:
        tidy = book.earlier(case, found.placements)
        _must_hold(case, tidy)
        if by_hand is None or check.cost(case, tidy) <= check.cost(case, by_hand):
            best = tidy
    if best is None:
        return None
    cost = check.cost(case, best)
    bound = found.bound
    if found.status != "optimal" and NEAR * (cost - bound) > cost:
        bound = max(bound, relaxed(case, seconds))
    bound = min(cost, bound)
    return Schedule(best, cost, bound, "optimal" if bound == cost else "found")


def repaired(case: Case, before: Placements, seconds: float) -> Schedule | None:
    """A schedule that moves the fewest visits, and these by the fewest days; None if none was found."""
    model = Model(case)
    model.nearest(before)
    found = model.solve(seconds, {name: p for name, p in before.items() if name in case.visit})
    if found.placements is None:
        return None
    _must_hold(case, found.placements)
    return Schedule(found.placements, found.cost, found.bound, "optimal" if found.status == "optimal" else "found")


def broken(case: Case, placements: Placements) -> dict[str, str]:
    """By visit that cannot stay where it is: the code of the first rule against it."""
    known = {name: p for name, p in placements.items() if name in case.visit}
    found: dict[str, str] = {}
    for ask, visit in check.broken(case, known):
        if visit in known:
            found.setdefault(visit, ask.rule.code)
    return found


def moves(before: Placements, now: Placements) -> Iterator[Move]:
    """What is elsewhere, or new, in the order of the new days."""
    for placement in sorted(now.values(), key=lambda p: (p.day, p.start, p.visit)):
        was = before.get(placement.visit)
        if was is None or (was.day, was.start) != (placement.day, placement.start):
            yield Move(placement.visit, was, placement)


def _must_hold(case: Case, placements: Placements) -> None:
    wrong = [f"{visit}: {ask.key}" for ask, visit in check.broken(case, placements)]
    if wrong:
        raise AssertionError(f"the solver's schedule breaks {wrong[:3]}")
