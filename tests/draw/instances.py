"""Assignment problems made from a number, and what is true of the small ones by looking at every assignment.

Besides, whole cases for where a fast one does as well as a difficult one.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import random_cases

from scheduler.draw.assignment import OPEN, Assignment


@dataclass(frozen=True)
class Instance:
    """What an ``Assignment`` is made of: slots and inspectors numbered from 0, the limits of a place by inspector."""

    visit: list[int]
    period: list[int]
    eligible: list[list[int]]
    limits: list[int]
    period_limits: list[list[int]]

    def assignment(self, kind: type[Assignment] = Assignment) -> Assignment:
        return kind(self.visit, self.period, self.eligible, self.limits, self.period_limits)

    def candidates(self, seed: int) -> list[list[int]]:
        """For each slot its eligible inspectors in an order of their own."""
        rng = random.Random(seed)
        return [rng.sample(names, len(names)) for names in self.eligible]


def tiny(seed: int) -> Instance:
    """At most 6 slots and 4 inspectors, in up to 3 periods; something is short in about half of them."""
    rng = random.Random(seed)
    periods, inspectors = rng.randint(1, 3), rng.randint(0, 4)
    sizes = [rng.choice([1, 1, 2, 2, 3]) for _ in range(rng.randint(1, 4))]
    period_of = [rng.randrange(periods) for _ in sizes]
    visit = [v for v, size in enumerate(sizes) for _ in range(size)][:6]
    return Instance(
        visit,
        [period_of[v] for v in visit],
        [[i for i in range(inspectors) if rng.random() < 0.6] for _ in visit],
        [rng.randint(0, 4) for _ in range(inspectors)],
        [[rng.choice([0, 1, 2, 6, 6]) for _ in range(periods)] for _ in range(inspectors)],
    )


def large(seed: int, visits: int, inspectors: int, use: float) -> Instance:
    """Visits of 1 to 4 slots that ask for one of five skills; limits that ``use`` of the slots would exhaust."""
    rng = random.Random(seed)
    periods = rng.randint(1, 4)
    skills = [{k for k in range(5) if rng.random() < 0.45} | {rng.randrange(5)} for _ in range(inspectors)]
    visit = [v for v in range(visits) for _ in range(rng.choice([1, 2, 2, 2, 3, 4]))]
    period_of = [rng.randrange(periods) for _ in range(visits)]
    barred = [{i for i in range(inspectors) if rng.random() < 0.05} for _ in range(visits)]
    asked = [rng.choice([0, 0, 1, 1, 2, 3, 4]) for _ in visit]
    shares = [rng.choice([1, 2, 3]) for _ in range(inspectors)]
    limits = [max(1, round(len(visit) / use * share / sum(shares))) for share in shares]
    return Instance(
        visit,
        [period_of[v] for v in visit],
        [
            [i for i in range(inspectors) if k in skills[i] and i not in barred[v]]
            for v, k in zip(visit, asked, strict=True)
        ],
        limits,
        [[max(1, rng.choice([limit, limit, limit // periods + 1])) for _ in range(periods)] for limit in limits],
    )


# ------------------------------------------------------------------------------------------------- every assignment


def fewest(instance: Instance, limits: Sequence[int] | None = None) -> int:
    """The least number of open slots, by trying every inspector in every slot."""
    return min(holders.count(OPEN) for holders in assignments(instance, instance.limits if limits is None else limits))


def assignments(instance: Instance, limits: Sequence[int], holders: tuple[int, ...] = ()) -> Iterator[tuple[int, ...]]:
    """Every assignment that begins with ``holders`` and keeps to the limits."""
    slot = len(holders)
    if slot == len(instance.visit):
        yield holders
        return
    for i in [OPEN, *instance.eligible[slot]]:
        if i == OPEN or _may_join(instance, limits, holders, i):
            yield from assignments(instance, limits, (*holders, i))


def _may_join(instance: Instance, limits: Sequence[int], holders: tuple[int, ...], inspector: int) -> bool:
    slot = len(holders)
    mine = [s for s, holder in enumerate(holders) if holder == inspector]
    period = instance.period[slot]
    return (
        len(mine) < limits[inspector]
        and sum(instance.period[s] == period for s in mine) < instance.period_limits[inspector][period]
        and all(instance.visit[s] != instance.visit[slot] for s in mine)
    )


def need_and_capacity(instance: Instance, the_set: Sequence[int], limits: Sequence[int]) -> tuple[int, int]:
    """§9, counted: how many slots, and how many of them all inspectors together could take."""
    capacity = 0
    for i, limit in enumerate(limits):
        visits = {instance.visit[s]: instance.period[s] for s in the_set if i in instance.eligible[s]}
        in_period = Counter(visits.values())
        capacity += min(limit, sum(min(instance.period_limits[i][p], n) for p, n in in_period.items()))
    return len(the_set), capacity


def subsets(slots: Sequence[int]) -> Iterable[tuple[int, ...]]:
    return (chosen for size in range(len(slots) + 1) for chosen in combinations(slots, size))


def smallest_shortage(instance: Instance, limits: Sequence[int]) -> tuple[int, set[int]]:
    """The greatest need − capacity of any set, and the set contained in all sets that have it."""
    excess: dict[tuple[int, ...], int] = {}
    for chosen in subsets(range(len(instance.visit))):
        need, capacity = need_and_capacity(instance, chosen, limits)
        excess[chosen] = need - capacity
    most = max(excess.values())
    return most, set.intersection(*(set(chosen) for chosen, n in excess.items() if n == most))


# ------------------------------------------------------------------------------------------------------- whole cases


def quick_case(number: int) -> random_cases.Json:
    """A valid case without events, whose inspectors come as they come: made in a twentieth of the time."""
    rng = random.Random(number)
    while True:
        case = random_cases.a_case(rng, "small")
        slots = random_cases.open_problem(case).slots
        if len(slots) <= random_cases.SLOTS_AT_MOST["small"]:
            break
    case["inspectors"] = random_cases.some_inspectors(rng, case, "small", slots, rng.choice(["ample", "as it comes"]))
    random_cases.add_pairs(rng, case)
    return case
