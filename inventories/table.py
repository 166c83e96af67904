"""A file as a table: its header, and its rows of text under the numbers that the spreadsheet shows."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from inventories import asides, delimited, heading, limits, messages, workbook
from inventories.columns import listed
from inventories.heading import Wanted
from inventories.pages import Page, paged
from inventories.personal import mask
from inventories.problems import N_, Place, Problem, Words, why
from inventories.raw import Cells, Raw, Unreadable, trimmed

NOTHING = Raw(())

_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Row(NamedTuple):
    """One row of a table, with a cell for every header."""

    number: int
    cells: Cells


@dataclass(frozen=True)
class Table:
    """What a file holds. With an error among ``problems`` the rows are those that could still be read;
    they are held in ``pages``.

    ``likely``: where no header was recognised, the cells of the row that may be one.
    """

    file: str
    digest: str = ""
    headers: Cells = ()
    header_row: int = 0
    pages: tuple[Page, ...] = ()
    problems: tuple[Problem, ...] = ()
    raw: Raw = NOTHING
    likely: Cells = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows one by one."""
        return tuple(Row(n, cells) for page in self.pages for n, cells in zip(page.numbers, page.rows(), strict=True))


def read(path: Path, wanted: Wanted, sheet: str | None = None) -> Table:
    """The table in the file at ``path``. What is wrong with it is among its problems; never raises for content."""
    try:
        too_large = path.stat().st_size > limits.FILE_BYTES
        data = b"" if too_large else path.read_bytes()
    except OSError as error:
        reason: dict[str, object] = {"reason": why(error)}
        return Table(path.name, problems=(Problem(messages.FILE_UNREADABLE, reason, Place(path.name)),))
    if too_large:
        size: dict[str, object] = {"limit": limits.FILE_BYTES, "unit": Words(N_("bytes"))}
        return Table(path.name, problems=(Problem(messages.FILE_TOO_LARGE, size, Place(path.name)),))
    return load(data, path.name, wanted, sheet)


def load(data: bytes, file: str, wanted: Wanted, sheet: str | None = None) -> Table:
    """The table that ``data`` holds, as ``read``."""
    digest = hashlib.sha256(data).hexdigest()
    try:
        raw = _raw(data, file, wanted, sheet)
    except Unreadable as error:
        return Table(file, digest, problems=(Problem(error.message, error.params, Place(file, error.row)),))
    head = heading.find(raw.rows, wanted, raw.merged)
    if head is None:
        likely = max((cells for n, cells in raw.rows if n <= limits.HEADER_ROWS), key=len, default=())
        problem = _no_header(file, likely, wanted)
        return Table(file, digest, problems=(*raw.problems, problem), raw=raw, likely=tuple(map(mask, likely)))
    width, body = len(head.headers), paged(raw.rows)[head.body :]
    left_out = list(asides.found(file, body, width))
    aside = {problem.place.row for problem in left_out}
    kept = [page.without(aside) for page in body.pages] if aside else list(body.pages)
    problems = [*raw.problems, *left_out, *(problem for page in kept for problem in _too_long(file, page, width))]
    pages = tuple(page.wide(width) for page in kept if len(page))
    if not pages:
        problems.append(Problem(messages.ROWS_MISSING, place=Place(file, head.row), warning=True))
    headers = tuple(mask(" ".join(header.split())) for header in head.headers)
    return Table(file, digest, headers, head.row, pages, tuple(problems), raw)


def _raw(data: bytes, file: str, wanted: Wanted, sheet: str | None) -> Raw:
    if data.startswith((b"PK", _OLD_WORKBOOK)):
        if data.startswith(_OLD_WORKBOOK) and "EncryptedPackage".encode("utf-16-le") in data:
            raise Unreadable(messages.FILE_ENCRYPTED)
        return workbook.read(data, file, lambda rows: heading.find(rows, wanted) is not None, sheet)
    if not data.strip():
        raise Unreadable(messages.FILE_EMPTY)
    if data.startswith(b"%PDF"):
        raise Unreadable(messages.FILE_KIND, found=Words(N_("a PDF")))
    if re.match(rb"(?:\xef\xbb\xbf)?\s*<[a-z!?]", data[:1000], re.IGNORECASE):
        old = b"urn:schemas-microsoft-com:office:spreadsheet" in data[:10_000]
        raise Unreadable(messages.FILE_KIND, found=Words(N_("an XML table of Excel 2003") if old else N_("a web page")))
    return delimited.read(data, file, wanted.score)


def _no_header(file: str, likely: Cells, wanted: Wanted) -> Problem:
    found = listed(mask(cell)[:40] for cell in likely)
    params = {"rows": limits.HEADER_ROWS, "wanted": wanted.shown, "found": found}
    return Problem(messages.HEADER_MISSING, params, Place(file))


def _too_long(file: str, page: Page, width: int) -> Iterator[Problem]:
    if len(page.columns) > width:
        for number, row in zip(page.numbers, page.rows(), strict=True):
            if len(cells := trimmed(row)) > width:
                params: dict[str, object] = {"found": len(cells), "expected": width}
                yield Problem(messages.TOO_LONG, params, Place(file, number, value=mask(cells[-1])))
