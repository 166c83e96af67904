"""The reference of spreadsheets is current, and its mapping files are read as the page says."""

import re
from datetime import date
from pathlib import Path

import pytest
import reference
from pages import ROOT, blocks, page, tables
from typed import do

from inventories import frequency, importing, limits, mapping, values
from inventories.model import Licence
from scheduler.cli.importing import KINDS
from scheduler.intake.kinds import RECORDS
from scheduler.store.office import Office

PAGE = page("spreadsheets.md")
SECTIONS, UNPIVOT = blocks(PAGE, "toml")


def test_the_generated_parts_are_current() -> None:
    assert reference.current("spreadsheets.md") == PAGE, f"run: {reference.COMMAND}"


def test_every_kind_has_a_section() -> None:
    assert set(reference.TABLES) - {"registry"} == set(KINDS) - {"handin"}
    assert set(KINDS) - {"results", "handin"} == set(RECORDS)
    assert set(KINDS) <= set(re.findall(r"^## (\w+)$", PAGE, re.MULTILINE))


def test_the_warnings_are_those_of_the_code() -> None:
    """What a line of the code gives as a warning by name; some are given through a variable and stand in no line."""
    sources = [path.read_text("utf-8") for room in ("inventories", "scheduler") for path in (ROOT / room).rglob("*.py")]
    given = r"Noted\([^\n]*messages\.([A-Z_]+)|messages\.([A-Z_]+),[^\n]*(?:warning=|, )True\b"
    found = {name for text in sources for pair in re.findall(given, text) for name in pair if name}
    assert len(found) > 10
    assert found <= reference.WARNINGS


def test_the_forms_of_a_day() -> None:
    (row,) = (row for row in tables(PAGE)["Forms of values"] if row[0] == "day")
    assert {values.day(text) for text in re.findall("`([^`]+)`", row[1])} == {date(2026, 11, 22)}
    (row,) = (row for row in tables(PAGE)["Forms of values"] if row[0] == "long-term")
    assert {values.valid_until(text) for text in re.findall("`([^`]+)`", row[1])} == {date(9999, 9, 9)}


def test_the_forms_of_a_whole_number() -> None:
    (row,) = (row for row in tables(PAGE)["Forms of values"] if row[0] == "whole number")
    assert [values.whole()(text) for text in re.findall("`([^`]+)`", row[1])] == [3, 3, 1200]


def test_the_grades() -> None:
    (row,) = (row for row in tables(PAGE)["Forms of values"] if row[0] == "grade")
    groups = re.findall(r"(\d): ([^;|]+)", row[1])
    assert {int(n): tuple(re.findall("`([^`]+)`", found)) for n, found in groups} == values.GRADES
    assert all(values.severity(word) == n for n, found in values.GRADES.items() for word in found)


def test_several_values() -> None:
    assert values.split("a，b、c；d,e;f\ng") == tuple("abcdefg")


def test_the_mapping_of_the_page(tmp_path: Path) -> None:
    found, problems = mapping.parse(SECTIONS)
    assert problems == ()
    path = tmp_path / "list.csv"
    path.write_text("机构编码,机构全称,区县,状态,性质\nZS1,新安诊所,夏村,,民营\nZS2,和康诊所,东港,营业中,\n", "gb18030")
    read = importing.read(importing.KINDS["targets"], path, found)
    assert read.problems == ()
    assert [(t.district, t.category, t.status, t.attributes) for t in read.records] == [
        ("夏村镇", "诊所", "active", (("经营性质", "民营"),)),
        ("东港街道", "诊所", "active", ()),
    ]


def test_the_unpivot_of_the_page(tmp_path: Path) -> None:
    found, problems = mapping.parse(UNPIVOT)
    assert problems == ()
    path = tmp_path / "wide.csv"
    path.write_text("对象编号,日期,投诉次数,处罚次数\nZS1,2026-01-01,3,\nZS2,2026-01-02,0,1\n", "utf-8")
    read = importing.read(importing.KINDS["signals"], path, found)
    assert read.problems == ()
    assert sorted((s.target, s.factor, s.count) for s in read.records) == [
        ("ZS1", "complaint", 3),
        ("ZS2", "violation", 1),
    ]


