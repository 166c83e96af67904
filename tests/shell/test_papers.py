"""Papers through the command line: which there are, whom they name, what no paper may tell, and how they are traced back."""

import io
import json
import re
import zipfile
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import small_office
from icalendar import Calendar
from shop import Said, tell, words_of

from inventories.model import Signal
from inventories.problems import Exit, Message
from scheduler import acts, journal
from scheduler.forms import messages
from scheduler.forms.acts import gathered
from scheduler.forms.agenda import calendar_file
from scheduler.forms.days import placements
from scheduler.forms.fields import VisitPaper
from scheduler.forms.mark import NOTHING, mark
from scheduler.forms.visits import visit_paper
from scheduler.forms.work import visits_of
from scheduler.imports import store_records
from scheduler.log import Event
from scheduler.results.check import owed, owing


def draw_of(folder: Path) -> journal.Draw:
    return acts.find(small_office.open_office(folder), None)


def text_of(path: Path) -> str:
    """Everything that is written in a Word file."""
    with zipfile.ZipFile(path) as archive:
        parts = [archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")]
    return "\n".join(re.sub(r"<[^>]+>", "", part.replace("</w:p>", "\n")) for part in parts)


def refused(said: Said, code: Exit, *told: Message) -> None:
    assert said.code == code, said.all
    for message in told:
        assert words_of(message) in said.all


def test_three_papers_for_each_visit_that_can_be_made(drawn: Path, tmp_path: Path) -> None:
    draw = draw_of(drawn)
    plan = acts.frozen_plan(small_office.open_office(drawn), draw)
    ahead = set(owing(draw, plan)) - owed(draw, plan).waiting
    assert ahead
    assert owed(draw, plan).waiting
    said = tell(drawn, "papers", "visits", tmp_path / "out", "--json")
    told = json.loads(said.out)
    assert set(told["visits"]) == ahead
    assert set(told["waiting"]) == owed(draw, plan).waiting
    files = {path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*.docx")}
    assert files == set(told["files"])
    standing = journal.standing(draw)
    assert files == {
        f"{standing[v].period}/{v.replace('/', '-')} {title}.docx"
        for v in ahead
        for title in ("检查审批表", "检查通知书", "现场检查笔录")
    }


def test_the_same_log_gives_the_same_papers(drawn: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        assert tell(drawn, "papers", "visits", tmp_path / name).code == 0
    first, second = ({p.name: p.read_bytes() for p in (tmp_path / name).rglob("*.docx")} for name in ("a", "b"))
    assert first == second


def test_nothing_is_logged(drawn: Path, tmp_path: Path) -> None:
    before = small_office.open_office(drawn).head()
    tell(drawn, "papers", "visits", tmp_path / "a")
    tell(drawn, "papers", "record", tmp_path / "b.docx")
    assert small_office.open_office(drawn).head() == before


def test_names_that_are_no_visits_are_all_told(drawn: Path, tmp_path: Path) -> None:
    said = tell(drawn, "papers", "visits", tmp_path / "out", "--visit", "X/1", "--visit", "Y/1")
    assert said.code == Exit.FAILED
    assert "X/1" in said.all
    assert "Y/1" in said.all
    assert not (tmp_path / "out").exists()


def test_a_visit_that_waits_or_was_cancelled_gets_none(drawn: Path, tmp_path: Path) -> None:
    draw = draw_of(drawn)
    (waits, *_) = owed(draw, acts.frozen_plan(small_office.open_office(drawn), draw)).waiting
    said = tell(drawn, "papers", "visits", tmp_path / "out", "--visit", waits)
    refused(said, Exit.CONFLICT, messages.VISIT_WAITS)
    for task in ("clinics", "water"):
        assert tell(drawn, "cancel", task, "--document", "d", "--agency", "a", "--ground", "g").code == 0
    gone = next(iter(draw_of(drawn).cancelled_visits()))
    refused(tell(drawn, "papers", "visits", tmp_path / "out", "--visit", gone), Exit.CONFLICT, messages.VISIT_CANCELLED)
    refused(tell(drawn, "papers", "visits", tmp_path / "out"), Exit.FAILED, messages.NOTHING_LEFT)
    refused(tell(drawn, "papers", "inspectors", tmp_path / "out"), Exit.FAILED, messages.NOTHING_LEFT)
    assert not (tmp_path / "out").exists()


def test_a_visit_that_is_done_has_papers_only_if_it_is_named(drawn: Path, tmp_path: Path) -> None:
    office = small_office.open_office(drawn)
    found = gathered(office, None)
    name = sorted(found.ahead)[0]
    small_office.enter(office, name)
    told = json.loads(tell(drawn, "papers", "visits", tmp_path / "a", "--json").out)
    assert set(told["visits"]) == found.ahead - {name}
    told = json.loads(tell(drawn, "papers", "visits", tmp_path / "b", "--json", "--visit", name).out)
    assert told["visits"] == [name]


def test_papers_name_target_team_items_and_basis(drawn: Path) -> None:
    found = gathered(small_office.open_office(drawn), None)
    for name in found.ahead:
        visit, paper = found.visits[name], visit_paper(found, name)
        target = found.targets[visit.target]
        assert (paper.target.name, paper.target.address, paper.target.owner) == (
            target.name,
            target.address,
            target.owner,
        )
        assert sorted(one.id for one in paper.people) == sorted(who for who in visit.team.values() if who)
        asked = found.asked.items[name]
        assert {d.name: len(d.checks) for d in paper.departments} == {d: len(items) for d, items in asked.items()}
        assert sum(one.leads != "" for one in paper.people) == len(visit.tasks) - ("water" in visit.tasks)
        assert paper.when.startswith("2001年")
        assert not paper.fixed
        assert ("Law 1" in paper.basis) == ("clinics" in visit.tasks)


def test_who_was_appointed_acts_for_the_department_of_the_slot(drawn: Path) -> None:
    office = small_office.open_office(drawn)
    found = gathered(office, None)
    name = sorted(found.asked.waiting)[0]
    visit = found.visits[name]
    free = iter(
        i.id for i in small_office.tables().inspectors if i.department == "health" and i.id not in visit.team.values()
    )
    for slot in [slot for slot, who in visit.team.items() if who is None]:
        small_office.happen(office, "appointment", visit=name, slot=slot, inspector=next(free), order="o", officer="f")
    after = gathered(office, None)
    paper = visit_paper(after, name)
    assert sorted(one.id for one in paper.people) == sorted(w for w in after.visits[name].team.values() if w)
    market = next(one for one in paper.departments if one.name == "market")
    assert {one.department for one in market.people} >= {"health"}
    work = visits_of(after)
    assert all(name in work[one.id] for one in paper.people)


def test_a_cancelled_task_is_not_on_the_papers(drawn: Path) -> None:
    before = gathered(small_office.open_office(drawn), None)
    both = [v for v in before.ahead if len(before.visits[v].tasks) == 2]
    assert both
    tell(drawn, "cancel", "water", "--document", "d", "--agency", "a", "--ground", "g")
    after = gathered(small_office.open_office(drawn), None)
    for name in both:
        assert visit_paper(before, name).tasks == ("Clinics", "Water")
        assert visit_paper(after, name).tasks == ("Clinics",)


# what no paper tells


def test_nothing_of_risk_stands_on_any_paper(drawn: Path) -> None:
    """The papers of a visit are the same whatever signals, past visits, classes and attributes the target has."""
    found = gathered(small_office.open_office(drawn), None)
    for name in found.ahead:
        visit = found.visits[name]
        target = replace(found.targets[visit.target], credit_class="E", attributes=(("points", "95"), ("band", "C")))
        other = replace(found, targets={**found.targets, visit.target: target})
        assert visit_paper(other, name) == visit_paper(found, name)


def test_no_words_of_risk_in_the_files(filled: Path, tmp_path: Path) -> None:
    """Bands and signals with names that nothing else has leave no trace in any file."""
    office = small_office.open_office(filled, small_office.BEGINS.replace(hour=1))
    signal = Signal("SZZSECRET", "T00", "complaint", date(2000, 12, 1), source="QQSOURCE")
    store_records(office, "signals", [signal], {"file": "s.csv", "sha256": "0" * 64, "rows": 1})
    text = small_office.plan().replace(b"B = ", b"BANDX = ").replace(b"C = ", b"BANDY = ")
    small_office.commit(office, text)
    acts.draw(office, small_office.DICE)
    office.close()
    tell(filled, "papers", "visits", tmp_path / "v")
    tell(filled, "papers", "inspectors", tmp_path / "i")
    tell(filled, "papers", "record", tmp_path / "r.docx")
    papers = [*tmp_path.joinpath("v").rglob("*.docx"), *tmp_path.joinpath("i").glob("*"), tmp_path / "r.docx"]
    assert len(papers) > 10
    facts = acts.frozen_facts(small_office.open_office(filled), draw_of(filled))
    assert {a.band for a in facts.frame.assessments.values()} == {"A", "BANDX", "BANDY"}
    for path in papers:
        said = text_of(path)
        assert not [
            word for word in ("BANDX", "BANDY", "QQSOURCE", "SZZSECRET", "complaint", "积分", "风险") if word in said
        ]


def test_the_fields_of_a_visit_are_those_told_of_and_no_more() -> None:
    """A new field is a decision: this list is changed with it."""
    of_papers = ["office", "plan", "mark", "visit", "target", "tasks", "kinds", "methods", "checks", "departments"]
    assert [*VisitPaper.__dataclass_fields__] == [*of_papers, "people", "basis", "when", "fixed", "limit"]


# the papers of a draw


def test_the_announcement_before_the_draw(committed: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.docx"
    words = ["--at", "明天上午", "--place", "三楼", "--contact", "老王"]
    assert tell(committed, "papers", "announcement", out, *words, lang="zh").code == 0
    said = tell(committed, "papers", "announcement", tmp_path / "b.docx", *words, "--json")
    assert json.loads(said.out) == {"ref": "2001-1", "file": str(tmp_path / "b.docx")}
    text, draw = text_of(out), draw_of(committed)
    for told in (draw.hash, "明天上午", "三楼", "老王", "掷十面骰子20次", "Clinics", "double-random/1"):
        assert told in text
    refused(tell(committed, "papers", "record", tmp_path / "r.docx"), Exit.CONFLICT)
    refused(tell(committed, "papers", "visits", tmp_path / "v"), Exit.CONFLICT)
    refused(tell(committed, "papers", "inspectors", tmp_path / "v"), Exit.CONFLICT)
    assert sorted(path.name for path in tmp_path.glob("*.docx")) == ["a.docx", "b.docx"]


def test_there_is_nothing_to_announce_once_the_dice_are_known(drawn: Path, tmp_path: Path) -> None:
    said = tell(drawn, "papers", "announcement", tmp_path / "a.docx", "--at", "a", "--place", "b")
    refused(said, Exit.CONFLICT, messages.ANNOUNCED_LATE)


def test_the_record_of_a_closed_draw_has_all_but_the_seed(drawn: Path, tmp_path: Path) -> None:
    assert tell(drawn, "papers", "record", tmp_path / "r.docx", "--place", "三楼").code == 0
    text, draw = text_of(tmp_path / "r.docx"), draw_of(drawn)
    assert draw.draw is not None
    outcome = draw.outcome
    told = [draw.hash, draw.draw.hash, small_office.DICE, "35081 94720 66139 58274", "三楼", "见证人"]
    told += [f"形成检查 {len(outcome['visits'])} 次", f"其中空缺 {outcome['open']} 个"]
    for one in told:
        assert one in text
    assert outcome["seed"] not in text
    assert not [i for i in small_office.tables().inspectors if i.name in text]
    assert not [t for t in small_office.tables().targets if t.name in text]


def test_the_record_of_an_open_draw_has_the_seed(filled: Path, tmp_path: Path) -> None:
    office = small_office.open_office(filled, small_office.BEGINS.replace(hour=1))
    small_office.commit(office, small_office.plan(draw='"open"'))
    draw = acts.draw(office, small_office.DICE)
    assert tell(filled, "papers", "record", tmp_path / "r.docx").code == 0
    assert draw.outcome["seed"] in text_of(tmp_path / "r.docx")


def test_a_draw_set_aside_has_its_record_and_says_so(drawn: Path, tmp_path: Path) -> None:
    tell(drawn, "void", draw_of(drawn).ref, "--ground", "typed wrongly")
    assert tell(drawn, "papers", "record", tmp_path / "r.docx").code == 0
    assert "本次抽取已作废，理由：typed wrongly" in text_of(tmp_path / "r.docx")
    assert tell(drawn, "papers", "visits", tmp_path / "v").code == Exit.FAILED


def test_files_and_folders_are_not_written_over(drawn: Path, tmp_path: Path) -> None:
    (tmp_path / "r.docx").write_text("signed")
    assert tell(drawn, "papers", "record", tmp_path / "r.docx").code == Exit.CONFLICT
    refused(tell(drawn, "papers", "record", tmp_path / "r.pdf"), Exit.USAGE, messages.WORD_SUFFIX)
    for verb in ("visits", "inspectors", "templates"):
        refused(tell(drawn, "papers", verb, tmp_path), Exit.CONFLICT, messages.FOLDER_EXISTS)
    assert (tmp_path / "r.docx").read_text() == "signed"


def test_templates_of_an_office_come_back_in_its_papers(drawn: Path, tmp_path: Path) -> None:
    from docx import Document

    assert tell(drawn, "papers", "templates", tmp_path / "t").code == 0
    path = tmp_path / "t" / "检查通知书.docx"
    document = Document(str(path))
    document.add_paragraph("咨询电话：{{ visit }}")
    document.save(str(path))
    said = tell(drawn, "papers", "visits", tmp_path / "v", "--templates", tmp_path / "t")
    assert said.code == 0, said.all
    notice = next(tmp_path.joinpath("v").rglob("*检查通知书.docx"))
    assert "咨询电话：" + notice.name.split()[0].replace("-", "/") in text_of(notice)
    path.write_bytes(b"junk")
    refused(
        tell(drawn, "papers", "visits", tmp_path / "w", "--templates", tmp_path / "t"), Exit.INPUT, messages.NOT_WORD
    )
    assert not (tmp_path / "w").exists()


# the papers of inspectors


def test_work_lists_hold_every_visit_of_everybody_once(drawn: Path, tmp_path: Path) -> None:
    said = tell(drawn, "papers", "inspectors", tmp_path / "out", "--json")
    told = json.loads(said.out)
    found = gathered(small_office.open_office(drawn), None)
    work = visits_of(found)
    assert told["inspectors"] == list(work)
    seats = [(who, v) for v in found.ahead for who in found.visits[v].team.values()]
    assert sorted(seats) == sorted((who, v) for who, visits in work.items() for v in visits)
    for who, visits in work.items():
        text = text_of(tmp_path / "out" / f"{who} {found.people[who].name} 检查工作清单.docx")
        assert all(v in text and found.targets[found.visits[v].target].name in text for v in visits)
    assert not list(tmp_path.joinpath("out").glob("*.ics"))
    assert "no calendar files" in tell(drawn, "papers", "inspectors", tmp_path / "b").err


def test_of_named_inspectors_alone(drawn: Path, tmp_path: Path) -> None:
    who = next(iter(visits_of(gathered(small_office.open_office(drawn), None))))
    told = json.loads(tell(drawn, "papers", "inspectors", tmp_path / "a", "--inspector", who, "--json").out)
    assert [file.split()[0] for file in told["files"]] == [who]
    said = tell(
        drawn, "papers", "inspectors", tmp_path / "b", "--inspector", who, "--inspector", "M3", "--inspector", "?"
    )
    refused(said, Exit.FAILED, messages.NO_WORK)
    assert said.all.count(words_of(messages.NO_WORK)) == 2


def _scheduled(draw: journal.Draw, rows: Iterable[tuple[str, str, int, int]], seq: int = 999) -> Event:
    placed = [{"visit": v, "day": day, "start": start, "minutes": m} for v, day, start, m in rows]
    body = {"commitment": draw.hash, "placements": placed}
    return Event(seq, "2001-01-08T01:02:03Z", "clerk", "schedule", body, "0" * 64, "1" * 64)


def test_days_stand_on_papers_and_in_calendars(drawn: Path) -> None:
    found = gathered(small_office.open_office(drawn), None)
    who, visits = max(visits_of(found).items(), key=lambda entry: len(entry[1]))
    assert len(visits) > 1
    rows = [(v, f"2001-02-{20 - k:02}", 540 + 30 * k, 90) for k, v in enumerate(visits[:2])]
    placed = placements(found.draw, [_scheduled(found.draw, rows)])
    dated = replace(found, placed=placed)
    assert visit_paper(dated, visits[0]).when == "2001年2月20日 9:00—10:30"
    assert visit_paper(dated, visits[0]).fixed == "是"
    assert visits_of(dated)[who].index(visits[1]) < visits_of(dated)[who].index(visits[0])
    data = calendar_file(dated, who, visits)
    entries = list(Calendar.from_ical(data).walk("VEVENT"))
    assert [str(e["UID"]) for e in entries] == [f"{v}@{found.draw.hash}" for v in visits[:2]]
    first = entries[0]
    assert first.decoded("DTSTART").isoformat() == "2001-02-20T09:00:00+08:00"
    assert first.decoded("DTEND").isoformat() == "2001-02-20T10:30:00+08:00"
    assert first.decoded("DTSTAMP").isoformat() == "2001-01-08T01:02:03+00:00"
    target = found.targets[found.visits[visits[0]].target]
    assert (str(first["SUMMARY"]), str(first["LOCATION"])) == (f"双随机检查：{target.name}", target.address)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"VTIMEZONE" in data
    assert calendar_file(dated, who, visits) == data


def test_the_last_day_that_was_set_counts_and_other_draws_do_not(drawn: Path) -> None:
    draw = draw_of(drawn)
    first = _scheduled(draw, [("a/1", "2001-02-01", 540, 60), ("b/1", "2001-02-02", 540, 60)], 1)
    later = _scheduled(draw, [("a/1", "2001-02-03", 600, 60)], 2)
    other = replace(later, body={**later.body, "commitment": "f" * 64}, seq=3)
    found = placements(draw, [first, later, other])
    assert {v: (p.day.day, p.start) for v, p in found.items()} == {"a/1": (3, 600)}


# back from the paper to the log


def _code(folder: Path, visit: str = NOTHING) -> str:
    return mark(draw_of(folder), visit).code


def test_a_code_leads_to_draw_visit_and_event(drawn: Path) -> None:
    visit = next(iter(journal.standing(draw_of(drawn))))
    told = json.loads(tell(drawn, "papers", "check", _code(drawn, visit), "--json").out)
    draw = draw_of(drawn)
    assert draw.draw is not None
    expected = {"draw": draw.ref, "state": "drawn", "visit": visit, "event": draw.draw.seq, "kind": "draw"}
    assert told == {**expected, "time": draw.draw.time, "hash": draw.draw.hash}
    assert "up to date" in tell(drawn, "papers", "check", _code(drawn)).out


def test_the_code_on_a_paper_is_that_of_its_visit(drawn: Path) -> None:
    found = gathered(small_office.open_office(drawn), None)
    name = next(iter(found.ahead))
    code = visit_paper(found, name).mark.code
    assert json.loads(tell(drawn, "papers", "check", code, "--json").out)["visit"] == name


def test_codes_that_are_none_or_of_another_log(drawn: Path, committed: Path) -> None:
    code = _code(drawn)
    for wrong in ("", "hello", code.replace("paper@1", "paper@2"), code + " more", code.replace(" - ", " - x ")):
        refused(tell(drawn, "papers", "check", wrong), Exit.USAGE, messages.CODE_STRANGE)
    visit = _code(drawn, "NO/1")
    for foreign in (code[:-1] + ("0" if code[-1] != "0" else "1"), code.replace("2001-1", "2001-2"), visit):
        refused(tell(drawn, "papers", "check", foreign), Exit.VERIFICATION, messages.CODE_OTHER_LOG)
    refused(tell(committed, "papers", "check", code), Exit.VERIFICATION, messages.CODE_OTHER_LOG)
    refused(tell(committed, "papers", "check", _code(committed, "T02/1")), Exit.VERIFICATION, messages.CODE_OTHER_LOG)


def test_a_code_is_out_of_date_once_the_team_has_changed(drawn: Path) -> None:
    found = gathered(small_office.open_office(drawn), None)
    name, other = sorted(found.ahead)[:2]
    code, kept = _code(drawn, name), _code(drawn, other)
    visit = found.visits[name]
    who = next(w for w in visit.team.values() if w and w not in found.visits[other].team.values())
    said = tell(drawn, "recuse", who, visit.target, "--ground", "g", "--officer", "f")
    assert said.code == 0, said.all
    refused(tell(drawn, "papers", "check", code), Exit.CONFLICT, messages.PAPER_OLD)
    assert tell(drawn, "papers", "check", kept).code == 0
    assert tell(drawn, "papers", "check", _code(drawn, name)).code == 0
    tell(drawn, "void", found.draw.ref, "--ground", "g")
    refused(tell(drawn, "papers", "check", kept), Exit.CONFLICT, messages.PAPER_OLD)


def test_the_program_works_without_an_office_for_templates(tmp_path: Path) -> None:
    said = tell(tmp_path, "papers", "templates", tmp_path / "t", "--json")
    assert sorted(json.loads(said.out)["files"]) == sorted(p.name for p in (tmp_path / "t").iterdir())
    assert all(zipfile.is_zipfile(io.BytesIO(p.read_bytes())) for p in (tmp_path / "t").iterdir())
