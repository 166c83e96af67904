"""Team draws small enough to count: every best assignment, and the exact chance that the draw ends at each.

It shares no code with the draw: assignments are listed one by one, and the rule of specification §7 is carried out on the
list. Visits come in every order, all equally likely; for each visit every order of the inspectors is equally likely, whoever
of them is eligible last behind the others; a candidate is taken if an assignment of the list that agrees with everything
decided has them there.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from itertools import permutations
from math import factorial, pi, sqrt
from typing import Any

from scheduler.draw.case import read_case
from scheduler.draw.draw import draw
from scheduler.draw.model import Case
from scheduler.draw.notation import H

Assignment = tuple[str, ...]
"""Who has each slot, the visits in their order; OPEN for nobody."""
OPEN = "-"


@dataclass(frozen=True)
class Small:
    """Visits A, B, … that are all drawn, each with its slots: what is asked of each, "" for nothing; inspectors 1, 2, … with
    what they have. ``barred`` and ``last`` name visit and inspector, as in ``A1``; ``limits`` are by inspector, 9 for the
    others; without ``slack`` there is no even load."""

    visits: Mapping[str, tuple[str, ...]]
    inspectors: Mapping[str, str]
    barred: frozenset[str] = frozenset()
    last: frozenset[str] = frozenset()
    limits: Mapping[str, int] | None = None
    slack: int | None = None

    @property
    def slots(self) -> list[tuple[str, str]]:
        """Visit and what is asked of each slot."""
        return [(visit, asked) for visit, slots in self.visits.items() for asked in slots]

    def eligible(self, visit: str, asked: str) -> list[str]:
        """Who may take a slot."""
        return [who for who, has in self.inspectors.items() if asked in has and visit + who not in self.barred]

    @cached_property
    def best(self) -> list[Assignment]:
        """Every best assignment under the limits that the even-load rule leaves."""
        limits = self.level
        found = list(self._all(limits))
        least = min(one.count(OPEN) for one in found)
        return [one for one in found if one.count(OPEN) == least]

    @cached_property
    def level(self) -> Mapping[str, int]:
        """The limits, with even load the caps of the rule (by its own words, over the list) and the slack."""
        limits = {who: (self.limits or {}).get(who, 9) for who in self.inspectors}
        if self.slack is None:
            return limits
        caps: dict[str, int] = {}
        d = self._open(limits)
        while len(caps) < len(limits):
            u = next(u for u in range(10) if self._open(self._at(limits, caps, u)) == d)
            if u == 0:
                caps |= dict.fromkeys(limits.keys() - caps.keys(), 0)
                continue
            short = self._short(self._at(limits, caps, u - 1))
            caps |= {who: min(limits[who], u) for who in short - caps.keys()}
        return {who: min(limits[who], caps[who] + self.slack) for who in limits}

    @cached_property
    def chances(self) -> dict[Assignment, Fraction]:
        """The exact chance of each best assignment under the rule of the draw."""
        return _Chances(self).found()

    @staticmethod
    def _at(limits: Mapping[str, int], caps: Mapping[str, int], u: int) -> dict[str, int]:
        return {who: caps.get(who, min(limit, u)) for who, limit in limits.items()}

    def _open(self, limits: Mapping[str, int]) -> int:
        return min(one.count(OPEN) for one in self._all(limits))

    def _short(self, limits: Mapping[str, int]) -> set[str]:
        """Who is eligible for a slot that some assignment with the fewest open slots leaves open (§9)."""
        found = list(self._all(limits))
        least = min(one.count(OPEN) for one in found)
        left = {k for one in found if one.count(OPEN) == least for k, who in enumerate(one) if who == OPEN}
        return {who for k in left for who in self.eligible(*self.slots[k])}

    def _all(self, limits: Mapping[str, int], begun: Assignment = ()) -> Iterator[Assignment]:
        if len(begun) == len(self.slots):
            yield begun
            return
        visit, asked = self.slots[len(begun)]
        mates = {who for (v, _), who in zip(self.slots, begun, strict=False) if v == visit}
        for who in self.eligible(visit, asked):
            if who not in mates and begun.count(who) < limits[who]:
                yield from self._all(limits, (*begun, who))
        yield from self._all(limits, (*begun, OPEN))


# ------------------------------------------------------------------------------------------------- the exact chances


class _Chances:
    """Sets of assignments are whole numbers, one bit for each of the list."""

    def __init__(self, small: Small) -> None:
        self._small, self._best = small, small.best
        having: defaultdict[tuple[int, str], int] = defaultdict(int)
        for bit, one in enumerate(self._best):
            for slot, who in enumerate(one):
                having[slot, who] |= 1 << bit
        self._having = having
        self._of_visit: dict[str, list[int]] = {}
        for slot, (visit, _) in enumerate(small.slots):
            self._of_visit.setdefault(visit, []).append(slot)
        self._known: dict[tuple[frozenset[str], int], dict[int, Fraction]] = {}

    def found(self) -> dict[Assignment, Fraction]:
        everything = (1 << len(self._best)) - 1
        ends = self._from(frozenset(self._small.visits), everything)
        return {self._best[left.bit_length() - 1]: chance for left, chance in ends.items()}

    def _from(self, visits: frozenset[str], left: int) -> dict[int, Fraction]:
        """Where the draw ends from here, the next visit being any of those left with the same chance."""
        if not visits:
            return {left: Fraction(1)}
        if (visits, left) not in self._known:
            ends: defaultdict[int, Fraction] = defaultdict(Fraction)
            for visit in sorted(visits):
                for then, chance in self._visited(visit, left).items():
                    for end, rest in self._from(visits - {visit}, then).items():
                        ends[end] += chance * rest / len(visits)
            self._known[visits, left] = dict(ends)
        return self._known[visits, left]

    def _visited(self, visit: str, left: int) -> dict[int, Fraction]:
        """What may be left once a visit's slots are decided."""
        names = list(self._small.inspectors)
        ends = Counter(self._decided(visit, order, left) for order in permutations(names))
        return {end: Fraction(times, factorial(len(names))) for end, times in ends.items()}

    def _decided(self, visit: str, order: Sequence[str], left: int) -> int:
        behind = sorted(order, key=lambda who: visit + who in self._small.last)
        for slot in self._of_visit[visit]:
            taken = next((who for who in behind if self._having[slot, who] & left), OPEN)
            left &= self._having[slot, taken]
        return left


