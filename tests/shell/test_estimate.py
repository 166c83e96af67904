"""``report estimate``: chances, results and batches of a real office come to the figures that are told."""

import csv
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import small_office
from shop import tell, words_of
from small_office import open_office, target_id

from inventories.problems import Exit
from scheduler import acts, journal, messages
from scheduler.estimate.messages import NO_ESTIMATE
from scheduler.estimate.units import cancelled_in, estimable, units
from scheduler.log import Event
from scheduler.results.acts import enter_results, review
from scheduler.results.model import Finding

SOURCE = {"file": "r.csv", "sha256": "0" * 64}


def told(folder: Path, *words: object) -> dict[str, Any]:
    said = tell(folder, "report", "estimate", "--json", *words)
    assert said.code == Exit.DONE, said.err
    found: dict[str, Any] = json.loads(said.out)
    return found


def domain(report: dict[str, Any], task: str, by: str = "whole", label: str = "") -> dict[str, Any]:
    mine = next(one for one in report["tasks"] if one["task"] == task)
    return next(one for one in mine["domains"] if (one["by"], one["domain"]) == (by, label))


def enter(
    folder: Path, finding: Callable[[str, str, str], Finding | None], visits: Sequence[str] = (), release: bool = True
) -> None:
    """Results of whole visits by what ``finding`` says of (visit, department, item), released; None leaves one out."""
    last = datetime.fromisoformat(open_office(folder).events()[-1].time)
    office = open_office(folder, max(last, small_office.LATER))
    draw = acts.find(office, None)
    names = visits or [name for name, visit in journal.standing(draw).items() if None not in visit.team.values()]
    rows = [
        replace(row, finding=kind)
        for row in small_office.results_of(office, *names)
        if (kind := finding(*row.place)) is not None
    ]
    enter_results(office, draw, rows, SOURCE)
    for decision in ("checked", "released") if release else ():
        review(office, acts.find(office, None), decision, [row.place for row in rows])


def whole_visits(folder: Path, task: str) -> list[str]:
    """Visits of the task that can take place."""
    visits = journal.standing(acts.find(open_office(folder), None)).values()
    return [v.name for v in visits if task in v.tasks and None not in v.team.values()]


def test_before_any_result_there_is_none(drawn: Path) -> None:
    report = told(drawn)
    assert report["draws"] == ["2001-1"]
    for task in ("clinics", "water"):
        found = domain(report, task)
        assert (found["seen"], found["raw"]) == (0, None)
        assert found["problem_share"] == {"share": None, "low": None, "high": None, "basis": "too few"}
    office = open_office(drawn)
    draw = acts.find(office, None)
    rows = acts.frozen_facts(office, draw).frame.rows
    for task in ("clinics", "water"):
        found = domain(report, task)
        assert found["targets"] == sum(row.task == task for row in rows)
        assert found["drawn"] == sum(row["task"] == task for row in draw.outcome["targets"])


@pytest.mark.parametrize(
    ("first", "others", "problems", "closed"),
    [
        ("corrected", "unreachable", 1, 0),
        ("penalty", "no problem", 1, 0),
        ("unreachable", "no problem", 0, 1),
        ("no problem", "no problem", 0, 0),
    ],
)
def test_problem_comes_before_closed_and_closed_before_clean(
    drawn: Path, first: Finding, others: Finding, problems: int, closed: int
) -> None:
    visit = whole_visits(drawn, "clinics")[0]
    enter(drawn, lambda v, department, item: first if (department, item) == ("health", "K1") else others, [visit])
    found = domain(told(drawn), "clinics")
    assert (found["seen"], found["problems"], found["closed"]) == (1, problems, closed)


def test_what_is_not_released_does_not_count(drawn: Path) -> None:
    enter(drawn, lambda v, d, i: "penalty", release=False)
    assert domain(told(drawn), "clinics")["seen"] == 0


def test_a_visit_counts_when_its_last_result_is_in(drawn: Path) -> None:
    visit = whole_visits(drawn, "clinics")[0]
    enter(drawn, lambda v, d, item: "penalty" if (d, item) != ("health", "K2") else None, [visit])
    assert domain(told(drawn), "clinics")["seen"] == 0
    enter(drawn, lambda v, d, item: "no problem" if (d, item) == ("health", "K2") else None, [visit])
    found = domain(told(drawn), "clinics")
    assert (found["seen"], found["problems"]) == (1, 1)


