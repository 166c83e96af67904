"""No visit on a holiday or a weekend; make-up workdays (调休) count."""

from collections.abc import Iterable
from datetime import date

from inventories.problems import N_, Message
from inventories.rules import Rule
from scheduler.schedule.case import Case, Visit
from scheduler.schedule.rule import Ask, ScheduleRule, by_day

TOLD = Message("date-working", N_("Visits are on working days alone: {n} from {begins} on."))


def _state(case: Case) -> Iterable[Ask]:
    yield Ask(RULE, "working-day", TOLD, {"n": len(case.days), "begins": case.begins})


def _touched(case: Case, _ask: Ask) -> Iterable[Visit]:
    return case.visits


def _allows(case: Case, _ask: Ask, visit: Visit, day: date) -> bool:
    kept = case.fixed.get(visit.name)
    return day in case.working or (day < case.begins and kept is not None and kept.day == day)


RULE: ScheduleRule = by_day(
    Rule("working-day", N_("working days alone"), N_("the official calendar of holidays, or the one imported")),
    _state,
    _touched,
    _allows,
)
