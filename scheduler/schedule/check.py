"""Whether a schedule keeps every rule, and what it costs: counted, with no solver."""

from collections.abc import Iterator

from scheduler.schedule.case import Case, Placements
from scheduler.schedule.rule import Ask
from scheduler.schedule.rules import GOALS, RULES


def broken(case: Case, placements: Placements) -> Iterator[tuple[Ask, str]]:
    """Each statement that the placements break, with a visit that breaks it."""
    for rule in RULES:
        for ask in rule.state(case):
            for visit in dict.fromkeys(rule.broken(case, ask, placements)):
                yield ask, visit


def cost(case: Case, placements: Placements) -> int:
    """What the placements cost by the goals, in days of waiting. Errors: KeyError where a visit has none."""
    return sum(goal.cost(case, placements) for goal in GOALS)
