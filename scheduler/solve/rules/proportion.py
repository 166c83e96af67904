"""Rates of bands in proportion: in cells otherwise equal they are as the multipliers, up to the greatest that is allowed."""

from collections.abc import Iterator
from fractions import Fraction
from math import floor, lcm

from inventories.problems import N_, Message
from scheduler.solve.case import Answer, Case, Key
from scheduler.solve.model import Model
from scheduler.solve.rule import Ask, PlanRule
from scheduler.solve.rules.bounds import meets
from scheduler.solve.rules.order import siblings

STATED = Message("solve-proportion", N_("{task}: rates of bands as {multipliers}, where none is at its greatest"))
Row = tuple[tuple[Key, int, int], ...]
"""Cells otherwise equal: each with its multiplier as a whole number, and its greatest rate in steps."""


def _state(case: Case) -> Iterator[Ask]:
    for name, cells in case.solved().items():
        rules = case.tasks[name].solve
        if rules and rules.multipliers and "band" in case.tasks[name].strata:
            by_band = dict(rules.multipliers)
            scale = lcm(*(m.denominator for m in by_band.values()))
            rows = tuple(
                tuple((key, int(by_band[band] * scale), _top(case, key)) for band, key in row)
                for row in siblings(case, name, cells)
            )
            words = ", ".join(f"{band} : {number}" for band, number in rules.multipliers)
            params: dict[str, object] = {"task": name, "multipliers": words}
            yield Ask(RULE, f"proportion|{name}", STATED, params, case.where(name, "solve.multipliers"), rows)


def _top(case: Case, key: Key) -> int:
    """The greatest rate that at_most and bounds allow a cell, in steps; at least 1, for nobody is exempt."""
    task = case.tasks[key[0]]
    limits = [task.at_most or Fraction(1)]
    for bounds in task.solve.bounds if task.solve else ():
        if bounds.most is not None and meets(key[1], task.strata, bounds):
            limits.append(bounds.most)
    return max(1, floor(min(limits) / case.step))


def _build(model: Model, ask: Ask) -> None:
    for row in ask.about:
        base = model.number(1, model.case.top)
        for key, multiplier, top in row:
            model.same(model.rate(key), model.least_of(multiplier * base, top), ask.key)


def _kept(case: Case, ask: Ask, answer: Answer) -> bool:
    return all(_in_proportion(row, answer, case.top) for row in ask.about)


def _in_proportion(row: Row, answer: Answer, steps: int) -> bool:
    """Whether one number, times the multipliers, gives all rates that are below their greatest, and reaches that in others."""
    found = [(int(answer.rates[key] * steps), multiplier, top) for key, multiplier, top in row]
    bases = {Fraction(k, multiplier) for k, multiplier, top in found if k < top}
    if len(bases) > 1 or any(base.denominator > 1 or base < 1 for base in bases):
        return False
    base = min(bases, default=Fraction(steps))
    return all(k == min(multiplier * base, top) for k, multiplier, top in found)


RULE = PlanRule("proportion", N_("rates in proportion"), N_("the plan, [task.solve]"), _state, _build, _kept)
