"""The folder of spreadsheets that the health bureau of Xiacun County (夏村县) would have: everything in it is invented."""

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from scheduler.sample import declared, past
from scheduler.sample.codes import identity_card, mobile
from scheduler.sample.files import Cell, Sheet, write_csv, write_xlsx
from scheduler.sample.items import ITEMS
from scheduler.sample.licences import permits
from scheduler.sample.people import Officer, officers
from scheduler.sample.places import places

BY = "填报单位：夏村县卫生健康局（虚构）　数据截至：2026年1月5日"


def write(folder: Path) -> list[Path]:
    """Write the sample county's files and its plan into ``folder``, made if missing; returns their paths.

    Existing files of these names are overwritten. The bytes are the same every time.
    """
    folder.mkdir(parents=True, exist_ok=True)
    plan = folder / "plan.toml"
    plan.write_bytes(files("scheduler.sample").joinpath("plan.toml").read_bytes())
    return [
        write_xlsx(folder / "检查对象名录库.xlsx", targets()),
        write_csv(folder / "抽查事项清单.csv", items(), "gb18030"),  # as spreadsheet programs save CSV in China
        write_xlsx(folder / "执法检查人员名录库.xlsx", roster()),
        write_csv(folder / "请假.csv", leave()),
        write_xlsx(folder / "利害关系申报.xlsx", conflicts()),
        write_xlsx(folder / "投诉举报与失信.xlsx", signals()),
        write_csv(folder / "历次检查.csv", history()),
        write_csv(folder / "不纳入抽查.csv", exclusions()),
        plan,
    ]


def targets() -> Sheet:
    """The inventory of targets (检查对象名录库): a row for each licence."""
    headers = (
        "编号", "单位名称", "统一社会信用代码", "单位类别", "级别", "经营性质", "法定代表人/负责人", "地址", "所属镇街",
        "许可证类别", "许可证号", "有效期至", "状态", "信用风险等级",
    )  # fmt: skip
    rows = (
        (p.id, p.name, p.code, p.category, p.level, p.nature, p.owner, p.address, p.town,
         permit.kind, permit.number, permit.until.isoformat(), p.status, p.credit_class)
        for p in places() for permit in permits(p)
    )  # fmt: skip
    return Sheet(("夏村县检查对象名录库（虚构示例数据）", BY), headers, rows)


def items() -> Sheet:
    """The list of inspection items (抽查事项清单)."""
    headers = (
        "编号", "抽查事项名称", "抽查子项", "事项类别", "抽查依据", "抽查主体", "抽查对象", "抽查比例", "抽查频次", "抽查方式",
        "检查人员要求", "备注",
    )  # fmt: skip
    return Sheet(("夏村县随机抽查事项清单（虚构示例数据）",), headers, (tuple(vars(item).values()) for item in ITEMS))


def roster() -> Sheet:
    """The roster of inspectors (执法检查人员名录库), with the columns of identity card and mobile numbers that it has."""
    headers = (
        "单位工号", "姓名", "性别", "身份证号", "手机号", "学历", "岗位大类", "从事本岗起始日期", "岗位资质资格", "可任组长",
        "地区", "层级", "所在业务部门（机构）", "执法证编号", "执法证有效期", "执法证发证机关", "执法人员状态",
    )  # fmt: skip
    return Sheet(("夏村县执法检查人员名录库（虚构示例数据）", BY), headers, (_officer(o) for o in officers()))


def _officer(o: Officer) -> tuple[Cell, ...]:
    return (
        o.id, o.name, o.sex, identity_card(o.id), mobile(o.id), o.education, "监督执法", o.since,
        "，".join(o.qualifications), "是" if o.lead else "否", "，".join(o.towns), "县级", o.department,
        o.certificate, o.until, "夏村县人民政府", o.state,
    )  # fmt: skip


def leave() -> Sheet:
    """Leave (请假)."""
    rows = ((a.id, a.officer.id, a.officer.name, a.begins, a.ends, a.ground) for a in declared.leave(officers()))
    return Sheet(
        ("2026年请假登记（虚构示例数据）",), ("请假编号", "单位工号", "姓名", "开始日期", "结束日期", "事由"), rows
    )


def conflicts() -> Sheet:
    """Declared conflicts of interest (利害关系申报)."""
    headers = ("回避编号", "单位工号", "姓名", "回避对象类型", "回避对象", "回避情形", "开始日期", "结束日期")
    rows = (
        (c.id, c.officer.id, c.officer.name, c.subject, c.value, c.kind, c.begins, c.ends)
        for c in declared.conflicts(places(), officers())
    )
    return Sheet(("执法人员利害关系申报表（虚构示例数据）", "内部资料，不得公开"), headers, rows)


def signals() -> Sheet:
    """Complaints, hazards, bad credit and violations (投诉举报、安全隐患、失信、严重违法违规)."""
    headers = (
        "线索编号", "检查对象编号", "单位名称", "因素", "日期", "次数", "严重程度", "是否属实", "来源", "信用修复日期",
    )  # fmt: skip
    rows = (
        (s.id, s.place.id, s.place.name, s.factor, s.day, s.count, s.severity, s.found, s.source, s.ended)
        for s in past.signals(places())
    )
    return Sheet(("投诉举报、安全隐患与失信情况汇总（虚构示例数据）", BY), headers, rows)


def history() -> Sheet:
    """Past visits (历次检查) of 2023 to 2025, a row for each department that came."""
    headers = ("检查编号", "检查对象编号", "单位名称", "检查日期", "检查部门", "检查人员工号", "检查结果")
    rows = (
        (v.id, v.place.id, v.place.name, v.day, v.department, "，".join(o.id for o in v.officers), v.result)
        for v in past.history(places(), officers())
    )
    return Sheet(("2023—2025年检查台账（虚构示例数据）",), headers, rows)


def exclusions() -> Sheet:
    """Targets that are not drawn (不纳入抽查), each with ground, document and end."""
    headers = ("编号", "检查对象编号", "单位名称", "排除事由", "依据文件", "开始日期", "结束日期", "任务编号")
    return Sheet(("不纳入抽查对象登记（虚构示例数据）",), headers, _exclusions())


def _exclusions() -> Iterator[tuple[Cell, ...]]:
    for e in declared.exclusions(places()):
        yield e.id, e.place.id, e.place.name, e.ground, e.document, e.begins, e.ends, "，".join(e.tasks)
