"""The upper limit on the rates of a task (``at_most``), as for items that are checked at a strictly controlled rate."""

from collections.abc import Iterator
from math import floor

from inventories.problems import N_, Message
from scheduler.solve.case import Answer, Case
from scheduler.solve.model import Model
from scheduler.solve.rule import Ask, PlanRule
from scheduler.solve.words import said

STATED = Message("solve-limit", N_("{task}: no rate above at_most, {rate}"))
RAISE = Message("solve-raise-limit", N_("{task}: raise at_most by {n} steps of {step}"))


def _state(case: Case) -> Iterator[Ask]:
    for name, cells in case.solved().items():
        if (rate := case.tasks[name].at_most) is not None:
            params: dict[str, object] = {"task": name, "rate": said(rate), "step": said(case.step)}
            about = (rate, tuple(cell.key for cell in cells))
            yield Ask(RULE, f"at_most|{name}", STATED, params, case.where(name, "at_most"), about)


def _build(model: Model, ask: Ask) -> None:
    rate, keys = ask.about
    for key in keys:
        model.never_above(model.rate(key), floor(rate / model.case.step) + model.slack(ask.key), ask.key)


def _kept(case: Case, ask: Ask, answer: Answer) -> bool:
    rate, keys = ask.about
    return all(answer.rates[key] <= rate for key in keys)


RULE = PlanRule("limit", N_("upper limit"), N_("the plan, at_most"), _state, _build, _kept, RAISE)
