"""The inventory's kinds: records, identifiers, repetitions, licences."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from inventories.importing import KINDS, Imported, read
from inventories.mapping import Mapping, parse
from inventories.model import LONG_TERM, Exclusion, Item, Licence, PastVisit, Target
from inventories.outside import SignalLine

from .conftest import Write, codes

CODE = "91110000600037341L"
HEAD = ["单位名称", "统一社会信用代码", "所属区县", "单位类别", "许可证名称", "许可证编号", "有效期至", "联系电话"]


def mapped(toml: str) -> Mapping:
    mapping, problems = parse(toml)
    assert problems == ()
    return mapping


@pytest.fixture
def targets(write: Write) -> Any:
    def make(*rows: list[object], name: str = "t.csv", **options: Any) -> Imported[Target]:
        return read(KINDS["targets"], write(name, rows), **options)

    return make


@pytest.mark.parametrize("name", ["t.csv", "t.xlsx"])
def test_a_target_from_the_official_columns(targets: Any, name: str) -> None:
    found = targets(
        HEAD, ["县医院", CODE, "城东", "医院", "医疗机构执业许可证", "MA1", "9999-09-09", "13912345678"], name=name
    )
    licences = (Licence("医疗机构执业许可证", "MA1", LONG_TERM),)
    assert found.records == (Target(CODE, "县医院", "城东", "医院", entity=CODE, licences=licences),)
    assert found.problems == ()
    assert found.ignored_headers == ("联系电话",)
    assert (found.origins[CODE].file, found.origins[CODE].row, found.rows) == (name, 2, 1)
    assert "139" not in repr(replace(found, digest="", table=replace(found.table, digest="")))


def test_rows_that_differ_in_licences_are_one_target(targets: Any) -> None:
    row = ["县医院", CODE, "城东", "医院"]
    found = targets(HEAD, [*row, "b", "2", "2027-01-01"], [*row, "a", "1", ""], [*row, "a", "1", ""])
    assert found.records[0].licences == (Licence("a", "1"), Licence("b", "2", date(2027, 1, 1)))
    assert [(p.message.code, p.place.row, p.params["first"], p.warning) for p in found.problems] == [
        ("row-twice", 4, 3, True)
    ]


def test_one_identifier_for_two_places(targets: Any) -> None:
    found = targets(HEAD, ["县医院", CODE, "城东", "医院"], ["县诊所", CODE, "城东", "诊所"])
    problem = found.errors[0]
    assert (problem.message.code, problem.place.row, problem.place.column) == ("same-id", 3, "统一社会信用代码")
    assert problem.params == {"id": CODE, "first": 2, "columns": "单位名称, 单位类别"}


def test_a_row_with_another_error_is_compared_too(targets: Any) -> None:
    """Whichever of two rows with one identifier is wrong, or both, that they differ is said at the second."""
    good, wrong, both = (
        ["甲", CODE, "城东", "医院", "", "", ""],
        ["乙", CODE, "城东", "", "", "", ""],
        ["丙", CODE, "", "", "", "", "x"],
    )
    for first, second in ((good, wrong), (wrong, good), (wrong, both), (both, wrong)):
        found = targets(HEAD, first, second)
        said = [(p.place.row, p.params["columns"]) for p in found.errors if p.message.code == "same-id"]
        assert said == [(3, "单位名称")]
        assert [p.place.row for p in found.problems] == sorted(p.place.row or 0 for p in found.problems)
    assert "same-id" not in codes(targets(HEAD, ["甲", CODE, "城东", ""], ["甲", CODE, "城东", "医院"]))


def test_a_record_that_cannot_be_built_is_compared_too(write: Write) -> None:
    head = ["编号", "对象编号", "排除事由", "依据文件", "开始日期", "结束日期"]
    rows = [["1", "a", "x", "y", "2026-2-1", "2026-1-1"], ["1", "b", "x", "y", "", ""]]
    found = read(KINDS["exclusions"], write("a.csv", [head, *rows]))
    assert [(p.message.code, p.place.row) for p in found.errors] == [("ends-early", 2), ("same-id", 3)]
    assert [(at.row, values["target"]) for at, values in found.wrong] == [(2, "a")]


def test_attributes_differ_too(targets: Any) -> None:
    mapping = mapped('[attributes]\nrisk = "Risk"\nlevel = "级别"')
    head = ["编号", *HEAD[:4], "Risk", "级别"]
    found = targets(head, [1, "a", "", "x", "y", "high", ""], [1, "a", "", "x", "y", "low", ""], mapping=mapping)
    assert found.records[0].attributes == (("risk", "high"),)
    assert found.errors[0].params["columns"] == "risk"


def test_identifiers_from_columns(targets: Any) -> None:
    head = ["单位名称", "地址", "所属区县", "单位类别"]
    rows = [["甲", "东街1号", "x", "y"], ["乙", "", "x", "y"], ["", "", "x", "y"], ["甲", "东街１号", "x", "y"]]
    found = targets(head, *rows, id_from=("单位名称", "地址"))
    assert [len(t.id) for t in found.records] == [21, 21]
    assert list(found.records) == sorted(found.records, key=lambda t: t.id)
    assert codes(found) == ["value-missing", "value-missing", "same-id"]
    assert found.problems[-1].place.column == "单位名称 + 地址"


def test_personal_numbers_make_no_identifier(targets: Any) -> None:
    head = ["单位名称", "所属区县", "单位类别", "身份证号", "登记号"]
    row = ["甲", "x", "y", "11010519491231002X", "13912345678"]
    assert codes(targets(head, row, id_from=("身份证号",))) == ["column-personal"]
    found = targets(head, row, id_from=("单位名称", "登记号"))
    assert codes(found) == ["phone-identifier"]
    assert found.problems[0].place.value == "***"
    assert "139" not in repr(replace(found, digest="", table=replace(found.table, digest="")))


def test_a_card_number_instead_of_a_credit_code(targets: Any) -> None:
    found = targets(["编号", *HEAD[:4]], [1, "个体户", "11010519491231002X", "x", "y"])
    assert found.records[0].entity == ""
    assert codes(found) == ["~personal-masked"]
    found = targets(HEAD[:4], ["个体户", "11010519491231002X", "x", "y"])
    assert "card-identifier" in codes(found)
    assert "19491231" not in repr(found)


def test_a_wrong_check_character_is_a_warning(targets: Any) -> None:
    found = targets(HEAD, ["a", "91110000600037341M", "x", "y"])
    assert codes(found) == ["~credit-code"]
    assert found.records[0].id == "91110000600037341M"


def test_an_expired_licence_is_a_warning_on_a_day(targets: Any) -> None:
    row = ["a", CODE, "x", "y", "许可证", "MA1", "2026-11-21"]
    assert codes(targets(HEAD, row)) == []
    found = targets(HEAD, row, on=date(2026, 11, 22))
    assert codes(found) == ["~licence-expired"]
    assert (found.problems[0].place.column, len(found.records)) == ("有效期至", 1)
    assert [p.params["licence"] for p in found.problems] == ["MA1"]
    for cells, named in ((["许可证", ""], "许可证"), (["", ""], "a")):
        found = targets(HEAD, ["a", CODE, "x", "y", *cells, "2026-11-21"], on=date(2026, 11, 22))
        assert found.problems[0].params["licence"] == named


def test_two_pasted_columns_and_constants(targets: Any) -> None:
    mapping = mapped('[constants]\ndistrict = "全市"\ncategory = "企业"')
    found = targets(["统一社会信用代码/注册号", "企业名称"], [CODE, "甲"], ["330100000012345", "乙"], mapping=mapping)
    assert codes(found) == []
    assert [(t.id, t.district) for t in found.records] == [("330100000012345", "全市"), (CODE, "全市")]
    assert codes(targets(["统一社会信用代码/注册号", "企业名称"], [CODE, "甲"])) == ["column-missing"] * 2


def test_twelve_mistakes_one_answer(targets: Any) -> None:
    rows = [[f"a{i}", "", "x", "y", "", "", "明天"] for i in range(6)]
    assert len(targets(HEAD, *rows).errors) == 12


def one(write: Write, kind: str, *rows: list[object]) -> Any:
    found = read(KINDS[kind], write("a.csv", rows))
    assert found.problems == ()
    return found.records[0]


def test_items(write: Write) -> None:
    head = ["编号", "抽查事项名称", "抽查子项", "事项类别", "抽查比例", "备注"]
    assert one(write, "items", head, ["7", "医疗", "放射", "重点抽查", "2‰", "x"]) == Item(
        "7", "医疗：放射", "key", rate="2‰", remark="x"
    )


def test_signals(write: Write) -> None:
    head = ["对象编号", "因素", "日期", "次数", "严重程度", "是否属实", "来源", "信用修复日期"]
    signal = one(write, "signals", head, ["a", "投诉举报", "2026/1/2", "3.0", "", "不属实", "12345", "2026-2-1"])
    assert signal == SignalLine(
        id=signal.id, target="a", factor="complaint", date=date(2026, 1, 2), count=3, substantiated=False, source="12345",
        ended=date(2026, 2, 1),
    )  # fmt: skip
    assert signal.id.startswith("x")


def test_history(write: Write) -> None:
    visit = one(
        write, "history", ["对象编号", "检查日期", "检查人员工号", "检查结果"], ["a", "20260102", "1、2", "未发现问题"]
    )
    assert visit == PastVisit(visit.id, "a", date(2026, 1, 2), "", ("1", "2"), "未发现问题")


def test_exclusions(write: Write) -> None:
    head = ["对象编号", "排除事由", "依据文件", "结束日期", "任务编号"]
    found = one(write, "exclusions", head, ["a", "停业", "乳卫〔2026〕1号", "长期", "t2、t1"])
    assert found == Exclusion(found.id, "a", "停业", "乳卫〔2026〕1号", None, LONG_TERM, ("t1", "t2"))


def test_an_exclusion_that_ends_before_it_begins(write: Write) -> None:
    head = ["对象编号", "排除事由", "依据文件", "开始日期", "结束日期"]
    found = read(KINDS["exclusions"], write("a.csv", [head, ["a", "x", "y", "2026-2-1", "2026-1-1"]]))
    assert [(p.message.code, p.place.column) for p in found.errors] == [("ends-early", "结束日期")]


def test_records_without_numbers_that_repeat(write: Write) -> None:
    head = ["对象编号", "因素", "日期"]
    path = write(
        "a.csv", [head, ["a", "投诉", "2026-1-2"], ["a", "complaint", "2026-01-02"], ["b", "投诉", "2026-1-2"]]
    )
    found = read(KINDS["signals"], path)
    assert codes(found) == ["~record-twice"]
    assert len(found.records) == 2
    again = read(KINDS["signals"], path)
    assert again.records == found.records


def test_numbered_records_may_be_equal(write: Write) -> None:
    path = write("a.csv", [["线索编号", "对象编号", "因素", "日期"], *[[i, "a", "投诉", "2026-1-2"] for i in (1, 2)]])
    assert len(read(KINDS["signals"], path).records) == 2


def test_a_wide_file_becomes_long(write: Write) -> None:
    mapping = mapped(
        """
[columns]
target = "License"
date = "last"
[[unpivot]]
factor = "complaint"
count = "complaints"
[[unpivot]]
factor = "violation"
count = "fails"
severity = 2
"""
    )
    rows = [
        ["License", "last", "complaints", "fails"],
        [1, "2026-1-1", 3, "0.0"],
        ["_", "x", "", 2],
        [3, "2026-1-1", 1, 1],
    ]
    found = read(KINDS["signals"], write("a.csv", rows), mapping)
    assert sorted((s.target, s.factor, s.count, s.severity) for s in found.records) == [
        ("1", "complaint", 3, 1), ("3", "complaint", 1, 1), ("3", "violation", 1, 2),
    ]  # fmt: skip
    assert codes(found) == ["identifier", "date"]


def test_a_missing_required_column_builds_nothing(write: Write) -> None:
    found = read(KINDS["signals"], write("a.csv", [["对象编号", "因素"], ["a", "投诉"]]))
    assert (codes(found), found.records) == (["column-missing"], ())
