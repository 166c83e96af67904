"""Rows that are no records: those that sum others up (合计), and notes below the table (注：…, 填表人：…)."""

import re
import unicodedata
from collections.abc import Iterator

from inventories import messages
from inventories.personal import mask
from inventories.problems import Place, Problem
from inventories.raw import Lines

SHOWN = 100
"""So many characters of a note are shown."""

_TOTAL = re.compile(r"(合计|总计|小计|共计|总和)[:：]?[0-9]*[家户个条]?")
_TOTAL_ENGLISH = re.compile(r"(grand|sub)?totals?:?")
_NOTE = re.compile(
    r"(注释?|附注|备注|说明|填表说明|(填表|填报|制表|审核|复核|经办|审批|联系|负责|单位负责)人(签字|签名)?|(填表|填报|制表|上报)(单位|日期|时间)"
    r"|联系电话|制表|审核|日期|单位\(?盖章\)?|\(?盖章\)?|数据来源|资料来源|note|notes|source|preparedby):.*",
    re.DOTALL,
)


def found(file: str, body: Lines, width: int) -> Iterator[Problem]:
    """A warning for every such row of ``body``, in a table of ``width`` columns.

    A Chinese word for a total tells anywhere, an English one only below all records. Notes are the rows from one that
    begins as a note does to the end, if every row after it is a note, a total or a single cell.
    """
    notes = _notes(body, width)
    trailing = True
    for at in range(len(body) - 1, -1, -1):
        number, cells = body[at]
        first = next(cell for cell in cells if cell.strip()).strip()
        word = _narrow(first)
        total = bool(_TOTAL.fullmatch(word) or (trailing and _TOTAL_ENGLISH.fullmatch(word)))
        if total:
            yield Problem(messages.TOTAL_ROW, {"word": first}, Place(file, number, value=first), warning=True)
        elif at >= notes:
            shown = mask(" ".join(" ".join(cells).split())[:SHOWN])
            yield Problem(messages.NOTE_ROW, {}, Place(file, number, value=shown), warning=True)
        trailing = trailing and (total or at >= notes)


def _notes(body: Lines, width: int) -> int:
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
