"""Whoever steers an office by what lies outside its draws: each way to do so, and the check that shows it to the auditor.

Nothing here breaks a rule of the log, so most of it is amber: the auditor sees what was done, on which ground, and asks.
"""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import small_office
import small_year
from forger import finds, place, red, with_events
from shop import tell
from small_office import DICE, OTHER_DICE, open_office
from test_batches import caps, check, done, put, text

from inventories.model import Exclusion, PastVisit
from scheduler import acts, duplicates
from scheduler.audit.checks import Colour, audit
from scheduler.bundle import Bundle, collect
from scheduler.imports import store_records
from scheduler.results import acts as reviewing
from scheduler.store.office import Office
from scheduler.tables import Tables

JULY = datetime(2001, 7, 2, tzinfo=UTC)
SOURCE = {"file": "f.csv", "sha256": "0" * 64, "rows": 1}


def told(bundle: Bundle, number: str, on: date | None = None) -> str:
    """The details of an amber check of all draws; "" where it is green."""
    found = [c.finding for c in audit(bundle, on) if c.number == number]
    assert all(f.colour in (Colour.GREEN, Colour.AMBER) for f in found)
    return "; ".join(f.detail for f in found if f.detail)


def drawn_with(folder: Path, plan: bytes) -> Bundle:
    done(folder, "commit", put(folder, plan))
    done(folder, "draw", "--randomness", DICE)
    bundle = collect(open_office(folder))
    assert red(bundle) == set()
    return bundle


# friends kept out


def test_an_invented_individual_check_that_reaches_the_cap_is_shown(filled: Path) -> None:
    check(filled)
    assert "T02 (clinics" in told(drawn_with(filled, caps()), "2.08")
    assert "2001-01-10 health individual complaint 12" in told(collect(open_office(filled)), "2.08")


def test_an_invented_past_visit_that_reaches_the_cap_is_shown_for_all_places_of_the_entity(filled: Path) -> None:
    office = open_office(filled, datetime(2001, 1, 9, tzinfo=UTC))
    store_records(office, "history", [PastVisit("Z1", "T04", date(2001, 1, 8), "health", (), "ok")], dict(SOURCE))
    assert "T05 (clinics): 2001-01-08 health" in told(drawn_with(filled, caps()), "2.08")


def test_who_is_at_the_limit_by_the_draws_alone_is_not_listed(filled: Path) -> None:
    assert told(drawn_with(filled, caps()), "2.08") == ""
    done(filled, "commit", put(filled, caps()))
    bundle = collect(open_office(filled))
    assert any(x["ground"] == "cap" for x in bundle.events[-1].body["record"]["excluded"])
    assert told(bundle, "2.08") == ""


