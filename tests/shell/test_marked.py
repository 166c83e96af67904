"""The copy of a table with its problems marked: what it shows, and that its repair imports."""

import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from shop import Said, tell

from inventories.columns import fold, known
from inventories.problems import Exit
from scheduler.i18n import use
from scheduler.intake.kinds import COLUMNS
from scheduler.intake.marked import COMMENTS, ERROR, WARNING, workbook
from scheduler.intake.marked import Said as Marked

TITLE = ["全县检查对象名录", None, None, None, None]
HEAD = ["单位编号", "单位名称", "所属区县", "单位类别", "统一社会信用代码", "许可证有效期"]
GOOD = ["A1", "=1+1", "城东", "医院", "91110000600037341L", "2028-01-01"]
BAD = ["A2", "", "城东", "诊所", "91110000600037341M", "明天"]


def save(path: Path, rows: Sequence[Sequence[Any]], merge: str = "") -> Path:
    if path.suffix == ".csv":
        lines = [",".join("" if cell is None else str(cell) for cell in row) for row in rows]
        path.write_text("\r\n".join(lines), "gb18030")
        return path
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "名录"
    for row in rows:
        sheet.append(row)
        for cell in sheet[sheet.max_row]:
            if isinstance(cell.value, str) and cell.value.startswith("=1"):
                cell.data_type = "s"
    if merge:
        sheet.merge_cells(merge)
    book.save(path)
    return path


def fills(sheet: Any) -> dict[str, str]:
    """The colour of each marked cell."""
    found = {c.coordinate: c.fill.fgColor.rgb for row in sheet.iter_rows() for c in row if c.fill.patternType}
    return {at: {ERROR[1:]: "error", WARNING[1:]: "warning"}[colour[2:]] for at, colour in found.items()}


def imported(office: Path, path: Path, *words: object, lang: str = "en") -> Said:
    return tell(office, "import", "targets", path, *words, lang=lang)


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_repaired_in_the_copy_it_imports(filled: Path, tmp_path: Path, suffix: str, lang: str) -> None:
    source, copy = save(tmp_path / f"t{suffix}", [TITLE, HEAD, GOOD, BAD]), tmp_path / "m.xlsx"
    said = imported(filled, source, "--marked", copy, lang=lang)
    assert said.code == Exit.INPUT
    assert said.err.splitlines()[-1].endswith(("3.", "2 errors; nothing was changed.", "未作任何更改。"))
    book = openpyxl.load_workbook(copy)
    listed, table = book.worksheets
    assert fills(table) == {"B4": "error", "E4": "warning", "F4": "error"}
    assert [[c.value for c in row] for row in table.iter_rows(max_row=3)] == [
        [*TITLE, None], HEAD, GOOD,
    ]  # fmt: skip
    assert table["B3"].data_type == "s"
    assert ("不是日期" if lang == "zh" else "not a date") in table["F4"].comment.text
    assert [(row[1].value, row[2].value) for row in listed.iter_rows(min_row=5)] == [
        ("4", "单位名称"), ("4", "统一社会信用代码"), ("4", "许可证有效期"),
    ]  # fmt: skip
    assert imported(filled, copy).code == Exit.INPUT
    table["B4"], table["E4"], table["F4"] = "乙", "", "2028年1月1日"
    book.save(copy)
    said = imported(filled, copy, "--json")
    assert said.code == Exit.DONE, said.all
    told = json.loads(said.out)
    assert (told["records"], [w["code"] for w in told["warnings"]]) == (2, [])


def test_what_text_would_hide_is_still_found(filled: Path, tmp_path: Path) -> None:
    rows: list[list[Any]] = [HEAD, [91330100123456789, "甲", "城东", "医院", "", ""], ["A2", "=A1", "城东", "诊所", "", ""],
            ["A3", "丙", "城东", "诊所", "", ""], ["A4", "丁", None, "诊所", "", ""]]  # fmt: skip
    source, copy, again = save(tmp_path / "t.xlsx", rows, "C4:C5"), tmp_path / "m.xlsx", tmp_path / "n.xlsx"
    first = imported(filled, source, "--marked", copy).err
    second = imported(filled, copy, "--marked", again).err
    for text in ("its last digits are lost", "are merged", "a value is missing"):
        assert text in first
        assert text in second
    assert "no stored result" in first
    assert "a formula in this cell failed" in second


def test_the_same_bytes_twice_and_no_file_is_overwritten(filled: Path, tmp_path: Path) -> None:
    source = save(tmp_path / "t.csv", [HEAD, BAD])
    copies = [tmp_path / "1.xlsx", tmp_path / "2.xlsx"]
    for copy in copies:
        imported(filled, source, "--marked", copy)
    assert copies[0].read_bytes() == copies[1].read_bytes()
    said = imported(filled, source, "--marked", copies[0])
    assert (said.code, "is not overwritten" in said.err) == (Exit.CONFLICT, True)
    assert imported(filled, source, "--marked", tmp_path / "m.csv").code == Exit.USAGE


def test_warnings_alone_are_marked_and_stored(filled: Path, tmp_path: Path) -> None:
    source, copy = (
        save(tmp_path / "t.csv", [HEAD, ["A9", "甲", "城东", "诊所", "91110000600037341M", ""]]),
        tmp_path / "m.xlsx",
    )
    said = imported(filled, source, "--marked", copy)
    assert said.code == Exit.DONE
    assert fills(openpyxl.load_workbook(copy).worksheets[1]) == {"E2": "warning"}
    none = tmp_path / "none.xlsx"
    save(tmp_path / "u.csv", [HEAD, GOOD])
    assert "was not written" in imported(filled, tmp_path / "u.csv", "--marked", none).err
    assert not none.exists()


def test_a_file_that_was_not_read_to_its_end_gets_no_copy(filled: Path, tmp_path: Path) -> None:
    path, copy = tmp_path / "t.csv", tmp_path / "m.xlsx"
    path.write_text('单位编号,单位名称,所属区县,单位类别\nA1,甲,城东,诊所\nA2,"乙,城东\n', "utf-8")
    said = imported(filled, path, "--marked", copy)
    assert (said.code, copy.exists()) == (Exit.INPUT, False)
    assert "could not be read to its end" in said.err
    assert "--marked" not in imported(filled, path).err


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("kind", COLUMNS)
def test_the_list_of_problems_is_no_table_of_any_kind(language: str, kind: str) -> None:
    from inventories.messages import VALUE_MISSING
    from inventories.problems import Problem
    from inventories.raw import Raw
    from inventories.reading import TableInfo

    use(language)
    try:
        info = TableInfo("a", "", "", "", "", 1, ("x",), (), {}, 1, ((),))
        data = workbook(Raw(((1, ("x",)),)), info, [Marked(Problem(VALUE_MISSING), "a", "b")])
    finally:
        use("en")
    listed = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    for row in listed.iter_rows(values_only=True):
        assert len({fold(str(cell)) for cell in row if cell} & known(COLUMNS[kind])) < 2


def test_many_problems(filled: Path, tmp_path: Path) -> None:
    rows = [[f"B{k}", "", "城东", "诊所", "", ""] for k in range(COMMENTS + 5)]
    source, copy = save(tmp_path / "t.csv", [HEAD, *rows]), tmp_path / "m.xlsx"
    imported(filled, source, "--marked", copy)
    table = openpyxl.load_workbook(copy).worksheets[1]
    assert len(fills(table)) == COMMENTS + 5
    assert sum(bool(row[1].comment) for row in table.iter_rows(min_row=2)) == COMMENTS
