"""The columns of the inventory's files, from targets to a registry's extract, with their words.

Headers and words are those of the official templates and of lists as offices publish them, the preferred first.
"""

from inventories import explanations
from inventories.columns import Column, explained, words
from inventories.frequency import frequency_text, rate_text
from inventories.values import Choice, day, entity, first_day, identifier, label, severity, text, valid_until, whole

STATUS = Choice(
    {
        "active": words("正常 在业 存续 开业 营业 在营 在册 有效 存续（在营、开业、在册） active"),
        "suspended": words("停业 歇业 暂停营业 suspended"),
        "closed": words("注销 已注销 吊销 已吊销 撤销 已撤销 关闭 已关闭 迁出 失效 closed"),
    }
)
FACTOR = Choice(
    {
        "complaint": words("投诉举报 投诉举报多 投诉 举报 信访 投诉举报件 信访件 complaint complaints"),
        "hazard": words("安全隐患 安全隐患大 隐患 事故隐患 一般隐患 重大隐患 重大安全隐患 hazard hazards"),
        "credit": words(
            "失信 失信行为 有失信行为 信用 经营异常 经营异常名录 列入经营异常名录 失信名单 黑名单 失信黑名单 失信被执行人 "
            "严重失信 严重失信主体 严重失信主体名单 严重违法失信 严重违法失信名单 credit blacklist"
        ),
        "violation": words(
            "严重违法违规 严重违法违规记录 违法违规 违法 严重违法 严重违法行为 行政处罚 处罚 不良执业行为 不良执业行为记分 "
            "不良执业记分 violation violations"
        ),
        "commended": words("红名单 守信红名单 守信名单 守信 守信激励 redlist"),
    }
)
ITEM_KIND = Choice(
    {
        "general": words("一般 一般检查事项 一般抽查事项 一般抽查 一般事项 general"),
        "key": words("重点 重点检查事项 重点抽查事项 重点抽查 重点事项 key"),
    }
)
LEVEL = Choice(
    {
        "": words("本级 own"),
        "national": words("国家 国家级 中央 national"),
        "province": words("省 省级 自治区 province provincial"),
        "city": words("市 市级 设区市 city municipal"),
        "county": words("县 县级 区 区县 区级 县区级 county"),
        "township": words("乡镇 镇街 所级 township"),
    }
)
CHECK_KIND = Choice(
    {
        "": words("日常检查 日常 双随机 双随机抽查 routine"),
        "special": words("专项检查 专项 专项行动 special"),
        "individual": words("个案检查 个案 individual"),
    }
)
SUBSTANTIATED = Choice(
    {
        True: words("属实 查实 基本属实 部分属实 待核实 调查中 办理中 是 yes true 1 √"),
        False: words("不属实 不实 查无 查否 未查实 查无实据 否 no false 0 ×"),
    }
)

_SEVERITY = words("严重程度 程度 记分 分值 记分分值 记分值 扣分 隐患等级 隐患级别")
_CREDIT_CODE = words("统一社会信用代码 统一社会信用代码/注册号 统一社会信用代码(注册号) 社会信用代码 信用代码 注册号")
_TARGET_ID = words("检查对象编号 对象编号 检查对象编码 对象编码")
_DISTRICT = words("所属区县 区县 所属县区 县区 所在区县 辖区 所属辖区 所属地区 地区 行政区划 行政区 所属镇街 镇街")
_CATEGORY = words(
    "单位类别 对象类别 检查对象类别 监督检查对象类别 监督类别(专业) 监督类别 机构类别 类别 行业类别 所属行业 "
    "对应专项库监管标签 监管标签"
)
_NAME = words("单位名称 检查对象名称 企业名称 机构名称 市场主体名称 被检查单位 对象名称 名称")
_ADDRESS = words("经营地址 经营场所 单位地址 地址 注册地址 住所 被检查单位地址")
_OWNER = words("法定代表人/负责人 法定代表人(负责人) 法定代表人 负责人 主要负责人 经营者 法人")
_STATUS = words("状态 单位状态 经营状态 登记状态")
_CREDIT_CLASS = words("信用风险等级 信用风险等级(内部) 信用风险分类 信用等级 风险等级")
_LICENCE = words("许可证名称 许可证类别 许可证种类 许可证类型")
_LICENCE_NUMBER = words("许可证编号 许可证号 许可证号码")
_LICENCE_UNTIL = words("有效期至 许可证有效期 许可证有效期至 有效期")

