"""What stands on a paper, and nothing else: a fact that has no field here (a band, points, a signal) cannot reach one.

The names are those that a template has between braces. All values are text in Chinese, ready to be printed, but for
lists. What is said beside a field stands in the documentation.
"""

from dataclasses import dataclass
from typing import Annotated


@dataclass(frozen=True)
class Mark:
    """By what a paper is traced to the log: the draw, the last event that it rests on, and that event's hash."""

    draw: Annotated[str, "the draw's name, such as 2026-1"]
    event: Annotated[str, "number of the last event of the draw when the paper was printed"]
    digits: Annotated[str, "the first 12 digits of that event's hash"]
    code: Annotated[str, "the text of the QR code, which `papers check` reads"]


@dataclass(frozen=True)
class Heading:
    """The plan that the draw is of."""

    title: Annotated[str, "计划名称"]
    id: Annotated[str, "计划编号"]
    document: Annotated[str, "批准文号, blank where no approval is on record"]


@dataclass(frozen=True)
class Tick:
    """A box with its words."""

    box: Annotated[str, "☑ or ☐"]
    text: Annotated[str, "the words beside it"]


@dataclass(frozen=True)
class Permit:
    """A licence (许可证) of the target."""

    kind: Annotated[str, "许可证类别"]
    number: Annotated[str, "许可证号"]
    until: Annotated[str, "有效期至, blank where not known"]


@dataclass(frozen=True)
class Place:
    """The target (检查对象)."""

    name: Annotated[str, "单位名称"]
    code: Annotated[str, "统一社会信用代码"]
    owner: Annotated[str, "法定代表人（负责人）"]
    address: Annotated[str, "地址"]
    district: Annotated[str, "所属区县（镇街）"]
    category: Annotated[str, "单位类别"]
    permits: Annotated[tuple[Permit, ...], "许可证"]


@dataclass(frozen=True)
class Person:
    """An inspector (执法检查人员)."""

    id: Annotated[str, "单位工号"]
    name: Annotated[str, "姓名"]
    department: Annotated[str, "所在部门"]
    certificate: Annotated[str, "执法证编号, blank where the roster has none"]
    leads: Annotated[str, "组长 where the person leads for the department, else blank"]


@dataclass(frozen=True)
class Check:
    """An inspection item (抽查事项)."""

    number: Annotated[str, "序号 in its list, from 1"]
    name: Annotated[str, "抽查事项名称"]
    parts: Annotated[tuple[str, ...], "抽查内容: the parts of the item, if it has any"]
    basis: Annotated[str, "抽查依据"]
    method: Annotated[str, "抽查方式"]
    by: Annotated[str, "who checks it: one department, or several"]


@dataclass(frozen=True)
class Acting:
    """A department that acts at the visit."""

    number: Annotated[str, "一, 二, 三 …"]
    name: Annotated[str, "部门"]
    leads: Annotated[str, "牵头部门 or 配合部门"]
    people: Annotated[tuple[Person, ...], "its inspectors"]
    checks: Annotated[tuple[Check, ...], "what it checks"]
    findings: Annotated[tuple[str, ...], "抽查结果: the official words to be ticked"]


@dataclass(frozen=True)
class VisitPaper:
    """What stands on the papers of a visit."""

    office: Annotated[str, "制定机关"]
    plan: Annotated[Heading, "the plan"]
    mark: Annotated[Mark, "where the paper comes from"]
    visit: Annotated[str, "检查编号, such as ZS0082/1"]
    target: Annotated[Place, "whom the visit is to"]
    tasks: Annotated[tuple[str, ...], "抽查任务"]
    kinds: Annotated[tuple[Tick, ...], "事项类别: 一般检查事项, 重点检查事项"]
    methods: Annotated[tuple[Tick, ...], "检查方式: the official ones, and others that the items have"]
    checks: Annotated[tuple[Check, ...], "what is checked, each item once"]
    departments: Annotated[tuple[Acting, ...], "who acts, the lead department of the first task first"]
    people: Annotated[tuple[Person, ...], "all inspectors"]
    basis: Annotated[str, "检查依据: those of all items, each once"]
    when: Annotated[str, "the day and time, or the first and last day on which the visit may be made"]
    fixed: Annotated[str, "是 where a day is set, else blank"]
    limit: Annotated[str, "年度检查频次上限, blank where the plan sets none"]


