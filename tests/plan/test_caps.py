"""Upper limits on visits: what counts, in which order targets stay, and the worst case against every set of tasks."""

from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import combinations
from random import Random

import county
import pytest

from inventories.model import PastVisit, Target
from scheduler.draw.model import Period, Task
from scheduler.draw.visits import open_visits
from scheduler.plan.caps import ALL, Caps, Made, counted, most_visits
from scheduler.plan.model import CapRules, TaskPlan
from scheduler.plan.year import YearVisit

ONE = CapRules(1, None, False, ())


def a_task(name: str, *periods: str, department: str = "health", **more: object) -> TaskPlan:
    return county.task(name, (county.team(department),), periods=periods, **more)


@pytest.mark.parametrize("seed", range(60))
def test_the_worst_case_is_that_of_every_set_of_tasks(seed: int) -> None:
    """Against the core's own opening of visits, for all sets of up to five tasks."""
    rng = Random(seed)
    names = ["p1", "p2", "p3", "p4"]
    tasks = []
    for k in range(rng.randint(1, 5)):
        mine = sorted(rng.sample(names, rng.randint(1, 3)))
        tasks.append(a_task(f"t{k}", *mine, department=rng.choice(["health", "market"]), from_above=rng.random() < 0.2))
    core = [Task(t.id, t.periods, (), ()) for t in tasks]
    acting = {t.id: t.team[0].department for t in tasks}
    worst: Counter[str] = Counter()
    certain = {t.id for t in tasks if t.from_above}
    for size in range(len(tasks) + 1):
        for some in combinations([t.id for t in tasks], size):
            if certain <= set(some):
                visits = open_visits([(name, "x") for name in some], core, [Period(p, 1) for p in names])
                found = Counter(d for v in visits for d in {acting[name] for name in v.tasks})
                found[ALL] = len(visits)
                worst |= found
    assert most_visits(tasks) == worst


def kept_out(
    rules: CapRules,
    rows: list[tuple[str, str]],
    tasks: list[TaskPlan],
    targets: list[Target],
    history: tuple[PastVisit, ...] = (),
    visits: tuple[YearVisit, ...] = (),
) -> set[tuple[str, str]]:
    last = {past.target: past.date for past in history}
    caps = Caps(rules, {t.id: t for t in targets}, {}, Made(history, visits, 2026))
    return caps.kept_out(rows, {t.id: t for t in tasks}, last)


A, B = a_task("a", "p1"), a_task("b", "p2")
X = county.target("x", entity="e")


def past(day: str, department: str = "health", **more: str) -> PastVisit:
    return PastVisit(f"v{day}{department}", "x", date.fromisoformat(day), department, **more)  # type: ignore[arg-type]


def test_a_second_visit_is_kept_out_and_one_that_joins_is_not() -> None:
    rows = [("a", "x"), ("b", "x")]
    assert kept_out(ONE, rows, [A, B], [X]) == {("b", "x")}
    assert kept_out(ONE, rows, [A, replace(B, periods=("p1", "p2"))], [X]) == set()


def test_departments_count_apart_and_all_levels_together() -> None:
    rows = [("a", "x"), ("b", "x")]
    market = a_task("b", "p2", department="market")
    assert kept_out(ONE, rows, [A, market], [X]) == set()
    assert kept_out(CapRules(None, 1, False, ()), rows, [A, market], [X]) == {("b", "x")}


@pytest.mark.parametrize(
    ("history", "out"),
    [
        ((past("2026-02-01"),), True),
        ((past("2025-12-31"),), False),
        ((past("2026-02-01", "market"),), False),
        ((past("2026-02-01", ""),), True),
        ((past("2026-02-01", level="city"),), False),
        ((past("2026-02-01", kind="individual", ground="complaint"),), True),
    ],
)
def test_what_the_history_counts_for_the_department(history: tuple[PastVisit, ...], out: bool) -> None:
    assert kept_out(ONE, [("a", "x")], [A], [X], history) == ({("a", "x")} if out else set())


