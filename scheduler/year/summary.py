"""The annual summary (信息汇总表) in the form that supervision bodies report: one table for all, one for each task. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from inventories.model import Target
from scheduler.publish.tables_out import Cell, Sheet
from scheduler.year.parts import Drawn, Part, class_of
from scheduler.year.statistics import cases

CATEGORY, TOTAL = "监督检查对象类别", "合计"
BEFORE = (CATEGORY, "辖区单位总数", "监督检查单位数")
AFTER = ("责令改正单位数", "案件查处数", "警告数", "罚款单位数", "罚款金额(万元)", "关闭单位数")
BY_HAND = ("警告数", "罚款单位数", "罚款金额(万元)")
"""What no result tells: these columns stay blank, to be filled in."""
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", "_"))


def summary(drawn: Sequence[Drawn], found: Sequence[Part]) -> list[Sheet]:
    """The sheets for the draws of a year and their parts: 合计 over all tasks, then one for each task in the plans' order.

    The number of units (辖区单位总数) is that of active targets when the last of the draws was committed. A unit counts as
    inspected if all that was owed there is done and it was not closed.
    """
    targets = [t for t in drawn[-1].tables.targets if t.standing == "active"] if drawn else []
    names = {item.id: item.name for one in drawn for item in one.tables.items}
    tasks = {task.id: task for one in drawn for task in one.plan.tasks}
    sheets = [_sheet(TOTAL, targets, found, [], names)]
    for number, task in enumerate(tasks.values(), 1):
        mine = [part for part in found if part.task == task.id]
        inside = [t for t in targets if t.category in {part.target.category for part in mine}]
        sheets.append(_sheet(_name(number, task.name), inside, mine, task.items, names))
    return sheets


def _sheet(
    name: str, targets: Sequence[Target], found: Sequence[Part], items: Sequence[str], names: dict[str, str]
) -> Sheet:
    headers = [*BEFORE, *(f"{names.get(item, item)}符合单位数" for item in items), *AFTER]
    categories = sorted({t.category for t in targets} | {p.target.category for p in found}, key=str.encode)
    rows = [
        _row(
            category,
            sum(t.category == category for t in targets),
            [part for part in found if part.target.category == category],
            items,
        )
        for category in categories
    ]
    rows.append(_row(TOTAL, len(targets), found, items))
    return Sheet(name, headers, rows)


def _row(category: str, whole: int, found: Sequence[Part], items: Sequence[str]) -> list[Cell]:
    finished = [part for part in found if part.state == "finished"]
    corrected = {p.target.id for p in finished if any(_ordered(row) for row in p.results)}
    closed = _units(part for part in found if part.state == "closed")
    return [
        category,
        whole,
        len(_units(finished)),
        *(len(_clean(finished, item)) for item in items),
        len(corrected),
        len(cases(found)),
        *(None for _ in BY_HAND),
        len(closed - _units(finished)),
    ]


def _ordered(row: Mapping[str, Any]) -> bool:
    """Whether a correction was ordered (责令改正)."""
    return row["finding"] in ("corrected", "ordered") or row["follow_up"] == "ordered"


def _units(found: Iterable[Part]) -> set[str]:
    return {part.target.id for part in found}


def _clean(finished: Iterable[Part], item: str) -> set[str]:
    """The units at which everything that was found on ``item`` is clean, by every department and at every visit."""
    classes: dict[str, set[str]] = {}
    for part in finished:
        for row in part.results:
            if row["item"] == item:
                classes.setdefault(part.target.id, set()).add(class_of(row))
    return {unit for unit, found in classes.items() if found == {"clean"}}


def _name(number: int, title: str) -> str:
    """A sheet's name: its number and the task's title, without what a workbook forbids, 31 characters at most."""
    return f"{number} {title.translate(_FORBIDDEN)}"[:31]
