"""Results on their way: entered, checked, returned, released; their words, teams and days; what later batches know."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import small_office
from doing import done, refused
from forger import finds, place, with_body, with_events, with_rows
from shop import tell, words_of
from small_office import OTHER_DICE, open_office

from inventories.problems import Exit, Refused
from scheduler import acts, journal, messages
from scheduler.audit.checks import Colour, audit
from scheduler.bundle import Bundle, collect
from scheduler.log import Event, next_event
from scheduler.results import acts as reviewing
from scheduler.results import messages as said
from scheduler.results.check import owed
from scheduler.results.model import FINDINGS, FOLLOW_UPS, wordings
from scheduler.results.past import identifier
from scheduler.results.states import entries

MARKET_WORDS = b'\n[results]\nvocabulary = "health"\ndepartments = { market = "market" }\npublish_within = 15\n'
DAY = "2001-04-10"


@pytest.fixture(scope="module")
def _whole(_filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office whose market department has words of its own, drawn, with visits of both periods that can take place."""
    import shutil

    folder = Path(shutil.copytree(_filled, tmp_path_factory.mktemp("results") / "whole"))
    office = open_office(folder, small_office.BEGINS.replace(hour=1))
    small_office.commit(office, small_office.plan() + MARKET_WORDS)
    acts.draw(office, small_office.DICE)
    for who in ("M0", "M1", "M2"):
        small_office.happen(office, "reinforcement", inspector=who, limit=40, ground="g")
    visit = next(v for v in journal.standing(acts.find(office, None)).values() if v.period == "p1")
    free = (who for who in ("M0", "M1", "M2", "M3", "M4") if who not in visit.team.values())
    for slot in (slot for slot, who in visit.team.items() if who is None):
        small_office.happen(
            office, "appointment", visit=visit.name, slot=slot, inspector=next(free), order="o", officer="f"
        )
    office.close()
    return folder


@pytest.fixture
def whole(_whole: Path, tmp_path: Path) -> Path:
    import shutil

    return Path(shutil.copytree(_whole, tmp_path / "whole"))


def draw_of(folder: Path) -> journal.Draw:
    return journal.draws(open_office(folder).events())[-1]


def joint(folder: Path) -> str:
    """A visit of both departments in the second period, with no slot open."""
    office = open_office(folder)
    draw = draw_of(folder)
    asked = owed(draw, acts.frozen_plan(office, draw))
    return next(
        v for v, found in asked.items.items()
        if set(found) == {"health", "market"} and v not in asked.waiting and asked.days[v].begins.month == 4
    )  # fmt: skip


def early(folder: Path) -> tuple[str, str, str]:
    """A visit of the first period with no slot open, a department and an item that it owes."""
    office = open_office(folder)
    asked = owed(draw_of(folder), acts.frozen_plan(office, draw_of(folder)))
    visit = next(v for v in asked.items if v not in asked.waiting and asked.days[v].begins.month == 1)
    department, items = next(iter(asked.items[visit].items()))
    return visit, department, min(items)


def enter(folder: Path, visit: str, department: str = "health", item: str = "K1", **options: str) -> list[str]:
    given = {"finding": "未发现问题", "date": DAY, **options}
    return ["result", "enter", visit, department, item, *(f"--{k.replace('_', '-')}={v}" for k, v in given.items())]


def states(folder: Path, visit: str) -> dict[tuple[str, str], str]:
    rows = json.loads(tell(folder, "result", "list", "--visit", visit, "--json").out)
    return {(row["department"], row["item"]): row["state"] for row in rows}


# one by one


def test_a_result_is_entered_with_all_that_belongs_to_it(whole: Path) -> None:
    visit = joint(whole)
    office = open_office(whole)
    team = owed(draw_of(whole), acts.frozen_plan(office, draw_of(whole))).teams[visit, "health"]
    found = done(
        whole,
        *enter(whole, visit, item="Records", finding="责令改正", problems="记录不全", rectification="整改中"),
        *(f"--inspector={who}" for who in team),
        "--case=夏立1号",
        "--follow-up=" + FOLLOW_UPS["ordered"],
        "--recheck-due=2001-05-10",
    )
    assert (
        found | {"inspectors": list(team), "case": "夏立1号", "follow_up": "ordered", "recheck_due": "2001-05-10"}
        == found
    )
    assert (found["item"], found["finding"], found["problems"]) == ("K1", "corrected", "记录不全")
    assert states(whole, visit)["health", "K1"] == "entered"


