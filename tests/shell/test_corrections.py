"""Released results: objections and answers, corrections, the end of publication; what the public and the auditor see of it."""

import hashlib
import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import small_office
from doing import done, refused
from forger import finds, leaves, other, place, red, with_body, with_events
from shop import tell
from small_office import open_office

from inventories.problems import Exit
from inventories.records import canonical
from scheduler import acts, journal
from scheduler.audit.checks import Colour, audit
from scheduler.bundle import Bundle, collect
from scheduler.corrections import messages
from scheduler.corrections.courses import courses
from scheduler.log import next_event
from scheduler.publish.acts import publish
from scheduler.publish.references import DIGESTED
from scheduler.publish.view import SiteView
from scheduler.results import acts as reviewing
from scheduler.results.model import FINDINGS, Place
from scheduler.results.past import identifier
from scheduler.results.states import final, released

CHECKS = {"objection": "1.33", "answer": "1.33", "correction": "1.34", "ending": "1.35"}
ONLY_A_COPY_OF_THE_LOG = {
    "objection": {"applicant", "words"},
    "answer": {"ground", "officer", "document"},
    "correction": {"ground", "officer", "row.problems", "row.rectification", "row.case"},
    "ending": {"document", "officer"},
}
"""Of an event's members, by kind, those that nothing in a bundle holds."""
OFFICER = ("--ground=重新核实", "--officer=李四")


