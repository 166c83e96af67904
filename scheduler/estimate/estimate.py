"""The share of all targets of a domain with a finding, from those that were drawn: Horvitz–Thompson, with known numbers.

Each target seen stands for 1/π targets, π its exact chance to be drawn. Targets of one chance form a class whose number is
known; classes are collapsed, lowest chance first, into strata in which at least FEWEST were seen. What was seen counts as it
is; of those not seen, a stratum's share is that of its seen ones weighted by 1/π, and the strata are weighted by how many
of them were not seen. A class of which all were seen adds no uncertainty. Source: docs/estimate.md.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from scheduler.estimate.interval import together
from scheduler.results.model import FindingClass

Basis = Literal["exact", "interval", "too few"]
FEWEST = 5
"""How many are seen in a stratum at the least, where there are as many."""


@dataclass(frozen=True)
class Unit:
    """A target in the frame of a task: its chance over the year, and what was found there (None: not seen)."""

    target: str
    chance: Fraction
    district: str
    category: str
    drawn: bool = False
    found: FindingClass | None = None

    @property
    def weight(self) -> float:
        """As many targets as it stands for: 1/π."""
        return float(1 / self.chance)


@dataclass(frozen=True)
class Estimate:
    """A share from 0 to 1 with its 95 % interval. ``exact``: all were seen, and the bounds are the share; ``too few``: of the
    classes that were not all seen fewer than two were, so that nothing tells how far an estimate is off: all are None."""

    basis: Basis
    share: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Stratum:
    """Of one or more classes: the targets not seen, and those seen."""

    unseen: int
    seen: tuple[Unit, ...]

    def share(self, finding: FindingClass) -> float:
        """The share with the finding, each target seen weighted by 1/π."""
        return sum(u.weight for u in self.seen if u.found == finding) / sum(u.weight for u in self.seen)

    @property
    def size(self) -> float:
        """As how many targets of equal weight, out of a pool without end, those seen count for those not seen."""
        weights = [unit.weight for unit in self.seen]
        return 1 / (sum(w * w for w in weights) / sum(weights) ** 2 + 1 / self.unseen)


def estimate(units: Sequence[Unit], finding: FindingClass) -> Estimate:
    """The share of ``units`` with the finding."""
    found = sum(unit.found == finding for unit in units)
    strata = _strata(units)
    seen, unseen = sum(len(s.seen) for s in strata), sum(s.unseen for s in strata)
    if not units or (unseen and seen < 2):
        return Estimate("too few")
    if not unseen:
        return Estimate("exact", *[found / len(units)] * 3)
    parts = [(s.unseen / unseen, s.share(finding), s.size) for s in strata]

    def whole(rest: float) -> float:
        return (found + unseen * rest) / len(units)

    low, high = together(parts)
    return Estimate("interval", whole(sum(weight * own for weight, own, _ in parts)), whole(low), whole(high))


def _strata(units: Iterable[Unit]) -> list[Stratum]:
    """The strata in which somebody was not seen, by rising chance; what is left over joins the last."""
    classes: defaultdict[Fraction, list[Unit]] = defaultdict(list)
    for unit in units:
        classes[unit.chance].append(unit)
    strata: list[Stratum] = []
    unseen, seen = 0, tuple[Unit, ...]()
    for _, members in sorted(classes.items()):
        mine = tuple(unit for unit in members if unit.found is not None)
        if len(mine) == len(members):
            continue
        unseen, seen = unseen + len(members) - len(mine), seen + mine
        if len(seen) >= FEWEST:
            strata.append(Stratum(unseen, seen))
            unseen, seen = 0, ()
    if unseen:
        last = strata.pop() if strata else Stratum(0, ())
        strata.append(Stratum(last.unseen + unseen, last.seen + seen))
    return strata
