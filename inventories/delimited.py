"""CSV and TSV: bytes to rows of text. The encoding is never guessed at by likelihood, and never repaired."""

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import chain, islice

from inventories import limits, messages
from inventories.pages import CELLS, Page, Paged, pages
from inventories.personal import mask
from inventories.problems import N_, Place, Problem, Words
from inventories.raw import Raw, Score, Unreadable, trimmed

DELIMITERS = (",", "\t", ";")
_PIECE = 1_000_000


def read(data: bytes, file: str, score: Score) -> Raw:
    """The rows of ``data``. Errors: Unreadable for an unknown encoding or too large a table; a fault in a row is a
    problem."""
    content, encoding = decode(data)
    if content.count("\n") > limits.LINES:
        raise Unreadable(messages.FILE_TOO_LARGE, limit=limits.LINES, unit=Words(N_("lines")))
    delimiter = _delimiter(content, score)
    paging = _Paging(content, file, delimiter)
    return Raw(paging.read(), encoding, delimiter, problems=tuple(paging.problems))


class _Paging:
    """The records of a text, gathered into pages; what is wrong with some is among the ``problems``."""

    def __init__(self, content: str, file: str, delimiter: str) -> None:
        self.problems: list[Problem] = []
        self._file, self._delimiter, self._nul = file, delimiter, "\0" in content
        self._longest = 0
        self._records = csv.reader(self._lines(content), delimiter=delimiter, strict=True)
        self._count = self._before = 0
        self._pages: list[Page] = []
        self._spoilt: list[int] = []

    def read(self) -> Paged:
        rows: list[list[str]] = []
        size = 0
        try:
            for cells in self._records:
                rows.append(cells)
                size += len(cells) + 1
                if size > CELLS:
                    self._close(rows)
                    rows, size = [], 0
            self._close(rows)
        except csv.Error as error:
            self._close(rows)
            long = str(error).startswith("field larger")
            params: dict[str, object] = {"limit": limits.VALUE} if long else {}
            message = messages.VALUE_LONG if long else messages.QUOTE
            self.problems.append(Problem(message, params, Place(self._file, self._count + 1)))
        if self._spoilt:
            place = Place(self._file, self._spoilt[0])
            self.problems.append(Problem(messages.FILE_NUL, {"rows": len(self._spoilt)}, place))
        return Paged(self._pages)

    def _lines(self, content: str) -> Iterator[str]:
        for found in _pieces(content):
            self._longest = max(self._longest, *map(len, found))
            yield from found

    def _close(self, rows: Sequence[Sequence[str]]) -> None:
        """Make pages of the records gathered since the last time."""
        first = self._count + 1
        self._count += len(rows)
        spans = self._records.line_num - self._before != len(rows)  # a value may go on in the next line
        self._before = self._records.line_num
        numbers: Sequence[int] = range(first, first + len(rows))
        if self._nul:
            spoilt = {n for n, cells in zip(numbers, rows, strict=True) if any("\0" in cell for cell in cells)}
            self._spoilt += sorted(spoilt)
            rows = [cells for n, cells in zip(numbers, rows, strict=True) if n not in spoilt]
            numbers = [n for n in numbers if n not in spoilt]
        if spans or self._longest > limits.VALUE or max(map(len, rows), default=0) > limits.COLUMNS:
            rows = [*map(trimmed, rows)]
            for number, short in zip(numbers, rows, strict=True):
                self._look(number, short)
        self._pages += pages(numbers, rows)

    def _look(self, number: int, cells: Sequence[str]) -> None:
        if len(cells) > limits.COLUMNS:
            raise Unreadable(messages.FILE_TOO_LARGE, number, limit=limits.COLUMNS, unit=Words(N_("columns")))
        if len(max(cells, key=len, default="")) > limits.VALUE:
            raise Unreadable(messages.VALUE_LONG, number, limit=limits.VALUE)
        self.problems += _swallowed(self._file, number, cells, self._delimiter)


def decode(data: bytes) -> tuple[str, str]:
    """The text and the name of its encoding: a byte order mark, else strict UTF-8, else strict GB18030.

    UTF-8 with a few broken bytes would pass as GB18030 and turn every name into other characters, so bytes that are
    UTF-8 for the most part are refused. Errors: Unreadable, with the line of the first wrong byte.
    """
    encoding = "utf-8-sig" if data.startswith(codecs.BOM_UTF8) else "utf-8"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    elif data[:200].count(0) > len(data[:200]) // 4:  # UTF-16 without a mark
        raise Unreadable(messages.FILE_ENCODING, 1)
    try:
        return data.decode(encoding), encoding
    except UnicodeDecodeError as error:
        row = error.object.count(b"\n", 0, error.start) + 1
        if encoding != "utf-8" or _mostly_utf8(data):
            raise Unreadable(messages.FILE_ENCODING, row) from None
    try:
        return data.decode("gb18030"), "gb18030"
    except UnicodeDecodeError as error:
        raise Unreadable(messages.FILE_ENCODING, data.count(b"\n", 0, error.start) + 1) from None


def _mostly_utf8(data: bytes) -> bool:
    """More whole characters of three or four bytes, as Chinese has in UTF-8, than broken bytes.

    Text in the 3,755 common characters (GB 2312 level 1) never looks so: each such chance hit has a broken byte before it.
    """
    lenient = data.decode("utf-8", errors="surrogateescape")
    broken = sum("\udc80" <= c <= "\udcff" for c in lenient)
    return sum(c > "\u07ff" for c in lenient) - broken > broken


def _delimiter(content: str, score: Score) -> str:
    """The delimiter under which one of the first rows holds most wanted headers, or else most cells."""

    def best(delimiter: str) -> tuple[int, int]:
        heads = _heads(content, delimiter)
        return max((score(cells) for cells in heads), default=0), max((len(c) for c in heads), default=0)

    return max(DELIMITERS, key=best)


def _heads(content: str, delimiter: str) -> list[list[str]]:
    heads: list[list[str]] = []
    with suppress(csv.Error):
        records = csv.reader(chain.from_iterable(_pieces(content)), delimiter=delimiter, strict=True)
        heads.extend(islice(records, limits.HEADER_ROWS))
    return heads


def _pieces(content: str) -> Iterator[list[str]]:
    """The lines with their ends, a piece of the text at a time: a whole one as a stream takes four bytes a character."""
    at = 0
    while at < len(content):
        end = content.find("\n", at + _PIECE) + 1 or len(content)
        yield [*io.StringIO(content[at:end], newline="")]
        at = end


def _swallowed(file: str, number: int, cells: Sequence[str], delimiter: str) -> list[Problem]:
    """A warning for a value that seems to have rows within it, as a forgotten quotation mark makes it."""
    least = len(cells) - 1
    for cell in cells:
        if "\n" in cell and least >= 2 and any(line.count(delimiter) >= least for line in cell.splitlines()[1:]):
            value = mask(cell.splitlines()[0])
            return [Problem(messages.SWALLOWED, place=Place(file, number, value=value), warning=True)]
    return []
