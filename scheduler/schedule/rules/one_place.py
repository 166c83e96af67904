"""Nobody in two places at once: visits of an inspector do not overlap, and the way from one to the next fits between."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from inventories.problems import N_, Message
from scheduler.schedule.case import Case, Placements
from scheduler.schedule.rule import Ask, Building, ScheduleRule

TOLD = Message(
    "date-one-place",
    N_(
        "{inspector} has {n} visits of {hours} h in all, one at a time, and {travel} h on the way from each to the next."
    ),
)


def hours(minutes: int) -> str:
    """Minutes as hours, with no more digits than it takes: 1.5."""
    return f"{minutes / 60:.2f}".rstrip("0").rstrip(".")


def _state(case: Case) -> Iterable[Ask]:
    for who in case.inspectors:
        mine = case.of[who]
        told = {"inspector": who, "n": len(mine), "hours": hours(sum(visit.minutes for visit in mine))}
        yield Ask(RULE, f"one-place:{who}", TOLD, told | {"travel": hours(case.hours.travel)}, about=who)


def _build(model: Building, _case: Case, ask: Ask) -> None:
    model.apart(ask.about)


def _broken(case: Case, ask: Ask, placements: Placements) -> Iterator[str]:
    """Both of two visits that are too near; of another draw's, the visit of this one."""
    mine = [placements[visit.name] for visit in case.of[ask.about] if visit.name in placements]
    placed = [(one, True) for one in mine] + [(one, False) for one in case.busy.get(ask.about, ())]
    placed.sort(key=lambda pair: (pair[0].day, pair[0].start, pair[0].visit, not pair[1]))
    for (one, of_one), (other, of_other) in pairwise(placed):
        free = case.hours.worked(other.start) - case.hours.worked_by(one.ends)
        if one.day == other.day and free < case.hours.travel:
            yield from ([one.visit] if of_one else [])
            yield from ([other.visit] if of_other else [])


RULE: ScheduleRule = ScheduleRule(
    "one-place",
    N_("nobody in two places at once"),
    N_("the hours of visits and ways: [hours] of the plan"),
    _state,
    _build,
    _broken,
)
