"""Slots where tasks meet: how chances are nested, and what draws of the sample county ask."""

from fractions import Fraction
from pathlib import Path

import pytest

from inspectors import importing as inspectors
from inventories import importing as inventories
from scheduler import sample
from scheduler.draw.draw import draw
from scheduler.facts import Facts, case, derive
from scheduler.plan.load import load
from scheduler.plan.meeting import meeting, nested
from scheduler.plan.read import read_plan
from scheduler.tables import Tables


@pytest.fixture(scope="module")
def sample_county(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    folder = tmp_path_factory.mktemp("county")
    sample.write(folder)
    kinds = {**inventories.KINDS, **inspectors.KINDS}
    tables = Tables(
        **{name: inventories.read(kinds[name], folder / file).records for name, file in sample.FILES.items()}
    )
    plan, _ = read_plan(Path(folder / "plan.toml").read_bytes(), "plan.toml")
    assert plan is not None
    return derive(plan, tables)


def test_lower_rates_are_nested_in_higher() -> None:
    half, third = Fraction(1, 2), Fraction(1, 3)
    assert nested([("a", third), ("b", half)]) == [(("b",), half - third), (("b", "a"), third)]
    assert nested([("a", half), ("b", half)]) == [(("a", "b"), half)]
    assert nested([("a", Fraction(1))]) == [(("a",), Fraction(1))]


def test_draws_ask_for_no_fewer_and_no_more_than_each_task_alone(sample_county: Facts) -> None:
    """The mean of 12 draws lies between the figure and that of visits counted apart."""
    together = meeting(sample_county)
    assert together is not None
    apart = sum((one.expected for one in load(sample_county) if one.period is None), Fraction(0))
    asked = sum(
        len(draw(case(sample_county, "0" * 64, sample.RANDOMNESS, f"{k:064x}")).filling.teams) for k in range(12)
    )
    assert sum(together.values()) < Fraction(asked, 12) < apart
