"""Totals and notes are told and left out; records that look a little like them stay."""

import pytest

from inventories import asides
from inventories.importing import KINDS, read
from inventories.pages import paged

from .conftest import Write, codes

HEAD = ["编号", "单位名称", "所属区县", "单位类别"]
ROW = ["ZS1", "新安诊所", "夏村镇", "诊所"]


def told(*rows: list[str]) -> list[tuple[int, str]]:
    body = [(n, tuple(row)) for n, row in enumerate(rows, 2)]
    found = sorted(asides.found("a", paged(body), 4), key=lambda p: p.place.row or 0)
    assert all(p.warning for p in found)
    return [(p.place.row or 0, p.message.code) for p in found]


@pytest.mark.parametrize(
    "note",
    [["注：本表一式两份"], ["填表人：张三", "", "审核人：李四", "填表日期：2026-11-22"], ["说明: 以上数据截至上月底"],
     ["备 注 ：无"], ["单位（盖章）："], ["Note: closed places are left out"]],
)  # fmt: skip
def test_notes_below_the_table(note: list[str]) -> None:
    assert told(ROW, note) == [(3, "note-row")]


def test_lines_that_go_on_below_a_note() -> None:
    assert told(ROW, ["合计", "1"], ["注：1.本表一式两份"], ["2.逾期不予受理"]) == [
        (3, "total-row"), (4, "note-row"), (5, "note-row"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "rows",
    [
        [["注：见附件"], ROW],
        [["备注：x", "新安诊所", "夏村镇", "诊所"]],
        [["2.逾期不予受理"]],
        [["注册诊所", "甲", "乙", "丙"]],
    ],
)
def test_what_is_no_note(rows: list[list[str]]) -> None:
    assert told(ROW, *rows) == []


def test_they_are_left_out_of_the_import(write: Write) -> None:
    path = write("t.csv", [HEAD, ROW, ["小计", "1"], ["ZS2", *ROW[1:]], ["合计", "2"], ["填表人：张三13912345678"]])
    found = read(KINDS["targets"], path)
    assert codes(found) == ["~total-row", "~total-row", "~note-row"]
    assert [p.place.row for p in found.problems] == [3, 5, 6]
    assert found.problems[2].place.value == "填表人：张三***"
    assert [t.id for t in found.records] == ["ZS1", "ZS2"]