def test_inspectors_are_named_as_people_name_them(whole: Path) -> None:
    visit = joint(whole)
    office = open_office(whole)
    draw = draw_of(whole)
    who = owed(draw, acts.frozen_plan(office, draw)).teams[visit, "market"][0]
    name = acts.frozen_facts(office, draw).inspectors[who].name
    assert done(whole, *enter(whole, visit, "market", finding="未发现问题", inspector=name))["inspectors"] == [who]


@pytest.mark.parametrize(
    ("department", "word", "finding"),
    [
        ("health", "未发现问题", "no problem"),
        ("market", "未发现问题", "none found"),
        ("health", "发现问题已责令改正", "corrected"),
        ("market", "发现问题已责令改正", "ordered"),
        ("health", "已关闭", "unreachable"),
        ("market", "已关闭", "shut down"),
        ("market", "无法联系", "not at address"),
        ("market", "被吊销", "deregistered"),
    ],
)
def test_a_word_means_what_the_department_means_by_it(whole: Path, department: str, word: str, finding: str) -> None:
    assert done(whole, *enter(whole, joint(whole), department, finding=word, problems="x"))["finding"] == finding


@pytest.mark.parametrize("vocabulary", ["health", "market"])
def test_every_official_word_is_understood(whole: Path, vocabulary: str) -> None:
    visit = joint(whole)
    department = "health" if vocabulary == "health" else "market"
    for word in wordings(vocabulary):  # type: ignore[arg-type]
        found = tell(whole, *enter(whole, visit, department, finding=word, problems="x"), "--json")
        assert FINDINGS[json.loads(found.out)["finding"]].text == word
        tell(whole, "result", "return", "--visit", visit, "--ground", "g")


@pytest.mark.parametrize(
    ("fault", "changed"),
    [
        ("finding", {"department": "market", "finding": "行政处罚"}),
        ("finding", {"finding": "不配合检查情节严重"}),
        ("date", {"date": "2001-01-04"}),
        ("date", {"date": "2001-05-03"}),
        ("period", {"date": "2001-03-31"}),
        ("inspectors", {"inspector": "M0"}),
        ("inspectors", {"inspector": "Nobody"}),
        ("recheck_due", {"recheck_due": "2001-04-09"}),
        ("item", {"item": "W9"}),
        ("department", {"department": "fire"}),
        ("visit", {"visit": "T99/1"}),
    ],
)
def test_a_result_that_cannot_be_is_refused_with_its_reason(whole: Path, fault: str, changed: dict[str, str]) -> None:
    named = {"visit": joint(whole), **changed}
    told = refused(whole, Exit.INPUT, said.RESULT_FAULTS[fault], *enter(whole, **named))
    assert "→" in told.err


@pytest.mark.parametrize(
    "changed",
    [
        {"date": "soon"},
        {"date": "2001-02-30"},
        {"finding": "fine"},
        {"follow_up": "x"},
        {"recheck_due": "x"},
        {"date": ""},
    ],
)
def test_what_cannot_be_read_is_refused(whole: Path, changed: dict[str, str]) -> None:
    refused(whole, Exit.INPUT, "error: column ", *enter(whole, joint(whole), **changed))


def test_a_telephone_number_is_masked_before_it_is_logged(whole: Path) -> None:
    told = tell(whole, *enter(whole, joint(whole), finding="责令改正", problems="联系人13912345678"))
    assert told.code == Exit.DONE
    assert "13912345678" not in json.dumps(draw_of(whole).results())


def test_a_problem_that_is_not_named_is_a_warning(whole: Path) -> None:
    told = tell(whole, *enter(whole, joint(whole), finding="责令改正"))
    assert told.code == Exit.DONE
    assert words_of(said.PROBLEMS_BLANK) in told.err


def test_a_second_result_is_refused(whole: Path) -> None:
    visit = joint(whole)
    done(whole, *enter(whole, visit))
    refused(whole, Exit.INPUT, said.RESULT_FAULTS["twice"], *enter(whole, visit))
    done(whole, *enter(whole, visit, "market"))  # each department enters its own