def test_an_altered_program_that_forgets_a_friend_is_red(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything fits, the commitment too: only the numbers of the imports know of the friend."""
    honest = Office.tables

    def forgetful(office: Office) -> Tables:
        found = honest(office)
        return replace(found, targets=tuple(t for t in found.targets if t.id != "T06"))

    monkeypatch.setattr(Office, "tables", forgetful)
    small_office.commit(open_office(filled))
    bundle = collect(open_office(filled))
    assert red(bundle) == {"1.19"}


@pytest.mark.parametrize("table", ["signals", "history", "exclusions", "conflicts", "leave", "inspectors", "items"])
@pytest.mark.parametrize("more", [False, True])
def test_a_record_less_or_more_than_the_log_has_brought_is_red(
    filled: Path, monkeypatch: pytest.MonkeyPatch, table: str, more: bool
) -> None:
    honest = Office.tables

    def altered(office: Office) -> Tables:
        found = honest(office)
        records = getattr(found, table)
        last = replace(records[-1], id="zz")
        return replace(found, **{table: (*records, last) if more else records[:-1]})

    monkeypatch.setattr(Office, "tables", altered)
    small_office.commit(open_office(filled))
    assert finds("1.19", collect(open_office(filled)))


def test_results_and_individual_checks_are_records_too(drawn: Path) -> None:
    office = open_office(drawn)
    small_office.enter(office, small_year.visits(office)[0].name)
    check(drawn)
    acts.void(open_office(drawn, JULY), acts.find(office, None), "g")
    small_office.commit(open_office(drawn, JULY))
    assert not finds("1.19", collect(office))


def _second(folder: Path, plan: bytes) -> str:
    """Who could be drawn in the first batch and is kept out of the second."""
    small_office.commit(open_office(folder, JULY), plan)
    bundle = collect(open_office(folder))
    assert red(bundle) == set()
    return told(bundle, "2.22")


def _undrawn(folder: Path) -> list[str]:
    """Clinics that the first batch could have drawn and has not."""
    office = open_office(folder)
    draw = acts.find(office, None)
    drawn = {row["target"] for row in draw.outcome["targets"]}
    rows = acts.frozen_facts(office, draw).frame.rows
    return [row.target for row in rows if row.task == "clinics" and row.target not in drawn]


def test_friends_who_are_closed_excluded_merged_or_of_another_sort_in_time_are_named(filled: Path) -> None:
    drawn_with(filled, text())
    closed, excluded, merged, other, stays = _undrawn(filled)[:5]
    office = open_office(filled, datetime(2001, 5, 1, 1, tzinfo=UTC))
    known = {target.id: target for target in office.records("targets")}
    changed = [replace(known[closed], status="closed"), replace(known[other], category="school")]
    store_records(office, "targets", changed, dict(SOURCE))
    store_records(office, "exclusions", [Exclusion("E9", excluded, "rebuilt", "Doc 9")], dict(SOURCE))
    duplicates.decide(office, stays, merged, True, "one place")
    found = _second(filled, text())
    for ground, target in (("closed", closed), ("rebuilt", excluded), ("merged", merged), ("out of scope", other)):
        assert f"{ground} (clinics): {target}" in found


def test_a_friend_who_takes_the_code_of_a_place_at_its_limit_is_named(filled: Path) -> None:
    plan = caps('per_agency = 1\nunit = "entity"')
    bundle = drawn_with(filled, plan)
    friend = _undrawn(filled)[0]
    busy = next(e for e in bundle.events if e.kind == "draw").body["outcome"]["targets"][0]["target"]
    assert told(bundle, "2.22") == ""
    office = open_office(filled, datetime(2001, 5, 1, 1, tzinfo=UTC))
    known = {target.id: target for target in office.records("targets")}
    store_records(office, "targets", [replace(known[friend], entity=known[busy].entity)], dict(SOURCE))
    assert f"cap (clinics): {friend}" in _second(filled, plan)


def test_a_friend_is_missed_though_the_task_was_not_in_the_batch_before(filled: Path) -> None:
    third = b"""    { id = "third", periods = ["p3"], as_of = 2001-01-05, results_due = 2001-12-31 },\n]\n"""
    period = b"""    { id = "p3", from = 2001-07-01, to = 2001-12-30, weight = 1 },\n]\n\nbatch"""
    plan = text().replace(b"]\n\nbatch", period, 1).replace(b"]\n\n[points]", third + b"\n[points]", 1)
    plan = plan.replace(b'name = "Clinics"', b'name = "Clinics"\nperiods = ["p1", "p3"]')
    drawn_with(filled, plan)
    friend = _undrawn(filled)[0]
    done(filled, "commit", put(filled, plan))
    done(filled, "draw", "--randomness", OTHER_DICE)
    office = open_office(filled, datetime(2001, 5, 1, 1, tzinfo=UTC))
    known = {target.id: target for target in office.records("targets")}
    store_records(office, "targets", [replace(known[friend], status="closed")], dict(SOURCE))
    assert f"closed (clinics): {friend}" in _second(filled, plan)


def test_whoever_was_drawn_or_is_at_the_limit_by_that_is_not_named(filled: Path) -> None:
    drawn_with(filled, caps())
    assert _second(filled, caps()) == ""


# the order of the log


def test_two_commitments_that_wait_together_are_red(committed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else an office throws for both and sets one draw aside."""
    monkeypatch.setattr(acts.journal, "draws", lambda events: [])
    small_office.commit(open_office(committed))
    monkeypatch.undo()
    assert red(collect(open_office(committed))) == {"1.20"}


@pytest.mark.parametrize("kind", ["results", "review", "extension"])
def test_nothing_can_happen_to_a_void_draw(drawn: Path, kind: str) -> None:
    """Else its results would be past visits, which bring a friend to the limit."""
    office = open_office(drawn, JULY)
    visit = small_year.visits(office)[0].name
    small_year.enter(office, small_year.rows(office, visit))
    small_year.review(office, "checked", small_year.rows(office, visit))
    small_year.extend(office, visit, date(2001, 8, 1))
    acts.void(office, acts.find(office, None), "g")
    bundle = collect(office)
    assert not finds("1.20", bundle)
    events = list(bundle.events)
    late = events.pop(place(bundle, kind))
    assert finds("1.20", with_events(bundle, [*events, replace(late, time=events[-1].time)]))


# friends and inspectors from above


