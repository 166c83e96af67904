"""Bounds of rates, by band or by cell: none below the least, none above the greatest that the plan says."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from math import ceil, floor

from inventories.problems import N_, Message
from scheduler.plan.model import CellBounds
from scheduler.solve.case import Answer, Case, Key
from scheduler.solve.model import Model
from scheduler.solve.rule import Ask, PlanRule
from scheduler.solve.words import said

NOT_BELOW = Message("solve-least-rate", N_("{task}: no rate of {cells} below {rate}"))
NOT_ABOVE = Message("solve-greatest-rate", N_("{task}: no rate of {cells} above {rate}"))
LOWER = Message("solve-lower-bound", N_("{task}: lower the least rate of {cells} by {n} steps of {step}"))
RAISE = Message("solve-raise-bound", N_("{task}: raise the greatest rate of {cells} by {n} steps of {step}"))
About = tuple[Fraction, tuple[Key, ...]]


def meets(path: tuple[str, ...], strata: tuple[str, ...], bounds: CellBounds) -> bool:
    """Whether a cell meets all conditions."""
    labels = dict(zip(strata, path, strict=True))
    return all(labels.get(column) in values for column, values in bounds.conditions)


def _state(kind: str, rule: Callable[[], PlanRule], message: Message) -> Callable[[Case], Iterator[Ask]]:
    def state(case: Case) -> Iterator[Ask]:
        for name, cells in case.solved().items():
            task = case.tasks[name]
            for k, one in enumerate(task.solve.bounds if task.solve else ()):
                rate: Fraction | None = getattr(one, kind)
                keys = tuple(cell.key for cell in cells if meets(cell.path, task.strata, one))
                if rate is not None and keys:
                    words = " ".join("/".join(values) for _, values in one.conditions) or "*"
                    params: dict[str, object] = {
                        "task": name,
                        "cells": words,
                        "rate": said(rate),
                        "step": said(case.step),
                    }
                    yield Ask(rule(), f"{kind}|{name}|{k}", message, params, case.where(name, one.member), (rate, keys))

    return state


def _build_least(model: Model, ask: Ask) -> None:
    rate, keys = ask.about
    for key in keys:
        model.never_above(ceil(rate / model.case.step) - model.slack(ask.key), model.rate(key), ask.key)


def _build_most(model: Model, ask: Ask) -> None:
    rate, keys = ask.about
    for key in keys:
        model.never_above(model.rate(key), floor(rate / model.case.step) + model.slack(ask.key), ask.key)


def _not_below(case: Case, ask: Ask, answer: Answer) -> bool:
    rate, keys = ask.about
    return all(answer.rates[key] >= rate for key in keys)


def _not_above(case: Case, ask: Ask, answer: Answer) -> bool:
    rate, keys = ask.about
    return all(answer.rates[key] <= rate for key in keys)


LEAST: PlanRule = PlanRule(
    "least-rate",
    N_("least rate"),
    N_("the plan, [task.solve]"),
    _state("least", lambda: LEAST, NOT_BELOW),
    _build_least,
    _not_below,
    LOWER,
)
MOST: PlanRule = PlanRule(
    "greatest-rate",
    N_("greatest rate"),
    N_("the plan, [task.solve]"),
    _state("most", lambda: MOST, NOT_ABOVE),
    _build_most,
    _not_above,
    RAISE,
)
