"""The worked example of plan solve is what comes out, and the page names every rule and every goal."""

from datetime import date
from pathlib import Path

import pytest
from pages import blocks, english, page, tables

from inspectors import importing as inspectors
from inventories import importing as inventories
from scheduler.cli import solving, whynot
from scheduler.sample import FILES, write
from scheduler.solve.finding import Finding, find
from scheduler.solve.goals import GOALS
from scheduler.solve.rules import RULES
from scheduler.tables import Tables
from scheduler.year.workdays import Calendar

PAGE = page("solve.md")
FIRST, SECOND = blocks(PAGE, "toml")
GIVEN = 'rates = { A = "1/20", B = "1/6", C = "1/2", D = 1 }\n'


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("county") / "xiacun"
    write(folder)
    return folder


def found(county: Path, members: str) -> Finding:
    kinds = inventories.KINDS | inspectors.KINDS
    day = date(2026, 1, 5)
    records = {name: inventories.read(kinds[name], county / file, on=day).records for name, file in FILES.items()}
    text = (county / "plan.toml").read_text("utf-8")
    assert text.count(GIVEN) == 1
    return find(
        text.replace(GIVEN, members).encode(), "plan.toml", Tables(**records), Calendar(), 60, lambda _goal: None
    )


def test_the_goals_of_the_example_are_reached(county: Path) -> None:
    with english():
        goals = [solving._goal(mark) for mark in found(county, FIRST).outcome.goals]
    assert [[name, reached, proof] for name, reached, _bound, proof in goals] == tables(PAGE)["An example"]


def test_why_there_is_no_answer(county: Path, capsys: pytest.CaptureFixture[str]) -> None:
    why = found(county, SECOND).why
    assert why is not None
    with english():
        whynot.show(why)
    assert capsys.readouterr().out == blocks(PAGE, "text")[-1]


def test_every_rule_and_goal_is_named() -> None:
    rules = {name for row in tables(PAGE)["Rules"] for name in row[0].split(", ")}
    assert {rule.name for rule in RULES} <= rules
    assert all(f"`{goal.code}`" in PAGE for goal in GOALS)
