"""Against all rates of tiny plans: the goals in their order, and no rounding that breaks a least number or a capacity."""

from dataclasses import replace
from fractions import Fraction
from itertools import product
from random import Random
from typing import Any

import pytest
from solving import day, found, tables, text

from inspectors.model import Leave
from inventories.problems import Exit, Refused
from scheduler.draw.draw import draw
from scheduler.facts import case as draw_case
from scheduler.plan.staffing import worst_case
from scheduler.solve.case import Answer, Case
from scheduler.solve.cuts import Places
from scheduler.solve.goals import GOALS
from scheduler.solve.model import Found, Model
from scheduler.solve.rules import RULES, mandates


def tiny(seed: int) -> tuple[bytes, dict[tuple[str, str], int], int, int]:
    """A plan with at most three cells in steps of a quarter."""
    random = Random(seed)
    cells = random.sample([("d1", "A"), ("d1", "B"), ("d2", "A"), ("d2", "B")], random.randint(1, 3))
    numbers = {cell: random.randint(1, 6) for cell in cells}
    members = random.choice(
        ["solve = true", "solve = { multipliers = { A = 1, B = 2 } }", 'solve = { bounds = { A = ["25%", "75%"] } }']
    )
    if random.random() < 0.5:
        members += f'\nmandates = [{{ least = {random.randint(1, 5)}, node = ["{cells[0][0]}"], weight = 2 }}, {{ least = 4 }}]'
    if random.random() < 0.3:
        members += '\nat_most = "75%"'
    return (
        text(members, limit=random.randint(1, 7), solver='step = "25%"\nspare = 0'),
        numbers,
        random.randint(2, 3),
        random.randint(0, 2),
    )


def ranked(given: Case, answer: Answer) -> tuple[Fraction, ...]:
    return tuple(goal.value(given, answer) for goal in GOALS)


@pytest.mark.parametrize("seed", range(40))
def test_the_answer_is_the_best_of_all(seed: int) -> None:
    plan, numbers, people, leads = tiny(seed)
    result = found(plan, tables(numbers, people, leads=leads))
    given = result.outcome.case
    hard = [rule for rule in RULES if rule is not mandates.RULE]
    answers = (
        Answer(dict(zip(given.keys, (k * given.step for k in steps), strict=True)))
        for steps in product(range(1, given.top + 1), repeat=len(given.keys))
    )
    allowed = [a for a in answers if not any(list(rule.broken(given, a)) for rule in hard)]
    proven = [a for a in allowed if worst_case(given.with_rates(a)).status == "proven"]
    if not proven:
        assert result.outcome.status == "impossible"
        assert result.why is not None
        assert result.why.verdict == "no"
        return
    assert result.outcome.status == "solved"
    assert result.outcome.answer is not None
    assert all(mark.optimal for mark in result.outcome.goals)
    assert ranked(given, result.outcome.answer) == min(ranked(given, a) for a in proven)


@pytest.mark.parametrize("seed", range(0, 40, 3))
def test_sets_that_turn_out_to_be_short_lead_to_the_same_answer(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    plan, numbers, people, leads = tiny(seed)
    over = tables(numbers, people, leads=leads)
    usual = found(plan, over)
    monkeypatch.setattr(Places, "known", lambda _places: [])
    result = found(plan, over)
    assert result.outcome.status == usual.outcome.status
    assert result.outcome.goals == usual.outcome.goals
    if usual.outcome.case.cuts and usual.outcome.status == "impossible":
        assert result.outcome.case.cuts


@pytest.fixture
def lying(monkeypatch: pytest.MonkeyPatch) -> None:
    """A solver that tells the least rates there are, whatever it has found."""
    real = Model.solve

    def lie(self: Model, *args: Any, **named: Any) -> Found:
        result = real(self, *args, **named)
        rates = dict.fromkeys(self.case.keys, self.case.step)
        return replace(result, answer=Answer(rates)) if result.answer else result

    monkeypatch.setattr(Model, "solve", lie)


@pytest.mark.usefixtures("lying")
def test_an_answer_that_breaks_a_rule_is_not_written() -> None:
    with pytest.raises(Refused) as refused:
        found(text('solve = { bounds = { A = ["50%", "100%"] } }'), tables({("d1", "A"): 10}))
    assert refused.value.problems[0].message.code == "solve-refuted"
    assert refused.value.exit_code == Exit.FAILED


@pytest.mark.usefixtures("lying")
def test_an_answer_that_is_not_the_best_is_not_called_so() -> None:
    result = found(text("solve = true\nmandates = [{ least = 5 }]"), tables({("d1", "A"): 10}))
    assert [(mark.goal, mark.optimal) for mark in result.outcome.goals][:2] == [("mandates", False), ("risk", False)]
    assert result.outcome.goals[0].value == 4


def test_the_tiny_plans_are_of_all_kinds() -> None:
    results = [
        found(plan, tables(numbers, people, leads=leads)) for plan, numbers, people, leads in map(tiny, range(40))
    ]
    assert {result.outcome.status for result in results} == {"solved", "impossible"}
    assert any(result.outcome.missed for result in results)
    assert any(result.outcome.capacity == "proven" for result in results)


@pytest.mark.parametrize("seed", range(12))
def test_no_seed_breaks_a_least_number_or_leaves_a_slot_open(seed: int) -> None:
    random = Random(seed)
    numbers = {(f"d{k}", band): random.randint(1, 9) for k in range(3) for band in "AB"}
    least = random.randint(1, 4)
    members = f'solve = true\nmandates = [{{ least = {least}, node = ["d1"] }}, {{ least = 6 }}]'
    away = [Leave("l", "i0", day("2026-01-12"), day("2026-03-31"))] if seed % 2 else []
    over = tables(numbers, random.randint(4, 5), away, picky=True)
    result = found(text(members, limit=random.randint(6, 9)), over)
    assert result.facts is not None
    assert result.case is not None
    assert result.answer is not None
    assert result.outcome.capacity == "proven"
    assert not result.outcome.missed
    for k in range(200):
        drawn = draw(draw_case(result.facts, f"{k:064x}", f"dice:10:{k}", ""))
        assert not drawn.open
        assert len(drawn.targets) >= 6
        assert sum(one.target.startswith("d1") for one in drawn.targets) >= least


@pytest.mark.parametrize(
    "members",
    ['visits = [["q1"], ["q2"]]\nsolve = true\nmandates = [{ least = 3 }]', "solve = true\nperiods = ['q2']"],
)
def test_tasks_with_several_visits_or_a_period_of_their_own(members: str) -> None:
    result = found(text(members, 'rate = "20%"', limit=12), tables({("d1", "A"): 8, ("d2", "B"): 4}, people=3))
    assert (result.outcome.status, result.outcome.capacity) == ("solved", "proven")
    assert result.facts is not None
    visits = [task.rates for task in result.facts.plan.tasks if task.solve is not None]
    assert visits == visits[:1] * len(visits)
