"""The columns of the annual table as offices publish it, and the official forms in which it is printed."""

from inventories.columns import Column, words
from inventories.values import text

_DEPARTMENT = words(
    "发起部门 牵头部门 检查主体 抽查单位 检查机关 抽查机关 抽查主体 实施主体 实施部门 责任单位 检查单位 抽查部门"
)
_NUMBER = words("抽查数量 抽查对象数 抽查户数 抽查市场主体数量 计划抽查数 计划抽查户数 检查数量 任务数 数量")
_SCOPE = words("抽查对象范围 抽查对象 检查对象 监督检查对象 检查对象范围 监督检查对象类别 检查对象类别 单位类别 类别")
_TIME = words("计划开展时间 检查时间 抽查时间 检查时段 时间安排 实施时间 计划实施时间 开展时间 完成时间")
_DISTRICT = words("区县 所属区县 地区 辖区 县区 镇街 所属镇街 承担单位")

COLUMNS = (
    Column("plan", "Plan No.", words("抽查计划编号 计划编号"), text, codes="register"),
    Column("title", "Plan", words("抽查计划名称 年度计划名称 计划名称"), text),
    Column("id", "Task No.", words("抽查任务编号 任务编号"), text, codes="register"),
    Column("name", "Task", words("抽查任务名称 任务名称"), text),
    Column("type", "Type", words("抽查类型"), text),
    Column("kind", "Kind", words("事项类别 抽查事项类别 检查事项类别"), text),
    Column("items", "Items", words("抽查事项 检查事项 检查内容 抽查内容 抽查事项名称 检查事项名称"), text),
    Column("scope", "Scope", _SCOPE, text),
    Column("district", "District", _DISTRICT, text),
    Column("rate", "Rate", words("抽查比例 检查比例 比例"), text),
    Column("number", "Number", _NUMBER, text),
    Column("extent", "Scope and number", words("范围和数量 范围及数量"), text),
    Column("frequency", "Frequency", words("抽查频次 检查频次 频次"), text),
    Column("time", "Time", _TIME, text),
    Column("begins", "From", words("检查日期自 开始日期"), text),
    Column("ends", "To", words("检查日期至 结束日期"), text),
    Column("lead", "Lead department", _DEPARTMENT, text),
    Column("partners", "Partner departments", words("配合部门 参与部门 协同部门 联合部门 联合检查部门"), text),
    Column("joint", "Joint", words("是否跨部门联合检查 是否联合检查"), text),
    Column("drawn", "Drawn on", words("抽取日期 抽取时间"), text),
    Column("basis", "Basis", words("检查依据 抽查依据 依据"), text),
    Column("section", "Section", words("股室 科室 责任股室 责任科室 业务科室"), text),
    Column("method", "Method", words("检查方式 抽查方式 方式"), text),
    Column("tests", "Tests", words("检测项目"), text),
    Column("level", "Level", words("抽查层级 层级"), text),
    Column("field", "Field", words("抽查领域 抽查类别"), text),
    Column("remark", "Remark", words("备注"), text),
)
HEADERS = {column.field: column.names[0] for column in COLUMNS} | {
    "no": "序号",
    "pool": "抽查对象总数",
    "expected": "预计抽查数",
}
"""The official header of each column that is printed."""

ASIDE = ("drawn", "basis", "section", "method", "tests", "level", "field", "remark")
"""Columns of which a plan knows nothing: what stands in them is kept as a comment beside the task."""

FORMS: dict[str, tuple[str, ...]] = {
    "annual": (
        *("no", "plan", "title", "id", "name", "type", "kind", "items", "scope", "rate", "number", "frequency", "time"),
        *("lead", "partners"),
    ),
    "health": ("id", "scope", "extent", "items", "time", "lead"),
    "joint": ("no", "name", "items", "scope", "lead", "partners", "rate", "number", "time", "remark"),
    "allocation": ("no", "id", "name", "scope", "district", "number"),
}
"""The forms by name: the annual plan, that of the health authorities, that of joint inspections, the least numbers."""