TARGETS = explained(
    explanations.TARGETS,
    (
        Column(
            "id",
            "ID",
            (*_TARGET_ID, "单位编号", "编号"),
            identifier,
            required=True,
            key=True,
            codes="register",
            fallback="entity",
        ),
        Column("name", "Name", _NAME, text, required=True),
        Column("district", "District", _DISTRICT, label, required=True, last=words("管辖单位")),
        Column("category", "Category", _CATEGORY, label, required=True, last=words("专项库名称")),
        Column("address", "Address", _ADDRESS, text),
        Column("entity", "Credit code", (*_CREDIT_CODE, "USCC"), entity, codes="register"),
        Column("owner", "Owner", _OWNER, text),
        Column("status", "Status", _STATUS, STATUS, default="active", fixed=True),
        Column("credit_class", "Credit class", _CREDIT_CLASS, text),
        Column("licence_kind", "Licence", _LICENCE, text),
        Column("licence_number", "Licence number", _LICENCE_NUMBER, text, codes="register"),
        Column("licence_until", "Licence valid until", _LICENCE_UNTIL, valid_until, default=None),
    ),
)

ITEMS = explained(
    explanations.ITEMS,
    (
        Column(
            "id",
            "ID",
            words("抽查事项编号 事项编号 抽查事项编码 事项编码 编号"),
            identifier,
            required=True,
            key=True,
            last=words("序号"),
        ),
        Column("name", "Name", words("抽查事项名称 抽查事项 检查事项 事项名称"), text, required=True),
        Column("part", "Part", words("抽查子项 子项"), text),
        Column("kind", "Kind", words("事项类别 抽查事项类别 检查事项类别"), ITEM_KIND, fixed=True),
        Column("basis", "Basis", words("抽查依据 检查依据 依据"), text),
        Column("object", "Object", words("抽查对象 检查对象 监督检查对象"), text),
        Column("subject", "Subject", words("抽查主体 检查主体 实施主体"), text, last=words("发起部门 牵头部门")),
        Column("rate", "Rate", words("抽查比例 比例"), rate_text),
        Column("frequency", "Frequency", words("抽查频次 检查频次 频次"), frequency_text),
        Column("method", "Method", words("抽查方式 检查方式 方式"), text),
        Column("requirement", "Requirement", words("检查人员要求 人员要求"), text),
        Column("remark", "Remark", words("备注"), text),
    ),
)

_REFERENCE = Column(
    "target",
    "Target",
    (*_TARGET_ID, *_CREDIT_CODE, "被检查单位统一社会信用代码"),
    identifier,
    required=True,
    key=True,
    codes="register",
)
_SIGNAL_ID = words("线索编号 工单编号 工单号 投诉编号 文书号 编号")
_SIGNAL_DATE = words(
    "发生日期 认定日期 受理日期 投诉日期 处罚日期 列入日期 日期 登记日期 发现日期 记分日期 决定日期 处罚决定日期 "
    "发生时间 受理时间 投诉时间 登记时间 认定时间 列入时间 记分时间"
)
_MEANT = words(
    "被投诉单位 被投诉举报单位 行政相对人名称 失信主体名称 失信主体 被处罚单位 当事人 当事人名称 医疗机构名称"
)

_INSPECTORS = words("检查人员工号 检查人员编号 检查人员 执法人员 执法证编号 执法证号")

WHO = (
    Column("target", "Target", _TARGET_ID, identifier, key=True, codes="register"),
    Column("entity", "Credit code", (*_CREDIT_CODE, "被检查单位统一社会信用代码", "USCC"), entity, codes="register"),
    Column("licence_number", "Licence number", _LICENCE_NUMBER, text, codes="register"),
    Column("name", "Name", (*_NAME, *_MEANT), text),
    Column("address", "Address", _ADDRESS, text),
)
"""Whom a line from outside is about: any of these may be there."""

SIGNALS = explained(
    explanations.SIGNALS,
    (
        Column("id", "ID", _SIGNAL_ID, identifier, key=True, codes="register"),
        *WHO,
        Column("factor", "Factor", words("因素 权重因素 情形 线索类型 类型"), FACTOR, required=True, fixed=True),
        Column("date", "Date", _SIGNAL_DATE, first_day, required=True),
        Column("count", "Count", words("次数 件数 数量"), whole(1), default=1),
        Column("severity", "Severity", _SEVERITY, severity, default=1),
        Column("substantiated", "Substantiated", words("是否属实 属实 查实"), SUBSTANTIATED, default=True, fixed=True),
        Column("source", "Source", words("来源 线索来源 数据来源"), text),
        Column("ended", "Ended", words("信用修复日期 修复日期 移出日期 终止日期"), first_day, default=None),
    ),
)

