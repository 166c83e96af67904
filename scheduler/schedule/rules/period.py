"""Each visit in its period, or by the day to which an order has extended it; and none on a day that is over."""

from collections.abc import Iterable
from datetime import date

from inventories.problems import N_, Message
from inventories.rules import Rule
from scheduler.schedule.case import Case, Visit
from scheduler.schedule.rule import Ask, ScheduleRule, by_day

TOLD = Message("date-period", N_("The {n} visits of {period} are made by {ends}, and none before {begins}."))
REPAIR = Message("date-period-later", N_("extend visits of {period} by {n} days: double-random extend"))


def _state(case: Case) -> Iterable[Ask]:
    for period in dict.fromkeys(visit.period for visit in case.visits):
        mine = [visit.span for visit in case.visits if visit.period == period]
        begins = max(case.begins, min(span.begins for span in mine))
        ends = max(span.ends for span in mine)
        told = {"n": len(mine), "period": period, "begins": begins, "ends": ends}
        yield Ask(RULE, f"period:{period}", TOLD, told, about=period)


def _touched(case: Case, ask: Ask) -> Iterable[Visit]:
    return (visit for visit in case.visits if visit.period == ask.about)


def _allows(case: Case, _ask: Ask, visit: Visit, day: date) -> bool:
    kept = case.fixed.get(visit.name)
    over = day < case.begins and not (kept is not None and kept.day == day)
    return visit.span.begins <= day <= visit.span.ends and not over


RULE: ScheduleRule = by_day(
    Rule("period", N_("visits in their periods"), N_("the plan's periods, and extensions by order")),
    _state,
    _touched,
    _allows,
    REPAIR,
)
