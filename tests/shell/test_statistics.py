"""Statistics, deadlines, re-checks and the annual summary of an office, counted by hand."""

import io
import json
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest
from shop import tell
from small_office import OTHER_DICE, commit, open_office, plan
from small_year import enter, extend, publish, release, review, rows, staff, visits

from inventories.model import PastVisit
from inventories.problems import Exit
from scheduler import acts
from scheduler.after import acts as afterwards
from scheduler.imports import store_records
from scheduler.publish.acts import publish as publish_site
from scheduler.store.office import Office
from scheduler.year import acts as year_acts
from scheduler.year import statistics
from scheduler.year.deadlines import Deadline, deadlines, state
from scheduler.year.parts import Part, at
from scheduler.year.summary import AFTER, TOTAL, summary
from scheduler.year.workdays import Calendar

JULY = datetime(2001, 7, 2, 1, tzinfo=UTC)
YEARS_LATER = datetime(2005, 1, 1, tzinfo=UTC)
END = date(2001, 12, 31)
NEXT = plan(rates="1").replace(b"rates =", b"rate =").replace(b"2001", b"2002")
"""Next year's plan, which draws every clinic."""


@pytest.fixture
def office(drawn: Path) -> Office:
    return open_office(drawn, JULY)


def parts(office: Office) -> list[Part]:
    return year_acts.parts_of(office, year_acts.drawn_in(office, 2001)[1])


def test_nothing_is_done_at_first(office: Office) -> None:
    found = statistics.figures(parts(office))
    draw = acts.find(office, None)
    assert found.visits == len(draw.outcome["visits"])
    assert found.tasks == sum(len(row["tasks"]) for row in draw.outcome["visits"]) > found.visits
    assert (found.finished, found.closed, found.published, found.problems, found.cases) == (0, 0, 0, 0, 0)
    assert (found.completion, found.conclusion, found.publication, found.with_problems) == (0, 0, None, None)


def test_rates_are_exact(office: Office) -> None:
    one, two, three = visits(office)[:3]
    release(office, rows(office, one.name))
    enter(office, rows(office, two.name, "penalty"))
    release(office, rows(office, three.name, "unreachable"))
    publish(office)
    found = parts(office)
    f = statistics.figures(found)
    finished, closed = len(one.tasks) + len(two.tasks), len(three.tasks)
    assert (f.finished, f.closed) == (finished, closed)
    assert f.completion == Fraction(finished, f.tasks)
    assert f.conclusion == Fraction(finished + closed, f.tasks)
    assert f.published == len(one.tasks) + closed
    assert f.publication == Fraction(f.published, finished + closed)
    assert f.problems == 1, "the first item is one of clinics, not of water"
    assert f.with_problems == Fraction(f.problems, finished)
    departments = {row.department for row in rows(office, two.name)}
    assert f.cases == len(departments)


def test_a_visit_is_open_until_all_is_in_and_after_a_return(office: Office) -> None:
    name = visits(office)[0].name
    every = rows(office, name)
    enter(office, every[1:])
    assert statistics.figures(parts(office)).finished < len(visits(office)[0].tasks)
    enter(office, every[:1])
    assert statistics.figures(parts(office)).finished == len(visits(office)[0].tasks)
    review(office, "returned", every[:1], "g")
    assert statistics.figures(parts(office)).finished < len(visits(office)[0].tasks)


def test_a_case_with_a_number_is_one_wherever_it_is_named(office: Office) -> None:
    one, two = visits(office)[:2]
    enter(office, [*rows(office, one.name, "penalty", case="A1"), *rows(office, two.name, "penalty", case="A1")])
    assert statistics.figures(parts(office)).cases == 1


def test_groups_add_up(office: Office) -> None:
    enter(office, [row for visit in visits(office) for row in rows(office, visit.name, "corrected")])
    found = parts(office)
    whole = statistics.figures(found)
    for group in (lambda part: part.task, lambda part: part.target.district):
        listed = statistics.by(found, group)
        assert list(listed) == sorted(listed, key=str.encode)
        assert sum(f.tasks for f in listed.values()) == whole.tasks
        assert sum(f.finished for f in listed.values()) == whole.finished


def test_months_stand_as_at_their_end(office: Office) -> None:
    names = [v.name for v in visits(office)[:2]]
    enter(office, [*rows(office, names[0], on=date(2001, 1, 31)), *rows(office, names[1], on=date(2001, 3, 1))])
    found = parts(office)
    months = statistics.by_month(found, date(2001, 4, 15))
    assert list(months) == ["2001-01", "2001-02", "2001-03", "2001-04"]
    size = {name: sum(part.visit == name for part in found) for name in names}
    done = [f.finished for f in months.values()]
    assert done == [size[names[0]], size[names[0]], sum(size.values()), sum(size.values())]
    assert statistics.by_month([], END) == {}


