"""Signals, repairs and classes as they come: joined by identifiers, by name only as decided on record."""

import csv
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import small_office
from shop import Said, tell
from small_office import commit, open_office

from inventories.columns import fold
from inventories.model import Signal
from inventories.problems import Exit
from scheduler import acts
from scheduler.audit.checks import audit, verdicts
from scheduler.audit.finding import Colour
from scheduler.bundle import collect
from scheduler.i18n import translator
from scheduler.intake import review_list as review

HEAD = "名称,地址,类型,日期,来源"
NAMED = f"{HEAD}\nPlace 03 of Xiacun,Long Street 3,投诉,2000-11-01,12345\nPlace 3 Xiacun,,投诉,2000-11-02,12345\n"


def put(folder: Path, name: str, text: str) -> Path:
    path = folder.parent / name
    path.write_text(text, "utf-8")
    return path


def importing(folder: Path, kind: str, path: Path, *more: object) -> dict[str, Any]:
    said = tell(folder, "import", kind, path, *more, "--json")
    assert said.code == Exit.DONE, said.all
    report: dict[str, Any] = json.loads(said.out)
    return report


def signals(folder: Path, source: str = "12345") -> list[Signal]:
    return [s for s in open_office(folder).records("signals") if s.source == source]


def codes(report: dict[str, Any]) -> list[str]:
    return [w["code"] for w in report["warnings"]]


