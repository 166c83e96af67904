"""The reference of plan.toml names every key that the reader knows, and no other; its plans and defaults are right."""

import re
from typing import Any

import pytest
import reference
from pages import blocks, code, page, tables

from inspectors.eligibility import AreaRule
from inventories.points import RecencyRule
from scheduler.plan import section
from scheduler.plan.read import read_plan
from scheduler.randomness.dice import Dice

PAGE = page("plan.md")
SMALLEST, AREA = blocks(PAGE, "toml")

EVERYTHING = """
format = "double-random/plan@1"
randomness = [
    { kind = "dice", fallback = [{ kind = "dice" }, { kind = "drand" }, { kind = "lottery" }] },
    { kind = "drand" },
    { kind = "lottery" },
    { kind = "shares", contributors = [{}], fallback = [{ kind = "shares", contributors = [{}] }] },
]
period = [{}]
inspectors = {}
recusal = {}
replacement = {}
batch = [{}]
[caps]
[publication]
[results.departments]
x = "health"
[points]
bands = { A = 0 }
credit_floor = { D = "A" }
complaint = {}
hazard = {}
credit = {}
violation = {}
recency = {}
[hours]
items = { x = 1 }
[solver]
weights = { A = 1 }
[solution]
rates = { x = "d" }
goals = [{}]
[[task]]
solve = { bounds = { A = [1, 1] }, bounds_for = [{}], multipliers = { A = 1 } }
rates = { A = 1 }
rate_for = [{ band = "A" }]
multipliers = { A = 1 }
multiplier_for = [{ band = "A" }]
mandates = [{}]
visits = [["a"], ["b"]]
team = [{}]
scope = { category = "诊所" }
"""
"""A plan with every table, so that the reader asks for every key; its values do not matter."""


def test_not_visited_for_three_years_is_written_so() -> None:
    (text,) = re.findall(r"`(recency = [^`]+)`", PAGE)
    plan, problems = read_plan(SMALLEST.replace("bands = { A = 0 }", f"bands = {{ A = 0 }}\n{text}").encode(), "p")
    assert plan is not None, problems
    assert plan.points.recency == RecencyRule(36, 10, 10)


def known(monkeypatch: pytest.MonkeyPatch) -> set[tuple[str, str]]:
    """Every (table, key) that the reader asks for, but for those whose names are free."""
    made: list[section.Section] = []
    free: set[tuple[str, str]] = set()
    init, others = section.Section.__init__, section.Section.others

    def noted_init(self: section.Section, value: Any, where: str, notes: section.Notes) -> None:
        init(self, value, where, notes)
        made.append(self)

    def noted_others(self: section.Section) -> tuple[str, ...]:
        names = others(self)
        free.update((self.where, name) for name in names)
        return names

    monkeypatch.setattr(section.Section, "__init__", noted_init)
    monkeypatch.setattr(section.Section, "others", noted_others)
    read_plan(EVERYTHING.encode(), "plan.toml")
    asked = {(s.where, name) for s in made for name in s._known} - free
    tables_of_names = (
        "results.departments",
        "hours.items",
        "points.bands",
        "points.credit_floor",
        "task.scope",
        "task.rates",
        "task.multipliers",
    )
    plain = {(re.sub(r"\[[0-9]+\]", "", where), re.sub(r"\[[0-9]+\]", "", name)) for where, name in asked}
    return {(where, name) for where, name in plain if where not in tables_of_names}


def documented() -> set[tuple[str, str]]:
    """Every (table, key) that the page documents."""
    found = set()
    for heading, rows in tables(PAGE).items():
        where = "" if heading == "The plan itself" else heading.strip("[]")
        if heading == "The plan itself" or heading.startswith("["):
            found |= {(where, name) for row in rows for name in code(row[0])}
    for factor in ("hazard", "credit", "violation"):
        found |= {(f"points.{factor}", key) for table, key in found if table == "points.complaint"}
    return found


def test_every_key_is_documented_and_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = known(monkeypatch)
    assert len(asked) > 50
    assert documented() == asked


def test_the_smallest_plan_has_the_defaults_of_the_page() -> None:
    plan, problems = read_plan(SMALLEST.encode(), "plan.toml")
    assert problems == ()
    assert plan is not None
    (task,) = plan.tasks
    ((source,),) = plan.randomness
    assert isinstance(source, Dice)
    assert (plan.batches[0].id, plan.closed, plan.coordination, plan.periods[0].weight) == ("", True, "shared", 1)
    assert (source.faces, plan.inspectors.rotation, plan.inspectors.even_load_slack) == (10, 1, None)
    assert (task.lead, task.strata, task.periods) == ("卫生健康局", ("district", "category", "band"), ("year",))
    assert (task.at_most, task.total, task.mandates, task.scope.conditions) == (None, None, (), ())
    (team,) = task.team
    assert (team.officers, team.qualifications, team.lead, team.area) == (2, (), False, AreaRule())


@pytest.mark.parametrize("line", [line for line in SMALLEST.splitlines() if re.match(r"(?!format)\w+ = ", line)])
def test_keys_without_a_default_must_be_given(line: str) -> None:
    key = line.split(" = ")[0]
    code_ = "rate-missing" if key == "rate" else "plan-member-missing"
    plan, problems = read_plan(SMALLEST.replace(line + "\n", "").encode(), "plan.toml")
    assert plan is None
    assert [p.message.code for p in problems] == [code_], key


def test_an_area_as_a_table() -> None:
    text = SMALLEST.replace(
        'team = [{ department = "卫生健康局" }]', '[[task.team]]\ndepartment = "卫生健康局"\n' + AREA
    )
    plan, problems = read_plan(text.encode(), "plan.toml")
    assert problems == ()
    assert plan is not None
    assert plan.tasks[0].team[0].area.kind == "pairs"


@pytest.mark.parametrize(
    ("throws", "faces", "says"),
    [
        (7, 10, ["randomness-refused"]),
        (8, 10, ["randomness-amber"]),
        (20, 10, []),
        (25, 6, []),
        (24, 6, ["randomness-amber"]),
    ],
)
def test_how_many_throws_are_enough(throws: int, faces: int, says: list[str]) -> None:
    text = SMALLEST.replace("throws = 20", f"throws = {throws}\nfaces = {faces}")
    assert [p.message.code for p in read_plan(text.encode(), "plan.toml")[1]] == says


@pytest.mark.parametrize(
    ("text", "faults"), [("\ufeff" + SMALLEST, []), (SMALLEST.encode("gb18030"), ["plan-encoding"])]
)
def test_a_plan_is_utf8(text: str | bytes, faults: list[str]) -> None:
    data = text.encode() if isinstance(text, str) else text
    assert [p.message.code for p in read_plan(data, "plan.toml")[1]] == faults


def test_the_messages_are_current() -> None:
    assert reference.current("plan.md") == PAGE, f"run: {reference.COMMAND}"
