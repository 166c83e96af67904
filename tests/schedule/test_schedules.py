"""Schedules against trying everything, each rule against a schedule that breaks it, and the reason where there is none."""

from dataclasses import replace
from datetime import timedelta

import pytest
from cases import HOURS, MONDAY, case, day, every, gone, small, visit

from scheduler.schedule import book, check, finding
from scheduler.schedule.case import Case, Placement
from scheduler.schedule.question import question
from scheduler.whynot.core import by_least, explain

SEEDS = range(60)


def best(given: Case) -> int | None:
    """The least cost of all placements that break no rule."""
    costs = [check.cost(given, placed) for placed in every(given, 30) if not list(check.broken(given, placed))]
    return min(costs, default=None)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_schedule_is_the_best_of_all_or_there_is_none(seed: int) -> None:
    given = small(seed)
    found = finding.fresh(given, 20)
    least = best(given)
    assert (found is None) == (least is None)
    if found is not None:
        assert list(check.broken(given, found.placements)) == []
        assert (found.cost, found.bound, found.status) == (least, least, "optimal")
        assert check.cost(given, found.placements) == least


def test_the_corpus_has_both() -> None:
    found = [best(small(seed)) is None for seed in SEEDS]
    assert 5 < sum(found) < len(found) - 5


def test_other_draws_and_fixed_visits_keep_their_hours() -> None:
    busy = {"a": (Placement("x/1", MONDAY, 540, 120),)}
    given = case(
        visit("t1", "ab", 120), visit("t2", "b", 120), busy=busy, fixed={"t2/1": Placement("t2/1", MONDAY, 540, 120)}
    )
    found = finding.fresh(given, 20)
    assert found is not None
    assert found.placements["t2/1"] == given.fixed["t2/1"]
    assert found.placements["t1/1"].day > MONDAY


@pytest.mark.parametrize(
    "given", [given for given in map(small, range(60)) if len(book.first(given)) == len(given.visits)][:20]
)
def test_a_repair_moves_as_few_as_possible(given: Case) -> None:
    """Against trying everything: no valid placement of the week moves fewer visits."""
    found = finding.fresh(given, 20)
    assert found is not None
    later = replace(given, away=(*given.away, gone("a", 0, 0)))
    wrong = finding.broken(later, found.placements)
    mended = finding.repaired(later, found.placements, 20)
    possible = [p for p in every(later, 30) if not list(check.broken(later, p))]
    assert (mended is None) == (not possible)
    if mended is not None:
        assert list(check.broken(later, mended.placements)) == []
        least = min(len(list(finding.moves(found.placements, p))) for p in possible)
        moved = list(finding.moves(found.placements, mended.placements))
        assert len(moved) <= least
        assert {m.visit for m in moved} >= set(wrong)


def test_the_reason_for_no_schedule_is_a_smallest_set_with_repairs_that_mend() -> None:
    given = case(visit("t1", "a", 240, 1), away=(gone("a", 0, 2),))
    assert finding.fresh(given, 20) is None
    asked = question(given)
    found = explain(asked, by_least(asked))
    assert found.verdict == "no"
    assert {s.rule.code for s in found.statements} == {"period", "leave"}
    told = {repair.key.split(":")[0]: repair.price for repair in found.repairs}
    assert told == {"period": 2, "leave": 2}


def test_too_many_visits_of_one_inspector_are_told() -> None:
    given = case(*(visit(f"t{k}", "a", 240, 1) for k in range(3)), visit("u", "b"))
    asked = question(given)
    found = explain(asked, by_least(asked))
    assert found.verdict == "no"
    assert {s.rule.code for s in found.statements} >= {"period", "one-place"}
    assert all("b" not in s.key.split(":") for s in found.statements)
    assert found.repairs


def test_by_hand_alone_every_day_is_kept() -> None:
    for seed in SEEDS:
        given = small(seed)
        placed = book.first(given)
        wrong = {ask.rule.code for ask, _ in check.broken(given, placed)}
        assert wrong <= ({"together"} if len(placed) < len(given.visits) else set())


def test_hours_and_noon() -> None:
    assert [HOURS.starts(m) for m in (0, 180, 181)] == [540, 780, 781]
    assert [HOURS.ends(m) for m in (180, 181)] == [720, 781]
    for minutes in range(0, 240, 7):
        assert HOURS.worked(HOURS.starts(minutes)) == minutes
    assert MONDAY + timedelta(4) == day(4)
