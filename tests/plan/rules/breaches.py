"""What a single rule of the plan says, and facts that break none."""

from collections.abc import Sequence
from typing import Any

from county import facts, inspector, plan, targets, task, team
from plan_example import changed

from inspectors.model import Inspector
from inventories.model import Item
from inventories.problems import Problem
from scheduler.facts import Facts
from scheduler.plan.model import RateRule, TaskPlan
from scheduler.plan.rates import Path, Rated, rate
from scheduler.plan.read import read_plan
from scheduler.plan.rules.rule import FactRule, TextRule
from scheduler.plan.rules.rule import RateRule as AboutRates

ITEM = (Item("item", "item", "general"),)
STRATA = ("district", "category", "band")
NUMBERS: dict[Path, int] = {("e", "x", "A"): 100, ("e", "x", "B"): 40, ("w", "x", "A"): 60, ("w", "y", "B"): 7}


def crowd(number: int, **more: Any) -> tuple[Inspector, ...]:
    """So many inspectors of the health department: i0, i1, …"""
    return tuple(inspector(f"i{k}", **more) for k in range(number))


def office(
    tasks: Sequence[TaskPlan] = (task("a", (team(),)),),
    roster: Sequence[Inspector] = crowd(4),
    numbers: dict[str, int] | None = None,
    weights: Sequence[int] = (1,),
    **tables: Any,
) -> Facts:
    """Facts that break no rule but by what is given otherwise."""
    pool = tables.pop("targets", None) or targets(numbers or {"d1": 9})
    wanted = plan(tasks, weights, tables.pop("limit", 40))
    return facts(wanted, targets=pool, inspectors=tuple(roster), items=tables.pop("items", ITEM), **tables)


def found(rule: FactRule, given: Facts) -> list[dict[str, Any]]:
    """The breaches of one rule."""
    return list(rule.check(given))


def rated(*rules: RateRule, numbers: dict[Path, int] | None = None, **more: Any) -> Rated:
    """The rates of a task over made-up pools, of bands A and B."""
    return rate(task("t", (team(),), strata=STRATA, rates=rules, **more), NUMBERS if numbers is None else numbers, "AB")


def of_rates(rule: AboutRates, given: Rated) -> list[dict[str, Any]]:
    """The breaches of one rule about rates."""
    return list(rule.check(given))


def of_text(rule: TextRule, *changes: tuple[str, str], more: str = "") -> list[Problem]:
    """What the reader notes of one rule in the example plan with these changes."""
    _, problems = read_plan((changed(*changes) + more).encode(), "plan.toml")
    return [problem for problem in problems if problem.message is rule.says]
