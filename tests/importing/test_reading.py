"""Rows for a room with columns of its own."""

import pytest

from inventories.columns import Column
from inventories.importing import rows
from inventories.interpreting import made_id
from inventories.mapping import parse
from inventories.values import Choice, day, identifier, label, text

from .conftest import Write, codes

COLUMNS = (
    Column("target", "Target", ("对象编号",), identifier, required=True, key=True),
    Column("finding", "Finding", ("抽查结果",), Choice({"ok": ("未发现问题",), "bad": ("行政处罚",)}), fixed=True),
    Column("date", "Date", ("检查完成日期",), day, default=None),
    Column("note", "Note", ("备注",), text),
)
HEAD = ["序号", "对象编号", "抽查结果", "检查完成日期", "备注"]


def test_values_by_field(write: Write) -> None:
    found, problems, table, wrong = rows(write("r.csv", [HEAD, [1, "a", "未发现问题", "2026-11-22", "x"]]), COLUMNS)
    assert (problems, wrong) == ((), [])
    number, values = found[0]
    assert (number, values["target"], values["finding"], values["note"]) == (2, "a", "ok", "x")
    assert (table.ignored_headers, table.bound["target"], table.rows) == (("序号",), "对象编号", 1)
    assert (table.encoding, table.delimiter, table.sheet) == ("utf-8", ",", "")


def test_every_problem_has_its_place(write: Write) -> None:
    path = write(
        "r.csv", [HEAD, [1, "", "没去", "2026-2-30", ""], [2, "a/b", "行政处罚", "明天", ""], [3, "c", "", "", ""]]
    )
    found = rows(path, COLUMNS)
    assert [(p.place.file, p.place.row, p.place.column, p.place.value, p.message.code) for p in found.problems] == [
        ("r.csv", 2, "对象编号", "", "value-missing"),
        ("r.csv", 2, "抽查结果", "没去", "choice"),
        ("r.csv", 2, "检查完成日期", "2026-2-30", "date-impossible"),
        ("r.csv", 3, "对象编号", "a/b", "identifier"),
        ("r.csv", 3, "检查完成日期", "明天", "date"),
    ]
    assert [number for number, _ in found.rows] == [4]
    assert found.wrong == [(2, {"note": ""}), (3, {"finding": "bad", "note": ""})]


def test_a_workbooks_damage_is_told_in_used_columns_alone(write: Write) -> None:
    head = ["序号", "对象编号", "抽查结果", "备注", "价格"]
    body = [[1, 91330100123456789, "未发现问题", "=A1", "=A1"], ["=A1", "b", "未发现问题", "x", 1e17]]
    found = rows(write("r.xlsx", [head, *body]), COLUMNS)
    assert [(p.message.code, p.place.column) for p in found.problems] == [
        ("digits-lost", "对象编号"), ("formula-uncalculated", "备注"),
    ]  # fmt: skip
    assert found.table.sheet == "名录"


@pytest.mark.parametrize(("area", "told"), [("B2:B3", True), ("A2:A3", False), ("A1:B1", False), ("B8:B9", False)])
def test_merged_cells_are_told_where_they_matter(write: Write, area: str, told: bool) -> None:
    path = write("r.xlsx", [["序号", "对象编号", "备注"], [1, "a", ""], [2, "b", ""], [3, "c", ""]], merge=area)
    assert ("merged-cells" in codes(rows(path, COLUMNS))) is told


def test_a_wrong_constant_is_said_once(write: Write) -> None:
    mapping, _ = parse('[constants]\ndate = "x"')
    found = rows(write("r.csv", [["对象编号", "备注"], ["a", ""], ["b", ""]]), COLUMNS, mapping)
    assert [(p.place.file, p.place.row, p.place.column) for p in found.problems] == [
        ("mapping.toml", None, "[constants] date")
    ]
    assert found.rows == []


def test_one_warning_for_each_spelling(write: Write) -> None:
    columns = (*COLUMNS[:1], Column("class", "Class", ("类别",), label))
    found = rows(write("r.csv", [["对象编号", "类别"], ["a", "x/y"], ["b", "x/y"], ["c", "z/y"]]), columns)
    assert [(p.message.code, p.place.row) for p in found.problems] == [("label-slash", 2), ("label-slash", 4)]


def test_a_catch_all_is_counted(write: Write) -> None:
    columns = (*COLUMNS[:1], Column("class", "Class", ("类别",), label))
    mapping, _ = parse('[synonyms.class]\n"x" = "X"\n"*" = "other"')
    found = rows(
        write("r.csv", [["对象编号", "类别"], ["a", "x"], ["b", "y"], ["c", "y"], ["d", "z"]]), columns, mapping
    )
    assert codes(found) == ["~catch-all"]
    assert found.problems[0].params == {"rows": 3, "spellings": 2, "label": "other", "examples": "“y”, “z”"}


def test_made_identifiers_are_normal() -> None:
    assert made_id(["Ａ院 ", "1"]) == made_id(["A院", "1"]) != made_id(["A院1", ""])
    assert made_id(["a\x1fb"]) != made_id(["a", "b"])


def test_nothing_can_be_read(write: Write) -> None:
    found = rows(write("r.csv", "x,y\n1,2\n"), COLUMNS)
    assert (found.rows, codes(found), found.table.headers) == ([], ["header-missing"], ())
