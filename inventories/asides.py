"""Rows that are no records: those that sum others up (合计), and notes below the table (注：…, 填表人：…)."""

import re
import unicodedata
from collections.abc import Iterator

from inventories import messages
from inventories.pages import Many, Page, Paged
from inventories.personal import mask
from inventories.problems import Place, Problem

SHOWN = 100
"""So many characters of a note are shown."""

_TOTAL = re.compile(r"(合计|总计|小计|共计|总和)[:：]?[0-9]*[家户个条]?")
_WORD = r"(?![合总小共])[\u4e00-\u9fffA-Za-z0-9._-]++"
_ORDINARY = re.compile(rf"{_WORD}(?:\n{_WORD})*+")
"""Lines of which none is a Chinese word for a total."""
_TOTAL_ENGLISH = re.compile(r"(grand|sub)?totals?:?")
_NOTE = re.compile(
    r"(注释?|附注|备注|说明|填表说明|(填表|填报|制表|审核|复核|经办|审批|联系|负责|单位负责)人(签字|签名)?|(填表|填报|制表|上报)(单位|日期|时间)"
    r"|联系电话|制表|审核|日期|单位\(?盖章\)?|\(?盖章\)?|数据来源|资料来源|note|notes|source|preparedby):.*",
    re.DOTALL,
)


def found(file: str, body: Paged, width: int) -> Iterator[Problem]:
    """A warning for every such row of ``body``, in a table of ``width`` columns.

    A Chinese word for a total tells anywhere, an English one only below all records. Notes are the rows from one that
    begins as a note does to the end, if every row after it is a note, a total or a single cell.
    """
    notes = _notes(body, width)
    trailing = True
    at = len(body)
    while at and trailing:
        at -= 1
        number, cells = body[at]
        first = next(cell for cell in cells if cell.strip()).strip()
        word = _narrow(first)
        if _TOTAL.fullmatch(word) or _TOTAL_ENGLISH.fullmatch(word):
            yield _total(file, number, first)
        elif at >= notes:
            shown = mask(" ".join(" ".join(cells).split())[:SHOWN])
            yield Problem(messages.NOTE_ROW, {}, Place(file, number, value=shown), warning=True)
        else:
            trailing = False
    end = 0 if trailing else body[at][0]
    for page in body.pages:
        yield from (_total(file, n, word) for n, word in _words(page) if n < end and _TOTAL.fullmatch(_narrow(word)))


def _total(file: str, number: int, word: str) -> Problem:
    return Problem(messages.TOTAL_ROW, {"word": word}, Place(file, number, value=word), warning=True)


def _words(page: Page) -> Iterator[tuple[int, str]]:
    """Number and first word of the rows, if any of them may be a total."""
    column = page.columns[0]
    text = column.text if isinstance(column, Many) else "\n".join(column.values)
    if not _ORDINARY.fullmatch(text):
        for number, cells in zip(page.numbers, page.rows(), strict=True):
            yield number, next(cell for cell in cells if cell.strip()).strip()


def _notes(body: Paged, width: int) -> int:
    """Where the notes below the records begin; the number of rows without any."""
    begin = len(body)
    for at in range(len(body) - 1, -1, -1):
        filled = [cell for cell in body[at][1] if cell.strip()]
        if all(_NOTE.fullmatch(_narrow(cell)) for cell in filled):
            begin = at
        elif not (_TOTAL.fullmatch(_narrow(filled[0])) or (len(filled) == 1 and width > 1)):
            break
    return begin


def _narrow(cell: str) -> str:
    return "".join(unicodedata.normalize("NFKC", cell).split()).casefold()
