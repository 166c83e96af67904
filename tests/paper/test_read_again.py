"""A plan that is printed and read again has the same tasks."""

import re
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tables import HEAD, QUARTERS, plan_of, told, written

from inventories.problems import Exit, Refused
from scheduler.paper.columns import FORMS
from scheduler.paper.printing import printed
from scheduler.paper.reading import Read, read
from scheduler.plan.model import TaskPlan
from scheduler.publish.tables_out import write_table

LABELS = ("诊所", "医院", "学校", "公共场所")
TOWNS = ("甲镇", "乙镇")
PERIODS = ("q1", "q2", "q3", "q4")
RATES = st.sampled_from(("5%", "1/3", "0.05", "2‰", 1, "100%"))


def some(values: tuple[str, ...]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(values), min_size=1, max_size=3, unique=True)


def in_order(names: list[str]) -> list[str]:
    return sorted(names)


TEAMS = some(("卫健局", "市监局", "疾控局"))
SIMPLE = st.fixed_dictionaries(
    {
        "items": some(("x1", "x2", "x3")),
        "kind": st.sampled_from(("general", "key")),
        "team": TEAMS.map(lambda names: [{"department": name} for name in names]),
    },
    optional={"scope": some(LABELS).map(lambda names: {"category": names}), "periods": some(PERIODS).map(in_order)},
)
"""Tasks of which an annual table tells all, but for how many."""
HOW_MANY = st.one_of(
    st.builds(lambda rate: {"rate": rate}, RATES),
    st.builds(lambda total: {"total": total}, st.integers(1, 10**6)),
    st.just({"rate": "3%", "mandates": [{"least": "3%"}]}),
    st.just({"total": 30, "mandates": [{"least": "3%"}]}),
    st.just({"rates": {"A": "5%", "B": "1/6"}}),
)
MORE = st.fixed_dictionaries(
    {},
    optional={
        "scope": st.just({"district": ["甲镇"], "beds": ["9", "10"], "band": "A"}),
        "strata": st.just(["category", "district", "band"]),
        "rate_for": st.just([{"band": "B", "rate": "7%"}]),
        "mandates": st.just([{"least": 2, "node": ["学校"]}, {"least": "1%"}, {"least": 1, "node": ["诊所", "甲镇"]}]),
        "at_most": st.just("4/5"),
        "lead": st.just("卫健局"),
        "team": st.just(
            [{"department": "市监局", "officers": 3}, {"department": "卫健局", "area": {"甲镇": ["乙镇"]}}]
        ),
    },
)
"""What a table does not tell, or not wholly."""


def numbered(tasks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"id": f"a{k}", "name": f"Task {k}", **task} for k, task in enumerate(tasks)]


SIMPLE_PLANS = st.lists(st.builds(lambda a, b: a | b, SIMPLE, HOW_MANY), min_size=1, max_size=4).map(numbered)


def full(task: dict[str, Any], many: dict[str, Any], more: dict[str, Any], visits: bool) -> dict[str, Any]:
    made = task | many | more
    if made.get("lead") not in [rule["department"] for rule in made["team"]]:
        made.pop("lead", None)
    if "total" in many:
        made.pop("rate_for", None)
    if visits:
        made.pop("periods", None)
        made["visits"] = [["q1", "q3"], ["q2"]]
    return made


FULL_PLANS = st.lists(st.builds(full, SIMPLE, HOW_MANY, MORE, st.booleans()), min_size=1, max_size=4).map(numbered)


def again(text: str, form: str, suffix: str, base: str | None) -> Read:
    """What is read from a plan as it is printed."""
    headers, rows = printed(text.encode(), "plan.toml", form, None)
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"2026{suffix}"
        write_table(path, headers, rows)
        return read(path, base and base.encode(), None, told)


@settings(deadline=None, max_examples=40)
@given(FULL_PLANS, st.sampled_from(("annual", "health", "joint")), st.sampled_from((".csv", ".xlsx")))
def test_with_the_plan_as_base_all_is_the_same(tasks: list[dict[str, Any]], form: str, suffix: str) -> None:
    text = written(tasks)
    found = again(text, form, suffix, text)
    assert plan_of(found.text) == plan_of(text)
    assert found.problems == ()


