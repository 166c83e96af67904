"""A year closed and the next one opened: what is refused, what is named, and what an audit sees of it."""

import copy
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from forger import chained, finds, leaves, other, place, red, with_body
from shop import tell
from small_office import DICE, commit, happen, open_office, plan
from small_year import enter, release, review, rows, staff, visits

from inventories.problems import Exit, Refused
from scheduler import acts, journal
from scheduler.bundle import Bundle, collect
from scheduler.log import next_event
from scheduler.publish.acts import publish
from scheduler.results.acts import enter_results
from scheduler.store.office import Office
from scheduler.year import acts as year_acts

JULY = datetime(2001, 7, 2, 1, tzinfo=UTC)
PLANS = {"2001": plan(), "2002": plan().replace(b"2001", b"2002").replace(b"2000", b"2001")}


@pytest.fixture
def office(drawn: Path) -> Office:
    return open_office(drawn, JULY)


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [problem.message.code for problem in refused.value.problems]


def everything(office: Office) -> None:
    """Fill every open slot by order, and release results of all visits."""
    staff(office)
    release(office, [row for visit in visits(office) for row in rows(office, visit.name)])


def test_a_year_is_closed_when_all_is_done(office: Office) -> None:
    everything(office)
    event, found = year_acts.close_year(office, 2001, None)
    number = len(journal.standing(acts.find(office, None)))
    assert (found.drawn, found.done, found.closed, found.open, found.unreleased) == (number, number, 0, (), ())
    assert event.body["commitments"] == [acts.find(office, None).hash]
    assert not finds("3.08", collect(office))
    with pytest.raises(Refused) as again:
        year_acts.close_year(office, 2001, "g")
    assert codes(again) == ["year-closed-already"]


def test_what_is_unfinished_is_named_and_refused(office: Office) -> None:
    one, two = visits(office)[:2]
    enter(office, rows(office, one.name))
    release(office, rows(office, two.name, "unreachable"))
    with pytest.raises(Refused) as error:
        year_acts.close_year(office, 2001, None)
    assert codes(error) == ["year-visits-owed", "year-not-released"]
    assert error.value.exit_code == Exit.CONFLICT
    assert office.events("year") == []
    number = len(journal.standing(acts.find(office, None)))
    event, found = year_acts.close_year(office, 2001, "moved away")
    assert (found.drawn, found.done, found.closed, len(found.open)) == (number, 1, 1, number - 2)
    assert {tuple(row[1:]) for row in event.body["unreleased"]} == {r.place for r in rows(office, one.name)}
    assert event.body["ground"] == "moved away"


def test_a_returned_result_is_owed_and_not_unreleased(office: Office) -> None:
    everything(office)
    before = rows(office, visits(office)[0].name)[:1]
    enter(office, before)
    review(office, "returned", before, "g")
    _, found = year_acts.close_year(office, 2001, "g")
    assert [visit for _, visit in found.open] == [before[0].visit]
    assert found.unreleased == ()


def test_a_year_without_draws_and_one_that_waits_are_not_closed(office: Office, committed: Path) -> None:
    with pytest.raises(Refused) as error:
        year_acts.close_year(office, 2002, "g")
    assert (codes(error), error.value.exit_code) == (["no-draws-of-year"], Exit.FAILED)
    with pytest.raises(Refused) as error:
        year_acts.close_year(open_office(committed), 2001, "g")
    assert codes(error) == ["year-pending"]


def test_a_planned_batch_without_a_draw_is_named(filled: Path) -> None:
    office = open_office(filled)
    days = b"as_of = 2001-01-05, results_due = 2001-12-31 }"
    batches = b'batch = [{ id = "a", periods = ["p1"], ' + days + b', { id = "b", periods = ["p2"], ' + days + b"]"
    lines = [line for line in plan().splitlines() if not line.startswith((b"as_of", b"results_due"))]
    commit(office, b"\n".join([batches, *lines]))
    acts.draw(office, DICE)
    with pytest.raises(Refused) as error:
        year_acts.close_year(office, 2001, None)
    assert "year-batches-undrawn" in codes(error)
    event, _ = year_acts.close_year(office, 2001, "g")
    assert event.body["undrawn"] == [["2001", "b"]]
    assert not finds("3.08", collect(office))


