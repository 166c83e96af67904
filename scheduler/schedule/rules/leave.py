"""Nobody visits while on leave or sick."""

from collections.abc import Iterable

from inventories.problems import N_, Message
from inventories.rules import Rule
from scheduler.schedule.case import Case
from scheduler.schedule.rule import Ask, ScheduleRule, while_away

TOLD = Message("date-leave", N_("{inspector} is away from {begins} to {ends}, and has {n} visits."))
REPAIR = Message("date-leave-shorter", N_("shorten the leave of {inspector} from {begins} by {n} days"))


def _state(case: Case) -> Iterable[Ask]:
    for away in dict.fromkeys(case.away):
        if mine := case.of.get(away.who):
            told = {"inspector": away.who, "begins": away.span.begins, "ends": away.span.ends, "n": len(mine)}
            yield Ask(RULE, f"leave:{away.who}:{away.span.begins}:{away.span.ends}", TOLD, told, about=away)


RULE: ScheduleRule = while_away(
    Rule("leave", N_("no visit while on leave"), N_("leave and absences on record")), _state, REPAIR
)
