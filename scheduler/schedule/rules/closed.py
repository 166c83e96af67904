"""No visit while the target is closed."""

from collections.abc import Iterable

from inventories.problems import N_, Message
from inventories.rules import Rule
from scheduler.schedule.case import Case
from scheduler.schedule.rule import Ask, ScheduleRule, while_away

TOLD = Message("date-closed", N_("{target} is closed from {begins} to {ends}."))


def _state(case: Case) -> Iterable[Ask]:
    for closed in dict.fromkeys(case.closed):
        if closed.who in case.of:
            told = {"target": closed.who, "begins": closed.span.begins, "ends": closed.span.ends}
            yield Ask(RULE, f"closed:{closed.who}:{closed.span.begins}:{closed.span.ends}", TOLD, told, about=closed)


RULE: ScheduleRule = while_away(
    Rule("closed", N_("no visit while the target is closed"), N_("closed days as told to this schedule")), _state
)
