"""Why a task's rates cannot be had: sets and numbers, against the rules of the plan."""

from dataclasses import replace
from fractions import Fraction
from itertools import combinations
from random import Random

import pytest
from county import facts, inspector, plan, target, task, team

from scheduler.facts import Facts
from scheduler.plan.model import Mandate, RateRule, TaskPlan
from scheduler.plan.rates import rate
from scheduler.plan.rules import of_rates
from scheduler.plan.why.rating import Rates, explain_rates
from scheduler.plan.why.written import written
from scheduler.whynot.core import Repair

NO_TEXT = written(b"", "")


def county(wanted: TaskPlan, places: int = 20) -> Facts:
    """A county whose targets lie in two districts, all of the task's."""
    rows = tuple(target(f"x{k:02}", "d1" if k % 4 else "d2") for k in range(places))
    return facts(plan([wanted]), targets=rows, inspectors=(inspector("i"), inspector("j")))


def random_task(seed: int) -> TaskPlan:
    """A task whose mandates, rates or total, and upper limit are thrown."""
    random = Random(seed)
    at_most = random.choice([None, Fraction(1, 10), Fraction(1, 3), Fraction(4, 5)])
    mandates = [Mandate(node, random.randint(1, 24)) for node in [(), ("d1",), ("d2",)] if random.random() < 0.5]
    rules = (RateRule((), Fraction(random.randint(1, 10), 10)), RateRule((("district", ("d2",)),), Fraction(1, 2)))
    total = random.choice([None, random.randint(1, 30)])
    return task("a", (team(),), at_most=at_most, mandates=tuple(mandates), rates=rules, total=total)


def broken(given: Facts) -> bool:
    return any(not problem.warning for problem in of_rates(given))


BROKEN = [given for seed in range(150) if broken(given := county(random_task(seed)))]


def test_there_are_enough_of_all_kinds() -> None:
    codes = {problem.message.code for given in BROKEN for problem in of_rates(given)}
    assert codes >= {"least-above-pool", "total-above-pool", "mandate-above-limit", "rate-above-limit"}


@pytest.mark.parametrize("given", BROKEN)
def test_a_set_is_one_of_the_smallest_and_a_number_mends_it(given: Facts) -> None:
    (found,) = explain_rates(given, NO_TEXT)
    asked, core = Rates(given.rated[0], NO_TEXT), {statement.key for statement in found.statements}
    assert found.verdict == "no"
    assert asked.holds(frozenset(core), second=True) == "no"
    for some in combinations(sorted(core), len(core) - 1):
        assert asked.holds(frozenset(some), second=True) == "yes"
    assert {repair.key for repair in found.repairs} <= core
    for repair in found.repairs:
        assert not broken(county(applied(given.plan.tasks[0], repair))), repair


@pytest.mark.parametrize("given", BROKEN)
def test_one_more_would_not_do(given: Facts) -> None:
    for repair in explain_rates(given, NO_TEXT)[0].repairs:
        if repair.message.code in ("mend-least", "mend-total"):
            more = replace(repair, params={**repair.params, "n": int(str(repair.params["n"])) + 1})
            assert broken(county(applied(given.plan.tasks[0], more))), repair


def applied(wanted: TaskPlan, repair: Repair) -> TaskPlan:
    """The task with what a repair says."""
    said = repair.params
    match repair.message.code:
        case "mend-least":
            k = int(repair.key.removeprefix("mandate ")) - 1
            mandates = list(wanted.mandates)
            mandates[k] = Mandate(mandates[k].node, int(str(said["n"])))
            return replace(wanted, mandates=tuple(mandates))
        case "mend-total":
            return replace(wanted, total=int(str(said["n"])))
        case "mend-at-most":
            return replace(wanted, at_most=Fraction(str(said["rate"]).removesuffix(" %")) / 100)
    assert wanted.at_most is not None
    return replace(wanted, rates=tuple(replace(r, number=min(r.number, wanted.at_most)) for r in wanted.rates))


@pytest.mark.parametrize("given", BROKEN)
def test_counting_cells_and_asking_the_rules_agree(given: Facts) -> None:
    asked = Rates(given.rated[0], NO_TEXT)
    every = [statement.key for statement in asked.statements]
    for size in range(len(every) + 1):
        for some in combinations(every, size):
            assert asked.holds(frozenset(some)) == asked.holds(frozenset(some), second=True)


TEXT = """\
[[task]]
id = "a"
at_most = "10%"
mandates = [
  { least = 1 },
  { least = 8, node = ["d1"] },
]
"""


def test_file_and_row_are_those_of_the_plan() -> None:
    wanted = task("a", (team(),), "1/20", at_most=Fraction(1, 10), mandates=(Mandate((), 1), Mandate(("d1",), 8)))
    (found,) = explain_rates(county(wanted), written(TEXT.encode(), "plan.toml"))
    assert [(s.key, s.place.file, s.place.row) for s in found.statements] == [
        ("mandate 2", "plan.toml", 4),
        ("at_most", "plan.toml", 3),
    ]
    assert next(r.params for r in found.repairs if r.key == "mandate 2")["n"] == 1


def test_what_can_be_had_and_what_is_wrong_otherwise_is_not_explained() -> None:
    assert explain_rates(county(task("a", (team(),))), NO_TEXT) == ()
    nowhere = task("a", (team(),), rates=(RateRule((("district", ("d1",)),), Fraction(1, 2)),))
    assert rate(nowhere, {("d1",): 3, ("d2",): 1}).cells == ()
    assert explain_rates(county(nowhere), NO_TEXT) == ()
