"""Hours of inspectors: visits take no more than the working days that they have, less their leave."""

from collections.abc import Iterator

from inventories.problems import N_, Message
from scheduler.solve.case import Case
from scheduler.solve.rule import Ask, PlanRule
from scheduler.solve.rules.capacity import build, kept
from scheduler.solve.words import cut_params

STATED = Message("solve-hours", N_("{asks} ({periods}): the {people} inspectors who can take it have {hours} hours"))
RAISE = Message("solve-raise-hours", N_("{asks} ({periods}): find {n} more minutes of inspectors"))


def _state(case: Case) -> Iterator[Ask]:
    for cut in case.hours:
        params = {**cut_params(cut), "hours": cut.capacity // 60}
        yield Ask(RULE, cut.key, STATED, params, about=cut)


RULE = PlanRule(
    "hours", N_("hours of inspectors"), N_("the plan, [hours]; the working days"), _state, build, kept, RAISE
)
