"""The validator of a solved plan, which knows no solver: every rule, every goal, and whether the data are still the same."""

from collections.abc import Iterator
from dataclasses import replace

from inventories.problems import Message, Place, Problem, Words
from scheduler.facts import Facts, derive
from scheduler.plan.read import read_plan
from scheduler.solve import messages
from scheduler.solve.case import Answer, Case, case_of
from scheduler.solve.cuts import Places
from scheduler.solve.digest import facts_digest, rates_digest
from scheduler.solve.goals import GOALS
from scheduler.solve.minutes import hours_of
from scheduler.solve.rule import Ask
from scheduler.solve.rules import RULES, mandates
from scheduler.solve.where import Where
from scheduler.tables import Tables
from scheduler.year.workdays import Calendar

NOWHERE = Place()


def solved_case(facts: Facts, where: Where, calendar: Calendar) -> tuple[Case, Answer]:
    """The case of a plan whose rates were found, with all that inspectors can carry as it is known, and these rates."""
    case = case_of(facts, where, calendar)
    rates = {(task, cell.path): cell.rate for task, cells in facts.cells.items() for cell in cells}
    answer = Answer({cell.key: rates[cell.task, cell.path] for cell in case.cells if cell.rate is None})
    return replace(case, cuts=tuple(Places(case).known()), hours=hours_of(case)), answer


def check_solution(facts: Facts, where: Where, calendar: Calendar) -> tuple[Problem, ...]:
    """What is not as ``[solution]`` says, as warnings; ``facts`` are those of the whole year of a solved plan."""
    if any(task.solve is not None and not facts.cells[task.id] for task in facts.plan.tasks):
        return ()  # the check of rates says why
    case, answer = solved_case(facts, where, calendar)
    fits = facts.plan.solution is not None and facts.plan.solution.facts == facts_digest(case)
    return (*_changed(case), *_old(fits), *_broken(case, answer), *(_untrue(case, answer) if fits else ()))


def check_written(text: bytes, file: str, tables: Tables, calendar: Calendar) -> tuple[Problem, ...]:
    """The same of a plan's text; nothing of one that was not solved."""
    plan, _problems = read_plan(text, file)
    if plan is None or plan.solution is None:
        return ()
    return check_solution(derive(plan, tables), Where(text, file), calendar)


def _changed(case: Case) -> Iterator[Problem]:
    """Tasks whose rates are not those that the solver has written."""
    solution = case.facts.plan.solution
    recorded = dict(solution.rates) if solution else {}
    for name in case.solved():
        if recorded.get(name) != rates_digest(case.tasks[name].rates):
            yield _warning(messages.SOLUTION_CHANGED, task=name)


def _old(fits: bool) -> Iterator[Problem]:
    if not fits:
        yield _warning(messages.SOLUTION_OLD)


def _broken(case: Case, answer: Answer) -> Iterator[Problem]:
    """Rules with statements that do not hold; a least number is missed by no more than the plan says."""
    for rule in RULES:
        found = list(rule.broken(case, answer))
        if rule is mandates.RULE:
            found = [
                ask for ask in found if mandates.short(case, ask.about, answer) > mandates.granted(case, ask.about)
            ]
        if found:
            params: dict[str, object] = {"rule": Words(rule.name), "n": len(found), "first": _about(found[0])}
            yield _warning(messages.SOLUTION_BREAKS, found[0].place, **params)


def _about(ask: Ask) -> object:
    """Whom or which task a statement is about."""
    return ask.params.get("asks") or ask.params["task"]


def _untrue(case: Case, answer: Answer) -> Iterator[Problem]:
    """Goals whose values are not those recorded."""
    recorded = {mark.goal: mark.value for mark in case.facts.plan.solution.goals} if case.facts.plan.solution else {}
    for goal in GOALS:
        found = goal.value(case, answer) * (-1 if goal.most else 1)
        if goal.code in recorded and recorded[goal.code] != found:
            yield _warning(messages.SOLUTION_VALUE, goal=Words(goal.name), recorded=recorded[goal.code], found=found)


def _warning(message: Message, place: Place = NOWHERE, /, **params: object) -> Problem:
    return Problem(message, params, place, warning=True)
