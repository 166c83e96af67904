"""Templates: filled in they import without a problem; their example row is never stored."""

import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from shop import tell

from inventories.importing import read
from inventories.problems import Exit
from scheduler.cli.templates import OF_RECORDS
from scheduler.intake.kinds import COLUMNS, RECORDS
from scheduler.intake.template import LIST_LIMIT, offered, workbook

IDENTIFIERS = {
    "id": "Z1",
    "target": "Z1",
    "inspector": "Z1",
    "entity": "91110000600037341L",
    "certificate": "33010012345",
}
LANGUAGES = ("zh", "en")


def template(kind: str, lang: str) -> Any:
    return openpyxl.load_workbook(io.BytesIO(workbook(kind, COLUMNS[kind], lang == "zh")))


def save(book: Any, path: Path) -> Path:
    book.save(path)
    return path


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", OF_RECORDS)
def test_filled_in_it_imports_without_a_problem(tmp_path: Path, kind: str, lang: str) -> None:
    """Every cell of the example is typed over the example; identifiers by real ones."""
    book = template(kind, lang)
    for column, cell in zip(COLUMNS[kind], book.active[2], strict=True):
        cell.value = IDENTIFIERS.get(column.field, column.explanation.examples[LANGUAGES.index(lang)] or None)
    found = read(RECORDS[kind], save(book, tmp_path / "t.xlsx"))
    assert found.problems == ()
    assert len(found.records) == 1
    assert set(found.table.bound) == {column.field for column in COLUMNS[kind]}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", OF_RECORDS)
def test_the_example_left_in_is_left_out(tmp_path: Path, kind: str, lang: str) -> None:
    found = read(RECORDS[kind], save(template(kind, lang), tmp_path / "t.xlsx"))
    assert (found.records, [(p.message.code, p.place.row, p.warning) for p in found.problems]) == (
        (),
        [("example-row", 2, True)],
    )


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", OF_RECORDS)
def test_the_example_half_edited_is_refused(tmp_path: Path, kind: str, lang: str) -> None:
    book = template(kind, lang)
    at = next(k for k, column in enumerate(COLUMNS[kind]) if column.field not in IDENTIFIERS and not column.choices)
    book.active[2][at].value = "2026-01-05"
    found = read(RECORDS[kind], save(book, tmp_path / "t.xlsx"))
    assert found.records == ()
    assert "identifier" in {p.message.code for p in found.errors}


@pytest.mark.parametrize("kind", ["targets", "inspectors"])
def test_the_example_without_its_first_column_is_left_out_or_refused(tmp_path: Path, kind: str) -> None:
    book = template(kind, "zh")
    book.active.delete_cols(1)
    found = read(RECORDS[kind], save(book, tmp_path / "t.xlsx"))
    assert [p.message.code for p in found.problems] == ["example-row"]
    book.active["A2"] = "甲"
    found = read(RECORDS[kind], save(book, tmp_path / "t.xlsx"))
    assert (found.records, bool(found.errors)) == ((), True)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", OF_RECORDS)
def test_lists_notes_and_text(kind: str, lang: str) -> None:
    book = template(kind, lang)
    sheet = book.active
    lists = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation if rule.type == "list"}
    for at, column in enumerate(COLUMNS[kind]):
        cell = sheet.cell(1, at + 1)
        assert cell.value == (column.names[0] if lang == "zh" else column.header)
        assert cell.comment.text.strip()
        assert [d.number_format for d in sheet.column_dimensions.values() if d.min <= at + 1 <= d.max] == ["@"]
        words = offered(column, lang == "zh")
        assert len(",".join(words)) <= LIST_LIMIT
        assert [column.parse(word) for word in words] == list(column.choices)
        expected = {'"' + ",".join(words) + '"'} if words else set()
        assert {rule for where, rule in lists.items() if where.startswith(f"{cell.column_letter}2:")} == expected


def test_the_same_bytes_twice() -> None:
    assert workbook("a", COLUMNS["targets"], True) == workbook("a", COLUMNS["targets"], True)


@pytest.mark.parametrize(("lang", "sheet", "header"), [("zh", "检查对象", "检查对象编号"), ("en", "targets", "ID")])
def test_the_verb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str, sheet: str, header: str) -> None:
    monkeypatch.chdir(tmp_path)
    assert tell(None, "template", "targets", lang=lang).code == Exit.DONE
    book = openpyxl.load_workbook(tmp_path / "targets.xlsx")
    assert (book.sheetnames, book.active["A1"].value) == ([sheet], header)
    assert tell(None, "template", "targets", lang=lang).code == Exit.CONFLICT
    assert tell(None, "template", "targets", "a.csv", lang=lang).code == Exit.USAGE
    assert tell(None, "template", "results", lang=lang).code == Exit.USAGE


def test_the_template_as_written_by_the_verb_is_read_by_import(filled: Path, tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    tell(None, "template", "targets", path, lang="zh")
    book = openpyxl.load_workbook(path)
    book.active.append(["Z9", "甲", "城东", "诊所"])
    book.save(path)
    said = tell(filled, "import", "targets", path, "--json")
    assert [w["code"] for w in json.loads(said.out)["warnings"]] == ["example-row"]
    assert json.loads(said.out)["new"] == 1