def test_other_levels_count_together_with_ours() -> None:
    history = (past("2026-02-01", "city", level="city"), past("2026-03-01", "market"))
    assert kept_out(CapRules(None, 2, False, ()), [("a", "x")], [A], [X], history) == {("a", "x")}
    assert kept_out(CapRules(None, 3, False, ()), [("a", "x")], [A], [X], history) == set()


def test_several_departments_on_one_day_are_one_visit() -> None:
    history = (past("2026-02-01", "health"), past("2026-02-01", "market"))
    assert kept_out(CapRules(None, 2, False, ()), [("a", "x")], [A], [X], history) == set()
    assert kept_out(CapRules(1, 2, False, ()), [("a", "x")], [A], [X], history) == {("a", "x")}


@pytest.mark.parametrize(
    ("not_counted", "kind", "level", "counts"),
    [
        ((), "individual", "", True),
        (("complaint",), "individual", "", False),
        (("media",), "individual", "", True),
        (("individual",), "individual", "", False),
        (("individual",), "", "", True),
        (("special",), "special", "city", False),
        (("special",), "special", "", True),
        ((), "special", "city", True),
    ],
)
def test_which_checks_count_is_a_setting(not_counted: tuple[str, ...], kind: str, level: str, counts: bool) -> None:
    visit = past("2026-02-01", kind=kind, level=level, ground="complaint")
    assert counted(visit, CapRules(1, None, False, not_counted)) is counts


def test_places_of_one_entity_share_the_limit_and_the_one_not_visited_for_longest_stays() -> None:
    shops = [county.target(name, entity="chain") for name in ("s1", "s2", "s3")]
    rows = [("a", shop.id) for shop in shops]
    history = (
        PastVisit("1", "s1", date(2025, 5, 1), "health"),
        PastVisit("2", "s2", date(2024, 5, 1), "health"),
    )
    assert kept_out(ONE, rows, [A], shops, history) == {("a", "s1"), ("a", "s2")}
    assert kept_out(CapRules(2, None, False, ()), rows, [A], shops, history) == {("a", "s1")}
    assert kept_out(CapRules(1, None, True, ()), rows, [A], shops, history) == set()
    nameless = [replace(shop, entity="") for shop in shops]
    assert kept_out(ONE, rows, [A], nameless, history) == set()


def test_earlier_batches_count_once_with_their_rows_in_the_history() -> None:
    visit = YearVisit("x", "x/1", frozenset({"health"}), date(2026, 2, 1))
    assert kept_out(CapRules(2, None, False, ()), [("a", "x")], [A], [X], (past("2026-02-01"),), (visit,)) == set()
    assert kept_out(ONE, [("a", "x")], [A], [X], (), (visit,)) == {("a", "x")}
    assert kept_out(ONE, [("a", "x")], [A], [X], (), (replace(visit, day=None),)) == {("a", "x")}


def test_lists_from_above_come_first_and_are_never_kept_out() -> None:
    above = a_task("above", "p2", from_above=True)
    rows = [("a", "x"), ("above", "x")]
    assert kept_out(ONE, rows, [A, above], [X]) == {("a", "x")}
    assert kept_out(ONE, rows, [replace(A, periods=("p1", "p2")), above], [X]) == set()
    full = (past("2026-02-01"),)
    assert kept_out(ONE, rows, [replace(A, periods=("p1", "p2")), above], [X], full) == set()


def test_what_merged_targets_have_seen_on_one_day_is_one_visit() -> None:
    both = (past("2026-02-01"), replace(past("2026-02-01"), id="other", target="y"))
    caps = Caps(ONE, {"x": X, "y": replace(X, id="y", merged_into="x")}, {"y": "x"}, Made(both, (), 2026))
    assert caps.used["entity e"] == Counter({"health": 1, ALL: 1})
