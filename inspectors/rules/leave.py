"""Who is on leave for half of a period's days or more is absent in it."""

from collections.abc import Sequence
from datetime import timedelta

from inspectors.eligibility import Span
from inspectors.model import Inspector, Leave
from inspectors.rules.rule import PeriodRule
from inventories.problems import N_, Message


def build(_inspector: Inspector, span: Span, leave: Sequence[Leave]) -> bool:
    """Whether the days away, each counted once, are half of the period's or more."""
    away: set[int] = set()
    for absence in leave:
        begins, ends = max(absence.begins, span.begins), min(absence.ends, span.ends)
        away.update(range(begins.toordinal(), ends.toordinal() + 1))
    return 2 * len(away) >= span.days


def check(_inspector: Inspector, span: Span, leave: Sequence[Leave]) -> bool:
    """The same, day by day: whether the days there are fewer than those away, or as many."""
    days = [span.begins + timedelta(n) for n in range(span.days)]
    there = [day for day in days if not any(absence.begins <= day <= absence.ends for absence in leave)]
    return len(there) <= len(days) - len(there)


RULE = PeriodRule(
    code="leave",
    name=N_("leave"),
    basis=N_("draw specification, §7"),
    says=Message(
        "leave",
        N_("on leave for half of the period or more"),
        N_("Correct the table of leave; it counts from the next commitment."),
    ),
    build=build,
    check=check,
)
