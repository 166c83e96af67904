"""The frame: who is in scope of which task, in which cell, and who is kept out on which ground."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from inventories.frame import Scope, TaskScope, build, in_force
from inventories.model import Exclusion, Signal, Target
from inventories.points import Band, FactorRule, PointRules

AS_OF = date(2026, 1, 5)
RULES = PointRules((FactorRule("hazard", 12, 10, 10),), None, (Band("A", 0), Band("B", 10)))
TARGETS = (
    Target("t1", "One", "North", "clinic", attributes=(("level", "1"),)),
    Target("t2", "Two", "South", "clinic"),
    Target("t3", "Three", "South", "school"),
)
ALL = TaskScope("all", Scope(), ("district", "category", "band"))
EXCLUSION = Exclusion("x1", "t2", "under construction", "doc 7")


def frame(
    task: TaskScope, targets: tuple[Target, ...] = TARGETS, exclusions: tuple[Exclusion, ...] = ()
) -> Counter[str]:
    built = build([task], targets, [Signal("s", "t3", "hazard", AS_OF)], [], exclusions, RULES, AS_OF)
    rows = Counter(f"{row.target} {'/'.join(row.path)}" for row in built.rows)
    return rows + Counter(f"{left.target} out: {left.ground}" for left in built.left_out)


def test_every_target_stands_in_one_cell() -> None:
    assert frame(ALL) == Counter(["t1 North/clinic/A", "t2 South/clinic/A", "t3 South/school/B"])


@pytest.mark.parametrize(
    ("conditions", "inside"),
    [
        ((("category", ("clinic",)),), ["t1", "t2"]),
        ((("category", ("clinic",)), ("district", ("South", "East"))), ["t2"]),
        ((("level", ("1", "2")),), ["t1"]),
        ((("band", ("B",)),), ["t3"]),
        ((("category", ("bath",)),), []),
    ],
)
def test_scope(conditions: tuple[tuple[str, tuple[str, ...]], ...], inside: list[str]) -> None:
    assert frame(TaskScope("some", Scope(conditions), ())) == Counter(f"{target} " for target in inside)


def test_strata_may_be_attributes_in_the_plans_order() -> None:
    task = TaskScope("some", Scope((("level", ("1",)),)), ("level", "district"))
    assert frame(task) == Counter(["t1 1/North"])


def test_an_exclusion_has_a_ground_and_counts_only_in_scope() -> None:
    assert frame(ALL, exclusions=(EXCLUSION,))["t2 out: under construction"] == 1
    schools = TaskScope("schools", Scope((("category", ("school",)),)), ())
    assert frame(schools, exclusions=(EXCLUSION,)) == Counter(["t3 "])


@pytest.mark.parametrize(
    ("exclusion", "inside"),
    [
        (replace(EXCLUSION, ends=AS_OF), False),
        (replace(EXCLUSION, ends=date(2026, 1, 4)), True),
        (replace(EXCLUSION, begins=date(2026, 1, 6)), True),
        (replace(EXCLUSION, tasks=("other",)), True),
        (replace(EXCLUSION, tasks=("other", "all")), False),
    ],
)
def test_exclusions_have_dates_and_tasks(exclusion: Exclusion, inside: bool) -> None:
    assert (frame(ALL, exclusions=(exclusion,))["t2 South/clinic/A"] == 1) is inside


def test_closed_and_suspended_targets_are_counted_by_their_status() -> None:
    targets = (replace(TARGETS[0], status="closed"), replace(TARGETS[1], status="suspended"), TARGETS[2])
    assert frame(ALL, targets) == Counter(["t1 out: closed", "t2 out: suspended", "t3 South/school/B"])


def test_gone_and_merged_targets_are_out_and_signals_go_to_who_stands_for_them() -> None:
    gone = replace(TARGETS[0], status="gone", gone=AS_OF)
    merged = replace(TARGETS[2], merged_into="t2")  # t3 has the hazard, which is now known of t2
    assert frame(ALL, (gone, TARGETS[1], merged)) == Counter(["t1 out: gone", "t2 South/clinic/B", "t3 out: merged"])


def test_order_of_input_does_not_matter() -> None:
    one = build([ALL], TARGETS, [], [], [EXCLUSION], RULES, AS_OF)
    other = build([ALL], TARGETS[::-1], [], [], [EXCLUSION], RULES, AS_OF)
    assert (one.rows, one.left_out) == (other.rows, other.left_out)


def test_an_exclusion_from_a_task_holds_for_each_of_its_visits() -> None:
    where = ("district", "category", "band")
    first, other = TaskScope("water.1", Scope(), where, "water"), TaskScope("water", Scope(), where)
    only = Exclusion("e", "t", "g", "d", tasks=("water",))
    assert in_force(only, first, AS_OF)
    assert in_force(only, other, AS_OF)
    assert in_force(replace(only, tasks=("water.1",)), first, AS_OF)
    assert not in_force(replace(only, tasks=("water.2",)), first, AS_OF)