def _act(kind: str, **body: Any) -> Callable[[Office], object]:
    return lambda office: happen(office, kind, **body)


def _results(office: Office) -> object:
    draw = acts.find(office, None)
    return enter_results(office, draw, rows(office, visits(office)[0].name), {"file": "r", "sha256": "0" * 64})


AFTERWARDS: dict[str, Callable[[Office], object]] = {
    "recusal": _act("recusal", inspector="H0", target="T00", ground="g"),
    "absence": _act("absence", inspector="H0", periods=["p1"], ground="g"),
    "reinforcement": _act("reinforcement", inspector="M1", limit=9, ground="g"),
    "results": _results,
    "results straight into the log": lambda office: enter(office, rows(office, visits(office)[0].name)),
    "review": lambda office: review(office, "checked", []),
    "void": lambda office: acts.void(office, acts.find(office, None), "g"),
    "commitment": lambda office: commit(office, plan(id='"other"')),
}


@pytest.mark.parametrize("what", AFTERWARDS)
def test_nothing_happens_to_a_closed_year(office: Office, what: str) -> None:
    year_acts.close_year(office, 2001, "g")
    before = office.head()
    with pytest.raises(Refused) as error:
        AFTERWARDS[what](office)
    assert (codes(error), error.value.exit_code) == (["year-closed"], Exit.CONFLICT)
    assert office.head() == before


def test_what_is_done_may_be_published_and_the_next_year_committed(office: Office, tmp_path: Path) -> None:
    release(office, rows(office, visits(office)[0].name))
    year_acts.close_year(office, 2001, "g")
    publish(office, None, tmp_path / "site")
    assert commit(office, PLANS["2002"]).ref == "2002-1"


# the audit


@pytest.fixture
def year(office: Office) -> Bundle:
    """A bundle of a closed year with something left, a re-check among it, and the next one opened."""
    one, two, three = visits(office)[:3]
    enter(office, rows(office, one.name, "corrected", recheck_due=date(2001, 9, 1)))
    release(office, rows(office, two.name, "unreachable"))
    release(office, rows(office, three.name))
    year_acts.close_year(office, 2001, "g")
    year_acts.open_year(office, 2002, PLANS["2001"], PLANS["2002"])
    return collect(office)


def closing(bundle: Bundle) -> int:
    return place(bundle, "year") - 1


def changed(bundle: Bundle, path: tuple[str | int, ...], change: Callable[[Any], Any]) -> Bundle:
    """The bundle with another value in the closing, chained anew."""
    k = closing(bundle)
    body = copy.deepcopy(bundle.events[k].body)
    inner: Any = body
    for name in path[:-1]:
        inner = inner[name]
    inner[path[-1]] = change(inner[path[-1]])
    events = [*bundle.events[:k], replace(bundle.events[k], body=body), *bundle.events[k + 1 :]]
    return replace(bundle, events=chained(events))


def test_an_honest_closing_is_green(year: Bundle) -> None:
    assert not finds("3.08", year)
    body = year.events[closing(year)].body
    assert body["open"]
    assert body["unreleased"]
    assert body["rechecks"]


def test_no_fact_of_a_closing_can_be_changed(year: Bundle) -> None:
    body = year.events[closing(year)].body
    for path in leaves(body):
        if path not in (("ground",), ("settled",), ("step",)):
            assert finds("3.08", changed(year, path, other)) or "1.00" in red(changed(year, path, other)), path
    assert finds("3.08", changed(year, ("ground",), lambda _: ""))
    assert finds("3.08", changed(year, ("step",), lambda _: "done"))
    assert finds("3.08", changed(year, ("settled",), lambda _: [[*body["rechecks"][0], "V1"]]))