# the way of a result


def test_from_entered_to_released_by_way_of_a_return(whole: Path) -> None:
    visit = joint(whole)
    done(whole, *enter(whole, visit))
    done(whole, *enter(whole, visit, "market"))
    assert done(whole, "result", "check", "--department", "health")["rows"] == [[visit, "health", "K1"]]
    assert states(whole, visit) | {("health", "K1"): "checked", ("market", "K1"): "entered"} == states(whole, visit)
    done(whole, "result", "release")
    assert states(whole, visit)["health", "K1"] == "released"
    done(whole, "result", "return", "--visit", visit, "--ground", "wrong day")
    assert states(whole, visit)["market", "K1"] == "returned"
    done(whole, *enter(whole, visit, "market", date="2001-04-11"))
    done(whole, "result", "check")
    done(whole, "result", "release")
    assert {row["date"] for row in draw_of(whole).results() if row["department"] == "market"} == {"2001-04-11"}
    assert json.loads(tell(whole, "status", "--json").out)["draws"][0]["results"] == {"released": 2}


def test_a_draw_with_released_results_is_set_aside_only_with_yes(whole: Path) -> None:
    done(whole, *enter(whole, joint(whole)))
    done(whole, "result", "check")
    done(whole, "result", "release")
    refused(whole, Exit.CONFLICT, messages.VOID_RELEASED, "void", "2001-1", "--ground", "g")
    assert draw_of(whole).state == "drawn"
    done(whole, "void", "2001-1", "--ground", "g", "--yes")
    assert draw_of(whole).state == "void"


@pytest.mark.parametrize(
    ("decision", "words"),
    [
        ("checked", ["check"]),
        ("released", ["release"]),
        ("returned", ["return", "--department", "health", "--ground", "g"]),
    ],
)
def test_nothing_waits(whole: Path, decision: str, words: list[str]) -> None:
    refused(whole, Exit.CONFLICT, said.NOTHING_WAITS[decision], "result", *words)


def test_what_is_released_is_final(whole: Path) -> None:
    visit = joint(whole)
    done(whole, *enter(whole, visit))
    refused(whole, Exit.CONFLICT, said.NOTHING_WAITS["released"], "result", "release")  # not checked yet
    done(whole, "result", "check")
    done(whole, "result", "release")
    words = ["result", "return", "--visit", visit, "--ground", "g"]
    refused(whole, Exit.CONFLICT, said.NOTHING_WAITS["returned"], *words)
    refused(whole, Exit.INPUT, said.RESULT_FAULTS["twice"], *enter(whole, visit))


def test_names_that_are_none_are_told_at_once(whole: Path) -> None:
    words = ["result", "check", "--visit", "T99/1", "--visit", "T98/1", "--department", "fire"]
    told = refused(whole, Exit.FAILED, messages.NO_VISIT, *words)
    assert told.err.count("error: ") == 3


def test_a_return_names_what_it_returns(whole: Path) -> None:
    done(whole, *enter(whole, joint(whole)))
    assert tell(whole, "result", "return", "--ground", "g").code == Exit.USAGE
    assert tell(whole, "result", "return", "--department", "health").code == Exit.USAGE


def test_a_returned_result_is_owed_again_and_its_visit_keeps_its_team(whole: Path) -> None:
    visit = joint(whole)
    done(whole, *enter(whole, visit))
    done(whole, "result", "return", "--visit", visit, "--ground", "g")
    assert draw_of(whole).results() == []
    assert visit in draw_of(whole).visited()
    who = next(iter(journal.standing(draw_of(whole))[visit].team.values()))
    done(whole, "recuse", who, visit.rsplit("/", 1)[0], "--ground", "g", "--officer", "o")
    assert who in journal.standing(draw_of(whole))[visit].team.values()
    refused(whole, Exit.CONFLICT, messages.VISIT_DONE, "replace", visit, "p2", "--ground", "g")
    form = whole / "form.csv"
    tell(whole, "export", "results-form", form)
    assert f"{visit}," in form.read_text("utf-8-sig")


def test_nobody_reviews_what_changed_meanwhile(whole: Path) -> None:
    visit = joint(whole)
    done(whole, *enter(whole, visit))
    office, draw = open_office(whole, datetime(2001, 6, 1, tzinfo=UTC)), draw_of(whole)
    places = list(entries(draw.after))
    reviewing.review(office, draw, "checked", places)
    with pytest.raises(Refused):
        reviewing.review(office, draw, "checked", places)


