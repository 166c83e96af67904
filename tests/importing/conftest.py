"""Files made at test time, and the folder of real data."""

import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pandas  # noqa: F401  (imported before any test freezes time)
import pytest

DATA = Path(__file__).parents[3] / "shared" / "data"

Write = Callable[..., Path]
Rows = Sequence[Sequence[Any]]


def csv_bytes(rows: Rows, encoding: str = "utf-8", delimiter: str = ",") -> bytes:
    return "".join(delimiter.join(str(c) for c in row) + "\r\n" for row in rows).encode(encoding)


def book_bytes(sheets: dict[str, Rows], merge: str = "", hidden: str = "", number_format: str = "") -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
        if merge:
            sheet.merge_cells(merge)
        if title == hidden:
            sheet.sheet_state = "hidden"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write bytes, text or rows to a file; rows go out as CSV, or as a workbook where the name ends in .xlsx."""

    def make(name: str, content: Any, **options: Any) -> Path:
        path = tmp_path / name
        if isinstance(content, str):
            content = content.encode()
        elif not isinstance(content, bytes):
            content = (
                book_bytes({"名录": content}, **options) if name.endswith(".xlsx") else csv_bytes(content, **options)
            )
        path.write_bytes(content)
        return path

    return make


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of real lists, which is no part of the project."""
    if not DATA.is_dir():
        pytest.skip(f"REAL DATA NOT TESTED: there is no folder {DATA.name} beside the project")
    return DATA


def codes(found: Any) -> list[str]:
    """The codes of the problems of an import, errors before warnings marked by ~."""
    return [("~" if p.warning else "") + p.message.code for p in found.problems]
