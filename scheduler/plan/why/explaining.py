"""Why not, for a plan that the roster cannot staff: question, answer, and repairs."""

from dataclasses import replace

from inventories.rules import Statement
from scheduler.facts import Facts
from scheduler.plan.count import Short, count
from scheduler.plan.demand import demand
from scheduler.plan.roster import crews
from scheduler.plan.staffing import Staffing
from scheduler.plan.why import rules
from scheduler.plan.why.asks import asks, stated
from scheduler.plan.why.messages import NOBODY
from scheduler.plan.why.question import Shortfall
from scheduler.plan.why.repairs import Mending
from scheduler.plan.why.stating import described, supply
from scheduler.plan.why.supply import staff
from scheduler.plan.why.trial import Trial
from scheduler.plan.why.written import Written
from scheduler.whynot.core import WhyNot, explain

SECONDS = 2
"""How long the solver may think about a repair."""


def explain_shortage(facts: Facts, staffing: Staffing, text: Written, seconds: int = SECONDS) -> tuple[WhyNot, ...]:
    """Why the worst rounding that was found leaves slots open, with repairs: for each department that is short."""
    if staffing.worst is None:
        return ()
    wanted = demand(facts)
    departments = dict.fromkeys(places.asked.department for places in staffing.worst.places)
    return tuple(
        _explained(Trial(facts, name, wanted.of_department(name), staffing.numbers, seconds), text)
        for name in departments
    )


def _explained(trial: Trial, text: Written) -> WhyNot:
    facts, wanted, numbers = trial.facts, trial.wanted, trial.numbers
    whole = count(wanted, crews(facts, wanted), wanted.of_types(numbers)).short
    assert whole is not None  # departments do not share inspectors
    pieces = asks(wanted, numbers, whole.slots)
    people = staff(facts, trial.department, wanted, (slot for ask in pieces for slot in ask.slots))
    asked = (stated(ask, facts, wanted, text) for ask in pieces)
    statements = (*asked, *supply(facts, trial.department, people, text))
    question = Shortfall(statements, wanted, numbers, pieces, people)
    answer = explain(question, lambda core: ())
    if not answer.statements:
        return answer
    keys = frozenset(statement.key for statement in answer.statements)
    short = question.short(keys)
    assert short is not None  # confirmed
    said = tuple(_said(statement, facts, short) for statement in answer.statements)
    mending = Mending(trial, said, pieces, people, whole)
    return replace(answer, statements=said, repairs=tuple(sorted(mending.repairs(), key=lambda repair: repair.price)))


def _said(statement: Statement, facts: Facts, short: Short) -> Statement:
    """The department's statement tells who of it can take the slots of the set."""
    if statement.rule is not rules.ROSTER:
        return statement
    message = statement.message if short.inspectors else NOBODY
    return replace(statement, message=message, params=described(statement, facts, short))
