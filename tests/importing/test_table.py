"""Header, rows, totals; a corpus with one file for each way to be wrong."""

from pathlib import Path
from typing import Any

import pytest

from inventories import limits, table
from inventories.columns import fold
from inventories.heading import Wanted

from .conftest import Write, book_bytes

WANTED = Wanted(frozenset(map(fold, ("编号", "名称", "地址"))), shown="“编号”")
HEAD = ["编号", "名称"]


def load(content: Any, sheet: str | None = None) -> table.Table:
    data = content.encode() if isinstance(content, str) else content
    return table.load(data, "a", WANTED, sheet)


def codes(found: table.Table) -> list[str]:
    return [p.message.code for p in found.problems]


def test_titles_above_the_header_are_skipped(write: Write) -> None:
    rows = [["检查对象名录库"], ["编号：2026-1", "填表单位"], [" 编 号 ", "名称*", ""], [1, "a"], ["", ""], [2, "b"]]
    for name in ("a.csv", "a.xlsx"):
        found = table.read(write(name, rows), WANTED)
        assert (found.header_row, found.headers) == (3, ("编 号", "名称*"))
        assert [(r.number, r.cells) for r in found.rows] == [(4, ("1", "a")), (6, ("2", "b"))]
        assert found.problems == ()
        assert len(found.digest) == 64


def test_the_header_stands_in_the_first_ten_rows() -> None:
    assert codes(load("x,y\n" * 9 + "编号,名称\n1,a\n")) == []
    found = load("x,y\n" * 10 + "编号,名称\n1,a\n")
    assert codes(found) == ["header-missing"]
    assert found.problems[0].params == {"rows": 10, "wanted": "“编号”", "found": "“x”, “y”"}


def test_short_rows_are_filled_and_long_ones_refused() -> None:
    found = load("编号,名称,地址\n1\n2,b,c,,\n3,b,c,d\n")
    assert [(p.message.code, p.place.row, p.place.value) for p in found.problems] == [("row-too-long", 4, "d")]
    assert found.rows[0].cells == ("1", "", "")


@pytest.mark.parametrize("word", ["合计", "总计", "小计", "合 计：", "合计12家", "Total", "Grand Total"])
def test_total_rows(word: str) -> None:
    found = load(f"编号,名称\n1,a\n{word},12\n,\n")
    assert found.problems[0].warning
    assert [(p.message.code, p.place.row, p.params["word"]) for p in found.problems] == [("total-row", 3, word)]
    assert len(found.rows) == 1


def test_totals_in_between() -> None:
    assert codes(load("编号,名称\n1,a\n小计,1\n2,b\n总计,2\n")) == ["total-row", "total-row"]
    assert codes(load("编号,名称\nTotal,gas station\n2,b\n")) == []


def test_a_header_alone_is_noted() -> None:
    found = load("编号,名称\n")
    assert codes(found) == ["rows-missing"]
    assert found.problems[0].warning


def test_personal_numbers_in_headers_are_masked() -> None:
    assert load("编号,名称,联系13912345678\n1,a,\n").headers == ("编号", "名称", "联系***")


CORPUS: dict[str, tuple[bytes, str]] = {
    "empty.csv": (b"", "file-empty"),
    "blank.csv": (b" \r\n\r\n", "file-empty"),
    "old.xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "file-damaged"),
    "locked.xlsx": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "file-encrypted",
    ),
    "page.xls": (b"\xef\xbb\xbf\r\n<HTML><table></table></HTML>", "file-kind"),
    "report.pdf": (b"%PDF-1.7", "file-kind"),
    "archive.zip": (b"PK\x05\x06" + bytes(18), "file-kind"),
    "cut.xlsx": (b"PK\x03\x04 nothing more", "file-damaged"),
    "latin.csv": ("编号,名称\n1,".encode() + b"\xff\xff", "file-encoding"),
    "broken-utf8.csv": ("编号,名称\n1,县医院".encode()[:-1], "file-encoding"),
    "nul.csv": ("编号,名称\n1,a\0b\n".encode(), "file-nul"),
    "quote.csv": ('编号,名称\n1,"a\n2,b\n'.encode(), "quote"),
    "long.csv": ("编号,名称\n1,a,b\n".encode(), "row-too-long"),
    "other.csv": (b"x,y\n1,2\n", "header-missing"),
    "headless.csv": (b"1,2\n3,4\n", "header-missing"),
    "sheets.xlsx": (book_bytes({"a": [HEAD], "b": [HEAD]}), "sheet-choice"),
    "nothing.xlsx": (book_bytes({"a": []}), "file-empty"),
}  # fmt: skip


@pytest.mark.parametrize("name", CORPUS)
def test_one_way_to_be_wrong(write: Write, name: str) -> None:
    content, code = CORPUS[name]
    found = table.read(write(name, content), WANTED)
    wrong = [p for p in found.problems if not p.warning]
    assert [p.message.code for p in wrong] == [code]
    assert wrong[0].place.file == name
    assert wrong[0].message.advice


def test_files_that_cannot_be_opened(tmp_path: Path, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    assert codes(table.read(tmp_path / "none.csv", WANTED)) == ["file-unreadable"]
    assert codes(table.read(tmp_path, WANTED)) == ["file-unreadable"]
    monkeypatch.setattr(limits, "FILE_BYTES", 3)
    assert codes(table.read(write("a.csv", "编号,名称\n"), WANTED)) == ["file-too-large"]