def test_identifiers_from_columns(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("单位名称,地址,区县,类别\n新安诊所,甲路1号,夏村镇,诊所\n", "utf-8")
    (target,) = importing.read(importing.KINDS["targets"], path, id_from=("单位名称", "地址")).records
    assert re.fullmatch("x[0-9a-f]{20}", target.id)


@pytest.mark.parametrize(
    "head", ["单位编号（必填）,单位 名称,区县,类别", "ID,Name,District,Category", "id,name,district,category"]
)
def test_headers_in_any_form(tmp_path: Path, head: str) -> None:
    path = tmp_path / "list.csv"
    path.write_text(f"名录\n{head}\nZS1,新安诊所,夏村镇,诊所\n", "utf-8")
    read = importing.read(importing.KINDS["targets"], path)
    assert read.problems == ()
    assert [t.id for t in read.records] == ["ZS1"]


def test_totals_and_notes_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("编号,单位名称,区县,类别\nZS1,新安诊所,夏村镇,诊所\n合计,1,,\n填表人：某人,,,\n", "utf-8")
    read = importing.read(importing.KINDS["targets"], path)
    assert [(p.message.code, p.warning) for p in read.problems] == [("total-row", True), ("note-row", True)]
    assert [t.id for t in read.records] == ["ZS1"]


def test_a_header_of_two_rows(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(
        "编号,单位名称,区县,类别,许可证,,\n,,,,名称,编号,有效期\nZS1,新安诊所,夏村镇,诊所,卫生许可证,卫1号,2099-01-01\n",
        "utf-8",
    )
    (target,) = importing.read(importing.KINDS["targets"], path).records
    assert target.licences == (Licence("卫生许可证", "卫1号", date(2099, 1, 1)),)


def test_the_limits() -> None:
    stated = [
        int(word.replace(",", "")) for _, text in tables(PAGE)["Limits"] for word in re.findall("[0-9][0-9,]*", text)
    ]
    assert stated == [
        limits.FILE_BYTES, limits.LINES, limits.COLUMNS, limits.VALUE, limits.SHEETS, limits.ROWS, limits.CELLS, limits.TEXT,
        limits.MERGED, limits.UNPACKED_BYTES, limits.PACKING, limits.MEMORY_BYTES, limits.SECONDS,
    ]  # fmt: skip
    assert f"{limits.SMALL_BYTES:,}" in PAGE
    assert limits.HEADER_ROWS == 10


def test_the_forms_of_months_shares_and_frequencies() -> None:
    forms = {row[0]: re.findall("`([^`]+)`", row[1]) for row in tables(PAGE)["Forms of values"]}
    assert {values.first_day(text).value for text in forms["month"]} == {date(2026, 11, 1)}
    assert {values.valid_until(text).value for text in forms["month"]} == {date(2026, 11, 30)}
    assert all(frequency.share(text) for text in forms["share"])
    assert all(frequency.visits(text) for text in forms["frequency"])


def test_an_import_never_removes(tmp_path: Path) -> None:
    head = "编号,单位名称,区县,类别\n"
    tables = [head + "ZS1,新安诊所,夏村镇,诊所\nZS2,和康诊所,夏村镇,诊所\n", head + "ZS2,和康门诊部,夏村镇,诊所\n"]
    do(tmp_path, "init", tmp_path)
    for k, table in enumerate(tables):
        (tmp_path / f"{k}.csv").write_text(table, "utf-8")
        do(tmp_path, "import", "targets", tmp_path / f"{k}.csv")
    office = Office(tmp_path, "test")
    assert [t.name for t in office.records("targets")] == ["新安诊所", "和康门诊部"]
    office.close()
