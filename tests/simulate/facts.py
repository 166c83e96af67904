"""The hand-made office's facts without a store, and their simulated draws, counted once for all tests."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "shell"))

import small_office

from scheduler.draw.model import Case
from scheduler.facts import Facts, derive
from scheduler.plan import batches
from scheduler.plan.read import read_plan
from scheduler.simulate.figures import Figures, figures
from scheduler.simulate.run import simulate
from scheduler.simulate.seeds import simulated
from scheduler.simulate.tally import Tally
from scheduler.year.workdays import Calendar

DRAWS = 400


@cache
def facts() -> Facts:
    """What the plan comes to."""
    plan, _ = read_plan(small_office.plan(), "plan.toml")
    assert plan is not None
    return derive(batches.at(plan, "", ()), small_office.tables())


@cache
def asked() -> Case:
    """What is drawn from."""
    return simulated(facts())


@cache
def districts() -> dict[str, str]:
    """The district of each target."""
    return {name: target.district for name, target in facts().targets.items()}


@cache
def tally() -> Tally:
    """The tally of DRAWS draws, by one process."""
    return simulate(asked(), districts(), DRAWS, workers=1)


@cache
def found() -> Figures:
    """Its figures."""
    return figures(facts(), asked(), tally(), Calendar().works)
