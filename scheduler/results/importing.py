"""Results as they come back in a spreadsheet."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from inventories.columns import Column, words
from inventories.importing import rows
from inventories.mapping import EMPTY
from inventories.mapping import Mapping as HeaderMapping
from inventories.messages import VALUE_MISSING
from inventories.problems import Place, Problem
from inventories.reading import TableInfo
from inventories.values import Choice, day, label, text
from scheduler import messages
from scheduler.results.check import Fault, Owed, fault, misplaced
from scheduler.results.model import FINDINGS, Result

_WORDS = {
    "no problem": (FINDINGS["no problem"], "未发现问题", "no problem", "no problem found"),
    "corrected": (FINDINGS["corrected"], "责令改正", "已责令改正", "corrected", "ordered to correct"),
    "penalty": (FINDINGS["penalty"], "处罚", "penalty", "administrative penalty"),
    "unreachable": (FINDINGS["unreachable"], "无法联系", "已关闭", "关闭", "unreachable", "closed"),
}

COLUMNS = (
    Column(
        "visit",
        "visit",
        words("检查编号 检查任务 访问编号 检查任务/访问编号"),
        text,
        required=True,
        key=True,
        codes="register",
    ),
    Column("department", "department", words("部门 检查部门 检查单位 检查机关"), label, required=True),
    Column("item", "item", words("抽查事项 检查事项 检查内容"), text, required=True, codes="register"),
    Column("date", "date", words("检查日期 检查完成日期"), day, required=True),
    Column("finding", "result", words("抽查结果 检查结果"), Choice(_WORDS), required=True, fixed=True),
    Column("problems", "problems found", words("存在的主要问题 存在问题 主要问题"), text),
    Column("rectification", "rectification", words("是否整改 整改情况"), text),
)


def read(
    path: Path,
    owed: Owed,
    names: Mapping[str, str],
    known: set[tuple[str, str, str]],
    ref: str,
    today: date,
    mapping: HeaderMapping = EMPTY,
    sheet: str | None = None,
) -> tuple[list[Result], list[Problem], TableInfo]:
    """The results in the file at ``path`` and everything that is wrong with them.

    ``names`` maps an item's name to its identifier: either may stand in the file. ``known`` are the (visit, department,
    item) that have a result already. Rows without a finding (a form not yet filled in) are left for later.
    """
    found, problems, table, unread = rows(path, COLUMNS, mapping, sheet)
    later = _not_filled_in(problems, table)
    known_items = {item for asked in owed.items.values() for items in asked.values() for item in items}
    results: list[Result] = []
    noted = [p for p in problems if not (p.message == VALUE_MISSING and p.place.row in later)]
    if later and not found and not any(not p.warning for p in noted):
        noted.append(Problem(messages.NO_RESULTS, place=Place(table.file)))
    rows_of: dict[tuple[str, str, str], int] = {}

    def identified(item: str) -> str:
        return item if item in known_items else names.get(item, item)

    def say(row: int, wrong: Fault, item: str | None, **params: object) -> None:
        value = item if item and wrong.code in ("item", "twice", "repeated") else wrong.value
        column = {"twice": "item", "repeated": "item", "open": "visit", "cancelled": "visit"}.get(
            wrong.code, wrong.code
        )
        place = Place(table.file, row, table.bound.get(column, column), value)
        noted.append(Problem(messages.RESULT_FAULTS[wrong.code], {"value": value, "ref": ref, **params}, place))

    for row, values in found:
        written = values["item"]
        result = Result(**{**values, "item": identified(written)})
        key = (result.visit, result.department, result.item)
        if rows_of.setdefault(key, row) != row:
            say(row, Fault("repeated", written), written, first=rows_of[key])
        elif wrong := fault(result, owed, known, today):
            say(row, wrong, written)
        results.append(result)
    for row, values in unread:
        item = values.get("item")
        named = identified(item) if item else None
        if row not in later and (wrong := misplaced(values.get("visit"), values.get("department"), named, owed)):
            say(row, wrong, item)
    return results, sorted(noted, key=lambda problem: problem.place.row or 0), table


def _not_filled_in(problems: Iterable[Problem], table: TableInfo) -> set[int | None]:
    """The rows in which nothing is missing but the date and the finding, and those both."""
    missing: dict[int | None, list[str]] = {}
    for problem in problems:
        if problem.message == VALUE_MISSING:
            missing.setdefault(problem.place.row, []).append(problem.place.column)
    asked = sorted(table.bound.get(field, "") for field in ("date", "finding"))
    return {row for row, columns in missing.items() if sorted(columns) == asked}
