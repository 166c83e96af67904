"""Invented cases, and all ways to put their visits on days."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from random import Random

from inspectors.eligibility import Span
from scheduler.plan.hours import HourRules
from scheduler.schedule import check, finding
from scheduler.schedule.case import Away, Case, Placement, Visit

MONDAY = date(2026, 3, 2)
HOURS = HourRules(per_day=240, travel=30, begins=540, noon=(720, 780))


def day(k: int) -> date:
    return MONDAY + timedelta(k)


def visit(name: str, team: str, minutes: int = 120, last: int = 4, district: str = "d", first: int = 0) -> Visit:
    return Visit(f"{name}/1", name, district, tuple(team), minutes, "p1", Span(day(first), day(last)))


def case(*visits: Visit, away: tuple[Away, ...] = (), closed: tuple[Away, ...] = (), **more: object) -> Case:
    days = tuple(day(k) for k in range(80) if day(k).weekday() < 5)
    return Case(visits, days, MONDAY, HOURS, away, closed, **more)  # type: ignore[arg-type]


def gone(who: str, first: int, last: int) -> Away:
    return Away(who, Span(day(first), day(last)))


def small(seed: int) -> Case:
    """Two or three visits of three inspectors within at most a week; some have no schedule."""
    chance = Random(seed)
    visits = [
        visit(
            f"t{k}",
            "".join(chance.sample("abc", chance.choice((1, 2)))),
            chance.choice((60, 120, 240)),
            chance.choice((0, 1, 1, 2, 4)),
            chance.choice("de"),
        )
        for k in range(chance.randint(2, 3))
    ]
    away = tuple(
        gone(who, first := chance.randint(0, 2), first + chance.randint(0, 1)) for who in "abc" if chance.random() < 0.3
    )
    closed = tuple(gone(v.target, 0, chance.randint(0, 1)) for v in visits if chance.random() < 0.2)
    return case(*visits, away=away, closed=closed)


def every(given: Case, step: int = 30) -> Iterator[dict[str, Placement]]:
    """Every placement of the visits in steps of minutes on the first five days, whatever the rules say."""
    choices = [
        [given.place(v, day(k), worked) for k in range(5) for worked in range(0, HOURS.per_day - v.minutes + 1, step)]
        for v in given.visits
    ]
    for chosen in product(*choices):
        yield {placement.visit: placement for placement in chosen}


BASE = case(
    visit("t1", "ab"),
    visit("t2", "ac"),
    visit("t3", "de", district="e"),
    away=(gone("b", 3, 4),),
    closed=(gone("t3", 0, 1),),
)


def good() -> dict[str, Placement]:
    """A schedule of BASE that keeps every rule."""
    found = finding.fresh(BASE, 20)
    assert found is not None
    assert not list(check.broken(BASE, found.placements))
    return dict(found.placements)


def at(placed: dict[str, Placement], name: str, **change: object) -> dict[str, Placement]:
    """The schedule with one placement changed."""
    return {**placed, name: replace(placed[name], **change)}  # type: ignore[arg-type]


def breaks(placed: dict[str, Placement]) -> dict[str, set[str]]:
    """By rule: the visits of BASE that break it."""
    found: dict[str, set[str]] = {}
    for ask, name in check.broken(BASE, placed):
        found.setdefault(ask.rule.code, set()).add(name)
    return found
