"""The results in the field names of the national enterprise credit publicity system (国家企业信用信息公示系统).

Each name is one that the system itself uses in the answers of its pages; docs/open-data.md tells in which.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as Day
from itertools import groupby

from inventories.problems import N_
from scheduler.publish.tables.table import TASK_NO, Book, Column, Row, Table, task_names
from scheduler.publish.view import ResultRow, SiteView
from scheduler.publish.words import Words
from scheduler.results.model import FINDINGS

DIRECTED = {"enum": ["定向", "不定向"]}
COLUMNS = (
    Column("raninsPlanId", N_("the plan's name in this program"), required=True, title="抽查计划编号"),
    Column("raninsPlaneName", N_("the plan's title"), required=True, title="抽查计划名称"),
    Column("raninsTaskId", N_("the task's name in the plan"), required=True, title="抽查任务编号"),
    Column("raninsTaskName", N_("the task's title"), required=True, title="抽查任务名称"),
    Column(
        "raninsTypeName",
        N_("directed or undirected"),
        required=True,
        limits=DIRECTED,
        title="抽查类型",
    ),
    Column("insAuth", N_("the department that inspected"), required=True, title="抽查机关"),
    Column("entName", N_("name of the unit, as it may be published"), required=True, title="企业名称"),
    Column("uniscId", N_("of the unit, as it may be published; blank where there is none"), title="统一社会信用代码"),
    Column("insDate", N_("the day of the visit"), "date", True, title="抽查完成日期"),
    Column("seqno", N_("number of the item at this visit, from 1"), "integer", True, {"minimum": 1}, "序号"),
    Column("raninsItemName", N_("what was inspected"), required=True, title="检查事项"),
    Column("raninsCheckResName", N_("the official wording"), required=True, title="检查结果"),
)


@dataclass(frozen=True)
class Detail:
    """An item that was inspected, and its result."""

    seqno: int
    raninsItemName: str
    raninsCheckResName: str


@dataclass(frozen=True)
class Inspection:
    """What a department has inspected of a task at a unit on a day."""

    raninsPlanId: str
    raninsPlaneName: str
    raninsTaskId: str
    raninsTaskName: str
    raninsTypeName: str
    insAuth: str
    entName: str
    uniscId: str
    insDate: Day
    details: tuple[Detail, ...]


def inspections(view: SiteView) -> tuple[Inspection, ...]:
    """The results of the view, by unit, day, task and department."""
    names = task_names(view)
    directed = {task.id for task in view.plan.tasks if task.scope}
    made = []
    for (day, unit, entity, _, task, department), rows in groupby(sorted(view.results, key=_key), _same):
        kind = DIRECTED["enum"][task not in directed]
        plan = view.plan.id, view.title, task, names.get(task, task), kind
        details = tuple(Detail(n, row.item, FINDINGS[row.finding].text) for n, row in enumerate(rows, 1))
        made.append(Inspection(*plan, department, unit, entity, day, details))
    return tuple(made)


def _same(row: ResultRow) -> tuple[Day, str, str, str, str, str]:
    """What results of one inspection share."""
    return row.date, row.target, row.entity, row.address, row.task, row.department


def _key(row: ResultRow) -> tuple[int, bytes, str, str, str, str, str, str]:
    """The newest first, as in the results."""
    day, unit, *rest = _same(row)
    return -day.toordinal(), unit.encode(), *rest, row.item, row.reference  # type: ignore[return-value]


def _rows(view: SiteView, _words: Words) -> Iterator[Row]:
    for one in inspections(view):
        plan = one.raninsPlanId, one.raninsPlaneName, one.raninsTaskId, one.raninsTaskName, one.raninsTypeName
        for detail in one.details:
            found = detail.seqno, detail.raninsItemName, detail.raninsCheckResName
            yield *plan, one.insAuth, one.entName, one.uniscId, one.insDate, *found


PUBLICITY = Table(
    "publicity",
    N_("For the credit publicity system"),
    N_("The results in the field names of the national enterprise credit publicity system."),
    COLUMNS,
    _rows,
    refers={"raninsTaskId": ("plan", TASK_NO)},
)
BOOK = Book(
    "publicity",
    N_("For the credit publicity system"),
    (PUBLICITY,),
    "double-random/publicity@1",
    {"data": (tuple[Inspection, ...], inspections)},
)
