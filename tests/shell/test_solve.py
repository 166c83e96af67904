"""plan solve as somebody types it: what it writes and says, what it refuses, and what plan check says of it afterwards."""

import json
import tomllib
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pytest
import small_office
from python_calamine import CalamineWorkbook
from shop import tell, words_of

from inventories.problems import Exit
from scheduler import messages as office_messages
from scheduler.solve import messages
from scheduler.store.office import Office

PLAN = small_office.PLAN.replace("limit = 9", "limit = 12").replace(', area = "not own"', "")
SOLVE = PLAN.replace('rates = { A = "1/3", B = "1/2", C = 1 }', "solve = true")
MANDATED = SOLVE.replace("solve = true", "solve = true\nmandates = [{ least = 19 }]")
HARD = SOLVE.replace("solve = true", 'solve = { bounds = { A = ["90%", "100%"] } }')


def put(office: Path, text: str, name: str = "plan.toml") -> Path:
    path = office.parent / name
    path.write_text(text, "utf-8")
    return path


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """An office whose market department has three inspectors with three places each, and nobody else has any trouble."""
    known = small_office.tables()
    easy = tuple(i if i.department == small_office.HEALTH else replace(i, period_limits=()) for i in known.inspectors)
    office = Office.create(tmp_path / "easy", small_office.ACTOR, small_office.ticking())
    with patch.object(small_office, "tables", lambda: replace(known, inspectors=easy, leave=(), conflicts=())):
        small_office.fill(office)
    office.close()
    return tmp_path / "easy"


@pytest.fixture
def solved(filled: Path) -> Path:
    """The plan that was solved."""
    plan = put(filled, SOLVE)
    assert tell(filled, "plan", "solve", plan).code == 0
    return plan.with_name("plan.solved.toml")


def test_an_unsolved_plan_says_what_to_do(filled: Path) -> None:
    said = tell(filled, "plan", "check", put(filled, SOLVE))
    assert said.code == Exit.PLAN
    assert "plan solve PLAN" in said.err


def test_the_solved_plan_keeps_what_was_written_and_can_be_committed(filled: Path, solved: Path) -> None:
    text = solved.read_text("utf-8")
    assert all(line in text for line in SOLVE.splitlines())
    said = tell(filled, "plan", "check", solved)
    assert said.code == 0
    assert not any(word in said.err for word in map(words_of, (messages.SOLUTION_OLD, messages.SOLUTION_CHANGED)))
    assert tell(filled, "commit", solved).code == 0


def test_the_answer_as_data(filled: Path) -> None:
    data = json.loads(tell(filled, "plan", "solve", put(filled, SOLVE), "--json").out)
    assert (data["status"], data["capacity"], data["missed"], data["why_not"]) == ("solved", "proven", [], None)
    assert [goal["goal"] for goal in data["goals"]] == ["mandates", "risk", "even", "visits"]
    assert {cell["task"] for cell in data["cells"]} == {"clinics", "water"}
    assert {use["places"] >= use["slots"] for use in data["uses"]} == {True}


def test_the_table_to_be_signed_is_a_workbook(filled: Path) -> None:
    plan, table = put(filled, SOLVE), filled.parent / "table.xlsx"
    assert tell(filled, "plan", "solve", plan, "--table", table.with_suffix(".csv")).code == Exit.USAGE
    assert not plan.with_name("plan.solved.toml").exists()
    assert tell(filled, "plan", "solve", plan, "--table", table, lang="zh").code == 0
    book = CalamineWorkbook.from_path(str(table))
    assert len(book.sheet_names) == 4
    signatures = book.get_sheet_by_name("签字").to_python()
    assert [row[0] for row in signatures][-4:] == ["拟制：", "审核：", "批准：", "日期："]


def test_nothing_is_written_over(filled: Path, solved: Path) -> None:
    before = solved.read_bytes()
    said = tell(filled, "plan", "solve", filled.parent / "plan.toml")
    assert said.code == Exit.CONFLICT
    assert words_of(office_messages.FILE_EXISTS) in said.err
    assert solved.read_bytes() == before


def test_a_plan_with_nothing_to_solve_is_refused(filled: Path) -> None:
    said = tell(filled, "plan", "solve", put(filled, small_office.PLAN))
    assert said.code == Exit.PLAN
    assert words_of(messages.NOTHING_TO_SOLVE) in said.err


def test_what_is_missed_is_named_with_the_reason(filled: Path) -> None:
    plan = put(filled, MANDATED)
    said = tell(filled, "plan", "solve", plan)
    assert said.code == 0
    assert "Missed: clinics, all:" in said.out
    assert "This cannot hold" in said.out
    (clinics, _water) = tomllib.loads(plan.with_name("plan.solved.toml").read_text("utf-8"))["task"]
    assert clinics["mandates"][0]["short"] > 0
    assert "the plan grants" in tell(filled, "plan", "check", plan.with_name("plan.solved.toml")).err


def test_rules_that_contradict_each_other_are_explained(filled: Path) -> None:
    plan = put(filled, HARD)
    said = tell(filled, "plan", "solve", plan)
    assert said.code == Exit.PLAN
    assert "no rate of A below 90%" in said.out
    assert not plan.with_name("plan.solved.toml").exists()
    assert json.loads(tell(filled, "plan", "solve", plan, "--json").out)["why_not"]["verdict"] == "no"


def test_a_rate_changed_by_hand_is_noticed(filled: Path, solved: Path) -> None:
    task = tomllib.loads(solved.read_text("utf-8"))["task"][0]
    band, rate = next(iter(task["rates"].items()))
    put(filled, solved.read_text("utf-8").replace(f'{band} = "{rate}"', f'{band} = "0.7%"', 1), solved.name)
    said = tell(filled, "plan", "check", solved)
    assert "clinics: " + words_of(messages.SOLUTION_CHANGED).removeprefix(": ") in said.err


def test_a_number_of_the_solution_that_is_not_true_is_noticed(filled: Path, solved: Path) -> None:
    text = solved.read_text("utf-8")
    assert 'goal = "visits"\nvalue = "' in text
    put(filled, text.replace('goal = "visits"\nvalue = "', 'goal = "visits"\nvalue = "9'), solved.name)
    assert words_of(messages.SOLUTION_VALUE) in tell(filled, "plan", "check", solved).err