def test_a_list_from_above_that_names_inspectors_is_shown(filled: Path) -> None:
    path = filled.parent / "list.csv"
    path.write_text(
        "编号,检查对象编号,任务编号,抽取机关,文号,检查人员工号\nA9,T08,national,Province,P 1,H1、H2\n", "utf-8"
    )
    done(filled, "import", "assigned", path)
    found = told(drawn_with(filled, text()), "2.09")
    assert "City City 2001/5: 1 targets, 0 with inspectors named, 0 withdrawn, not signed" in found
    assert "Province P 1: 1 targets, 1 with inspectors named, 0 withdrawn, not signed" in found


def test_a_list_from_above_that_was_dropped_is_shown(filled: Path) -> None:
    path = filled.parent / "list.csv"
    head = "编号,检查对象编号,任务编号,抽取机关,文号\n"
    for rows in ("A8,T08,national,City,City 2\nA9,T10,national,City,City 2\n", "A9,T10,national,City,City 2\n"):
        path.write_text(head + rows, "utf-8")
        done(filled, "import", "assigned", path)
    assert "City City 2: 2 targets, 0 with inspectors named, 1 withdrawn" in told(drawn_with(filled, text()), "2.09")


def test_without_a_task_from_above_nothing_is_listed(drawn: Path) -> None:
    assert told(collect(open_office(drawn)), "2.09") == ""


# the plan, and batches that never come


def test_a_plan_changed_between_two_batches_is_shown(filled: Path) -> None:
    assert told(drawn_with(filled, text()), "2.21") == ""
    done(filled, "commit", put(filled, text().replace(b"total = 6", b"total = 7")))
    done(filled, "draw", "--randomness", OTHER_DICE)
    found = told(collect(open_office(filled)), "2.21")
    assert found == "since 2001-1: task[water].total: 6 → 7"


def test_a_plan_changed_after_a_void_draw_is_shown(drawn: Path) -> None:
    office = open_office(drawn)
    acts.void(office, acts.find(office, None), "g")
    small_office.commit(office, small_office.plan(rates='{ A = "1/9", B = "1/2", C = 1 }'))
    assert "task[clinics].rates.A: 1/3 → 1/9" in told(collect(office), "2.21")


def test_a_batch_that_is_never_drawn_is_shown_when_its_time_is_over(filled: Path) -> None:
    bundle = drawn_with(filled, text())
    assert told(bundle, "3.06", date(2001, 6, 30)) == ""
    assert told(bundle, "3.06", date(2001, 7, 1)) == "batch late was for the time until 2001-06-30"


def test_a_draw_that_is_void_and_never_made_again_is_shown(drawn: Path) -> None:
    office = open_office(drawn)
    acts.void(office, acts.find(office, None), "g")
    assert told(collect(office), "3.06", date(2001, 7, 1)) == "batch 2001 was for the time until 2001-06-30"


def test_a_year_closed_early_is_shown_with_what_it_leaves(drawn: Path) -> None:
    said = tell(drawn, "year", "close", 2001, "--carry", "--ground", "moved house", now=JULY)
    assert said.code == 0, said.all
    bundle = collect(open_office(drawn, JULY))
    assert "2001 was closed with 0 undrawn" in told(bundle, "3.08")
    assert "moved house" in told(bundle, "3.08")


# results


@pytest.fixture
def staffed(drawn: Path) -> Office:
    office = open_office(drawn, JULY)
    small_year.staff(office)
    return office


def test_a_result_that_was_returned_and_changed_is_shown(staffed: Office) -> None:
    visit = small_year.visits(staffed)[0].name
    small_year.enter(staffed, small_year.rows(staffed, visit, "penalty", problems="p"))
    first = small_year.rows(staffed, visit)[:1]
    small_year.review(staffed, "returned", first, "typing error")
    small_year.enter(staffed, first)
    assert "penalty → no problem, returned: typing error" in told(collect(staffed), "3.07")


def test_a_result_entered_again_in_other_words_or_alike(staffed: Office) -> None:
    visit = small_year.visits(staffed)[0].name
    rows = small_year.rows(staffed, visit, "penalty", problems="p")
    small_year.enter(staffed, rows)
    small_year.review(staffed, "returned", rows[:1], "typing error")
    small_year.enter(staffed, rows[:1])
    assert told(collect(staffed), "3.07") == ""
    small_year.review(staffed, "returned", rows[:1], "again")
    small_year.enter(staffed, [replace(rows[0], problems="none to speak of")])
    assert "other problems, returned: again" in told(collect(staffed), "3.07")


def test_an_extension_is_shown(staffed: Office) -> None:
    visit = small_year.visits(staffed)[0].name
    reviewing.extend(staffed, acts.find(staffed, None), [visit], date(2001, 8, 1), "holiday", "Head")
    assert told(collect(staffed), "3.09") == f"1 until 2001-08-01, by Head: holiday: {visit}"
