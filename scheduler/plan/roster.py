"""The roster as the staffing proof sees it: inspectors nobody can tell apart are one class."""

from dataclasses import dataclass

from inspectors.model import Inspector
from inspectors.rules import unfit
from scheduler.facts import Facts
from scheduler.plan.demand import Demand

SlotType = tuple[int, int]
"""What is asked: the number of a visit type, and of one of the things that it asks."""


@dataclass(frozen=True)
class Crew:
    """Inspectors with the same eligibility and limits. ``eligible`` gives, by visit type, what they can take there."""

    inspectors: tuple[str, ...]
    eligible: tuple[tuple[int, tuple[int, ...]], ...]
    limit: int
    period_limits: tuple[tuple[str, int], ...]

    @property
    def size(self) -> int:
        """How many they are."""
        return len(self.inspectors)


def crews(facts: Facts, demand: Demand) -> tuple[Crew, ...]:
    """The classes of the inspectors who are eligible for anything, in the roster's order."""
    found: dict[object, list[str]] = {}
    for inspector in facts.tables.inspectors:
        eligible = _eligible(facts, demand, inspector)
        if eligible:
            found.setdefault((eligible, *limits(facts, inspector)), []).append(inspector.id)
    return tuple(Crew(tuple(names), *key) for key, names in found.items())  # type: ignore[misc]  # keys are built above


def limits(facts: Facts, inspector: Inspector) -> tuple[int, tuple[tuple[str, int], ...]]:
    """An inspector's limit in the draw, and those in single periods that are lower."""
    limit = facts.plan.inspectors.limit if inspector.limit is None else inspector.limit
    return limit, tuple(sorted((period, most) for period, most in inspector.period_limits if most < limit))


def _eligible(facts: Facts, demand: Demand, inspector: Inspector) -> tuple[tuple[int, tuple[int, ...]], ...]:
    result = []
    fits: dict[object, tuple[int, ...]] = {}
    for v, kind in enumerate(demand.types):
        # the periods of a type have the same absences, so the first stands for all
        if inspector.id in kind.barred or (inspector.id, kind.periods[0]) in facts.absent:
            continue
        if kind.asked not in fits:
            fits[kind.asked] = tuple(k for k, (asked, _) in enumerate(kind.asked) if unfit(inspector, asked) is None)
        if fits[kind.asked]:
            result.append((v, fits[kind.asked]))
    return tuple(result)
