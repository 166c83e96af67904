"""Invented papers that ask much of a page: long names, many inspectors, ticks over several pages."""

from dataclasses import replace

from scheduler.forms.fields import (
    Acting,
    Check,
    Drawn,
    DrawPaper,
    Errand,
    Ground,
    Heading,
    Mark,
    Permit,
    Person,
    Place,
    Source,
    Tick,
    Total,
    VisitPaper,
    WorkPaper,
)

LONG = (
    "夏村县东港街道滨海新区第二人民医院附属社区卫生服务中心暨老年康复护理与公共卫生应急联合服务基地"
    "（原夏村县海员医院东院区）住院部及门诊部综合楼南楼第三分部（筹建）"
)
"""80 characters."""
MARK = Mark("2026-1", "118", "9f3c01aa77de", "double-random/paper@1 2026-1 YY0012/1 118 " + "9f3c01aa77de" * 5 + "9f3c")
PLAN = Heading("夏村县2026年度“双随机、一公开”抽查计划", "2026", "夏卫发〔2026〕3号")
DEPARTMENTS = ("卫生健康局", "疾病预防控制局", "市场监督管理局")
FINDINGS = ("抽查未发现问题", "发现问题已责令改正", "行政处罚", "无法联系(检查时单位已关闭等情形)")


def people(number: int) -> tuple[Person, ...]:
    """So many inspectors, in turn of the departments."""
    names = ("欧阳春晓", "李", "王建国", "阿卜杜热合曼·买买提", "张三", "诸葛长青", "赵敏", "司马相如")
    return tuple(
        Person(f"WJ{k:02}", names[k % 8], DEPARTMENTS[k % 3], f"XC2025WJ{k:04}", "组长" if k < 3 else "")
        for k in range(number)
    )


def checks(number: int, by: str) -> tuple[Check, ...]:
    """So many items, each with many parts."""
    parts = ("机构资质", "人员资质", "诊疗活动", "消毒隔离制度执行情况", "医疗废物暂存与交接登记")
    basis = "《中华人民共和国基本医疗卫生与健康促进法》《医疗机构管理条例》第二十四条"
    names = ("医疗机构依法执业监督检查", "放射诊疗监督检查", "传染病防治监督检查", "医疗废物处置监督检查")
    return tuple(Check(str(k + 1), names[k % 4], parts, basis, "现场检查，检验检测", by) for k in range(number))


TARGET = Place(
    LONG,
    "12990100Q6EB323XM5",
    "尼格买提·热合曼江（院长）",
    "夏村县东港街道滨海新区人民路一百一十四号海员医院东院区综合楼南楼三层至九层（东港客运站对面）",
    "东港街道",
    "医院",
    tuple(
        Permit(kind, "夏卫医证字〔2022〕第5159号", "2027年6月21日")
        for kind in ("医疗机构执业许可证", "放射诊疗许可证", "母婴保健技术服务执业许可证")
    ),
)
TEAM = people(8)
VISIT = VisitPaper(
    office="夏村县卫生健康局",
    plan=PLAN,
    mark=MARK,
    visit="YY0012/1",
    target=TARGET,
    tasks=("医疗机构监督抽查", "传染病防治监督抽查", "公共场所、学校与供水卫生监督抽查"),
    kinds=(Tick("☑", "一般检查事项"), Tick("☑", "重点检查事项")),
    methods=(Tick("☑", "现场检查"), Tick("☐", "书面检查"), Tick("☑", "检验检测"), Tick("☐", "网络监测")),
    checks=checks(9, "、".join(DEPARTMENTS)),
    departments=tuple(
        Acting(
            "一二三"[k],
            name,
            "配合部门" if k else "牵头部门",
            tuple(p for p in TEAM if p.department == name),
            checks(9, name),
            FINDINGS,
        )
        for k, name in enumerate(DEPARTMENTS)
    ),
    people=TEAM,
    basis="《中华人民共和国基本医疗卫生与健康促进法》、《医疗机构管理条例》第二十四条、《中华人民共和国传染病防治法》",
    when="2026年3月5日 9:00—11:30",
    fixed="是",
    limit="同一行政机关不超过2次，各级各部门合计不超过4次",
)
WORK = WorkPaper(
    "夏村县卫生健康局",
    PLAN,
    MARK,
    TEAM[0],
    tuple(
        Errand(
            str(k),
            f"YY{k:04}/1",
            "2026年3月5日 9:00—11:30",
            TARGET if k % 5 == 1 else replace(TARGET, name="夏村新安诊所", address="夏村镇人民路1号"),
            "医疗机构依法执业监督检查、放射诊疗监督检查",
            "卫生健康局：李、王建国；疾病预防控制局：张三",
            "组长" if k % 2 else "",
        )
        for k in range(1, 31)
    ),
    "30",
)
ANNOUNCED = DrawPaper(
    office="夏村县卫生健康局",
    plan=PLAN,
    mark=MARK,
    batch="1",
    commitment="935793a267e5b35fde57ab6a385653be75c29912a26743516f2c183a75b4684b",
    committed="2026年1月5日 17时30分",
    specification="double-random/1",
    at="2026年1月12日上午9时30分",
    place="夏村县政务服务中心三楼第一会议室（人民路1号）",
    contact="夏村县卫生健康局综合监督科，电话 0000-0000000",
    sources=tuple(Source(str(k), "当众掷十面骰子20次，按投掷顺序记录每次的点数（0至9）", "") for k in (1, 2)),
    tasks=tuple(Total(name, "疾病预防控制局", "1406", "70–71", "") for name in VISIT.tasks),
    excluded=(Ground("停业", "12"), Ground("注销", "3")),
    drawn=(),
)
RECORDED = replace(
    ANNOUNCED,
    sources=tuple(replace(source, thrown="35081 94720 66139 58274") for source in ANNOUNCED.sources),
    tasks=tuple(replace(task, drawn="70") for task in ANNOUNCED.tasks),
    drawn=(
        Drawn(
            "2026年1月12日 9时41分",
            "dice:10:35081947206613958274+dice:10:35081947206613958274",
            "4c5fe151e29dcde5fddc5fad0cd540e9686d84bbede480bfd5e85f8e7966e50d",
            "4c5fe151e29dcde5fddc5fad0cd540e9686d84bbede480bfd5e85f8e7966e50d",
            *("120", "120", "529", "2"),
            "见证人发现第19次和第20次投掷的点数录入颠倒",
        ),
    ),
)
VALUES = {
    "approval": VISIT,
    "notice": VISIT,
    "record-sheet": VISIT,
    "work-list": WORK,
    "announcement": ANNOUNCED,
    "draw-record": RECORDED,
}
"""A paper of every template."""
