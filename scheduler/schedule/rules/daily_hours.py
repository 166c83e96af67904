"""Each day of visits begins at its hour, pauses at noon, and is over when its hours are; a visit takes its time."""

from collections.abc import Iterable, Iterator

from inventories.problems import N_, Message
from scheduler.schedule.case import Case, Placements
from scheduler.schedule.rule import Ask, Building, ScheduleRule
from scheduler.schedule.rules.one_place import hours

TOLD = Message("date-daily-hours", N_("A day has {hours} h for visits and the ways between them."))
REPAIR = Message("date-longer-days", N_("lengthen the days by {n} minutes: [hours] per_day"))


def _state(case: Case) -> Iterable[Ask]:
    yield Ask(RULE, "daily-hours", TOLD, {"hours": hours(case.hours.per_day)})


def _build(model: Building, case: Case, ask: Ask) -> None:
    for visit in case.visits:
        model.within_day(visit)


def _broken(case: Case, _ask: Ask, placements: Placements) -> Iterator[str]:
    for name, found in placements.items():
        if (visit := case.visit.get(name)) is not None:
            worked = case.hours.worked(found.start)
            fits = worked >= 0 and worked + visit.minutes <= case.hours.per_day
            if not fits or case.place(visit, found.day, worked) != found:
                yield name


RULE: ScheduleRule = ScheduleRule(
    "daily-hours", N_("hours of a day"), N_("[hours] of the plan"), _state, _build, _broken, REPAIR
)
