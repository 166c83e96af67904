"""Tables that leave the office: reproducible, never a formula; JSON canonical and as recorded."""

import csv
import hashlib
import io
import json
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from html_reader import pages
from public_views import HASH, HOSTILE, hostile, planned, whole

from inventories.problems import Exit, Refused
from inventories.records import canonical
from scheduler.publish.site import render
from scheduler.publish.tables_out import (
    LONGEST_TEXT,
    Sheet,
    neutral,
    table_bytes,
    write_sheets,
    write_table,
    xlsx_bytes,
)

STARTS = "=+-@\t\r\n＝＋－＠"


def cells(data: bytes) -> list[openpyxl.cell.Cell]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]


def rows(data: bytes) -> list[list[str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_no_two_sheets_of_a_workbook_are_called_alike(tmp_path: Path) -> None:
    """Neither departments that agree in their first 31 characters, nor those that differ in upper and lower case alone."""
    long = "Joint enforcement brigade of the county, division "
    names = [long + "one", long + "two", long + "three", "Health", "HEALTH", "a/b", "a b"]
    path = tmp_path / "form.xlsx"
    write_sheets(path, [Sheet(name, ["x"], [[name]]) for name in names])
    book = openpyxl.load_workbook(path)
    assert [sheet["A2"].value for sheet in book] == names
    assert all(len(sheet.title) <= 31 for sheet in book)
    assert len({sheet.title.casefold() for sheet in book}) == len(names)
    assert [sheet.title for sheet in book][3:] == ["Health", "HEALTH 2", "a b", "a b 2"]


@pytest.mark.parametrize("start", STARTS)
def test_a_formula_is_neutralised(start: str) -> None:
    text = f"{start}1+1"
    assert neutral(text) == "'" + text
    assert rows(table_bytes([text], [[text]], ".csv")) == [["'" + text]] * 2
    assert {cell.data_type for cell in cells(table_bytes([text], [[text]], ".xlsx"))} == {"s"}
    assert all(str(cell.value).startswith("'") for cell in cells(table_bytes([text], [[text]], ".xlsx")))


def test_other_texts_and_numbers_stay_as_they_are() -> None:
    row = ["仁和诊所", "91370000000000001A", "'quoted", "a=b", -5, None, date(2026, 4, 1), ""]
    shown = ["仁和诊所", "91370000000000001A", "'quoted", "a=b", "-5", "", "2026-04-01", ""]
    assert rows(table_bytes(["h"] * 8, [row], ".CSV"))[1] == shown
    found = cells(table_bytes(["h"] * 8, [row], ".xlsx"))[8:]
    assert [c.value for c in found if c.value != ""] == [
        "仁和诊所",
        "91370000000000001A",
        "'quoted",
        "a=b",
        -5,
        "2026-04-01",
    ]


def test_csv_keeps_line_ends_commas_and_quotes_in_cells() -> None:
    row = ["a,b", 'c"d', "e\nf", "g\r\nh"]
    assert rows(table_bytes(["1", "2", "3", "4"], [row], ".csv"))[1] == row


def test_no_formula_and_no_link_on_the_whole_site() -> None:
    files = render(hostile())
    for name, data in files.items():
        if name.endswith(".xlsx"):
            found = cells(data)
            assert {cell.data_type for cell in found} <= {"s", "n"}
            assert not [cell for cell in found if cell.hyperlink or str(cell.value).startswith(tuple(STARTS))]
        elif name.endswith(".csv"):
            assert not [cell for row in rows(data) for cell in row if cell.startswith(tuple(STARTS))]


def test_a_code_stays_text() -> None:
    found = cells(table_bytes(["code"], [["913710830000000017"]], ".xlsx"))
    assert found[1].value == "913710830000000017"


def test_the_same_workbook_twice() -> None:
    sheets = [Sheet("一", ["a"], [["1"], [2]]), Sheet("二", ["b", "c"], [])]
    assert xlsx_bytes(sheets) == xlsx_bytes(sheets)


def test_write_table(tmp_path: Path) -> None:
    for suffix in (".csv", ".xlsx", ".XLSX"):
        path = tmp_path / f"visits{suffix}"
        write_table(path, ["访", "b"], [["=1", 2]])
        assert path.read_bytes() == table_bytes(["访", "b"], [["=1", 2]], suffix)


@pytest.mark.parametrize("suffix", [".xls", "", ".json"])
def test_another_suffix_is_refused(suffix: str, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        write_table(tmp_path / f"visits{suffix}", ["a"], [])
    assert refused.value.exit_code == Exit.USAGE
    assert not list(tmp_path.iterdir())


def test_what_xlsx_would_cut_off_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        table_bytes(["a"], [["x" * (LONGEST_TEXT + 1)]], ".xlsx")
    assert refused.value.problems[0].message.code == "table-too-large"
    assert len(rows(table_bytes(["a"], [["x" * (LONGEST_TEXT + 1)]], ".csv"))) == 2


@pytest.mark.parametrize("view", [whole(), hostile(), planned()], ids=["whole", "hostile", "planned"])
def test_json_is_canonical_and_names_itself(view) -> None:
    files = render(view)
    formats = {"results": "results", "plan": "public-plan", "commitment": "public-commitment"}
    for name, form in formats.items():
        data = files[f"files/{name}.json"]
        document = json.loads(data)
        assert canonical(document) == data
        assert document["format"] == f"double-random/{form}@1"
        assert document["commitment"] == (HASH if view.commitment else None)


def test_json_holds_texts_as_recorded() -> None:
    results = json.loads(render(hostile())["files/results.json"])["results"]
    assert [r["target"] for r in results[len(HOSTILE) : 2 * len(HOSTILE)]] == list(HOSTILE)


def test_every_result_is_in_every_form() -> None:
    files = render(whole())
    assert len(rows(files["files/results.csv"])) == 124
    assert len(json.loads(files["files/results.json"])["results"]) == 123
    assert openpyxl.load_workbook(io.BytesIO(files["files/results.xlsx"])).worksheets[0].max_row == 124
    first = rows(files["files/results.csv"])[2]
    assert first[1] == "乳山市夏村镇兴村卫生室"
    assert first[8] == "发现问题已责令改正"


def test_totals_and_facts() -> None:
    files = render(whole())
    totals = rows(files["files/commitment.csv"])
    assert [row[3:] for row in totals[1:3]] == [["1010", "96", "97", "96"], ["420", "", "", ""]]
    values = {str(cell.value) for cell in cells(files["files/commitment.xlsx"])}
    assert {HASH, "2026-03-20 09:30:00 (UTC+8)", "a1" * 32} <= values


def test_the_record_gives_the_commitment() -> None:
    record = render(whole())["files/commitment-record.json"]
    assert hashlib.sha256(record).hexdigest() == HASH
    assert "files/commitment-record.json" not in render(planned())


def test_the_checkpoint_goes_out_as_it_is() -> None:
    assert render(whole())["files/checkpoint.txt"].decode() == whole().check.checkpoint
    assert "files/checkpoint.txt" not in render(planned())
    assert "checkpoint" not in "".join(pages(render(planned()))["index.html"].values("href"))
