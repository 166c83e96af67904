"""The sample county's results: the same for a visit every time, in the official classes, in a lifelike mix."""

from collections import Counter
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

from inspectors.eligibility import Span
from scheduler.plan.model import ResultRules
from scheduler.results.check import Owed
from scheduler.results.importing import Against, read
from scheduler.results.model import FINDINGS
from scheduler.sample import Visited, results, write_results
from scheduler.sample.invented import HEADERS

FIRST, LAST = date(2026, 4, 1), date(2026, 6, 30)
CHECKS = (("卫生健康局", "YL01"), ("卫生健康局", "YL02"), ("疾病预防控制局", "CR01"), ("市场监督管理局", "X9"))
HEALTH = {"none found": "no problem", "ordered": "corrected", "pending": "penalty", "not at address": "unreachable"}
"""What the health authorities call what market regulation found."""
VISITS = [Visited(f"ZS{k:04}/1", FIRST, LAST, CHECKS) for k in range(2000)]


def test_a_visits_results_depend_on_its_name_alone() -> None:
    assert results(VISITS) == [row for visit in VISITS for row in results([visit])]


def test_about_the_stated_share_is_done() -> None:
    assert 1140 < len({row.visit for row in results(VISITS)}) < 1260
    assert len(results(VISITS, Fraction(1))) == len(VISITS) * len(CHECKS)
    assert results(VISITS, Fraction(0)) == []


def test_classes_are_mixed_as_in_life() -> None:
    order: list[str] = list(FINDINGS)
    worst: dict[str, str] = {}
    for row in results(VISITS, Fraction(1)):
        finding = HEALTH.get(row.finding, row.finding)
        worst[row.visit] = max(worst.get(row.visit, order[0]), finding, key=order.index)
    shares = {finding: number / len(VISITS) for finding, number in Counter(worst.values()).items()}
    for finding, wanted in (("no problem", 0.80), ("corrected", 0.12), ("penalty", 0.04), ("unreachable", 0.04)):
        assert abs(shares[finding] - wanted) < 0.02


def test_a_closed_place_is_closed_for_everybody() -> None:
    closed = {row.visit for row in results(VISITS) if FINDINGS[row.finding].kind == "closed"}
    assert closed
    assert {FINDINGS[row.finding].kind for row in results(VISITS) if row.visit in closed} == {"closed"}


def test_each_department_has_its_own_words() -> None:
    for row in results(VISITS):
        assert FINDINGS[row.finding].vocabulary == ("market" if row.department == "市场监督管理局" else "health")


def test_what_was_found_is_said_and_nothing_else() -> None:
    for row in results(VISITS):
        kind = FINDINGS[row.finding].kind
        assert bool(row.problems) == (kind != "clean")
        assert bool(row.rectification) == (kind == "problem")
        assert row.recheck_due is None or row.date < row.recheck_due


def test_visits_take_place_on_working_days_of_their_period() -> None:
    for row in results(VISITS):
        assert FIRST <= row.date <= LAST
        assert row.date.weekday() < 5


def test_a_visit_without_a_day_left_is_not_done() -> None:
    assert results([Visited("ZS0001/1", FIRST, FIRST - timedelta(1), CHECKS)], Fraction(1)) == []


def test_results_become_the_same_workbook_every_time(tmp_path: Path) -> None:
    one, other = (write_results(tmp_path / name, results(VISITS[:20])) for name in ("1.xlsx", "2.xlsx"))
    assert one.read_bytes() == other.read_bytes()


def test_the_workbook_of_results_is_read_without_a_problem(tmp_path: Path) -> None:
    rows = results(VISITS[:20])
    asked = {department: frozenset(i for d, i in CHECKS if d == department) for department, _ in CHECKS}
    days = {visit.visit: Span(FIRST, LAST) for visit in VISITS}
    rules = ResultRules(departments=(("市场监督管理局", "market"),))
    owed = Owed({visit.visit: asked for visit in VISITS}, FIRST, frozenset(), days, {}, rules)
    known = Against(owed, frozenset(), "2026-1", LAST)
    found, problems, table = read(write_results(tmp_path / "results.xlsx", rows), known)
    assert problems == []
    assert table.headers == HEADERS
    assert found == rows