@dataclass(frozen=True)
class Errand:
    """A visit on a work list."""

    number: Annotated[str, "序号"]
    visit: Annotated[str, "检查编号"]
    when: Annotated[str, "as on the papers of the visit"]
    target: Annotated[Place, "whom the visit is to"]
    checks: Annotated[str, "抽查事项 of the inspector's department"]
    others: Annotated[str, "同组人员 by department"]
    leads: Annotated[str, "组长 or blank"]


@dataclass(frozen=True)
class WorkPaper:
    """What stands on an inspector's work list (检查工作清单)."""

    office: Annotated[str, "制定机关"]
    plan: Annotated[Heading, "the plan"]
    mark: Annotated[Mark, "where the paper comes from"]
    person: Annotated[Person, "whose list it is"]
    visits: Annotated[tuple[Errand, ...], "the visits that owe a result, by day"]
    number: Annotated[str, "how many"]


@dataclass(frozen=True)
class Source:
    """A source of randomness named in the commitment."""

    number: Annotated[str, "序号"]
    how: Annotated[str, "how the randomness comes about, in words"]
    thrown: Annotated[str, "what was entered, throws in groups of five; blank before the draw"]


@dataclass(frozen=True)
class Total:
    """A task in numbers."""

    name: Annotated[str, "抽查任务"]
    lead: Annotated[str, "牵头部门"]
    pool: Annotated[str, "检查对象数"]
    asked: Annotated[str, "拟抽取数: the expected number, rounded down and up"]
    drawn: Annotated[str, "抽取数; blank before the draw"]


@dataclass(frozen=True)
class Ground:
    """Targets kept out."""

    ground: Annotated[str, "不纳入理由"]
    number: Annotated[str, "how many pairs of task and target"]


@dataclass(frozen=True)
class Drawn:
    """What was drawn, in numbers."""

    time: Annotated[str, "when the randomness was logged, by the clocks of Beijing"]
    randomness: Annotated[str, "the text entered"]
    seed: Annotated[str, "种子; blank in a closed draw, whose seed only auditors see"]
    digest: Annotated[str, "抽取结果摘要: the hash of the draw's event, 64 digits"]
    targets: Annotated[str, "检查对象"]
    visits: Annotated[str, "检查"]
    slots: Annotated[str, "检查人员名额"]
    open: Annotated[str, "空缺名额"]
    void: Annotated[str, "the ground if the draw was set aside, else blank"]


@dataclass(frozen=True)
class DrawPaper:
    """What stands on the announcement (抽取公告) and, with ``drawn``, on the record of the draw (抽取记录)."""

    office: Annotated[str, "制定机关"]
    plan: Annotated[Heading, "the plan"]
    mark: Annotated[Mark, "where the paper comes from"]
    batch: Annotated[str, "批次: its number"]
    commitment: Annotated[str, "承诺摘要, 64 digits"]
    committed: Annotated[str, "when the commitment was dated"]
    specification: Annotated[str, "抽取规范"]
    at: Annotated[str, "when the draw takes place, as given"]
    place: Annotated[str, "where, as given; blank for a record without"]
    contact: Annotated[str, "whom to ask, as given, or blank"]
    sources: Annotated[tuple[Source, ...], "随机数来源"]
    tasks: Annotated[tuple[Total, ...], "抽查任务"]
    excluded: Annotated[tuple[Ground, ...], "不纳入抽查的检查对象"]
    drawn: Annotated[tuple[Drawn, ...], "one entry after the draw, none before"]