def variation(one: Mapping[Assignment, Fraction], other: Mapping[Assignment, Fraction]) -> Fraction:
    """The total variation between two distributions: how far the chance of any event can differ."""
    return sum((abs(one.get(a, Fraction(0)) - other.get(a, Fraction(0))) for a in {*one, *other}), Fraction(0)) / 2


def uniform(best: Sequence[Assignment]) -> dict[Assignment, Fraction]:
    """All of them with the same chance."""
    return dict.fromkeys(best, Fraction(1, len(best)))


# ------------------------------------------------------------------------------------------------- the draw's own core


def drawn(small: Small, draws: int, name: str = "") -> Counter[Assignment]:
    """How often the draw's core ended at each assignment, over the randomness 1 … ``draws`` of that name."""
    case = replace(case_of(small), commitment=H(name))
    return Counter(_assignment(small, replace(case, randomness=f"fairness:{k}")) for k in range(1, draws + 1))


def _assignment(small: Small, case: Case) -> Assignment:
    seats = dict(draw(case).filling.teams)
    order: Counter[str] = Counter()
    result = []
    for visit, _ in small.slots:
        order[visit] += 1
        result.append(seats[f"{visit}/1", order[visit]] or OPEN)
    return tuple(result)


def case_of(small: Small) -> Case:
    """The case as the core takes it."""
    tasks: list[dict[str, Any]] = []
    for visit, slots in small.visits.items():
        asked = [a for a in slots if a]
        team = {"department": "d", "officers": len(slots), "qualifications": asked, "lead": False}
        cells = [{"path": [], "rate": "1"}]
        tasks.append({"id": f"t{visit}", "periods": ["p"], "cells": cells, "team": [team]})
    document = {
        "format": "double-random/case@1",
        "commitment": "0" * 64,
        "randomness": "fairness:0",
        "secret": "",
        "coordination": "shared",
        "periods": [{"id": "p", "weight": 1}],
        "tasks": tasks,
        "frame": [{"task": f"t{visit}", "target": visit, "path": []} for visit in small.visits],
        "inspectors": [
            {
                "id": who,
                "department": "d",
                "qualifications": list(has),
                "lead": False,
                "limit": (small.limits or {}).get(who, 9),
                "period_limits": {},
            }
            for who, has in small.inspectors.items()
        ],
        "barred": [list(pair) for pair in sorted(small.barred)],
        "last": [list(pair) for pair in sorted(small.last)],
        "absent": [],
        "even_load_slack": small.slack,
        "events": [],
    }
    return read_case(json.dumps(document))


def frequencies(counted: Mapping[Assignment, int]) -> dict[Assignment, Fraction]:
    """Counts as parts of all."""
    whole = sum(counted.values())
    return {one: Fraction(times, whole) for one, times in counted.items()}