def test_a_draw_counts_from_its_day(office: Office) -> None:
    drawn_on = date(2001, 1, 6)
    assert at(parts(office), drawn_on - timedelta(1)) == []
    assert len(at(parts(office), drawn_on)) == len(parts(office))


def test_who_took_part(office: Office) -> None:
    visit = visits(office)[0]
    _, drawn = year_acts.drawn_in(office, None)
    assert {p.took_part for p in statistics.participation(drawn, parts(office)).values()} == {0}
    enter(office, rows(office, visit.name))
    people = statistics.participation(drawn, parts(office))
    team = {who for who in visit.team.values() if who}
    assert {name: p.took_part for name, p in people.items()} == {
        "health": sum(who.startswith("H") for who in team),
        "market": sum(who.startswith("M") for who in team),
    }
    assert people["health"].active == 8
    assert people["health"].share == Fraction(people["health"].took_part, 8)


def test_who_took_part_is_whom_the_result_names(office: Office) -> None:
    visit = next(v for v in visits(office) if sum((who or "").startswith("H") for who in v.team.values()) == 2)
    first = next(who for who in visit.team.values() if who and who.startswith("H"))
    enter(office, [r for r in rows(office, visit.name, inspectors=(first,)) if r.department == "health"][:1])
    _, drawn = year_acts.drawn_in(office, None)
    assert statistics.participation(drawn, parts(office))["health"].took_part == 1


# deadlines


def due(office: Office) -> list[Deadline]:
    draw = acts.find(office, None)
    return list(deadlines(draw, acts.frozen_plan(office, draw), office.events(), Calendar()))


def test_a_visit_is_due_by_the_end_of_its_period_for_each_department(office: Office) -> None:
    ends = {"p1": date(2001, 3, 31), "p2": date(2001, 6, 30)}
    draw = acts.find(office, None)
    for one in due(office):
        (row,) = (row for row in draw.outcome["visits"] if row["visit"] == one.visit)
        assert (one.kind, one.due, one.provisional) == ("visit", ends[row["period"]], False)


def test_an_extension_puts_the_visit_off(office: Office) -> None:
    name = visits(office)[0].name
    extend(office, name, date(2001, 8, 31))
    assert {one.due for one in due(office) if one.visit == name} == {date(2001, 8, 31)}
    assert date(2001, 8, 31) not in {one.due for one in due(office) if one.visit != name}


def test_publication_is_due_twenty_working_days_after_the_last_result_until_it_is_public(office: Office) -> None:
    name = visits(office)[0].name
    every = rows(office, name, on=date(2001, 4, 2))
    mine = [row for row in every if row.department == "health"]
    enter(office, mine[1:])
    assert {d.kind for d in due(office) if d.visit == name} == {"visit"}
    enter(office, mine[:1])
    (one,) = (d for d in due(office) if d.visit == name and d.department == "health")
    assert (one.kind, one.due) == ("publication", date(2001, 4, 30))
    assert one.provisional, "no calendar of 2001 is known: these are twenty weekdays"
    publish(office)
    assert one in due(office), "entered is not released"
    review(office, "checked", mine)
    review(office, "released", mine)
    assert one in due(office), "released is not public"
    publish(office)
    assert one not in due(office)


def test_overdue_from_the_day_after_and_soon_within_five_working_days() -> None:
    one = Deadline("visit", "r", "v", "d", date(2026, 11, 20))
    days = [date(2026, 11, n) for n in (12, 13, 20, 21)]
    assert [state(one, day, Calendar()) for day in days] == ["later", "soon", "soon", "overdue"]


# re-checks


def recheck(office: Office) -> str:
    visit = next(visit for visit in visits(office) if "clinics" in visit.tasks)
    enter(office, rows(office, visit.name, "corrected", recheck_due=date(2001, 8, 1)))
    return visit.name


def past(office: Office, name: str, day: date, department: str) -> None:
    visit = PastVisit(f"R{day}", name.rsplit("/", 1)[0], day, department)
    store_records(office, "history", [visit], {"file": "h.csv", "sha256": "0" * 64, "rows": 1})


def test_a_recheck_is_open_until_the_department_was_there_again(office: Office) -> None:
    name = recheck(office)
    still, over = year_acts.rechecks(office)
    departments = {row.department for row in rows(office, name)}
    assert {(r.visit, r.department, r.due) for r in still} == {(name, d, date(2001, 8, 1)) for d in departments}
    assert over == []
    past(office, name, still[0].found, "health")
    assert len(year_acts.rechecks(office)[0]) == len(departments), "the same day is no later visit"
    past(office, name, still[0].found + timedelta(1), "health")
    still, over = year_acts.rechecks(office)
    assert {r.department for r in still} == departments - {"health"}
    assert [(r.department, visit.id) for r, visit in over] == [("health", f"R{over[0][1].date}")]


