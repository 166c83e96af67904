"""Counties small enough to try every rounding, and what every rounding leaves open."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import product
from random import Random

from county import ANY, FIRST, OWN, facts, inspector, plan, target, task, team

from inspectors.eligibility import Asked
from inspectors.model import Conflict, Inspector, Leave
from inspectors.rules import unfit
from scheduler.draw.assignment import Assignment
from scheduler.facts import Facts
from scheduler.plan.demand import Demand, VisitType


def small(seed: int) -> Facts:
    """A county small enough to try every rounding."""
    random = Random(seed)
    one = team("health", random.randint(1, 2), *(["x"] if random.random() < 0.3 else []), lead=random.random() < 0.4)
    two = team("health", 2, *(["y"] if random.random() < 0.3 else []))
    areas = random.choice([ANY, OWN])
    periods = ("p1", "p2") if random.random() < 0.5 else ("p1",)
    rates = ["1/2", "1/3", "2/5", "1", "3/4"]
    tasks = [task("a", (replace(one, area=areas),), random.choice(rates), periods=periods)]
    if random.random() < 0.5:
        tasks.append(
            task("b", (two,), random.choice(rates), strata=random.choice([(), ("category",), ("district", "category")]))
        )
    rows = tuple(
        target(f"x{k}", random.choice(["d1", "d2"]), random.choice("cd"), owner=f"o{k}")
        for k in range(random.randint(2, 6))
    )
    roster = tuple(
        inspector(
            f"i{k}", "health", *(q for q in "xy" if random.random() < 0.5), lead=random.random() < 0.5,
            areas=tuple(d for d in ("d1", "d2") if random.random() < 0.85), limit=random.randint(1, 5),
            period_limits=(("p1", random.randint(0, 2)),) if random.random() < 0.2 else (),
        )
        for k in range(random.randint(3, 7))
    )  # fmt: skip
    declared = tuple(
        Conflict(f"c{k}", random.choice(roster).id, "owner", random.choice(rows).owner)
        for k in range(random.randint(0, 2))
    )
    away = tuple(Leave("l", i.id, FIRST, FIRST + timedelta(29)) for i in roster if random.random() < 0.1)
    weights = tuple(random.randint(1, 2) for _ in periods)
    return facts(plan(tasks, weights), targets=rows, inspectors=roster, conflicts=declared, leave=away)


def roundings(wanted: Demand) -> Iterator[tuple[int, ...]]:
    """All numbers of visits that the bounds allow."""
    for numbers in product(*(range(share.least, share.most + 1) for share in wanted.shares)):
        if all(b.least <= sum(numbers[s] for s in b.shares) <= b.most for b in wanted.bounds):
            yield numbers


def may_sit(given: Facts, kind: VisitType, asked: Asked, one: Inspector) -> bool:
    away = (one.id, kind.periods[0]) in given.absent
    return unfit(one, asked) is None and one.id not in kind.barred and not away


def open_slots(given: Facts, wanted: Demand, numbers: tuple[int, ...]) -> int:
    """Every visit and slot on its own, filled by the draw's own assignment."""
    roster = given.tables.inspectors
    visit: list[int] = []
    period: list[int] = []
    eligible: list[list[int]] = []
    names = [p.id for p in given.plan.periods]
    visits = 0
    for kind, number in zip(wanted.types, wanted.of_types(numbers), strict=True):
        for _ in range(int(number)):
            for asked, slots in kind.asked:
                for _ in range(slots):
                    visit.append(visits)
                    period.append(names.index(kind.periods[0]))
                    eligible.append([i for i, one in enumerate(roster) if may_sit(given, kind, asked, one)])
            visits += 1
    limits = [given.plan.inspectors.limit if one.limit is None else one.limit for one in roster]
    by_period = [[dict(one.period_limits).get(p, 99) for p in names] for one in roster]
    return Assignment(visit, period, eligible, limits, by_period).fill()