def test_released_results_alone_are_published(whole: Path) -> None:
    visit = joint(whole)
    done(whole, *enter(whole, visit, "market", finding="未按规定公示应当公示的信息", problems="x"))
    tell(whole, *enter(whole, visit))
    told = tell(whole, "publish", whole / "site")
    assert "2 results are not released" in told.err
    assert "未按规定公示" not in (whole / "site" / "results.html").read_text("utf-8")
    tell(whole, "result", "check")
    tell(whole, "result", "release", "--department", "market")
    tell(whole, "publish", whole / "site")
    page = (whole / "site" / "results.html").read_text("utf-8")
    assert "未按规定公示应当公示的信息" in page
    assert "抽查未发现问题" not in page
    assert (
        json.loads((whole / "site" / "files" / "results.json").read_text("utf-8"))["results"][0]["finding"]
        == "undisclosed"
    )


# the form and the list


def test_the_form_offers_the_words_of_each_department(whole: Path) -> None:
    path = whole / "form.xlsx"
    assert tell(whole, "export", "results-form", path).code == Exit.DONE
    sheet = openpyxl.load_workbook(path).worksheets[0]
    headers = [cell.value for cell in sheet[1]]
    for row in range(2, sheet.max_row + 1):
        department = sheet.cell(row, headers.index("部门") + 1).value
        cell = sheet.cell(row, headers.index("抽查结果") + 1).coordinate
        (rule,) = [rule for rule in sheet.data_validations.dataValidation if cell in rule.sqref]
        assert rule.formula1.strip('"').split(",") == wordings(department)  # type: ignore[arg-type]


def test_a_form_for_each_department(whole: Path) -> None:
    path = whole / "form.xlsx"
    assert (
        tell(whole, "export", "results-form", path, "--department", "market", "--department", "health").code
        == Exit.DONE
    )
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["market", "health"]
    at = [cell.value for cell in book["market"][1]].index("部门") + 1
    assert {book["market"].cell(row, at).value for row in range(2, book["market"].max_row + 1)} == {"market"}
    more = ["--department", "market", "--department", "health"]
    assert tell(whole, "export", "results-form", whole / "form.csv", *more).code == Exit.USAGE
    assert tell(whole, "export", "results-form", path, "--department", "fire").code == Exit.FAILED
    assert tell(whole, "export", "visits", path, "--department", "market").code == Exit.USAGE


def test_a_form_that_may_be_filled_in_is_not_overwritten(whole: Path) -> None:
    path = whole / "form.csv"
    path.write_bytes(b"filled in")
    assert tell(whole, "export", "results-form", path).code == Exit.CONFLICT
    assert path.read_bytes() == b"filled in"


def test_a_filled_in_sheet_comes_back_by_its_name(whole: Path) -> None:
    path, visit = whole / "form.xlsx", joint(whole)
    tell(whole, "export", "results-form", path, "--department", "market", "--department", "health")
    book = openpyxl.load_workbook(path)
    sheet = book["market"]
    headers = [cell.value for cell in sheet[1]]
    for row in sheet.iter_rows(min_row=2):
        if row[0].value == visit:
            given = {
                "检查日期": DAY,
                "抽查结果": "发现问题待后续处理",
                "存在的主要问题": "x",
                "案件编号": "1号",
                "复查日期": "2001-06-01",
            }
            for name, value in given.items():
                row[headers.index(name)].value = value
    book.save(path)
    done(whole, "import", "results", path, "--sheet", "market")
    row = draw_of(whole).results()[0]
    assert (row["finding"], row["case"], row["recheck_due"]) == ("pending", "1号", "2001-06-01")


def test_the_list_tells_where_every_result_stands(whole: Path) -> None:
    visit = joint(whole)
    every = json.loads(tell(whole, "result", "list", "--json").out)
    assert {row["state"] for row in every} == {"owed", "waiting"}
    tell(whole, *enter(whole, visit))
    (row,) = json.loads(tell(whole, "result", "list", "--state", "entered", "--json").out)
    assert (row["visit"], row["finding"], row["date"]) == (visit, "no problem", DAY)
    assert json.loads(tell(whole, "result", "list", "--find", "nothing like it", "--json").out) == []
    for lang, word in (("en", "entered, waits to be checked"), ("zh", "待审核")):
        assert word in tell(whole, "result", "list", "--visit", visit, lang=lang).out.replace("\n", " ")


