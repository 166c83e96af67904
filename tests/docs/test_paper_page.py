"""The page of the plan on paper: its generated parts are current, its verbs are there, its table can be read."""

import re
from pathlib import Path

import reference
from pages import blocks, page, tables

from scheduler.cli.planning import plan_command
from scheduler.paper.reading import read
from scheduler.plan.read import read_plan

PAGE = page("paper.md")


def test_the_generated_parts_are_current() -> None:
    assert reference.current("paper.md") == PAGE, f"run: {reference.COMMAND}"


def test_the_verbs_are_there() -> None:
    named = {re.match(r"`plan (\w+)", row[0])[1] for row in tables(PAGE)["From draft to amendment"]}  # type: ignore[index]
    shown = {line.split()[3] for block in blocks(PAGE, "console") for line in block.splitlines()}
    assert named | shown | {"check", "compare", "solve", "show"} == set(plan_command.commands)


def test_the_table_of_least_numbers_can_be_read(tmp_path: Path) -> None:
    (text,) = blocks(PAGE, "csv")
    rows = [line.split(",") for line in text.splitlines()]
    long = "".join(f"{row[0]},{town},{n}\n" for row in rows[1:] for town, n in zip(rows[0][1:3], row[1:3], strict=True))
    (tmp_path / "2026.csv").write_text("监督检查对象,区县,抽查数量\n" + long, "utf-8")
    found = read(tmp_path / "2026.csv", None, None, lambda problem: problem.message.code)
    plan, _ = read_plan(found.text, "plan.toml")
    assert plan is not None
    assert [(task.total, len(task.mandates)) for task in plan.tasks] == [(8, 2), (3, 2)]
