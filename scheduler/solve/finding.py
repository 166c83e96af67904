"""``plan solve`` as a whole: the rates found, written into the text, read again and checked; or why there are none."""

from dataclasses import dataclass, replace

from inventories.problems import Exit, Message, Problem, Refused, refuse
from scheduler.facts import Facts, derive
from scheduler.plan.model import Plan
from scheduler.plan.read import read_plan
from scheduler.plan.rules import of_rates
from scheduler.plan.staffing import worst_case
from scheduler.solve import messages
from scheduler.solve.case import Answer, Case, case_of
from scheduler.solve.check import check_solution, solved_case
from scheduler.solve.question import question
from scheduler.solve.solver import Outcome, Say, solve
from scheduler.solve.where import Where
from scheduler.solve.writing import written
from scheduler.tables import Tables
from scheduler.whynot.core import WhyNot, by_least, explain
from scheduler.year.workdays import Calendar


@dataclass(frozen=True)
class Finding:
    """``text`` is the solved plan, ``facts`` and ``case`` with ``answer`` are what it comes to; None without an answer.

    ``why`` says why not all least numbers can be met, or why there is no answer; ``problems`` are warnings,
    ``notes`` the reservations of the staffing proof.
    """

    outcome: Outcome
    text: bytes | None = None
    facts: Facts | None = None
    case: Case | None = None
    answer: Answer | None = None
    why: WhyNot | None = None
    problems: tuple[Problem, ...] = ()
    notes: tuple[Message, ...] = ()


def find(text: bytes, file: str, tables: Tables, calendar: Calendar, seconds: int | None, say: Say) -> Finding:
    """The rates of a plan's tasks to be solved, over its whole year.

    Refused: exit 4 for a text that is no plan, that has nothing to solve or whose frame is wrong; exit 1 if what the solver
    found does not pass the check.
    """
    plan, warnings = _unsolved(text, file)
    facts = derive(plan, tables)
    faults = [p for p in of_rates(facts) if not p.warning and p.message.code != "plan-unsolved"]
    if faults:
        raise Refused(faults, Exit.PLAN)
    outcome = solve(case_of(facts, Where(text, file), calendar), seconds or plan.solver.seconds, say)
    why = None
    if outcome.status == "impossible" or outcome.missed:
        asked = question(outcome.case)
        why = explain(asked, by_least(asked))
    if outcome.answer is None:
        return Finding(outcome, why=why)
    found = written(text, outcome)
    return replace(_checked(found, file, tables, calendar, outcome), why=why, problems=warnings)


def _unsolved(text: bytes, file: str) -> tuple[Plan, tuple[Problem, ...]]:
    """The plan without what an earlier solution wrote into it."""
    plan, problems = read_plan(text, file)
    if plan is None:
        raise Refused(problems, Exit.PLAN)
    if all(task.solve is None for task in plan.tasks):
        raise refuse(messages.NOTHING_TO_SOLVE, Exit.PLAN)
    tasks = (
        task
        if task.solve is None
        else replace(task, rates=(), mandates=tuple(replace(m, short=0) for m in task.mandates))
        for task in plan.tasks
    )
    return replace(plan, tasks=tuple(tasks), solution=None), problems


def _checked(text: bytes, file: str, tables: Tables, calendar: Calendar, outcome: Outcome) -> Finding:
    """What the written plan comes to. Refused (exit 1) if it is not what the solver says."""
    plan, problems = read_plan(text, file)
    if plan is None:
        raise refuse(messages.REFUTED, Exit.FAILED, first=problems[0].message.code)
    facts = derive(plan, tables)
    case, answer = solved_case(facts, Where(text, file), calendar)
    wrong = [p for p in of_rates(facts) if not p.warning] + list(check_solution(facts, case.where, calendar))
    staffing = worst_case(facts)
    if wrong or staffing.status == "short" or (outcome.answer and answer.rates != outcome.answer.rates):
        raise refuse(messages.REFUTED, Exit.FAILED, first=wrong[0].message.code if wrong else "staffing")
    return Finding(outcome, text, facts, case, answer, notes=staffing.not_modelled)
