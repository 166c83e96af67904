"""The rates that the plan gives: tasks that are not solved draw what they ask, and it takes its places."""

from collections.abc import Iterator

from inventories.problems import N_, Message
from scheduler.solve.case import Answer, Case
from scheduler.solve.model import GIVEN, Model
from scheduler.solve.rule import Ask, PlanRule

STATED = Message("solve-given", N_("{task}: the plan gives its rates; they draw up to {most} of {pool} targets"))


def _state(case: Case) -> Iterator[Ask]:
    for task, cells in case.of_task.items():
        if case.cells[cells[0]].rate is not None:
            number = -int(-case.expected(cells, Answer({})) // 1)
            params = {"task": task, "most": number, "pool": sum(case.cells[k].pool for k in cells)}
            yield Ask(RULE, GIVEN + task, STATED, params, case.where(case.tasks[task].solved_as), task)


def _build(model: Model, ask: Ask) -> None:
    model.literal(ask.key)  # what its visits take is counted where it holds


def _kept(case: Case, ask: Ask, answer: Answer) -> bool:
    return ask.about not in answer.off


RULE = PlanRule("given", N_("rates that the plan gives"), N_("the plan"), _state, _build, _kept)