def test_a_result_of_a_visit_with_an_open_slot_waits(whole: Path) -> None:
    rows = json.loads(tell(whole, "result", "list", "--state", "waiting", "--json").out)
    teams = {name: visit.team for name, visit in journal.standing(draw_of(whole)).items()}
    assert {row["visit"] for row in rows} == {name for name, team in teams.items() if None in team.values()}
    refused(whole, Exit.INPUT, said.RESULT_FAULTS["open"], *enter(whole, rows[0]["visit"]))


# visits put off


def test_a_visit_may_be_done_later_by_an_order_alone(whole: Path) -> None:
    first, department, item = early(whole)
    words = enter(whole, first, department, item)
    refused(whole, Exit.INPUT, said.RESULT_FAULTS["period"], *words)
    order = ["--ground", "flood", "--officer", "head"]
    (event,) = done(whole, "extend", first, "--until", DAY, *order)
    assert (event["until"], event["officer"]) == (DAY, "head")
    done(whole, *words)
    refused(whole, Exit.CONFLICT, said.EXTENSION_FAULTS["until"], "extend", first, "--until", DAY, *order)
    assert "1 visits of 2001-1 may be done after" in tell(whole, "status").out


def test_a_whole_period_is_put_off_but_what_is_done(whole: Path) -> None:
    order = ["--until", "2001-08-01", "--ground", "flood", "--officer", "head"]
    visit = joint(whole)
    for department in ("health", "market"):
        for item in ("K1", "K2"):
            tell(whole, *enter(whole, visit, department, item))
    tell(whole, *enter(whole, visit, "health", "W1"))
    named = {event["visit"] for event in done(whole, "extend", "--period", "p2", *order)}
    late = {name for name, v in journal.standing(draw_of(whole)).items() if v.period == "p2"}
    assert named == late - {visit}
    refused(whole, Exit.CONFLICT, said.NOTHING_TO_EXTEND, "extend", "--period", "p2", *order)
    refused(whole, Exit.FAILED, messages.NO_PERIOD, "extend", "--period", "p9", *order)


def test_what_is_put_off_is_named(whole: Path) -> None:
    order = ["--until", "2001-08-01", "--ground", "g", "--officer", "o"]
    told = refused(whole, Exit.FAILED, said.EXTENSION_FAULTS["visit"], "extend", "T99/1", "T98/1", *order)
    assert told.err.count("error: ") == 2
    assert tell(whole, "extend", *order).code == Exit.USAGE
    assert tell(whole, "extend", joint(whole), "--period", "p1", *order).code == Exit.USAGE
    (event,) = done(whole, "extend", joint(whole), joint(whole), *order)
    assert event["visit"] == joint(whole)


# what later batches know


def test_results_become_past_visits(whole: Path) -> None:
    visit = joint(whole)
    known = len(open_office(whole).records("history"))
    tell(whole, *enter(whole, visit, item="K1", finding="责令改正", problems="x", date="2001-04-11"))
    tell(whole, *enter(whole, visit, item="K2"))
    office = open_office(whole)
    assert len(office.records("history")) == known + 1
    record = next(r for r in office.records("history") if r.id == identifier(draw_of(whole).hash, visit, "health"))
    assert (record.target, record.date, record.department) == (visit.rsplit("/", 1)[0], date(2001, 4, 11), "health")
    assert record.result == "抽查未发现问题；发现问题已责令改正"
    assert set(record.inspectors) == set(
        owed(draw_of(whole), acts.frozen_plan(office, draw_of(whole))).teams[visit, "health"]
    )


@pytest.fixture
def later(whole: Path) -> Bundle:
    """Results of a draw, then the draw of another plan that knows them."""
    visit = joint(whole)
    tell(whole, *enter(whole, visit))
    tell(whole, *enter(whole, visit, "market"))
    office = open_office(whole, datetime(2001, 6, 1, tzinfo=UTC))
    small_office.commit(office, small_office.plan(id='"later"') + MARKET_WORDS)
    acts.draw(office, OTHER_DICE)
    return collect(office)