def test_a_result_of_a_later_draw_settles_a_recheck(office: Office) -> None:
    name = recheck(office)
    asked = {r.department for r in year_acts.rechecks(office)[0]}
    commit(office, NEXT)
    acts.draw(office, OTHER_DICE)
    staff(office)
    again = next(v.name for v in visits(office) if v.target == name.rsplit("/", 1)[0])
    enter(office, [row for row in rows(office, again, on=date(2002, 6, 30)) if row.department == "health"])
    assert {r.department for r in year_acts.rechecks(office)[0]} == asked - {"health"}


# the annual summary


def test_the_annual_summary(office: Office) -> None:
    staff(office)
    one, two, three = [visit for visit in visits(office) if "clinics" in visit.tasks][:3]
    enter(office, rows(office, one.name))
    enter(office, rows(office, two.name, "corrected"))
    enter(office, rows(office, three.name, "unreachable"))
    _, drawn = year_acts.drawn_in(office, 2001)
    sheets = summary(drawn, parts(office))
    assert [sheet.name for sheet in sheets] == [TOTAL, "1 Clinics", "2 Water"]
    clinics = dict(zip(sheets[1].headers, sheets[1].rows[0], strict=True))
    assert clinics == {
        "监督检查对象类别": "clinic",
        "辖区单位总数": 19,  # twenty, one of them closed
        "监督检查单位数": 2,
        "Records符合单位数": 1,
        "Waste符合单位数": 2,
        **dict.fromkeys(AFTER),
        "责令改正单位数": 1,
        "案件查处数": 0,
        "关闭单位数": 1,
    }
    assert sheets[0].rows[-1][:3] == [TOTAL, 29, 2]


# the verbs


def test_statistics_are_printed_written_and_given_as_data(office: Office, drawn: Path, tmp_path: Path) -> None:
    release(office, rows(office, visits(office)[0].name, "penalty"))
    publish(office)
    said = tell(drawn, "report", "statistics", "--until", "2001-12-31", now=JULY)
    assert said.code == Exit.DONE, said.all
    told = json.loads(tell(drawn, "report", "statistics", "--until", "2001-12-31", "--json", now=JULY).out)
    f = statistics.figures(parts(office))
    assert told["whole"] | {"tasks": f.tasks, "completion": str(f.completion), "publication": "1"} == told["whole"]
    assert [row["task"] for row in told["task"]] == ["clinics", "water"]
    for suffix in ("xlsx", "csv"):
        file = tmp_path / f"s.{suffix}"
        assert tell(drawn, "report", "statistics", "--to", file, now=JULY).code == Exit.DONE
        assert file.stat().st_size
    sheet = openpyxl.load_workbook(tmp_path / "s.xlsx").active
    assert sheet["C2"].value == f.tasks
    assert tell(drawn, "report", "statistics", "--to", tmp_path / "new" / "s.csv").code == Exit.DONE
    assert tell(drawn, "report", "statistics", "--to", tmp_path / "s.doc").code == Exit.USAGE
    assert tell(drawn, "report", "statistics", "--year", 1999).code == Exit.FAILED
    assert tell(drawn, "report", "statistics", "--until", "soon").code == Exit.USAGE
    assert tell(drawn, "report", "statistics", "--year", 2001, "--draw", "2001-1").code == Exit.USAGE
    assert tell(drawn, "report", "statistics", "--draw", "2001-1").code == Exit.DONE


def test_deadlines_rechecks_and_status_in_both_languages(office: Office, drawn: Path, tmp_path: Path) -> None:
    recheck(office)
    for lang, word in (("en", "(provisional)"), ("zh", "暂定")):
        assert word in tell(drawn, "list", "deadlines", lang=lang, now=YEARS_LATER).out
    listed = json.loads(tell(drawn, "list", "deadlines", "--json", now=YEARS_LATER).out)
    assert [row["due"] for row in listed] == sorted(row["due"] for row in listed)
    assert {row["state"] for row in listed} == {"overdue"}, "today is years later"
    assert tell(drawn, "list", "rechecks", now=YEARS_LATER).out.count("2001-08-01") == 2
    assert tell(drawn, "export", "rechecks", tmp_path / "r.csv", now=YEARS_LATER).code == Exit.DONE
    assert tell(drawn, "export", "rechecks", tmp_path / "r.txt", now=YEARS_LATER).code == Exit.USAGE
    status = tell(drawn, "status", now=YEARS_LATER).out
    assert f"{len(listed)} deadlines have passed" in status
    assert "2 re-checks are overdue" in status


