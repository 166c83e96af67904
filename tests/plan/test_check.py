"""The check of a plan: exact numbers, loads, and every contradiction in one report."""

from datetime import timedelta
from fractions import Fraction

from county import FIRST, facts, inspector, plan, targets, task, team

from inspectors.model import Leave
from inventories.frame import Scope
from inventories.model import Item
from scheduler.facts import Facts
from scheduler.plan.check import NodeReport, Visits, check
from scheduler.plan.load import Load
from scheduler.plan.model import Mandate

NO_CHOICE = ("no-choice", True)
ITEM = (Item("item", "item", "general"),)


def codes(given: Facts) -> list[tuple[str, bool]]:
    return [(p.message.code, p.warning) for p in check(given).problems]


def crowd(number: int, **more: object) -> tuple[object, ...]:
    return tuple(inspector(f"i{k}", **more) for k in range(number))  # type: ignore[arg-type]


def test_a_sound_plan_has_no_problem() -> None:
    given = facts(plan([task("a", (team(),))]), targets=targets({"d1": 30}), inspectors=crowd(4), items=ITEM)
    assert check(given).problems == ()


def test_numbers_by_task_and_node() -> None:
    given = facts(
        plan([task("a", (team(),), "1/8")]), targets=targets({"d1": 30, "d2": 3}), inspectors=crowd(4), items=ITEM
    )
    (report,) = check(given).tasks
    eighth = Fraction(1, 8)
    assert report.whole == NodeReport((), 33, eighth, eighth, Fraction(33, 8), 4, 5)
    assert report.nodes == (
        NodeReport(("d1",), 30, eighth, eighth, Fraction(15, 4), 3, 4),
        NodeReport(("d2",), 3, eighth, eighth, Fraction(3, 8), 0, 1),
    )


def test_visits_lie_between_the_highest_rates_and_the_sum() -> None:
    both = [task("a", (team(),), "1/8"), task("b", (team(),), "1/4", scope=Scope((("district", ("d2",)),)))]
    given = facts(plan(both), targets=targets({"d1": 30, "d2": 4}), inspectors=crowd(4), items=ITEM)
    assert check(given).visits == Visits(Fraction(30, 8) + 1, Fraction(34, 8) + 1, 4, 6)


def test_load_by_department_and_period() -> None:
    teams = (team("health", 2), team("insurance", 3))
    roster = (
        inspector("h1", period_limits=(("p2", 1),)), inspector("h2", limit=7),
        inspector("n1", "insurance"), inspector("h3", active=False),
    )  # fmt: skip
    given = facts(
        plan([task("a", teams, "1/4", periods=("p1", "p2"))], (1, 3), limit=5),
        targets=targets({"d1": 10}), inspectors=roster, items=ITEM,
        leave=(Leave("l", "h2", FIRST, FIRST + timedelta(14)),),
    )  # fmt: skip
    half = Fraction(5, 2)
    assert check(given).load == (
        Load("health", "p1", 2 * half / 4, 2, 1, 5),
        Load("health", "p2", 2 * half * 3 / 4, 6, 2, 8),
        Load("health", None, 2 * half, 6, 2, 12),
        Load("insurance", "p1", 3 * half / 4, 3, 1, 5),
        Load("insurance", "p2", 3 * half * 3 / 4, 9, 1, 5),
        Load("insurance", None, 3 * half, 9, 1, 5),
    )
    assert check(given).load[2].spare == Fraction(1, 2)
    assert ("too-few-places", True) in codes(given)


def test_rates_and_mandates_are_in_the_report() -> None:
    wanted = [
        task("a", (team(),), "1/20", at_most=Fraction(1, 10), mandates=(Mandate((), 10),)),
        task("b", (team(),), scope=Scope((("district", ("nowhere",)),))),
        task("c", (team(),), "1", total=31),
    ]
    given = facts(plan(wanted), targets=targets({"d1": 30}), inspectors=crowd(4), items=ITEM)
    assert [p.message.code for p in check(given).problems] == ["mandate-above-limit", "empty-frame", "total-above-pool"]


def test_breaches_are_told_by_rule_each_with_its_grade() -> None:
    wanted = task("a", (team("health", 3, "x"), team("police", 1)), items=("item", "other"), kind="key")
    given = facts(plan([wanted]), targets=targets({"d1": 9}), inspectors=crowd(2), items=ITEM)
    assert codes(given) == [
        ("item-unknown", True), ("item-kind", True),
        ("nobody-of-department", False), ("too-few-of-department", False), ("nobody-fits", False),
    ]  # fmt: skip
