"""What a plan may say about rates to be found, and what is wrong with the rest."""

from fractions import Fraction

import pytest
from solving import text

from scheduler.plan.model import SolverRules, SolveRules
from scheduler.plan.read import read_plan


def codes(plan: bytes) -> list[tuple[str, str]]:
    return [(p.message.code, p.place.column) for p in read_plan(plan, "plan.toml")[1]]


def test_a_task_to_be_solved() -> None:
    bounds = 'bounds = { A = ["1%", "5%"] }, bounds_for = [{ district = "d1", most = 1 }]'
    members = f"solve = {{ {bounds}, multipliers = {{ A = 1, B = 2 }} }}"
    plan, problems = read_plan(text(members, "solve = true", solver="weights = { A = 2 }"), "plan.toml")
    assert plan is not None, problems
    first, second = (task.solve for task in plan.tasks)
    assert first is not None
    assert [(b.conditions, b.least, b.most, b.member) for b in first.bounds] == [
        ((("band", ("A",)),), Fraction(1, 100), Fraction(1, 20), "solve.bounds.A"),
        ((("district", ("d1",)),), None, Fraction(1), "solve.bounds_for[1]"),
    ]
    assert first.multipliers == (("A", Fraction(1)), ("B", Fraction(2)))
    assert second == SolveRules()
    assert plan.solver == SolverRules(weights=(("A", Fraction(2)),))


@pytest.mark.parametrize(
    ("members", "code", "at"),
    [
        ("solve = 5", "plan-kind", "task[1].solve"),
        ("solve = true\ntotal = 5", "solve-total", "task[1].total"),
        ('solve = { bounds = { A = ["5%", "1%"] } }', "solve-bounds", "task[1].solve.bounds.A"),
        ('solve = { bounds = { A = ["5%"] } }', "plan-kind", "task[1].solve.bounds.A"),
        ('solve = { bounds = { X = ["1%", "5%"] } }', "band-unknown", "task[1].solve.bounds.X"),
        ("solve = { multipliers = { A = 1 } }", "solve-multipliers", "task[1].solve.multipliers"),
        ("solve = { multipliers = { A = 2, B = 1 } }", "solve-multipliers", "task[1].solve.multipliers"),
        ("solve = { bound = {} }", "plan-member-unknown", "task[1].solve.bound"),
        ("solve = true\nmandates = [{ least = 3, short = 4 }]", "mandate-short-above", "task[1].mandates[1].short"),
    ],
)
def test_what_is_wrong_in_a_task(members: str, code: str, at: str) -> None:
    assert codes(text(members)) == [(code, at)]


@pytest.mark.parametrize(
    ("solver", "code", "at"),
    [
        ('step = "3%"', "solver-step", "solver.step"),
        ('spare = "100%"', "solver-spare", "solver.spare"),
        ("seconds = 0", "plan-range", "solver.seconds"),
        ("weights = { X = 1 }", "band-unknown", "solver.weights.X"),
        ("sparse = 1", "plan-member-unknown", "solver.sparse"),
    ],
)
def test_what_is_wrong_in_the_solver_s_section(solver: str, code: str, at: str) -> None:
    assert codes(text("solve = true", solver=solver)) == [(code, at)]
