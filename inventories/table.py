"""A file as a table: its header, and its rows of text under the numbers that the spreadsheet shows."""

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from inventories import delimited, messages, workbook
from inventories.columns import fold, listed
from inventories.personal import mask
from inventories.problems import N_, Place, Problem, Words
from inventories.raw import HEADER_ROWS, Cells, Raw, Unreadable

SIZE_LIMIT = 500_000_000
NOTHING = Raw(())

_TOTAL = re.compile(r"(合计|总计|小计|共计|总和)[:：]?[0-9]*[家户个条]?")
_TOTAL_ENGLISH = re.compile(r"(grand|sub)?totals?:?")


@dataclass(frozen=True)
class Wanted:
    """The folded headers that are looked for, how many of them make a row the header, and how to name them."""

    headers: frozenset[str]
    least: int = 2
    shown: str = ""

    def score(self, cells: Sequence[str]) -> int:
        return len({fold(cell) for cell in cells} & self.headers)


@dataclass(frozen=True)
class Row:
    """One row of a table, with a cell for every header."""

    number: int
    cells: Cells


@dataclass(frozen=True)
class Table:
    """What a file holds. With an error among ``problems`` the rows are those that could still be read."""

    file: str
    digest: str = ""
    headers: Cells = ()
    header_row: int = 0
    rows: tuple[Row, ...] = ()
    problems: tuple[Problem, ...] = ()
    raw: Raw = NOTHING


def read(path: Path, wanted: Wanted, sheet: str | None = None) -> Table:
    """The table in the file at ``path``. What is wrong with it is among its problems; never raises for content."""
    try:
        too_large = path.stat().st_size > SIZE_LIMIT
        data = b"" if too_large else path.read_bytes()
    except OSError as error:
        reason: dict[str, object] = {"reason": error.strerror or type(error).__name__}
        return Table(path.name, problems=(Problem(messages.FILE_UNREADABLE, reason, Place(path.name)),))
    if too_large:
        size: dict[str, object] = {"limit": SIZE_LIMIT, "unit": "bytes"}
        return Table(path.name, problems=(Problem(messages.FILE_TOO_LARGE, size, Place(path.name)),))
    return load(data, path.name, wanted, sheet)


def load(data: bytes, file: str, wanted: Wanted, sheet: str | None = None) -> Table:
    """The table that ``data`` holds, as ``read``."""
    digest = hashlib.sha256(data).hexdigest()
    try:
        raw = _raw(data, file, wanted, sheet)
    except Unreadable as error:
        return Table(file, digest, problems=(Problem(error.message, error.params, Place(file, error.row)),))
    at = next((i for i, (n, cells) in enumerate(raw.rows) if n <= HEADER_ROWS and _is_header(cells, wanted)), None)
    if at is None:
        return Table(file, digest, problems=(*raw.problems, _no_header(file, raw, wanted)), raw=raw)
    number, headers = raw.rows[at]
    body = raw.rows[at + 1 :]
    problems = [*raw.problems, *_totals(file, body), *_too_long(file, body, len(headers))]
    totals = {p.place.row for p in problems if p.message is messages.TOTAL_ROW}
    rows = tuple(Row(n, (cells + ("",) * len(headers))[: len(headers)]) for n, cells in body if n not in totals)
    if not rows:
        problems.append(Problem(messages.ROWS_MISSING, place=Place(file, number), warning=True))
    return Table(file, digest, tuple(mask(" ".join(h.split())) for h in headers), number, rows, tuple(problems), raw)


def _raw(data: bytes, file: str, wanted: Wanted, sheet: str | None) -> Raw:
    if data.startswith(b"PK"):
        return workbook.read(data, sheet, lambda cells: wanted.score(cells) >= wanted.least)
    if not data.strip():
        raise Unreadable(messages.FILE_EMPTY)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise Unreadable(messages.FILE_ENCRYPTED)
        raise Unreadable(messages.FILE_KIND, found=Words(N_("an old Excel workbook (.xls)")))
    if data.startswith(b"%PDF"):
        raise Unreadable(messages.FILE_KIND, found=Words(N_("a PDF")))
    if data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith((b"<html", b"<!doctype", b"<table", b"<?xml")):
        raise Unreadable(messages.FILE_KIND, found=Words(N_("a web page")))
    return delimited.read(data, file, wanted.score)


def _is_header(cells: Cells, wanted: Wanted) -> bool:
    return wanted.score(cells) >= wanted.least


def _no_header(file: str, raw: Raw, wanted: Wanted) -> Problem:
    best = max((cells for n, cells in raw.rows if n <= HEADER_ROWS), key=len, default=())
    found = listed(mask(cell)[:40] for cell in best)
    params = {"rows": HEADER_ROWS, "wanted": wanted.shown, "found": found}
    return Problem(messages.HEADER_MISSING, params, Place(file))


def _totals(file: str, body: tuple[tuple[int, Cells], ...]) -> Iterator[Problem]:
    """Rows that sum others up: a Chinese word for it anywhere, an English one only below all records."""
    trailing = True
    for number, cells in reversed(body):
        first = next(cell for cell in cells if cell.strip())
        word = "".join(unicodedata.normalize("NFKC", first).split()).lower()
        total = bool(_TOTAL.fullmatch(word) or (trailing and _TOTAL_ENGLISH.fullmatch(word)))
        trailing = trailing and total
        if total:
            yield Problem(messages.TOTAL_ROW, {"word": first.strip()}, Place(file, number, value=first.strip()))


def _too_long(file: str, body: tuple[tuple[int, Cells], ...], width: int) -> Iterator[Problem]:
    for number, cells in body:
        if len(cells) > width:
            params: dict[str, object] = {"found": len(cells), "expected": width}
            yield Problem(messages.TOO_LONG, params, Place(file, number, value=mask(cells[-1])))
