"""Draws of teams with many thousands of visits: the same outcome, faster. Nothing here decides anything."""

from collections.abc import Sequence
from importlib.util import find_spec

from scheduler.draw.assignment import Assignment, Deciding

WORTH_IT = 20_000
"""From so many slots on, machine code is worth being loaded, and other computers being asked."""


def fastest(
    visit: Sequence[int],
    period: Sequence[int],
    eligible: Sequence[Sequence[int]],
    limits: Sequence[int],
    period_limits: Sequence[Sequence[int]],
) -> Deciding:
    """The assignment of these slots: compiled where there are many and the extra ``fast`` is installed, else plain."""
    if len(visit) < WORTH_IT or find_spec("numba") is None:
        return Assignment(visit, period, eligible, limits, period_limits)
    from scheduler.scale.assignment import CompiledAssignment

    return CompiledAssignment(visit, period, eligible, limits, period_limits)
