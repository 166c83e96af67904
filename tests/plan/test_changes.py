"""What differs between two texts of a plan."""

import re
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.plan.changes import Change, changes
from scheduler.plan.read import read_plan

TEXT = (files("scheduler.sample") / "plan.toml").read_bytes()
LINES = [
    k
    for k, line in enumerate(TEXT.decode().splitlines())
    if re.match(r"\w+ = [0-9\"\[{]", line) and not line.endswith("[")
]


def edited(old: str, new: str) -> tuple[Change, ...]:
    assert old in TEXT.decode()
    return changes(TEXT, TEXT.decode().replace(old, new).encode())


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("total = 70", "total = 80", Change("task[infection].total", "70", "80")),
        ("total = 70", 'rate = "5%"', None),
        ("rotation = 1\n", "", Change("inspectors.rotation", "1", None)),
        ("officers = 3", "officers = 4", Change("task[places].team[疾病预防控制局].officers", "3", "4")),
        ("results_due = 2026-12-31", "results_due = 2026-12-30", Change("results_due", "2026-12-31", "2026-12-30")),
        ('at_most = "4/5"', "at_most = 0.75", Change("task[places].at_most", "4/5", "3/4")),
        ('{ least = "3%", node = ["夏村镇"] }', '{ least = "4%", node = ["夏村镇"] }', None),
        ('node = ["学校"]', 'node = ["医院"]', None),
        ('"东港街道" = ["夏村镇", "东港街道"', '"东港街道" = ["夏村镇"', None),
        ('periods = ["q2", "q3", "q4"]', 'periods = ["q2", "q3"]', None),
    ],
)
def test_a_member_that_differs_is_named(old: str, new: str, found: Change | None) -> None:
    result = edited(old, new)
    assert result
    assert found is None or result == (found,)


def test_a_task_more_is_told_member_by_member() -> None:
    more = TEXT + b'[[task]]\nid = "x"\nname = "X"\nrate = 1\n'
    assert changes(TEXT, more) == tuple(
        Change(f"task[x].{k}", None, v) for k, v in [("id", "x"), ("name", "X"), ("rate", "1")]
    )
    assert {(c.member, c.after, c.before) for c in changes(TEXT, more)} == {
        (c.member, c.before, c.after) for c in changes(more, TEXT)
    }


def test_tasks_in_another_order_are_a_change() -> None:
    head, one, two, three = TEXT.decode().split("[[task]]")
    moved = "[[task]]".join((head, two, one, three))
    assert changes(TEXT, moved.encode()) == (
        Change("task", "[medical] [infection] [places]", "[infection] [medical] [places]"),
    )


def test_comments_and_layout_are_no_change() -> None:
    plain = "\n".join(line.split("  #")[0] for line in TEXT.decode().splitlines() if not line.startswith("#"))
    assert plain != TEXT.decode()
    assert changes(TEXT, plain.encode()) == ()


@given(st.sampled_from(LINES), st.booleans())
def test_no_line_is_left_out_or_changed_unseen(k: int, dropped: bool) -> None:
    lines = TEXT.decode().splitlines()
    lines[k] = "" if dropped else re.sub(r"^(\w+) = .*", r'\1 = "another"', lines[k])
    assert changes(TEXT, "\n".join(lines).encode())


def test_the_sample_is_a_plan() -> None:
    assert read_plan(TEXT, "plan.toml")[0] is not None
