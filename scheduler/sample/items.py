"""The county's list of inspection items (抽查事项清单). The laws are real; what is made of them here is an example."""

from dataclasses import dataclass

from scheduler.sample.people import DISEASE_CONTROL, HEALTH, MARKET


@dataclass(frozen=True)
class Item:
    """A row of the list; rate and frequency are free text, as such lists have it."""

    id: str
    name: str
    part: str
    kind: str
    basis: str
    subject: str
    object: str
    rate: str
    frequency: str
    method: str
    requirement: str
    remark: str = ""


ITEMS = (
    Item(
        "YL01", "医疗机构依法执业监督检查", "机构资质、人员资质、诊疗活动", "重点检查事项",
        "《中华人民共和国基本医疗卫生与健康促进法》《医疗机构管理条例》《中华人民共和国医师法》", HEALTH,
        "医院、社区卫生服务机构、诊所、村卫生室", "不低于5%", "1次/年", "现场检查", "医疗卫生监督专业",
    ),
    Item(
        "YL02", "放射诊疗监督检查", "", "重点检查事项", "《中华人民共和国职业病防治法》《放射诊疗管理规定》", HEALTH,
        "持有放射诊疗许可证的医疗机构", "不低于10%", "1次/年", "现场检查，检验检测", "放射卫生监督专业",
        "随医疗机构监督抽查一并实施",
    ),
    Item(
        "CR01", "传染病防治监督检查", "疫情报告、消毒隔离、预防接种", "一般检查事项",
        "《中华人民共和国传染病防治法》《消毒管理办法》", DISEASE_CONTROL, "医疗机构、学校", "不低于3%或按专项计划确定",
        "对同一单位每年抽查不超过1次", "现场检查", "传染病防治监督专业",
    ),
    Item(
        "CR02", "医疗废物处置监督检查", "", "一般检查事项", "《医疗废物管理条例》《医疗卫生机构医疗废物管理办法》", HEALTH,
        "医疗机构", "不低于3%", "1—2次/年", "现场检查，网络监测", "", "与传染病防治监督抽查联合实施",
    ),
    Item(
        "GG01", "公共场所卫生监督检查", "卫生许可、卫生管理、卫生指标检测", "一般检查事项", "《公共场所卫生管理条例》",
        DISEASE_CONTROL, "住宿、沐浴、美容美发、游泳等公共场所", "全年抽查比例不低于总数的5%", "1次/年", "现场检查，检验检测",
        "公共场所卫生监督专业",
    ),
    Item(
        "XX01", "学校卫生监督检查", "教学环境、饮用水、传染病防控", "一般检查事项", "《学校卫生工作条例》", DISEASE_CONTROL,
        "中小学校", "辖区学校总数的20%", "1次/年", "现场检查，检验检测", "学校卫生监督专业",
    ),
    Item(
        "GS01", "集中式供水单位卫生监督检查", "卫生许可、水质检测", "一般检查事项",
        "《中华人民共和国传染病防治法》《生活饮用水卫生监督管理办法》", DISEASE_CONTROL, "集中式供水单位", "2%—5%", "1次/年",
        "现场检查，检验检测", "饮用水卫生监督专业",
    ),
    Item(
        "SC01", "登记事项与食品经营检查", "登记事项、学校食堂", "一般检查事项",
        "《中华人民共和国市场主体登记管理条例》《中华人民共和国食品安全法》", MARKET, "公共场所、学校、供水单位", "3%",
        "1次/年", "现场检查，书面检查", "", "与卫生监督抽查联合实施",
    ),
)  # fmt: skip
