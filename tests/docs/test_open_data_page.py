"""The page of open data: its generated parts are current, its programs run, its files are those of a site."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import reference
from pages import blocks, code, page, tables

from scheduler.publish.files import BOOKS, RECORD, TABLES

PAGE = page("open-data.md")


@pytest.fixture(scope="module")
def site(lived: Path) -> Path:
    """A site of the office in which everything has happened."""
    return lived.parent / "site"


def test_the_generated_parts_are_current() -> None:
    assert reference.current("open-data.md") == PAGE, f"run: {reference.COMMAND}"


def test_every_file_is_named_and_there(site: Path) -> None:
    named = {name for row in tables(PAGE)["The files"] for cell in row for name in code(cell)}
    lying = {path.relative_to(site / "files").as_posix() for path in (site / "files").rglob("*") if path.is_file()}
    schemas = {name for name in lying if name.startswith("schema/")}
    assert lying - schemas == named - {"schema/*.json", "checkpoint.txt"}
    assert {f"{book.name}.json" for book in BOOKS} | {Path(RECORD).name} == {Path(name).name for name in schemas}


def test_every_column_is_named() -> None:
    shown = tables(PAGE)
    for table in TABLES:
        assert len(shown[f"{table.name}.csv"]) == len(table.columns)


@pytest.mark.parametrize("program", blocks(PAGE, "python"))
def test_the_programs_run(program: str, site: Path) -> None:
    subprocess.run([sys.executable, "-W", "ignore", "-c", program], cwd=site, check=True)


@pytest.mark.skipif(os.name == "nt", reason="sha256sum is no command of Windows")
def test_the_digests_are_checked_as_the_page_says(site: Path) -> None:
    (block,) = blocks(PAGE, "console")
    command = block.removeprefix("$ ").split()
    assert subprocess.run(command, cwd=site / "files", capture_output=True, check=False).returncode == 0


def test_the_documents_have_the_members_that_the_formats_say(site: Path) -> None:
    rows = {code(row[0])[0]: (code(row[1])[0], code(row[2])) for row in tables(page("formats.md"))["Public files"]}
    assert set(rows) == {f"{book.name}.json" for book in BOOKS}
    for name, (form, members) in rows.items():
        document = json.loads((site / "files" / name).read_bytes())
        assert document["format"] == form
        assert set(document) == {"format", "office", "title", "plan_id", "batch", "commitment", *members}
