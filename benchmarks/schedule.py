"""How good a schedule is found in a minute: 1,250 visits of a quarter, 150 inspectors; and what a repair moves.

python benchmarks/schedule.py [VISITS INSPECTORS SECONDS]

Prints a table, and as its last line one JSON object of the figures.
"""

import json
import random
import sys
import time
from dataclasses import replace
from datetime import date, timedelta

from inspectors.eligibility import Span
from scheduler.schedule import book, check, finding
from scheduler.schedule.case import Away, Case, Visit
from scheduler.year.workdays import Calendar

BEGINS, ENDS = date(2026, 4, 1), date(2026, 6, 30)


def made(visits: int, inspectors: int) -> Case:
    """An invented quarter: teams of two to four, one to four hours; leave, and some earlier last days."""
    chance = random.Random(20260401)
    calendar = Calendar()
    days = [d for k in range((ENDS - BEGINS).days + 1) if calendar.works(d := BEGINS + timedelta(k))]
    staff = [f"i{k:03}" for k in range(inspectors)]
    found = []
    for k in range(visits):
        first = chance.randrange(inspectors)
        team = {
            staff[(first + step) % inspectors]
            for step in (0, *chance.sample(range(1, 12), chance.choice((1, 1, 2, 3))))
        }
        ends = ENDS if chance.random() < 0.8 else BEGINS + timedelta(chance.randrange(40, 90))
        span = Span(BEGINS, ends)
        found.append(
            Visit(
                f"t{k}/1",
                f"t{k}",
                f"d{first * 13 // inspectors}",
                tuple(sorted(team)),
                chance.choice((60, 120, 120, 180, 240)),
                "q2",
                span,
            )
        )
    away = tuple(_leave(chance, who) for who in staff if chance.random() < 0.5)
    return Case(tuple(found), tuple(days), BEGINS, away=away)


def _leave(chance: random.Random, who: str) -> Away:
    begins = BEGINS + timedelta(chance.randrange(80))
    return Away(who, Span(begins, begins + timedelta(chance.randrange(2, 9))))


def main(visits: int = 1250, inspectors: int = 150, seconds: int = 40) -> None:
    case = made(visits, inspectors)
    began = time.perf_counter()
    by_hand = book.first(case)
    hand = time.perf_counter() - began
    whole = len(by_hand) == visits and not list(check.broken(case, by_hand))
    found = finding.fresh(case, seconds)
    took = time.perf_counter() - began
    assert found is not None
    assert not list(check.broken(case, found.placements))
    first_cost = check.cost(case, by_hand) if whole else None
    gap = 100 * (found.cost - found.bound) / found.cost
    print(f"visits {visits}, inspectors {inspectors}, working days {len(case.days)}")
    print(f"first valid schedule, by hand      {hand:8.1f} s   cost {first_cost}")
    print(f"schedule                           {took:8.1f} s   cost {found.cost}, bound {found.bound}, gap {gap:.1f} %")
    chance = random.Random(5)
    sick = chance.sample(sorted({who for v in case.visits for who in v.team}), 5)
    today = BEGINS + timedelta(30)
    away = (*case.away, *(Away(who, Span(today, today + timedelta(6))) for who in sick))
    stays = {name: p for name, p in found.placements.items() if p.day < today}
    later = replace(case, away=away, begins=today, fixed=stays, days=tuple(d for d in case.days if d >= today))
    wrong = finding.broken(later, found.placements)
    began = time.perf_counter()
    mended = finding.repaired(later, found.placements, seconds)
    mending = time.perf_counter() - began
    assert mended is not None
    moved = len(list(finding.moves(found.placements, mended.placements)))
    print(
        f"repair: 5 sick for a week          {mending:8.1f} s   cannot stay {len(wrong)}, moved {moved} ({mended.status})"
    )
    told = {"visits": visits, "inspectors": inspectors, "first_seconds": round(hand, 2), "first_cost": first_cost}
    told |= {"seconds": round(took, 1), "cost": found.cost, "bound": found.bound, "gap_percent": round(gap, 1)}
    told |= {"repair_seconds": round(mending, 1), "cannot_stay": len(wrong), "moved": moved, "repair": mended.status}
    print(json.dumps(told))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