def test_no_recheck_of_an_opening_can_be_changed(year: Bundle) -> None:
    for path in leaves(year.events[place(year, "year")].body):
        if path[0] == "rechecks":
            assert finds("3.08", with_body(year, "year", path, other)), path


@pytest.mark.parametrize("kind", ["results", "review", "draw"])
def test_what_happens_to_a_closed_year_is_seen(year: Bundle, kind: str) -> None:
    """An altered program logs one more act of the draw at the end."""
    again = year.events[place(year, kind)]
    last = year.events[-1]
    event = next_event(last, last.time, "x", kind, again.body)
    assert finds("3.08", replace(year, events=(*year.events, event)))


def test_a_commitment_of_a_closed_year_is_seen(year: Bundle) -> None:
    k = place(year, "commitment")
    last = year.events[-1]
    body = {**year.events[k].body, "hash": "1" * 64}
    assert finds("3.08", replace(year, events=(*year.events, next_event(last, last.time, "x", "commitment", body))))


def test_a_second_closing_is_seen(year: Bundle) -> None:
    last = year.events[-1]
    event = next_event(last, last.time, "x", "year", year.events[closing(year)].body)
    assert finds("3.08", replace(year, events=(*year.events, event)))


# the verbs


def test_closing_and_opening_from_the_command_line(office: Office, drawn: Path, tmp_path: Path) -> None:
    name = next(visit.name for visit in visits(office) if "clinics" in visit.tasks)
    enter(office, rows(office, name, "corrected", recheck_due=date(2001, 9, 1)))
    office.close()
    said = tell(drawn, "year", "close", 2001, now=JULY.replace(hour=5))
    assert said.code == Exit.CONFLICT
    assert "still owe results" in said.err
    assert "not released" in said.err
    for words in (["--carry"], ["--ground", "g"], ["--carry", "--ground", " "]):
        assert tell(drawn, "year", "close", 2001, *words).code == Exit.USAGE
    assert tell(drawn, "year", "close", 1999, "--carry", "--ground", "g").code == Exit.FAILED
    assert tell(drawn, "year", "close", "soon").code == Exit.USAGE
    told = tell(drawn, "year", "close", 2001, "--carry", "--ground", "g", "--json", now=JULY.replace(hour=5))
    assert json.loads(told.out)["year"] == 2001
    source, made = tmp_path / "plan.toml", tmp_path / "new" / "plan.toml"
    source.write_bytes(PLANS["2001"])
    arguments = ["year", "open", 2002, "--from", source, "--to", made]
    said = tell(drawn, *arguments, now=JULY.replace(hour=6))
    assert said.code == Exit.DONE, said.all
    assert made.read_bytes() == PLANS["2001"].replace(b"2001", b"2002")
    assert "2 re-checks are still open" in said.out
    assert "provisional" in said.err
    assert tell(drawn, *arguments).code == Exit.CONFLICT
    assert tell(drawn, "year", "open", 2001, "--from", source, "--to", tmp_path / "x").code == Exit.PLAN
    assert tell(drawn, "year", "open", 2002, "--from", tmp_path / "none", "--to", tmp_path / "x").code == Exit.INPUT
    assert not (tmp_path / "x").exists()
    status = tell(drawn, "status")
    assert "Closed years: 2001" in status.out
    assert "plan check" in status.err


def test_a_closed_year_is_said_in_chinese(office: Office, drawn: Path) -> None:
    year_acts.close_year(office, 2001, "g")
    said = tell(drawn, "void", "2001-1", "--ground", "g", lang="zh", now=JULY.replace(hour=5))
    assert said.code == Exit.CONFLICT
    assert "2001 年已关闭" in said.err
