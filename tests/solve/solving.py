"""Small plans to be solved, as text, with the tables they are solved over."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from inspectors.model import Conflict, Inspector, Leave
from inventories.model import Item, Target
from scheduler.facts import derive
from scheduler.plan.read import read_plan
from scheduler.solve.case import Answer, Case, case_of
from scheduler.solve.finding import Finding, find
from scheduler.solve.model import Model
from scheduler.solve.rule import PlanRule
from scheduler.solve.solver import prepared
from scheduler.solve.where import Where
from scheduler.tables import Tables
from scheduler.year.workdays import Calendar

HEAD = """\
format = "double-random/plan@1"
id = "2026"
title = "plan"
office = "office"
as_of = 2026-01-05
results_due = 2026-12-31
[[randomness]]
kind = "dice"
faces = 10
throws = 20
[[period]]
id = "q1"
from = 2026-01-12
to = 2026-03-31
[[period]]
id = "q2"
from = 2026-04-01
to = 2026-06-30
weight = 2
[points]
bands = { A = 0, B = 10 }
credit_floor = { B = "B" }
[inspectors]
limit = LIMIT
[solver]
SOLVER
"""
TASK = """
[[task]]
id = "NAME"
name = "NAME"
items = ["item"]
kind = "general"
lead = "health"
strata = ["district", "band"]
MEMBERS
team = [ { department = "health", officers = 2 } ]
"""


def text(*tasks: str, limit: int = 40, solver: str = 'step = "10%"\nspare = 0') -> bytes:
    """A plan with a task for each of ``tasks``, which are the members that the tasks have besides the usual."""
    head = HEAD.replace("LIMIT", str(limit)).replace("SOLVER", solver)
    made = (TASK.replace("NAME", f"t{k}").replace("MEMBERS", members) for k, members in enumerate(tasks, 1))
    return (head + "".join(made)).encode()


def tables(
    numbers: dict[tuple[str, str], int],
    people: int = 4,
    leave: Sequence[Leave] = (),
    leads: int = 0,
    picky: bool = False,
) -> Tables:
    """So many targets in each district and band, and so many inspectors, of whom some may lead.

    ``picky``: the last one may not visit one target of each district, and takes two visits in the first period at most.
    """
    targets = tuple(
        Target(f"{district}{band}{k:02}", "name", district, "clinic", credit_class=band if band != "A" else "")
        for (district, band), number in sorted(numbers.items())
        for k in range(number)
    )
    roster = tuple(Inspector(f"i{k}", f"i{k}", "health", (), k < leads) for k in range(people))
    if picky:
        barred = dict.fromkeys(target.district for target in targets)
        first = [next(target.id for target in targets if target.district == district) for district in barred]
        conflicts = tuple(Conflict(f"c{k}", roster[-1].id, "target", name) for k, name in enumerate(first))
        roster = (*roster[:-1], replace(roster[-1], period_limits=(("q1", 2),)))
        return Tables(targets=targets, inspectors=roster, leave=tuple(leave), conflicts=conflicts)
    return Tables(targets=targets, items=(Item("item", "item", "general"),), inspectors=roster, leave=tuple(leave))


def case(plan: bytes, over: Tables) -> Case:
    """The case of a plan, with the places and hours that matter."""
    read, problems = read_plan(plan, "plan.toml")
    assert read is not None, problems
    return prepared(case_of(derive(read, over), Where(plan, "plan.toml"), Calendar()))[0]


def found(plan: bytes, over: Tables, seconds: int = 20) -> Finding:
    """What ``plan solve`` finds."""
    return find(plan, "plan.toml", over, Calendar(), seconds, lambda _goal: None)


def pushed(given: Case, rule: PlanRule, up: bool = True) -> Answer:
    """Rates as high (or as low) as the rule alone lets them be."""
    model = Model(given)
    for ask in rule.state(given):
        rule.build(model, ask)
    total = sum(model.rate(key) for key in given.keys)
    result = model.solve(-total if up else total, 10)
    assert result.status == "optimal"
    assert result.answer is not None
    assert not list(rule.broken(given, result.answer))
    return result.answer


def moved(answer: Answer, given: Case, key: tuple[str, tuple[str, ...]], steps: int) -> Answer:
    """The answer with one rate so many steps higher."""
    return Answer({**answer.rates, key: answer.rates[key] + steps * given.step})


def day(text_: str) -> date:
    """A day."""
    return date.fromisoformat(text_)