REPAIRS = explained(
    explanations.REPAIRS,
    (
        Column("id", "ID", words("修复编号 编号"), identifier, key=True, codes="register"),
        *WHO,
        Column("date", "Date", words("信用修复日期 修复日期 移出日期 日期 决定日期"), first_day, required=True),
        Column(
            "document",
            "Document",
            words("修复决定书文号 信用修复决定书文号 依据文件 文号 文件号 文件"),
            text,
            required=True,
        ),
        Column("signal", "Signal", words("线索编号 失信记录编号 原文书号"), identifier, key=True, codes="register"),
    ),
)

CLASSES = explained(
    explanations.CLASSES,
    (
        Column("id", "ID", words("编号"), identifier, key=True, codes="register"),
        *WHO,
        Column("credit_class", "Credit class", _CREDIT_CLASS, text, required=True),
    ),
)

ASSIGNED = explained(
    explanations.ASSIGNED,
    (
        Column("id", "ID", words("序号 编号"), identifier, key=True, codes="register"),
        *WHO,
        Column(
            "task",
            "Task",
            words("抽查任务编号 任务编号 抽查任务"),
            identifier,
            required=True,
            key=True,
            codes="register",
        ),
        Column("origin", "Origin", words("抽取机关 下达机关 发起部门 来源"), text, required=True),
        Column("document", "Document", words("文号 文件号 依据文件 通知文号"), text, required=True),
        Column("level", "Level", words("层级 抽查层级"), LEVEL, default="", fixed=True),
        Column("date", "Date", words("抽取日期 抽取时间"), day, default=None),
        Column("inspectors", "Inspectors", _INSPECTORS, identifier, multi=True, key=True, codes="certificate"),
    ),
)
"""A list of targets that another agency has drawn for a task of ours."""

REGISTRY = (
    Column("id", "ID", (*_TARGET_ID, "单位编号"), identifier, key=True, codes="register"),
    Column("entity", "Credit code", (*_CREDIT_CODE, "USCC"), entity, codes="register"),
    Column("name", "Name", _NAME, text, required=True),
    Column("address", "Address", _ADDRESS, text),
    Column("district", "District", _DISTRICT, text),
    Column("category", "Category", (*_CATEGORY, "行业", "行业门类", "企业类型"), text),
    Column("status", "Status", (*_STATUS, "企业状态"), STATUS, default="active", fixed=True),
)
"""An extract of the registry (登记机关), with which the inventory is compared."""

HISTORY = explained(
    explanations.HISTORY,
    (
        Column("id", "ID", words("检查编号 记录编号 编号"), identifier, key=True, codes="register"),
        _REFERENCE,
        Column("date", "Date", words("检查日期 上次检查日期 检查完成日期 日期"), first_day, required=True),
        Column("department", "Department", words("检查机关 检查单位 检查部门 部门"), label),
        Column("inspectors", "Inspectors", _INSPECTORS, identifier, multi=True, key=True, codes="certificate"),
        Column("result", "Result", words("检查结果 抽查结果 结果"), text),
        Column("level", "Level", words("层级 检查层级 检查机关层级"), LEVEL, default="", fixed=True),
        Column("kind", "Kind", words("检查类型 检查类别"), CHECK_KIND, default="", fixed=True),
        Column("ground", "Ground", words("检查事由 个案检查事由 事由"), text),
    ),
)

EXCLUSIONS = explained(
    explanations.EXCLUSIONS,
    (
        Column("id", "ID", words("编号"), identifier, key=True, codes="register"),
        _REFERENCE,
        Column("ground", "Ground", words("排除事由 排除理由 事由 理由 原因"), text, required=True),
        Column("document", "Document", words("依据文件 批准文件 文号 文件号 文件"), text, required=True),
        Column("begins", "Begins", words("开始日期 起始日期 起"), first_day, default=None),
        Column("ends", "Ends", words("结束日期 截止日期 有效期至 止"), valid_until, default=None),
        Column(
            "tasks", "Tasks", words("抽查任务编号 任务编号 任务"), identifier, multi=True, key=True, codes="register"
        ),
    ),
)
