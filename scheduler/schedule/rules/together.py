"""Joint visits (联合检查): a visit has one day and one time for its whole team, and each visit has one."""

from collections.abc import Iterable, Iterator

from inventories.problems import N_, Message
from scheduler.schedule.case import Case, Placements
from scheduler.schedule.rule import Ask, Building, ScheduleRule

TOLD = Message("date-together", N_("Each of the {n} visits has one day and one time, for its whole team."))


def _state(case: Case) -> Iterable[Ask]:
    yield Ask(RULE, "together", TOLD, {"n": len(case.visits)})


def _build(_model: Building, _case: Case, _ask: Ask) -> None:
    """Nothing: the model has one day and one time for each visit."""


def _broken(case: Case, _ask: Ask, placements: Placements) -> Iterator[str]:
    yield from (name for name in case.visit if name not in placements)
    yield from (name for name in placements if name not in case.visit)


RULE: ScheduleRule = ScheduleRule(
    "together",
    N_("whole teams on one day"),
    N_("joint inspection by the departments together (国发〔2019〕5号)"),
    _state,
    _build,
    _broken,
)
