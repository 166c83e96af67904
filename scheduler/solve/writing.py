"""Rates written into the plan's text: as rates by band with their exceptions, beside the rules that they were found by."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

import tomlkit

from scheduler.plan.model import TaskPlan
from scheduler.plan.rates import Path
from scheduler.plan.read import read_plan
from scheduler.solve.case import Answer, Case, Cell
from scheduler.solve.digest import facts_digest, rates_digest
from scheduler.solve.rules import mandates
from scheduler.solve.solver import Outcome
from scheduler.solve.words import said

RATES = ("rate", "rates", "rate_for")


def written(text: bytes, outcome: Outcome) -> bytes:
    """The plan's ``text`` with the rates of the outcome, mandates that are missed, and ``[solution]``; comments stay."""
    assert outcome.answer is not None
    document = tomlkit.parse(text.decode("utf-8-sig"))
    solved = outcome.case.solved()
    for task in document["task"]:
        name = str(task["id"])
        if name in solved:
            strata = outcome.case.tasks[name].strata
            for member in RATES:
                task.pop(member, None)
            for member, value in _members(strata, solved[name], outcome.answer).items():
                task[member] = value
    _write_short(document, outcome.case, outcome.answer)
    document.pop("solution", None)
    plan, _problems = read_plan(tomlkit.dumps(document).encode(), "")
    assert plan is not None  # it was, and has rates now
    document["solution"] = _solution(outcome, {task.solved_as: task for task in plan.tasks if task.solved_as in solved})
    return tomlkit.dumps(document).encode()


def _members(strata: Sequence[str], cells: Iterable[Cell], answer: Answer) -> Mapping[str, Any]:
    """``rate``, or ``rates`` by band: the most frequent ones; and ``rate_for`` all cells that have others."""
    band = strata.index("band") if "band" in strata else None
    by_band: defaultdict[str, Counter[Fraction]] = defaultdict(Counter)
    for cell in cells:
        by_band["" if band is None else cell.path[band]][answer.rates[cell.key]] += 1
    usual = {name: min(found, key=lambda rate: (-found[rate], rate)) for name, found in sorted(by_band.items())}
    others: defaultdict[tuple[Path, Fraction], list[str]] = defaultdict(list)
    place = strata.index("district") if "district" in strata else None
    for cell in cells:
        rate = answer.rates[cell.key]
        if rate != usual["" if band is None else cell.path[band]]:
            key = cell.path if place is None else (*cell.path[:place], "", *cell.path[place + 1 :])
            others[key, rate].append("" if place is None else cell.path[place])
    head: dict[str, Any] = {"rate": said(usual[""])} if band is None else {"rates": _inline(usual)}
    return head | ({"rate_for": _others(strata, place, others)} if others else {})


def _inline(rates: Mapping[str, Fraction]) -> Any:
    table = tomlkit.inline_table()
    for name, rate in rates.items():
        table.append(name, said(rate))
    return table


def _others(strata: Sequence[str], place: int | None, others: Mapping[tuple[Path, Fraction], Sequence[str]]) -> Any:
    found = tomlkit.array()
    for (path, rate), districts in others.items():
        table = tomlkit.inline_table()
        for k, (column, label) in enumerate(zip(strata, path, strict=True)):
            table.append(column, list(districts) if k == place else [label])
        table.append("rate", said(rate))
        found.append(table)
    return found.multiline(True)


def _write_short(document: tomlkit.TOMLDocument, case: Case, answer: Answer) -> None:
    """``short`` of each mandate: by how many it is missed."""
    tasks = {str(task["id"]): task for task in document["task"]}
    for ask in mandates.RULE.state(case):
        mandate = tasks[ask.about.task]["mandates"][ask.about.number]
        missing = mandates.short(case, ask.about, answer)
        mandate.pop("short", None)
        if missing:
            mandate["short"] = missing


def _solution(outcome: Outcome, solved: Mapping[str, TaskPlan]) -> Any:
    found = tomlkit.table()
    found.add("facts", facts_digest(outcome.case))
    found.add("capacity", outcome.capacity)
    rates = tomlkit.table()
    for name, task in solved.items():
        rates.add(name, rates_digest(task.rates))
    found.add("rates", rates)
    goals = tomlkit.aot()
    for mark in outcome.goals:
        goal = tomlkit.table()
        goal.add("goal", mark.goal)
        goal.add("value", str(mark.value))
        if mark.bound is not None:
            goal.add("bound", str(mark.bound))
        goal.add("optimal", mark.optimal)
        goals.append(goal)
    found.add("goals", goals)
    return found
