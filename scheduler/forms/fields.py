"""What stands on a paper, and nothing else: a fact that has no field here (a band, points, a signal) cannot reach one.

The names are those that a template has between braces. All values are text in Chinese, ready to be printed, but for lists.
"""

from dataclasses import dataclass, field
from typing import Any


def says(text: str) -> Any:
    """A field with what is told of it in the documentation."""
    return field(metadata={"says": text})


@dataclass(frozen=True)
class Mark:
    """By what a paper is traced to the log: the draw, the last event that it rests on, and that event's hash."""

    draw: str = says("the draw's name, such as 2026-1")
    event: str = says("number of the last event of the draw when the paper was printed")
    digits: str = says("the first 12 digits of that event's hash")
    code: str = says("the text of the QR code, which `papers check` reads")


@dataclass(frozen=True)
class Heading:
    """The plan that the draw is of."""

    title: str = says("计划名称")
    id: str = says("计划编号")
    document: str = says("批准文号, blank where no approval is on record")


@dataclass(frozen=True)
class Tick:
    """A box with its words."""

    box: str = says("☑ or ☐")
    text: str = says("the words beside it")


@dataclass(frozen=True)
class Permit:
    """A licence (许可证) of the target."""

    kind: str = says("许可证类别")
    number: str = says("许可证号")
    until: str = says("有效期至, blank where not known")


@dataclass(frozen=True)
class Place:
    """The target (检查对象)."""

    name: str = says("单位名称")
    code: str = says("统一社会信用代码")
    owner: str = says("法定代表人（负责人）")
    address: str = says("地址")
    district: str = says("所属区县（镇街）")
    category: str = says("单位类别")
    permits: tuple[Permit, ...] = says("许可证")


@dataclass(frozen=True)
class Person:
    """An inspector (执法检查人员)."""

    id: str = says("单位工号")
    name: str = says("姓名")
    department: str = says("所在部门")
    certificate: str = says("执法证编号, blank where the roster has none")
    leads: str = says("组长 where the person leads for the department, else blank")


@dataclass(frozen=True)
class Check:
    """An inspection item (抽查事项) of one department."""

    number: str = says("序号 in the department, from 1")
    name: str = says("抽查事项名称")
    parts: tuple[str, ...] = says("抽查内容: the parts of the item, or the item itself")
    basis: str = says("抽查依据")
    method: str = says("抽查方式")


@dataclass(frozen=True)
class Acting:
    """A department that acts at the visit."""

    name: str = says("部门")
    leads: str = says("牵头部门 or 配合部门")
    people: tuple[Person, ...] = says("its inspectors")
    checks: tuple[Check, ...] = says("what it checks")
    findings: tuple[str, ...] = says("抽查结果: the official words to be ticked")


@dataclass(frozen=True)
class VisitPaper:
    """What stands on the papers of a visit."""

    office: str = says("制定机关")
    plan: Heading = says("the plan")
    mark: Mark = says("where the paper comes from")
    visit: str = says("检查编号, such as ZS0082/1")
    target: Place = says("whom the visit is to")
    tasks: tuple[str, ...] = says("抽查任务")
    kinds: tuple[Tick, ...] = says("事项类别: 一般检查事项, 重点检查事项")
    methods: tuple[Tick, ...] = says("检查方式: the official ones, and others that the items have")
    departments: tuple[Acting, ...] = says("who acts, the lead department of the first task first")
    people: tuple[Person, ...] = says("all inspectors")
    basis: str = says("检查依据: those of all items, each once")
    when: str = says("the day and time, or the first and last day on which the visit may be made")
    fixed: str = says("是 where a day is set, else blank")
    limit: str = says("年度检查频次上限, blank where the plan sets none")


@dataclass(frozen=True)
class Errand:
    """A visit on a work list."""

    number: str = says("序号")
    visit: str = says("检查编号")
    when: str = says("as on the papers of the visit")
    target: Place = says("whom the visit is to")
    checks: str = says("抽查事项 of the inspector's department")
    others: str = says("同组人员")
    leads: str = says("组长 or blank")


@dataclass(frozen=True)
class WorkPaper:
    """What stands on an inspector's work list (检查工作清单)."""

    office: str = says("制定机关")
    plan: Heading = says("the plan")
    mark: Mark = says("where the paper comes from")
    person: Person = says("whose list it is")
    visits: tuple[Errand, ...] = says("the visits that owe a result, by day")
    number: str = says("how many")


@dataclass(frozen=True)
class Source:
    """A source of randomness named in the commitment."""

    number: str = says("序号")
    how: str = says("how it is thrown, in words")
    thrown: str = says("the throws as entered, in groups of five; blank before the draw")


@dataclass(frozen=True)
class Total:
    """A task in numbers."""

    name: str = says("抽查任务")
    lead: str = says("牵头部门")
    pool: str = says("检查对象数")
    asked: str = says("拟抽取数: the expected number, rounded down and up")
    drawn: str = says("抽取数; blank before the draw")


@dataclass(frozen=True)
class Ground:
    """Targets kept out."""

    ground: str = says("不纳入理由")
    number: str = says("how many pairs of task and target")


@dataclass(frozen=True)
class Drawn:
    """What was drawn, in numbers."""

    time: str = says("when the randomness was logged, by the clocks of Beijing")
    randomness: str = says("the text entered")
    seed: str = says("种子; blank in a closed draw, whose seed only auditors see")
    digest: str = says("抽取结果摘要: the hash of the draw's event, 64 digits")
    targets: str = says("检查对象")
    visits: str = says("检查")
    slots: str = says("检查人员名额")
    open: str = says("空缺名额")
    void: str = says("the ground if the draw was set aside, else blank")


@dataclass(frozen=True)
class DrawPaper:
    """What stands on the announcement (抽取公告) and, with ``drawn``, on the record of the draw (抽取记录)."""

    office: str = says("制定机关")
    plan: Heading = says("the plan")
    mark: Mark = says("where the paper comes from")
    batch: str = says("批次: its number")
    commitment: str = says("承诺摘要, 64 digits")
    committed: str = says("when the commitment was dated")
    specification: str = says("抽取规范")
    at: str = says("when the draw takes place, as given")
    place: str = says("where, as given; blank for a record without")
    contact: str = says("whom to ask, as given, or blank")
    sources: tuple[Source, ...] = says("随机数来源")
    tasks: tuple[Total, ...] = says("抽查任务")
    excluded: tuple[Ground, ...] = says("不纳入抽查的检查对象")
    drawn: tuple[Drawn, ...] = says("one entry after the draw, none before")
