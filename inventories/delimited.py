"""CSV and TSV: bytes to rows of text. The encoding is never guessed at by likelihood, and never repaired."""

import codecs
import csv
import io
from collections.abc import Iterator

from inventories import limits, messages
from inventories.personal import mask
from inventories.problems import N_, Place, Problem, Words
from inventories.raw import Cells, Raw, Score, Unreadable, trimmed

DELIMITERS = (",", "\t", ";")


def read(data: bytes, file: str, score: Score) -> Raw:
    """The rows of ``data``. Errors: Unreadable for an unknown encoding or too large a table; a fault in a row is a
    problem."""
    content, encoding = decode(data)
    if content.count("\n") > limits.LINES:
        raise Unreadable(messages.FILE_TOO_LARGE, limit=limits.LINES, unit=Words(N_("lines")))
    delimiter = _delimiter(content, score)
    quoted, nul = '"' in content, "\0" in content
    rows: list[tuple[int, Cells]] = []
    problems: list[Problem] = []
    spoilt: list[int] = []
    number = 0
    try:
        for number, cells in enumerate(_records(content, delimiter), 1):
            if nul and any("\0" in cell for cell in cells):
                spoilt.append(number)
            elif short := tuple(cells) if cells and cells[-1].strip() else trimmed(cells):
                _within(number, short)
                rows.append((number, short))
                if quoted:
                    problems += _swallowed(file, number, short, delimiter)
    except csv.Error as error:
        long = str(error).startswith("field larger")
        params: dict[str, object] = {"limit": limits.VALUE} if long else {}
        problems.append(Problem(messages.VALUE_LONG if long else messages.QUOTE, params, Place(file, number + 1)))
    if spoilt:
        problems.append(Problem(messages.FILE_NUL, {"rows": len(spoilt)}, Place(file, spoilt[0])))
    return Raw(rows, encoding, delimiter, problems=tuple(problems))


def _within(number: int, cells: Cells) -> None:
    if len(cells) > limits.COLUMNS:
        raise Unreadable(messages.FILE_TOO_LARGE, number, limit=limits.COLUMNS, unit=Words(N_("columns")))
    if len(max(cells, key=len)) > limits.VALUE:
        raise Unreadable(messages.VALUE_LONG, number, limit=limits.VALUE)


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
    try:
        for cells in _records(content, delimiter):
            heads.append(cells)
            if len(heads) == limits.HEADER_ROWS:
                break
    except csv.Error:
        pass
    return heads


def _records(content: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(content, newline=""), delimiter=delimiter, strict=True)


def _swallowed(file: str, number: int, cells: Cells, delimiter: str) -> list[Problem]:
    """A warning for a value that seems to have rows within it, as a forgotten quotation mark makes it."""
    least = len(cells) - 1
    for cell in cells:
        if "\n" in cell and least >= 2 and any(line.count(delimiter) >= least for line in cell.splitlines()[1:]):
            value = mask(cell.splitlines()[0])
            return [Problem(messages.SWALLOWED, place=Place(file, number, value=value), warning=True)]
    return []
