"""The header: in one row or two, below titles, over merged cells."""

import pytest

from inventories.columns import fold
from inventories.heading import Wanted, find
from inventories.importing import KINDS, read
from inventories.raw import Area, Lines

from .conftest import Write, book_bytes, codes

NAMES = ("编号", "单位名称", "名称", "所属区县", "单位类别", "许可证名称", "许可证编号", "有效期", "许可证有效期")
WANTED = Wanted(frozenset(map(fold, NAMES)))
TITLE = ("检查对象名录库（2026年）",)
UPPER = ("编号", "单位名称", "所属区县", "单位类别", "许可证", "", "", "备注")
LOWER = ("", "", "", "", "名称", "编号", "有效期")
JOINED = ("编号", "单位名称", "所属区县", "单位类别", "许可证名称", "许可证编号", "许可证有效期", "备注")
DATA = ("ZS1", "新安诊所", "夏村镇", "诊所", "卫生许可证", "卫1号", "2026-11-22", "")


def lines(*rows: tuple[str, ...]) -> Lines:
    return list(enumerate(rows, 1))


@pytest.mark.parametrize("titles", [(), (TITLE,), (TITLE, ("填报单位：某局", "", "2026年"))])
def test_groups_over_columns(titles: tuple[tuple[str, ...], ...]) -> None:
    found = find(lines(*titles, UPPER, LOWER, DATA), WANTED)
    assert found
    assert (found.row, found.headers, found.body) == (len(titles) + 2, JOINED, len(titles) + 2)


def test_a_group_with_blank_cells_beside_it() -> None:
    above = ("", "", "", "", "许可证")
    below = ("编号", "单位名称", "所属区县", "单位类别", "名称", "编号", "有效期")
    found = find(lines(above, below, DATA), WANTED)
    assert found
    assert found.headers == JOINED[:7]


def test_a_lower_header_stands_alone_where_the_group_says_nothing() -> None:
    found = find(lines(("基本信息", "", "管辖", ""), ("编号", "单位名称", "所属区县", "单位类别"), DATA[:4]), WANTED)
    assert found
    assert found.headers == ("编号", "单位名称", "所属区县", "单位类别")


def test_merged_cells_tell_of_a_second_row() -> None:
    upper, lower = ("编号", "单位名称", "设备", ""), ("", "", "型号", "数量")
    assert find(lines(upper, lower), WANTED).row == 1  # type: ignore[union-attr]
    areas = [Area("A1:A2", (0, 0), (1, 2)), Area("C1:D1", (2, 3), (1, 1))]
    found = find(lines(upper, lower), WANTED, areas)
    assert found
    assert (found.row, found.headers) == (2, ("编号", "单位名称", "设备型号", "设备数量"))


def test_a_merged_group_ends_where_it_ends() -> None:
    upper = ("编号", "单位名称", "许可证", "", "")
    lower = ("", "", "名称", "编号", "单位类别")
    found = find(lines(upper, lower), WANTED, [Area("C1:D1", (2, 3), (1, 1)), Area("A1:A2", (0, 0), (1, 2))])
    assert found
    assert found.headers == ("编号", "单位名称", "许可证名称", "许可证编号", "单位类别")


def test_the_first_record_is_no_header() -> None:
    found = find(lines(JOINED, DATA), WANTED)
    assert found
    assert (found.row, found.body) == (1, 1)


def test_no_header() -> None:
    assert find(lines(("1", "2"), ("3", "4")), WANTED) is None
    assert find([(11, JOINED)], WANTED) is None


def test_a_table_under_a_header_of_two_rows(write: Write) -> None:
    csv = write("t.csv", [TITLE, UPPER, LOWER, DATA])
    book = write("t.xlsx", book_bytes({"名录": [TITLE, UPPER, LOWER, DATA]}, merge="E2:G2"))
    for path in (csv, book):
        found = read(KINDS["targets"], path)
        assert codes(found) == []
        (target,) = found.records
        (licence,) = target.licences
        assert (target.id, licence.kind, licence.number) == ("ZS1", "卫生许可证", "卫1号")