def noise(chances: Iterable[Fraction], draws: int) -> float:
    """The mean total variation between a distribution and so many draws from it, as normal variables have it."""
    return sum(sqrt(2 * float(p * (1 - p)) / (pi * draws)) for p in chances) / 2


# ------------------------------------------------------------------------------------------------------------ the parts


def of_part(
    found: Mapping[Assignment, Fraction], part: Callable[[Assignment], Assignment]
) -> dict[Assignment, Fraction]:
    """The distribution of what ``part`` sees of an assignment."""
    result: defaultdict[Assignment, Fraction] = defaultdict(Fraction)
    for one, chance in found.items():
        result[part(one)] += chance
    return dict(result)


def seats(small: Small) -> list[Callable[[Assignment], Assignment]]:
    """Who sits in each slot."""
    return [lambda one, k=k: (one[k],) for k in range(len(small.slots))]  # type: ignore[misc]


def teams(small: Small) -> list[Callable[[Assignment], Assignment]]:
    """Who goes to each visit, in whatever slot."""
    own = {visit: [k for k, (v, _) in enumerate(small.slots) if v == visit] for visit in small.visits}
    return [lambda one, slots=slots: tuple(sorted(one[k] for k in slots)) for slots in own.values()]  # type: ignore[misc]


def apart(small: Small, parts: Iterable[Callable[[Assignment], Assignment]]) -> list[Fraction]:
    """Of each part the total variation between the draw and the uniform one."""
    own, even = small.chances, uniform(small.best)
    return [variation(of_part(own, part), of_part(even, part)) for part in parts]


# ----------------------------------------------------------------------------------------------------------- the cases


def _people(number: int, **has: str) -> dict[str, str]:
    """Inspectors 1 … ``number``; ``p3="x"`` gives the third what x stands for."""
    return {str(k): has.get(f"p{k}", "") for k in range(1, number + 1)}


def _visits(number: int, *slots: str) -> dict[str, tuple[str, ...]]:
    return dict.fromkeys("ABCDE"[:number], slots)


def _limits(number: int, limit: int) -> dict[str, int]:
    return {str(k): limit for k in range(1, number + 1)}


def _of(text: str) -> frozenset[str]:
    return frozenset(text.split())


CASES: dict[str, Small] = {
    "2 visits of 2 among 4": Small(_visits(2, "", ""), _people(4)),
    "3 visits of 2 among 4, one conflict": Small(_visits(3, "", ""), _people(4), _of("A1")),
    "3 visits of 2 among 3, limits that just suffice": Small(_visits(3, "", ""), _people(3), limits=_limits(3, 2)),
    "5 visits of 1 among 4, two conflicts, limits": Small(
        _visits(5, ""), _people(4), _of("A1 B2"), limits=_limits(4, 2)
    ),
    "5 visits of 1 among 6, six conflicts, limits": Small(
        _visits(5, ""), _people(6), _of("A1 A2 A3 B1 B4 C5"), limits=_limits(6, 1)
    ),
    "3 visits of 2 among 6, two conflicts, limits of 1": Small(
        _visits(3, "", ""), _people(6), _of("A1 B2"), limits=_limits(6, 1)
    ),
    "3 visits of 2 among 5, two conflicts, limits of 2": Small(
        _visits(3, "", ""), _people(5), _of("A1 B2"), limits=_limits(5, 2)
    ),
    "3 visits of 2 among 4, two conflicts, limits of 2": Small(
        _visits(3, "", ""), _people(4), _of("A1 B2"), limits=_limits(4, 2)
    ),
    "4 visits of 2 among 5, four conflicts, limits of 2": Small(
        _visits(4, "", ""), _people(5), _of("A1 A2 B3 C1"), limits=_limits(5, 2)
    ),
    "3 visits of 2 among 5, one of them one of three experts": Small(
        _visits(3, "x", ""), _people(5, p1="x", p2="x", p3="x")
    ),
    "3 visits of 2 among 6, one of them one of three experts, two conflicts": Small(
        _visits(3, "x", ""), _people(6, p1="x", p2="x", p3="x"), _of("A1 B2"), limits=_limits(6, 2)
    ),
    "3 visits of 2 among 4, one conflict, even load": Small(_visits(3, "", ""), _people(4), _of("A1"), slack=0),
    "4 visits of 2 among 4, two conflicts, even load and 1": Small(
        _visits(4, "", ""), _people(4), _of("A1 B1"), slack=1
    ),
    "3 visits of 2 among 3, three seats stay open": Small(
        _visits(3, "", ""), _people(3), _of("A1"), limits=_limits(3, 1)
    ),
    "3 visits of 2 among 4, two of them by rotation last": Small(_visits(3, "", ""), _people(4), last=_of("A1 B2")),
}
"""What is counted, by what it is."""