@settings(deadline=None, max_examples=40)
@given(SIMPLE_PLANS)
def test_without_a_base_the_tasks_are_the_same(tasks: list[dict[str, Any]]) -> None:
    """Over a base that has the periods and bands, but none of the tasks."""
    text = written(tasks)
    other = written([{**tasks[0], "id": "other", "name": "Other"}])
    assert plan_of(again(text, "annual", ".csv", other).text) == plan_of(text)


def days(text: bytes) -> list[tuple[Any, ...]]:
    """The tasks, each with the days of its periods in their place."""
    plan = plan_of(text)
    spans = {period.id: period.span for period in plan.periods}
    return [_joined(task, [spans[name] for name in task.periods]) for task in plan.tasks]


def _joined(task: TaskPlan, spans: list[Any]) -> tuple[Any, ...]:
    from scheduler.paper.times import joined

    return replace(task, periods=(), follows=""), joined(spans)


WHOLE_QUARTERS = QUARTERS.replace("2026-01-12", "2026-01-01").replace("2026-12-18", "2026-12-31")


@settings(deadline=None, max_examples=40)
@given(SIMPLE_PLANS)
def test_from_nothing_the_tasks_and_their_days_are_the_same(tasks: list[dict[str, Any]]) -> None:
    text = written(tasks).replace(QUARTERS, WHOLE_QUARTERS)
    found = again(text, "annual", ".csv", None)
    assert days(found.text) == days(text.encode())


def test_a_cell_that_says_something_else_changes_its_task_alone() -> None:
    text = written(numbered([{"items": ["x"], "kind": "key", "rate": "5%", "team": [{"department": "a"}]}] * 2))
    headers, rows = printed(text.encode(), "plan.toml", "annual", None)
    rows[1][headers.index("抽查数量")] = 7
    with TemporaryDirectory() as folder:
        path = Path(folder) / "2026.csv"
        write_table(path, headers, rows)
        found = read(path, text.encode(), None, told)
    before, after = plan_of(text).tasks, plan_of(found.text).tasks
    assert after[0] == before[0]
    assert after[1].total == 7
    assert [p.message.code for p in found.problems] == ["table-number-and-rate"]


def test_least_numbers_are_printed_and_read_again() -> None:
    text = written(
        numbered(
            [
                {
                    "items": ["x"],
                    "kind": "key",
                    "rate": "5%",
                    "scope": {"category": list(LABELS)},
                    "team": [{"department": "a"}],
                    "mandates": [
                        {"least": 2, "node": ["甲镇"]},
                        {"least": 3, "node": ["乙镇", "学校"]},
                        {"least": "1%"},
                    ],
                }
            ]
        )
    )
    plan = plan_of(text)
    found = plan_of(again(text, "allocation", ".csv", text).text)
    assert set(found.tasks[0].mandates) == set(plan.tasks[0].mandates)
    bare = re.sub(r"\n\[\[task\.mandates\]\]\nleast = [23]\nnode = .*\n", "\n", text)
    assert len(plan_of(bare).tasks[0].mandates) == 1
    assert set(plan_of(again(text, "allocation", ".csv", bare).text).tasks[0].mandates) == set(plan.tasks[0].mandates)


def test_a_form_without_rows_is_refused() -> None:
    text = written(numbered([{"items": ["x"], "kind": "key", "rate": "5%", "team": [{"department": "a"}]}]))
    with pytest.raises(Refused) as caught:
        printed(text.encode(), "plan.toml", "allocation", None)
    assert caught.value.exit_code == Exit.USAGE
    with pytest.raises(Refused) as caught:
        printed(HEAD.encode(), "plan.toml", "annual", None)
    assert caught.value.exit_code == Exit.PLAN


def test_every_form_can_be_printed() -> None:
    from scheduler.cli.paper import FORM_NAMES

    assert tuple(FORMS) == FORM_NAMES