def test_chances_are_the_frozen_rates_and_findings_the_results(drawn: Path) -> None:
    enter(drawn, lambda visit, d, i: "penalty" if int(visit[1:3]) % 2 else "no problem")
    office = open_office(drawn)
    draw = acts.find(office, None)
    facts = acts.frozen_facts(office, draw)
    known = {unit.target: unit for unit in units([(draw, facts)], "water")}
    rates = {cell.path: cell.rate for cell in facts.cells["water"]}
    assert {u.target: u.chance for u in known.values()} == {
        row.target: rates[row.path] for row in facts.frame.rows if row.task == "water"
    }
    seen = {u.target for u in known.values() if u.found}
    assert seen == {v.rsplit("/", 1)[0] for v in whole_visits(drawn, "water")}
    assert all(u.found == ("problem" if int(u.target[1:]) % 2 else "clean") for u in known.values() if u.found)
    assert {(u.district, u.category) for u in known.values() if u.target == target_id(3)} == {("west", "school")}


def test_a_target_whose_visit_was_replaced_is_not_seen(drawn: Path) -> None:
    before = domain(told(drawn), "water")["drawn"]
    first = {v["visit"] for v in acts.find(open_office(drawn), None).outcome["visits"]}
    visits = journal.standing(acts.find(open_office(drawn), None)).values()
    for visit in [v.name for v in visits if v.tasks == ("water",)]:
        small_office.happen(open_office(drawn), "replacement", visit=visit, period="p2", ground="g")
        if set(whole_visits(drawn, "water")) - first:
            break
    for name in whole_visits(drawn, "water"):
        enter(drawn, lambda v, d, i: "penalty", [name])
    found = domain(told(drawn), "water")
    office = open_office(drawn)
    draw = acts.find(office, None)
    reserves = [
        name for name in whole_visits(drawn, "water") if name not in {v["visit"] for v in draw.outcome["visits"]}
    ]
    assert reserves, "the reserve has its results, and is not counted"
    assert found["drawn"] == before
    assert found["seen"] == len(whole_visits(drawn, "water")) - len(reserves)


BATCHES = """batch = [
    { id = "one", periods = ["p1"], as_of = 2001-01-05, results_due = 2001-12-31 },
    { id = "two", periods = ["p2"], as_of = 2001-01-05, results_due = 2001-12-31 },
]
"""


def batched() -> bytes:
    """The plan with two batches."""
    text = small_office.PLAN.replace("as_of = 2001-01-05\n", "").replace("results_due = 2001-12-31\n", "")
    return text.replace("\n[points]", f"\n{BATCHES}\n[points]", 1).encode()


@pytest.fixture
def twice(filled: Path) -> Path:
    """An office whose plan has two batches, both drawn; no result is in yet."""
    for number, dice in enumerate((small_office.DICE, small_office.OTHER_DICE)):
        office = open_office(filled, datetime(2001, 1, 6 + number, 1, tzinfo=UTC))
        small_office.commit(office, batched())
        acts.draw(office, dice)
    return filled


def test_a_batch_that_waits_for_its_dice_does_not_count_yet(filled: Path) -> None:
    for number in (1, 2):
        office = open_office(filled, datetime(2001, 1, 5 + number, 1, tzinfo=UTC))
        small_office.commit(office, batched())
        if number == 1:
            acts.draw(office, small_office.DICE)
    assert told(filled)["draws"] == ["2001-1"]
    assert tell(filled, "report", "estimate", "--draw", "2001-2").code == Exit.CONFLICT


def test_batches_of_a_year_are_taken_together(twice: Path) -> None:
    report = told(twice)
    assert report["draws"] == ["2001-1", "2001-2"]
    assert told(twice, "--draw", "2001-1")["draws"] == ["2001-1"]
    office = open_office(twice)
    chain = acts.chain_of(office)
    draws = chain.counting("2001")
    found = units([(draw, chain.facts(draw)) for draw in draws], "clinics")
    drawn = [{r["target"] for r in d.outcome["targets"] if r["task"] == "clinics"} for d in draws]
    assert all(drawn)
    assert not drawn[0] & drawn[1]
    assert {u.target for u in found if u.drawn} == drawn[0] | drawn[1]
    year = {"A": Fraction(1, 3), "B": Fraction(1, 2), "C": Fraction(1)}
    bands = chain.facts(draws[0]).frame.assessments
    left = [u for u in found if u.target not in drawn[0]]
    assert left
    assert all(u.chance == year[bands[u.target].band] for u in left)
    with_fellows = {u.chance for u in left}
    mine = [u for u in found if u.target in drawn[0] and year[bands[u.target].band] in with_fellows]
    assert mine
    assert all(u.chance == year[bands[u.target].band] for u in mine)