def test_the_next_batch_knows_the_visits_of_this_one(later: Bundle) -> None:
    found = [c for c in audit(later) if c.number == "1.32"]
    assert [c.finding.colour for c in found] == [Colour.GREEN] * 2
    record = later.events[place(later, "commitment")].body["record"]["tables"]["history"]
    assert record["count"] == 12


@pytest.mark.parametrize("change", ["dropped", "changed"])
def test_a_past_visit_that_is_hidden_from_the_next_batch_is_seen(later: Bundle, change: str) -> None:
    root = later.events[place(later, "commitment")].body["record"]["tables"]["history"]["root"]

    def forged(rows: list[Any]) -> list[Any]:
        own = [k for k, row in enumerate(rows) if len(row["id"]) == 33]
        if change == "changed":
            rows[own[0]]["inspectors"] = []
            return rows
        return [row for k, row in enumerate(rows) if k != own[0]]

    assert finds("1.32", with_rows(later, root, forged))


# forged


@pytest.fixture
def reviewed(whole: Path) -> Bundle:
    visit = joint(whole)
    tell(whole, *enter(whole, visit))
    tell(whole, *enter(whole, visit, item="K2"))
    tell(whole, "result", "check")
    tell(whole, "result", "return", "--visit", visit, "--item", "K2", "--ground", "g")
    tell(whole, "result", "release")
    return collect(open_office(whole))


def with_review(bundle: Bundle, **changed: Any) -> Bundle:
    """One more review at the end, like the last but changed."""
    last = bundle.events[-1]
    event: Event = next_event(last, last.time, "x", "review", bundle.events[place(bundle, "review")].body | changed)
    return replace(bundle, events=(*bundle.events, event))


def test_an_honest_way_is_green(reviewed: Bundle) -> None:
    assert not [c for c in audit(reviewed) if c.finding.colour == Colour.RED]


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"decision": "checked"},
        {"decision": "returned", "ground": "g"},
        {"decision": "burnt"},
        {"rows": []},
        {"rows": [["T99/1", "health", "K1"]]},
        {"rows": "x"},
        {"rows": [["T01/1", "health"]]},
    ],
)
def test_a_review_out_of_order_is_seen(reviewed: Bundle, changed: dict[str, Any]) -> None:
    assert finds("1.30", with_review(reviewed, **changed))


def test_a_returned_result_is_not_released(reviewed: Bundle) -> None:
    rows = [
        list(p) for p, entry in entries(journal.draws(reviewed.events)[-1].after).items() if entry.state == "returned"
    ]
    assert rows
    assert finds("1.30", with_review(reviewed, rows=rows))


def test_a_return_alone_has_a_ground(reviewed: Bundle) -> None:
    assert finds("1.30", with_body(reviewed, "review", ("ground",), lambda _: "g"))
    (k,) = [k for k, event in enumerate(reviewed.events) if event.body.get("decision") == "returned"]
    silent = replace(reviewed.events[k], body=reviewed.events[k].body | {"ground": ""})
    assert finds("1.30", with_events(reviewed, (*reviewed.events[:k], silent, *reviewed.events[k + 1 :])))


def test_an_extension_after_the_result_excuses_nothing(whole: Path) -> None:
    """A result outside its period that an extension of later makes good, as the log would have it."""
    first, department, item = early(whole)
    tell(whole, "extend", first, "--until", DAY, "--ground", "g", "--officer", "o")
    tell(whole, *enter(whole, first, department, item))
    bundle = collect(open_office(whole))
    assert not finds("1.14", bundle)
    *before, extension, result = bundle.events
    swapped = [*before, replace(result, time=extension.time), replace(extension, time=result.time)]
    assert finds("1.14", with_events(bundle, swapped))


@pytest.mark.parametrize("changed", [{"inspectors": ["H0", "M9"]}, {"finding": "none found"}, {"date": "2001-03-31"}])
def test_a_forged_result_is_seen(whole: Path, changed: dict[str, Any]) -> None:
    tell(whole, *enter(whole, joint(whole)))
    bundle = collect(open_office(whole))
    assert finds("1.14", with_body(bundle, "results", ("rows", 0), lambda row: row | changed))
