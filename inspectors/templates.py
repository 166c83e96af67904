"""The columns of the roster's files: inspectors, leave and conflicts of interest, with their words.

Headers are those of the official roster template. Identity card and telephone numbers have no column: they are never read.
"""

from inspectors import explanations
from inventories.columns import Column, explained, words
from inventories.messages import PAIR
from inventories.values import (
    NO,
    YES,
    Choice,
    Invalid,
    Noted,
    first_day,
    identifier,
    label,
    last_day,
    text,
    valid_until,
    whole,
    yes_no,
)

ACTIVE = Choice(
    {
        True: (*words("有效 正常 在岗 在职 在编 启用 active"), *YES),
        False: (*words("失效 无效 注销 停用 暂停 离岗 离职 退休 调离 inactive"), *NO),
    }
)
SUBJECT = Choice(
    {
        "target": words("检查对象 对象 对象编号 检查对象编号 target"),
        "entity": words("主体 市场主体 单位 法人 统一社会信用代码 entity"),
        "owner": words("负责人 法定代表人 法定代表人/负责人 经营者 owner"),
    }
)
CONFLICT_KIND = Choice(
    {
        "kin": words("近亲属 亲属 亲属关系 kin"),
        "interest": words("利害关系 有利害关系 经济利益 interest"),
        "former employer": (*words("曾任职 曾任职单位 原任职单位 曾在该单位任职"), "former employer"),
        "other": words("其他 其它 其他关系 other"),
    }
)


def period_limit(value: str) -> tuple[str, int]:
    """A period and the most visits in it, written ``2026-Q1=3``."""
    period, sign, number = value.replace("＝", "=").replace("：", "=").replace(":", "=").partition("=")
    if not sign:
        raise Invalid(PAIR)
    name = identifier(period)
    return str(name.value if isinstance(name, Noted) else name), int(whole()(number))


_STAFF = words("单位工号 工号 人员编号 检查人员编号 执法人员编号 职工编号")
_CERTIFICATE = words("执法证编号 执法证号 执法证号码 行政执法证号 执法证件编号")
_DEPARTMENT = words("所在业务部门（机构） 所在业务部门 所属部门 所在部门 部门 所在单位 所属单位 执法单位 单位")
_QUALIFICATIONS = words("岗位资质资格 资质资格 岗位资质 资质 专业资质资格 执法领域 执法类别 专业")
_AREAS = words("地区 所属地区 所属区县 责任区域 责任区 片区 辖区")
_VALID_UNTIL = words("执法证有效期 执法证有效期至 证件有效期 有效期至")

INSPECTORS = explained(
    explanations.INSPECTORS,
    (
        Column("id", "ID", _STAFF, identifier, required=True, key=True, fallback="certificate"),
        Column("name", "Name", words("姓名 执法人员姓名 检查人员姓名"), text, required=True),
        Column("department", "Department", _DEPARTMENT, label, required=True),
        Column("qualifications", "Qualifications", _QUALIFICATIONS, label, multi=True),
        Column("lead", "Lead", words("可任组长 是否组长 组长"), yes_no, default=False, fixed=True),
        Column("areas", "Areas", _AREAS, label, multi=True),
        Column("active", "Status", words("执法人员状态 人员状态 状态 在岗状态"), ACTIVE, default=True, fixed=True),
        Column("certificate", "Certificate", _CERTIFICATE, text, codes="certificate"),
        Column("certificate_until", "Certificate valid until", _VALID_UNTIL, valid_until, default=None),
        Column("limit", "Limit", words("任务上限 抽查任务上限 每次抽查上限 上限"), whole(), default=None),
        Column("period_limits", "Period limits", words("各期上限 分期上限"), period_limit, multi=True),
    ),
)

_INSPECTOR = Column(
    "inspector", "Inspector", (*_STAFF, *_CERTIFICATE), identifier, required=True, key=True, codes="certificate"
)

LEAVE = explained(
    explanations.LEAVE,
    (
        Column("id", "ID", words("请假编号 编号"), identifier, key=True),
        _INSPECTOR,
        Column("begins", "Begins", words("开始日期 起始日期 请假开始日期 起"), first_day, required=True),
        Column("ends", "Ends", words("结束日期 截止日期 请假结束日期 止"), last_day, required=True),
        Column("ground", "Ground", words("事由 请假事由 请假类型 原因"), text),
    ),
)

CONFLICTS = explained(
    explanations.CONFLICTS,
    (
        Column("id", "ID", words("回避编号 编号"), identifier, key=True),
        _INSPECTOR,
        Column("subject", "Subject", words("回避对象类型 对象类型 类型"), SUBJECT, required=True, fixed=True),
        Column("value", "Value", words("回避对象 涉及对象 对象"), text, required=True, key=True, codes="register"),
        Column(
            "kind", "Kind", words("回避情形 回避事由 关系类型 关系 情形"), CONFLICT_KIND, default="other", fixed=True
        ),
        Column("begins", "Begins", words("开始日期 起始日期 起"), first_day, default=None),
        Column("ends", "Ends", words("结束日期 截止日期 有效期至 止"), valid_until, default=None),
    ),
)