def decide(path: Path, *decisions: str) -> None:
    """Fill in the last column of a review list, row by row."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            head, *rows = csv.reader(file)
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows([head, *([*row[:-1], said] for row, said in zip(rows, decisions, strict=True))])
        return
    book = openpyxl.load_workbook(path)
    assert book.active is not None
    assert book.active.max_row == len(decisions) + 1
    for row, said in enumerate(decisions, 2):
        book.active.cell(row, len(review.HEADERS), said)
    book.save(path)


def counts(report: dict[str, Any]) -> dict[str, int]:
    return {name: n for name, n in report["joined"].items() if isinstance(n, int) and n}


def test_identifiers_join_at_once(filled: Path) -> None:
    rows = (
        "T01,,,投诉,2000-11-01,12345\n,,N2,隐患,2000-11-02,12345\n,entity-14,,失信,2000-11-03,12345\n"
        "T99,,,投诉,2000-11-04,12345\n"
    )
    path = put(filled, "s.csv", "对象编号,信用代码,许可证号,类型,日期,来源\n" + rows)
    report = importing(filled, "signals", path)
    assert counts(report) == {"identifier": 1, "licence_number": 1, "undecided": 1, "unknown": 1}
    assert {(s.target, s.joined) for s in signals(filled)} == {("T01", ""), ("T02", "licence number"), ("T99", "")}
    assert sorted(codes(report)) == ["undecided", "unknown-target"]  # T28 and T29 are of one entity
    shown = json.loads(tell(filled, "list", "signals", "--json").out)
    assert {row["joined"] for row in shown} == {"", "licence number"}


def test_nothing_is_joined_by_name_without_a_decision(filled: Path) -> None:
    report = importing(filled, "signals", put(filled, "s.csv", NAMED))
    assert counts(report) == {"undecided": 2}
    assert codes(report) == ["undecided", "undecided"]
    assert signals(filled) == []


@pytest.mark.parametrize("name", ["review.xlsx", "review.csv"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_clerk_decides_in_a_list(filled: Path, name: str, lang: str) -> None:
    path, listed = put(filled, "s.csv", NAMED), filled.parent / name
    said = tell(filled, "import", "signals", path, "--review", listed, lang=lang)
    assert said.code == Exit.DONE, said.all
    decide(listed, "是" if lang == "zh" else "Yes", "T05")
    report = importing(filled, "signals", path, "--review", listed)
    assert counts(report) == {"decision": 2}
    assert [(s.target, s.joined) for s in sorted(signals(filled), key=lambda s: s.date)] == [
        ("T03", "decision"),
        ("T05", "decision"),
    ]
    event = open_office(filled).events("import")[-1]
    told = event.body["joined"]
    assert [(d["given"]["name"], d["target"]) for d in told["decisions"]] == [
        ("Place 03 of Xiacun", "T03"),
        ("Place 3 Xiacun", "T05"),
    ]
    assert {line for d in told["decisions"] for line in d["lines"]} == {s.id for s in signals(filled)}
    assert len(told["review"]) == 64


def test_a_decision_counts_for_later_files_and_can_be_taken_anew(filled: Path) -> None:
    path, listed = put(filled, "s.csv", NAMED), filled.parent / "review.csv"
    importing(filled, "signals", path, "--review", listed)
    decide(listed, "是", "")
    assert counts(importing(filled, "signals", path, "--review", listed)) == {"decision": 1, "undecided": 1}
    later = put(filled, "later.csv", f"{HEAD}\nＰlace 03 (of Xiacun),Long  Street 3,投诉,2000-11-09,12345\n")
    report = importing(filled, "signals", later)
    assert (counts(report), report["joined"]["decisions"]) == ({"decision": 1}, [])
    decide(listed, "T07", "否")
    report = importing(filled, "signals", path, "--review", listed)
    assert counts(report) == {"decision": 1, "nobody": 1}
    assert report["changed"] == 1
    assert sorted(s.target for s in signals(filled)) == ["T03", "T07"]
    assert counts(importing(filled, "signals", later)) == {"decision": 1}
    assert [s.target for s in signals(filled)] == ["T07", "T07"]


def test_what_fits_nothing_is_listed_and_can_be_decided(filled: Path) -> None:
    path, listed = put(filled, "s.csv", f"{HEAD}\n毫不相干,,投诉,2000-11-01,12345\n"), filled.parent / "r.csv"
    report = importing(filled, "signals", path, "--review", listed)
    assert (counts(report), codes(report), report["to_review"]) == ({"unknown": 1}, ["unjoined"], 1)
    assert report["warnings"][0]["row"] == 2
    decide(listed, "T04")
    assert counts(importing(filled, "signals", path, "--review", listed)) == {"decision": 1}


def test_every_wrong_decision_is_named(filled: Path) -> None:
    path, listed = put(filled, "s.csv", NAMED), filled.parent / "r.csv"
    importing(filled, "signals", path, "--review", listed)
    decide(listed, "T99", "maybe")
    before = len(open_office(filled).events())
    said = tell(filled, "import", "signals", path, "--review", listed)
    assert said.code == Exit.INPUT
    assert said.err.count("r.csv, row") == 2
    with listed.open(encoding="utf-8-sig", newline="") as file:
        head, *rows = csv.reader(file)
    strange = ["x" + "0" * 20, *rows[0][1:-1], "T01"]
    with listed.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([head, [*rows[0][:-1], "T01"], [*rows[0][:-1], "否"]])
    assert "review-twice" in said_codes(tell(filled, "import", "signals", path, "--review", listed))
    assert len(open_office(filled).events()) == before
    with listed.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([head, strange])
    assert "review-strange" in codes(importing(filled, "signals", path, "--review", listed))


def said_codes(said: Said) -> list[str]:
    assert said.code == Exit.INPUT
    return ["review-twice"] if "decided otherwise" in said.err else []


def test_where_no_review_list_can_be_nothing_happens(filled: Path) -> None:
    path = put(filled, "s.csv", NAMED)
    before = len(open_office(filled).events())
    assert tell(filled, "import", "signals", path, "--review", filled.parent / "r.xls").code == Exit.USAGE
    assert tell(filled, "import", "history", path, "--review", filled.parent / "r.csv").code == Exit.USAGE
    assert len(open_office(filled).events()) == before


def test_a_row_about_nobody_is_an_error_and_a_file_about_nobody_one(filled: Path) -> None:
    said = tell(filled, "import", "signals", put(filled, "s.csv", f"{HEAD}\n,,投诉,2000-11-01,x\n"))
    assert (said.code, said.err.count("nothing says whom")) == (Exit.INPUT, 1)
    rows = "投诉,2000-11-01,x\n隐患,2000-11-01,x\n"
    said = tell(filled, "import", "signals", put(filled, "s.csv", "类型,日期,来源\n" + rows))
    assert (said.code, said.err.count("nothing says whom")) == (Exit.INPUT, 1)


def test_points_of_bad_practice_are_severity_and_red_lists_are_no_signals(filled: Path) -> None:
    rows = "T01,不良执业行为记分,2000-11-01,6,卫监\nT02,隐患,2000-11-02,重大隐患,卫监\nT03,红名单,2000-11-03,,卫监\n"
    report = importing(filled, "signals", put(filled, "s.csv", "对象编号,类型,日期,记分,来源\n" + rows))
    assert codes(report) == ["red-list"]
    assert [(s.target, s.factor, s.severity) for s in sorted(signals(filled, "卫监"), key=lambda s: s.date)] == [
        ("T01", "violation", 6),
        ("T02", "hazard", 3),
    ]


CREDIT = "编号,对象编号,类型,日期,来源,修复日期\nF1,T01,失信名单,2000-03-01,12345,\nF2,T01,黑名单,2000-08-01,12345,\n"
REPAIRS = "对象编号,修复日期,修复决定书文号,失信记录编号\n"


def ends(folder: Path) -> dict[str, str | None]:
    return {s.id: s.ended.isoformat() if s.ended else None for s in signals(folder)}


def test_a_repair_ends_the_credit_signals_before_it(filled: Path) -> None:
    importing(filled, "signals", put(filled, "s.csv", CREDIT))
    report = importing(filled, "repairs", put(filled, "r.csv", REPAIRS + "T01,2000-06-01,修〔2000〕1号,\n"))
    assert (report["changed"], ends(filled)) == (1, {"F1": "2000-06-01", "F2": None})
    event = open_office(filled).events("import")[-1]
    assert event.body["kind"] == "repairs"
    assert event.body["repairs"][0]["signals"] == ["F1"]
    importing(filled, "signals", put(filled, "s.csv", CREDIT))
    assert ends(filled)["F1"] == "2000-06-01"  # the list without the end does not take it back
    again = importing(filled, "repairs", put(filled, "r.csv", REPAIRS + "T01,2000-06-01,修〔2000〕1号,\n"))
    assert (again["changed"], again["same"], codes(again)) == (0, 1, [])


def test_a_repair_of_one_signal_and_one_of_none(filled: Path) -> None:
    importing(filled, "signals", put(filled, "s.csv", CREDIT))
    rows = "T01,2000-12-01,修〔2000〕2号,F2\nT02,2000-12-01,修〔2000〕3号,\n"
    report = importing(filled, "repairs", put(filled, "r.csv", REPAIRS + rows))
    assert ends(filled) == {"F1": None, "F2": "2000-12-01"}
    assert codes(report) == ["repair-nothing"]


def test_complaints_are_not_repaired(filled: Path) -> None:
    importing(filled, "repairs", put(filled, "r.csv", REPAIRS + "T00,2000-12-01,修〔2000〕4号,\n"))
    assert next(s for s in open_office(filled).records("signals") if s.id == "S0").ended is None


def test_a_signal_that_has_ended_since_is_the_same_signal(filled: Path) -> None:
    text = "对象编号,类型,日期,来源,修复日期\nT01,失信,2000-03-01,12345,{}\n"
    importing(filled, "signals", put(filled, "s.csv", text.format("")))
    report = importing(filled, "signals", put(filled, "s.csv", text.format("2000-05-01")))
    assert (report["new"], report["changed"], list(ends(filled).values())) == (0, 1, ["2000-05-01"])


def test_classes_go_to_the_targets(filled: Path) -> None:
    path = put(filled, "c.csv", "对象编号,信用风险等级\nT01,D\nT28,C\n")
    report = importing(filled, "classes", path)
    assert (report["changed"], report["same"]) == (1, 1)
    classes = {t.id: t.credit_class for t in open_office(filled).records("targets")}
    assert (classes["T01"], classes["T28"], classes["T02"]) == ("D", "C", "")
    said = tell(filled, "import", "classes", put(filled, "c.csv", "对象编号,信用风险等级\nT01,A\nT01,B\n"))
    assert said.code == Exit.INPUT
    assert "another class" in said.err


def test_a_target_shows_by_what_its_signals_were_joined(filled: Path) -> None:
    path, listed = put(filled, "s.csv", NAMED), filled.parent / "review.csv"
    importing(filled, "signals", path, "--review", listed)
    decide(listed, "是", "T03")
    importing(filled, "signals", path, "--review", listed)
    plan = filled.parent / "plan.toml"
    plan.write_bytes(small_office.plan())
    told = json.loads(tell(filled, "show", "target", "T03", "--plan", plan, "--json").out)
    assert [(s["joined"], s["counts"]) for s in told["signals"]] == [("decision", True)] * 2
    assert "decision" in tell(filled, "show", "target", "T03", "--plan", plan).out
    assert "人工核定" in tell(filled, "show", "target", "T03", "--plan", plan, lang="zh").out


@pytest.mark.parametrize("lang", ["en", "zh_CN"])
def test_the_list_is_read_in_the_language_it_was_written_in(lang: str) -> None:
    for column in review.COLUMNS:
        assert fold(translator(lang)(column.header)) in {fold(name) for name in column.headers}


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("signals", "对象编号,类型,日期,来源\nT01,投诉,2000-11-01,12345\n"),
        ("repairs", REPAIRS + "T01,2000-06-01,修〔2000〕1号,\n"),
        ("classes", "对象编号,信用风险等级\nT01,D\n"),
    ],
)
def test_an_import_from_outside_is_undone(filled: Path, kind: str, text: str) -> None:
    path = put(filled, "s.csv", "编号,对象编号,类型,日期\nF9,T01,失信,2000-01-01\n")
    importing(filled, "signals", path)
    before = open_office(filled).tables()
    report = importing(filled, kind, put(filled, "o.csv", text))
    assert report["new"] + report["changed"] == len(report["changes"]["new"] + report["changes"]["changed"]) > 0
    assert open_office(filled).tables() != before
    assert tell(filled, "undo-import").code == Exit.DONE
    assert open_office(filled).tables() == before
    office = open_office(filled, datetime(2001, 5, 2, tzinfo=UTC))
    commit(office)
    acts.draw(office, small_office.DICE)
    assert verdicts(audit(collect(office)))[1] == Colour.GREEN


def test_decisions_of_an_undone_import_count_no_more(filled: Path) -> None:
    path, listed = put(filled, "s.csv", NAMED), filled.parent / "review.csv"
    importing(filled, "signals", path, "--review", listed)
    decide(listed, "T03", "T05")
    importing(filled, "signals", path, "--review", listed)
    assert tell(filled, "undo-import").code == Exit.DONE
    assert counts(importing(filled, "signals", path)) == {"undecided": 2}
    assert signals(filled) == []


def test_a_merged_target_and_the_one_that_stands_for_it_are_one(filled: Path) -> None:
    said = tell(filled, "duplicates", "decide", "T28", "T29", "--same", "--ground", "one shop")
    assert said.code == Exit.DONE, said.all
    rows = ",entity-14,投诉,2000-11-01,12345\nT29,entity-14,投诉,2000-11-02,12345\n"
    report = importing(filled, "signals", put(filled, "s.csv", "对象编号,信用代码,类型,日期,来源\n" + rows))
    assert counts(report) == {"identifier": 1, "credit_code": 1}
    assert {(s.target, s.joined) for s in signals(filled)} == {("T28", "credit code"), ("T29", "")}


PENDING = "对象编号,名称,类型,日期,来源,次数,是否属实\nT01,{name},投诉,2000-11-01,12345,{n},{found}\n"


def test_a_signal_that_was_looked_into_or_counted_anew_is_the_same_signal(filled: Path) -> None:
    """Files without numbers of signals: what is known later replaces what was known, and is not added to it."""
    states = [("甲", 1, "待核实"), ("甲诊所", 1, "待核实"), ("甲", 1, "不属实"), ("甲", 3, "属实")]
    for k, (name, n, found) in enumerate(states):
        report = importing(filled, "signals", put(filled, "s.csv", PENDING.format(name=name, n=n, found=found)))
        assert (report["new"], report["changed"]) == ((1, 0), (0, 0), (0, 1), (0, 1))[k]
    assert [(s.count, s.substantiated) for s in signals(filled)] == [(3, True)]


@pytest.mark.parametrize("row", ["T01,甲,投诉,2000-11-01,12345,2,待核实", "T01,甲,投诉,2000-11-01,12345,1,不属实"])
def test_two_signals_that_differ_in_count_or_finding_alone_need_numbers(filled: Path, row: str) -> None:
    path = put(filled, "s.csv", PENDING.format(name="甲", n=1, found="待核实") + row + "\n")
    before = open_office(filled).events()
    said = tell(filled, "import", "signals", path)
    assert (said.code, "row 3" in said.err, "the same as row 2 but for" in said.err) == (Exit.INPUT, True, True)
    assert open_office(filled).events() == before


def test_another_spelling_of_the_name_is_the_same_signal_in_one_file(filled: Path) -> None:
    path = put(filled, "s.csv", PENDING.format(name="甲", n=1, found="") + "T01,甲诊所,投诉,2000-11-01,12345,1,\n")
    report = importing(filled, "signals", path)
    assert (report["new"], codes(report)) == (1, ["record-twice"])
    rows = "XS1,T01,甲,投诉,2000-11-01\nXS1,T01,甲诊所,投诉,2000-11-01\n"
    said = tell(filled, "import", "signals", put(filled, "s.csv", "线索编号,对象编号,名称,类型,日期\n" + rows))
    assert said.code == Exit.INPUT  # a number given twice with different content is a mistake
