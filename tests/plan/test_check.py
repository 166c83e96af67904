"""The check of a plan: exact numbers, loads, and every contradiction in one report."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from county import ANY, FIRST, OWN, facts, inspector, plan, target, targets, task, team

from inspectors.eligibility import AreaRule
from inspectors.model import Inspector, Leave
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


def test_fewer_than_one_in_ten_places_spare() -> None:
    def spare(limit: int) -> list[tuple[str, bool]]:
        wanted = plan([task("a", (team(),), "1/2")], limit=limit)
        found = codes(facts(wanted, targets=targets({"d1": 36}), inspectors=crowd(2), items=ITEM))
        return [code for code in found if code != NO_CHOICE]

    assert spare(20) == []
    assert spare(19) == [("few-places-spare", True)]
    assert spare(17) == [("too-few-places", True)]


def test_rates_and_mandates_are_in_the_report() -> None:
    wanted = [
        task("a", (team(),), "1/20", at_most=Fraction(1, 10), mandates=(Mandate((), 10),)),
        task("b", (team(),), scope=Scope((("district", ("nowhere",)),))),
        task("c", (team(),), "1", total=31),
    ]
    given = facts(plan(wanted), targets=targets({"d1": 30}), inspectors=crowd(4), items=ITEM)
    assert [p.message.code for p in check(given).problems] == ["mandate-above-limit", "empty-frame", "total-above-pool"]


def test_items_are_held_against_the_list() -> None:
    wanted = task("a", (team(),), items=("item", "other", "2"), kind="key")
    items = (*ITEM, Item("2", "second", ""))
    given = facts(plan([wanted]), targets=targets({"d1": 30}), inspectors=crowd(4), items=items)
    assert codes(given) == [("item-kind", True), ("item-unknown", True)]


def test_departments_qualifications_and_leads_nobody_has() -> None:
    wanted = task("a", (team("health", 3, "x", "y", lead=True), team("police", 1)))
    given = facts(plan([wanted]), targets=targets({"d1": 9}), inspectors=crowd(2), items=ITEM)
    found = [(p.message.code, p.params.get("asked"), p.params["department"]) for p in check(given).problems]
    assert found == [
        ("too-few-of-department", 3, "health"),
        ("nobody-fits", ("x",), "health"),
        ("nobody-fits", ("y",), "health"),
        ("nobody-fits", ("lead",), "health"),
        ("nobody-of-department", None, "police"),
    ]


def test_a_period_in_which_nobody_is_present() -> None:
    away = tuple(Leave(f"l{k}", f"i{k}", FIRST, FIRST + timedelta(15)) for k in range(3))
    roster = crowd(3)
    wanted = plan([task("a", (team(),), periods=("p1", "p2")), task("b", (team(),), periods=("p2",))], (1, 1))
    given = facts(wanted, targets=targets({"d1": 9}), inspectors=roster, leave=away, items=ITEM)
    (problem,) = check(given).problems
    assert (problem.message.code, problem.warning) == ("nobody-present", False)
    assert problem.params == {"department": "health", "period": "p1", "tasks": "a"}


def test_a_district_that_area_rules_leave_without_anybody() -> None:
    roster = crowd(4, areas=("d1",))
    own, other = task("a", (team(area=OWN),)), task("b", (team(area=AreaRule("not own")),))
    alone = facts(plan([own]), targets=targets({"d1": 9, "d2": 4}), inspectors=roster, items=ITEM)
    assert [p.params for p in check(alone).problems] == [
        {"tasks": "a", "department": "health", "targets": 4, "district": "d2"}
    ]
    shared = facts(plan([own, other]), targets=targets({"d1": 9}), inspectors=roster, items=ITEM)
    assert [(p.message.code, p.params["tasks"], p.params["district"]) for p in check(shared).problems] == [
        ("district-without", "a, b", "d1")
    ]


def test_tasks_whose_merged_visit_asks_what_nobody_has() -> None:
    roster = (*crowd(2, lead=True), inspector("x1", "health", "x"), inspector("y1", "health", "y"))
    wanted = [task("a", (team("health", 2, "x", "y"),)), task("b", (team("health", 2, lead=True),))]
    given = facts(plan(wanted), targets=targets({"d1": 9}), inspectors=roster, items=ITEM)
    (problem,) = (p for p in check(given).problems if p.message.code != "no-choice")
    assert (problem.message.code, problem.warning, problem.params["asked"]) == ("team-together", True, ("x", "lead"))
    apart = [wanted[0], task("b", (team("health", 2, lead=True),), periods=("p2",))]
    assert (
        codes(facts(plan(apart, (1, 1)), targets=targets({"d1": 9}), inspectors=roster, items=ITEM)) == [NO_CHOICE] * 2
    )


def test_a_slot_that_only_as_many_can_take_as_it_asks_leaves_nothing_to_draw() -> None:
    def said(roster: tuple[Inspector, ...]) -> list[tuple[object, object, bool]]:
        given = facts(plan([wanted]), targets=targets({"d1": 9}), inspectors=roster, items=ITEM)
        return [(p.params["asked"], p.params["names"], p.warning) for p in check(given).problems]

    wanted = task("a", (team("health", 2, "x"),))
    one, other = inspector("x1", "health", "x"), inspector("x2", "health", "x")
    assert said((*crowd(2), one)) == [(("x",), one.name, True)]
    assert said((*crowd(2), one, other)) == []
    both = f"{one.name}, {other.name}"
    assert said((one, other)) == [(("x",), both, True), (("general",), both, True)]


def test_active_targets_in_no_scope_are_counted() -> None:
    wanted = task("a", (team(),), scope=Scope((("district", ("d1",)),)))
    pool = targets({"d1": 9, "d2": 4})
    given = facts(plan([wanted]), targets=pool, inspectors=crowd(3), items=ITEM)
    (problem,) = check(given).problems
    assert (problem.message.code, problem.warning, problem.params["number"]) == ("targets-unreached", True, 4)
    closed = tuple(replace(t, status="closed") if t.district == "d2" else t for t in pool)
    assert codes(facts(plan([wanted]), targets=closed, inspectors=crowd(3), items=ITEM)) == []


def test_certificates_are_named_at_the_first_period_they_do_not_cover() -> None:
    roster = (
        *crowd(3),
        inspector("j1", certificate_until=date(2025, 12, 31)), inspector("j2", certificate_until=FIRST + timedelta(29)),
        inspector("j3", certificate_until=date(2027, 1, 1)), inspector("j4", certificate_until=date(2020, 1, 1), active=False),
    )  # fmt: skip
    given = facts(
        plan([task("a", (team(area=ANY),), periods=("p1", "p2"))], (1, 1)),
        targets=(target("x"),),
        inspectors=roster,
        items=ITEM,
    )
    assert [(p.message.code, p.params["period"], p.params["names"]) for p in check(given).problems] == [
        ("certificate-ends", "p1", "j1"),
        ("certificate-ends", "p2", "j2"),
    ]