def test_the_summary_is_a_workbook(office: Office, drawn: Path, tmp_path: Path) -> None:
    assert tell(drawn, "export", "summary", tmp_path / "s.csv").code == Exit.USAGE
    assert tell(drawn, "export", "summary", tmp_path / "s.xlsx", "--year", 1999).code == Exit.FAILED
    assert tell(drawn, "export", "summary", tmp_path / "s.xlsx").code == Exit.DONE
    assert openpyxl.load_workbook(io.BytesIO((tmp_path / "s.xlsx").read_bytes())).sheetnames[0] == TOTAL


def test_unvisited_is_counted_by_place_and_listed(drawn: Path, tmp_path: Path) -> None:
    listed = json.loads(tell(drawn, "report", "unvisited", "--years", 1, "--on", "2001-06-01", "--json").out)
    assert {row["last_visit"] for row in listed} <= {None, *(f"2000-{m:02}-01" for m in range(1, 7))}
    assert len(listed) == 29 - sum(1 for k in range(10) if k >= 6)
    said = tell(drawn, "report", "unvisited", "--years", 1, "--on", "2001-06-01", "--to", tmp_path / "u.csv")
    assert f"{len(listed)} rows" in said.out
    assert tell(drawn, "report", "unvisited", "--years", 0).code == Exit.USAGE


def test_a_calendar_is_imported_listed_and_undone(drawn: Path, tmp_path: Path) -> None:
    file = tmp_path / "c.csv"
    file.write_text("日期,类型,说明\n2027-01-01,休,元旦\n2027-02-06,班,\n", "utf-8")
    said = tell(drawn, "import", "calendar", file)
    assert said.code == Exit.DONE
    assert "2027 stays provisional" in said.err
    listed = json.loads(tell(drawn, "list", "calendar", "--json").out)
    assert [(row["id"], row["kind"]) for row in listed] == [("2027-01-01", "day off"), ("2027-02-06", "workday")]
    file.write_text("日期,类型\n2027-01-01,班\n", "utf-8")
    assert "1 changed" in tell(drawn, "import", "calendar", file).out
    assert tell(drawn, "undo-import").code == Exit.DONE
    assert json.loads(tell(drawn, "list", "calendar", "--json").out) == listed


def test_a_calendar_with_mistakes_is_refused_with_all_of_them(drawn: Path, tmp_path: Path) -> None:
    file = tmp_path / "c.csv"
    file.write_text("日期,类型\n2027-02-30,休\n2027-01-02,maybe\n,休\n2027-01-04,休\n2027-01-04,班\n", "utf-8")
    said = tell(drawn, "import", "calendar", file)
    assert said.code == Exit.INPUT
    assert [n for n in range(2, 7) if f"row {n}" in said.err] == [2, 3, 4, 5, 6]
    assert "“2027-01-04” stands in row 5 too" in said.err
    assert json.loads(tell(drawn, "list", "calendar", "--json").out) == []


def test_the_public_page_counts_a_task_as_the_statistics_do(office: Office) -> None:
    """A visit of two tasks with all results of one of them: that task is done there, the visit is not."""
    staff(office)
    both = [v for v in visits(office) if v.tasks == ("clinics", "water")]
    shut = next(v for v in visits(office) if v.tasks == ("clinics",))
    water = [row for row in rows(office, both[0].name) if row.item == "W1"]
    release(office, [*water, *rows(office, shut.name, "unreachable")])
    cancel = {"task": "water", "document": "d", "agency": "a", "ground": "g"}
    for cancelled in (False, True):
        if cancelled:
            afterwards.cancel(office, acts.find(office, None), cancel)
        site = office.folder.parent / f"site-{cancelled}"
        publish_site(office, None, site)
        told = json.loads((site / "files" / "progress.json").read_text("utf-8"))
        figures = statistics.by(parts(office), lambda part: part.task)
        for one in told["progress"]:
            mine = figures[one["task"]]
            assert (one["done"], one["unreachable"]) == (mine.finished, mine.closed)
            assert one["drawn"] - one["withdrawn"] == mine.tasks
        assert (told["overall"]["done"], told["overall"]["unreachable"]) == (0, 1)
        found = {one["task"]: one for one in told["progress"]}
        assert (found["water"]["done"], found["clinics"]["unreachable"]) == (1, 1)
        assert found["clinics"]["withdrawn"] == 0
        assert (found["water"]["withdrawn"] > 0) is cancelled