@pytest.mark.parametrize("mark", [{"from_above": True}, {"follows": "clinics"}])
def test_lists_from_above_and_second_visits_are_left_out(drawn: Path, mark: dict[str, Any]) -> None:
    office = open_office(drawn)
    draw = acts.find(office, None)
    facts = acts.frozen_facts(office, draw)
    assert list(estimable([(draw, facts)])) == ["clinics", "water"]
    tasks = tuple(replace(task, **mark) if task.id == "water" else task for task in facts.plan.tasks)
    assert list(estimable([(draw, replace(facts, plan=replace(facts.plan, tasks=tasks)))])) == ["clinics"]


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_the_table_goes_into_a_file(drawn: Path, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"t.{suffix}"
    said = tell(drawn, "report", "estimate", "--to", path, "--by", "district", "--task", "water")
    assert said.code == Exit.DONE
    assert path.stat().st_size > 0
    if suffix == "csv":
        head, *rows = csv.reader(path.read_text("utf-8-sig").splitlines())
        assert head[:3] == ["task", "by", "domain"]
        assert [row[:3] for row in rows] == [
            ["water", "all", ""],
            ["water", "district", "east"],
            ["water", "district", "west"],
        ]


def test_what_cannot_be_estimated_is_refused(drawn: Path, committed: Path, filled: Path, tmp_path: Path) -> None:
    said = tell(drawn, "report", "estimate", "--task", "fire")
    assert (said.code, said.out) == (Exit.FAILED, "")
    assert words_of(NO_ESTIMATE) in said.err
    assert tell(drawn, "report", "estimate", "--to", tmp_path / "t.pdf").code == Exit.USAGE
    assert tell(drawn, "report", "estimate", "--draw", "2001-7").code == Exit.FAILED
    said = tell(committed, "report", "estimate")
    assert said.code == Exit.CONFLICT
    assert words_of(messages.NOT_DRAWN) in said.err
    assert tell(filled, "report", "estimate").code == Exit.FAILED


@pytest.mark.parametrize(("lang", "word"), [("en", "of 1"), ("zh", "估计")])
def test_it_says_what_is_missing(drawn: Path, lang: str, word: str) -> None:
    said = tell(drawn, "report", "estimate", lang=lang)
    assert said.code == Exit.DONE
    assert word in said.out


def test_a_cancelled_task_is_left_out_with_its_pool_and_its_results(drawn: Path) -> None:
    enter(drawn, lambda _visit, _department, _item: "corrected", whole_visits(drawn, "water")[:1])
    before = told(drawn)
    cancel = ["cancel", "water", "--document", "d", "--agency", "a", "--ground", "g"]
    assert tell(drawn, *cancel).code == Exit.DONE
    report = told(drawn)
    assert [one["task"] for one in report["tasks"]] == ["clinics"]
    assert domain(report, "clinics") == domain(before, "clinics")
    said = tell(drawn, "report", "estimate", "--task", "water")
    assert said.code == Exit.FAILED
    assert words_of(NO_ESTIMATE) in said.err


def test_a_draw_in_which_a_task_was_cancelled_is_left_out_for_it(filled: Path) -> None:
    office = open_office(filled)
    small_office.commit(office)
    acts.draw(office, small_office.DICE)
    draw = acts.find(office, None)
    facts = acts.frozen_facts(office, draw)
    happened = [Event(99, "", "", "cancellation", {"task": "water", "visits": []}, "", "")]
    cancelled = replace(draw, after=happened)
    assert units([(cancelled, facts)], "water") == []
    assert units([(cancelled, facts), (draw, facts)], "water") == units([(draw, facts)], "water")
    assert cancelled_in([(cancelled, facts), (draw, facts)], "water") == ["2001-1"]
    assert units([(cancelled, facts)], "clinics") == units([(draw, facts)], "clinics")