@pytest.fixture(scope="module")
def _public(_drawn: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with the released results of one visit, of both departments on two items."""
    import shutil

    folder = Path(shutil.copytree(_drawn, tmp_path_factory.mktemp("corrections") / "public"))
    office = open_office(folder)
    visit = next(v for v in journal.standing(acts.find(office, None)).values() if whole(v))
    small_office.enter(office, visit.name)
    for decision in ("checked", "released"):
        reviewing.review(office, acts.find(office, None), decision, places_of(office, visit.name))  # type: ignore[arg-type]
    office.close()
    return folder


def whole(visit: journal.StandingVisit) -> bool:
    return visit.period == "p2" and None not in visit.team.values()


def places_of(office: Any, visit: str) -> list[Place]:
    return [result.place for result in small_office.results_of(office, visit)]


@pytest.fixture
def public(_public: Path, tmp_path: Path) -> Path:
    import shutil

    return Path(shutil.copytree(_public, tmp_path / "public"))


def draw_of(folder: Path) -> journal.Draw:
    return journal.draws(open_office(folder).events())[-1]


def places(folder: Path) -> list[Place]:
    return list(courses(draw_of(folder).after))


def view_of(folder: Path, day: int = 2) -> tuple[SiteView, dict[str, bytes]]:
    office = open_office(folder, datetime(2001, 5, day, tzinfo=UTC))
    site = publish(office, None, folder.parent / "site")
    return site.view, site.files


def upheld(folder: Path) -> tuple[Place, int]:
    """The first result, objected to and the objection upheld; its place and the objection's number."""
    which = places(folder)[0]
    objected = done(folder, "result", "object", *which, "--applicant=王五", "--words=当日已整改", "--date=2001-04-20")
    done(folder, "result", "answer", objected["event"], "--uphold", *OFFICER, "--date=2001-04-25")
    return which, objected["event"]


def corrected(folder: Path) -> tuple[Place, int]:
    which, number = upheld(folder)
    changes = ("--finding=发现问题已责令改正", "--problems=记录不全", "--rectification=已整改")
    done(folder, "result", "correct", *which, *changes, *OFFICER)
    return which, number


def ended(folder: Path) -> Place:
    which, _ = corrected(folder)
    done(folder, "result", "end", *which, "--ground=credit-repair", "--document=信修1号", "--officer=李四")
    return which


# the course of a result


def test_an_objection_waits_is_answered_and_settled_by_the_correction(public: Path) -> None:
    which, number = upheld(public)
    (row,) = json.loads(tell(public, "list", "objections", "--json").out)
    assert (row["event"], row["state"], row["applicant"], row["words"]) == (number, "correction", "王五", "当日已整改")
    assert (row["visit"], row["department"], row["draw"]) == (which[0], which[1], draw_of(public).ref)
    found = done(public, "result", "correct", row["result"], "--finding=发现问题已责令改正", *OFFICER)
    assert (found["objection"], found["row"]["finding"]) == (number, "corrected")
    (row,) = json.loads(tell(public, "list", "objections", "--json").out)
    assert (row["state"], row["due"]) == ("upheld", "")


def test_a_correction_changes_what_is_given_and_leaves_the_rest(public: Path) -> None:
    which = places(public)[0]
    before = courses(draw_of(public).after)[which].now
    found = done(public, "result", "correct", *which, "--problems=记录不全", *OFFICER)
    assert found["objection"] is None
    assert courses(draw_of(public).after)[which].now == replace(before, problems="记录不全")


def test_an_upheld_objection_is_settled_by_the_end_of_the_publication_too(public: Path) -> None:
    which, _ = upheld(public)
    done(public, "result", "end", which[0], "--ground=order", "--document=d", "--officer=o")
    assert {row["state"] for row in json.loads(tell(public, "list", "objections", "--json").out)} == {"upheld"}


def test_what_counts_is_what_was_corrected_ended_or_not(public: Path) -> None:
    which = ended(public)
    draw = draw_of(public)
    assert which not in [result.place for result in released(draw)]
    (result,) = [result for result in final(draw) if result.place == which]
    (row,) = [row for row in draw.results() if journal.place_of(row) == which]
    assert result.finding == row["finding"] == "corrected"
    figures = json.loads(tell(public, "report", "statistics", "--json").out)
    assert figures["whole"]["problems"] == 1


def test_the_past_visit_is_corrected_with_it(public: Path) -> None:
    which, _ = corrected(public)
    office = open_office(public)
    (visit,) = [v for v in office.records("history") if v.id == identifier(draw_of(public).hash, *which[:2])]
    assert FINDINGS["corrected"].text in visit.result


def test_retention_ends_all_that_is_older_and_can_be_looked_at_first(public: Path) -> None:
    before = open_office(public).events()
    old = ("result", "end", "--before=2001-05-01", "--ground=retention", "--officer=o")
    shown = done(public, *old, "--preview")
    assert open_office(public).events() == before
    (event,) = done(public, *old)
    assert event["rows"] == shown[0]["rows"] == [list(which) for which in places(public)]
    refused(public, Exit.CONFLICT, messages.NOTHING_OLDER, *old)


def test_status_tells_what_is_owed_and_what_is_not_on_the_pages(public: Path) -> None:
    upheld(public)
    late = datetime(2001, 8, 1, tzinfo=UTC)
    told = json.loads(tell(public, "status", "--json", now=late).out)["objections"]
    assert told == {"unanswered": 0, "uncorrected": 1, "overdue": 1, "unpublished": 2}
    assert "待更正" in tell(public, "status", lang="zh", now=late).out
    view_of(public)
    assert json.loads(tell(public, "status", "--json", now=late).out)["objections"]["unpublished"] == 0


# what is refused


def test_what_is_not_released_is_neither_objected_to_nor_corrected_nor_ended(drawn: Path) -> None:
    office = open_office(drawn)
    visit = next(v for v in journal.standing(acts.find(office, None)).values() if whole(v))
    small_office.enter(office, visit.name)
    which = places_of(office, visit.name)[0]
    none = messages.FAULTS["unreleased"]
    refused(drawn, Exit.FAILED, none, "result", "object", *which, "--applicant=a", "--words=b")
    refused(drawn, Exit.FAILED, none, "result", "correct", *which, "--problems=b", *OFFICER)
    refused(drawn, Exit.FAILED, none, "result", "end", *which, "--ground=order", "--document=d", "--officer=o")


def test_an_ended_publication_is_never_touched_again(public: Path) -> None:
    which = ended(public)
    over = messages.FAULTS["ended"]
    refused(public, Exit.CONFLICT, over, "result", "object", *which, "--applicant=a", "--words=b")
    refused(public, Exit.CONFLICT, over, "result", "correct", *which, "--problems=b", *OFFICER)
    refused(public, Exit.CONFLICT, over, "result", "end", *which, "--ground=order", "--document=d", "--officer=o")


def test_a_correction_could_have_been_entered(public: Path) -> None:
    which = places(public)[0]
    correct = ("result", "correct", *which)
    refused(public, Exit.CONFLICT, messages.FAULTS["same"], *correct, *OFFICER)
    refused(public, Exit.CONFLICT, "official words", *correct, "--finding=未发现开展本次抽查涉及的经营活动", *OFFICER)
    refused(public, Exit.CONFLICT, "days on which", *correct, "--date=2001-03-01", *OFFICER)
    refused(public, Exit.CONFLICT, "team", *correct, "--inspector=M4", *OFFICER)
    refused(public, Exit.CONFLICT, messages.FAULTS["not-upheld"], *correct, "--problems=b", *OFFICER, "--objection=1")
    told = refused(public, Exit.INPUT, "", *correct, "--finding=胡说", "--date=昨天", *OFFICER)
    assert "2 errors" in told.err


def test_an_objection_is_of_a_day_that_can_be_and_answered_once(public: Path) -> None:
    which = places(public)[0]
    day = messages.FAULTS["day"]
    for on in ("2001-04-01", "2001-05-20"):
        refused(public, Exit.CONFLICT, day, "result", "object", *which, "--applicant=a", "--words=b", f"--date={on}")
    several = messages.SEVERAL
    refused(public, Exit.FAILED, several, "result", "object", which[0], "--applicant=a", "--words=b")
    refused(public, Exit.FAILED, messages.FAULTS["objection"], "result", "answer", 1, "--reject", *OFFICER)
    _, number = upheld(public)
    refused(public, Exit.CONFLICT, messages.FAULTS["answered"], "result", "answer", number, "--reject", *OFFICER)


@pytest.mark.parametrize(
    "words",
    [
        ("object", "--applicant=a", "--words=b"),
        ("object", "X", "--applicant= ", "--words=b"),
        ("answer", "1", *OFFICER),
        ("end", "--ground=order", "--document=d", "--officer=o"),
        ("end", "X", "--before=2001-05-01", "--ground=retention", "--officer=o"),
        ("end", "X", "--ground=credit-repair", "--officer=o"),
        ("end", "X", "--ground=shame", "--document=d", "--officer=o"),
    ],
)
def test_usage_is_told(public: Path, words: tuple[str, ...]) -> None:
    refused(public, Exit.USAGE, "", "result", *words)


# years, and draws that are void


def test_a_closed_year_lets_corrections_through_and_nothing_else(public: Path) -> None:
    which = places(public)[0]
    assert tell(public, "year", "close", 2001, "--carry", "--ground", "g").code == Exit.DONE
    upheld(public)
    done(public, "result", "correct", *which, "--problems=b", *OFFICER)
    done(public, "result", "end", which[0], "--ground=credit-repair", "--document=d", "--officer=o")
    assert not red(collect(open_office(public)))
    refused(public, Exit.CONFLICT, "is closed", "absent", "H1", "p2", "--ground", "g")


def test_of_a_void_draw_nothing_is_public(public: Path) -> None:
    which = places(public)[0]
    ref = draw_of(public).ref
    assert tell(public, "void", ref, "--ground=g", "--yes").code == Exit.DONE
    words = ("result", "object", *which, "--applicant=a", "--words=b", "--draw", ref)
    refused(public, Exit.CONFLICT, "is void", *words)


# what the public sees


def test_the_public_sees_the_former_state_and_the_objection_but_not_who_objects(public: Path) -> None:
    corrected(public)
    view, files = view_of(public)
    (row,) = [row for row in view.results if row.former]
    (was,) = row.former
    assert (was.finding, was.since, was.until, was.ground) == ("no problem", row.since, row.corrected, "重新核实")
    assert (row.finding, row.problems, row.since) == ("corrected", "记录不全", date(2001, 4, 15))
    (objection,) = row.objections
    assert (objection.filed, objection.words, objection.decision) == (date(2001, 4, 20), "当日已整改", "upheld")
    assert (objection.decided, objection.reason) == (date(2001, 4, 25), "重新核实")
    assert not any("王五".encode() in data or "李四".encode() in data for data in files.values())


def test_who_kept_a_result_can_show_what_stood_where_its_publication_has_ended(public: Path) -> None:
    corrected(public)
    kept = {row["reference"]: row for row in json.loads(view_of(public)[1]["files/results.json"])["results"]}
    which = places(public)[0]
    end = ("result", "end", *which, "--ground=credit-repair", "--document=信修1号", "--officer=李四")
    done(public, *end, now=datetime(2001, 5, 3, tzinfo=UTC))
    view, files = view_of(public, 4)
    (left,) = view.ended
    assert (left.ended, left.ground) == (date(2001, 5, 3), "credit repair")
    assert left.reference not in [row.reference for row in view.results]
    assert "记录不全" not in files["files/results.json"].decode()
    record = {name: kept[left.reference][name] for name in DIGESTED}
    salted = kept[left.reference]["nonce"].encode() + b"\n" + canonical(record)
    assert hashlib.sha256(salted).hexdigest() == kept[left.reference]["digest"] == left.digest
    assert not any(kept[left.reference]["nonce"].encode() in data for data in files.values())
    address = kept[left.reference]["place"]
    assert address in {row.place for row in view.results}
    assert address.encode() not in files["files/corrections.json"]


# the auditor


@pytest.fixture(scope="module")
def course(_public: Path, tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    """A bundle with one event of each kind."""
    import shutil

    folder = Path(shutil.copytree(_public, tmp_path_factory.mktemp("course") / "office"))
    ended(folder)
    return collect(open_office(folder))


def test_an_honest_course_is_not_red_and_its_corrections_and_endings_are_listed(course: Bundle) -> None:
    assert red(course) == set()
    amber = {c.number: c.finding.detail for c in audit(course) if c.finding.colour == Colour.AMBER}
    assert "no problem → corrected" in amber["3.13"]
    assert "credit repair 信修1号" in amber["3.14"]
    assert "3.12" not in amber


@pytest.mark.parametrize("kind", CHECKS)
def test_no_member_can_be_changed_but_what_only_a_copy_of_the_log_holds(course: Bundle, kind: str) -> None:
    unseen = set()
    for path in leaves(course.events[place(course, kind)].body):
        name = ".".join(map(str, path))
        forged = with_body(course, kind, path, other)
        if path == ("commitment",):
            assert "1.00" in red(forged)
        elif not any(finds(number, forged) for number in CHECKS.values()):
            unseen.add(name)
    assert unseen == ONLY_A_COPY_OF_THE_LOG[kind]


@pytest.mark.parametrize(
    ("kind", "member", "value"),
    [
        ("objection", "words", " "),
        ("objection", "date", "2001-06-01"),
        ("answer", "decision", "maybe"),
        ("answer", "ground", ""),
        ("correction", "officer", None),
        ("correction", "objection", 1),
        ("ending", "ground", "shame"),
        ("ending", "document", ""),
        ("ending", "rows", []),
    ],
)
def test_what_could_not_be_said_is_red(course: Bundle, kind: str, member: str, value: object) -> None:
    assert finds(CHECKS[kind], with_body(course, kind, (member,), lambda _: value))


@pytest.mark.parametrize("kind", CHECKS)
def test_nothing_is_said_twice(course: Bundle, kind: str) -> None:
    k = place(course, kind)
    last = course.events[-1]
    again = next_event(last, last.time, "x", kind, course.events[k].body)
    assert finds(CHECKS[kind], replace(course, events=(*course.events, again)))


def test_an_answer_without_its_objection_and_a_correction_without_its_answer_are_red(course: Bundle) -> None:
    for dropped, kind in (("objection", "answer"), ("answer", "correction")):
        left = [event for k, event in enumerate(course.events) if k != place(course, dropped)]
        assert finds(CHECKS[kind], with_events(course, left))


def test_what_is_owed_past_its_day_is_amber(public: Path) -> None:
    _, number = upheld(public)
    found = {c.number: c.finding for c in audit(collect(open_office(public)), date(2001, 8, 1))}
    assert found["3.12"].colour == Colour.AMBER
    assert f"event {number} was upheld" in found["3.12"].detail
    early = {c.number: c.finding for c in audit(collect(open_office(public)), date(2001, 5, 2))}
    assert early["3.12"].colour == Colour.GREEN
