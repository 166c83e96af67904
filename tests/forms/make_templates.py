"""The templates that come with the program, as they are made.

python tests/forms/make_templates.py      rewrites scheduler/forms/templates
"""

from pathlib import Path

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.shared import Pt
from word import BLANK, CENTRE, RIGHT, Page, Table, exact

FOLDER = Path(__file__).parents[2] / "scheduler" / "forms" / "templates"
COMMAND = "python tests/forms/make_templates.py"
DATE = "年" + 3 * BLANK + "月" + 3 * BLANK + "日"
DAY = "年" + BLANK + "月" + BLANK + "日"
LINE = 10 * "＿"
PLAN = "《{{ plan.title }}》{% if plan.document %}（{{ plan.document }}）{% endif %}"
VISIT_MARK = "检查编号：{{ visit }}\n抽取编号：{{ mark.draw }}（第 {{ mark.event }} 号记录，校验码 {{ mark.digits }}）"
VISIT_ONWARD = "检查编号：{{ visit }}" + 2 * BLANK + "被检查单位：{{ target.name }}"
DRAW_MARK = "抽取编号：{{ mark.draw }}\n记录编号：第 {{ mark.event }} 号，校验码 {{ mark.digits }}"
DRAW_ONWARD = "抽取编号：{{ mark.draw }}" + 2 * BLANK + "校验码 {{ mark.digits }}"


def approval() -> bytes:
    """检查审批表: before the visit."""
    page = Page(11)
    page.marked(VISIT_MARK, VISIT_ONWARD)
    page.title("检查审批表")
    facts = page.table([17, 33, 17, 33])
    facts.pairs(("检查对象", "{{ target.name }}"))
    facts.pairs(("统一社会信用代码", "{{ target.code }}"), ("法定代表人（负责人）", "{{ target.owner }}"))
    facts.pairs(("地" + BLANK + "址", "{{ target.address }}"))
    facts.pairs(("单位类别", "{{ target.category }}"), ("所属区域", "{{ target.district }}"))
    permits = "{{ x.kind }}：{{ x.number }}{% if x.until %}（有效期至{{ x.until }}）{% endif %}"
    facts.pairs(("许可证", ["{%p for x in target.permits %}", permits, "{%p endfor %}"]))
    facts.pairs(("检查类型", "☑日常检查（“双随机、一公开”抽查）" + BLANK + "☐专项检查" + BLANK + "☐个案检查"))
    why = f"按照{PLAN}，经随机抽取检查对象、随机选派执法检查人员，拟对该单位实施检查。"
    facts.pairs(("检查事由", why + "抽查任务：{{ tasks|join('；') }}。"))
    facts.pairs(("检查依据", "{{ basis }}"))
    facts.pairs(("事项类别", _ticked("kinds")))
    facts.pairs(("检查方式", _ticked("methods")))
    facts.pairs(("检查时间", "{{ when }}"))
    facts.pairs(
        ("年度检查频次", "{% if limit %}上限：{{ limit }}。{% endif %}本年度已对该单位实施检查" + 3 * "＿" + "次。")
    )
    page.head("检查事项")
    checks = page.table([8, 28, 28, 20, 16])
    checks.head("序号", "检查事项", "检查内容", "检查部门", "检查方式")
    checks.repeated(
        "c in checks", "{{ c.number }}", "{{ c.name }}", "{{ c.parts|join('、') }}", "{{ c.by }}", "{{ c.method }}"
    )
    page.head("检查人员")
    people = page.table([8, 22, 34, 26, 10], together=True)
    people.head("序号", "姓名", "部门", "执法证编号", "备注")
    people.repeated(
        "p in people", "{{ loop.index }}", "{{ p.name }}", "{{ p.department }}", "{{ p.certificate }}", "{{ p.leads }}"
    )
    page.head("审批意见")
    signed = page.table([22, 78], together=True)
    for who in ("承办人意见", "承办机构负责人意见"):
        _opinion(signed, who)
    signed.whole("{%tr for d in departments %}")
    _opinion(signed, "{{ d.name }}（{{ d.leads }}）意见")
    signed.whole("{%tr endfor %}")
    _opinion(signed, "行政机关负责人审批意见", 2.2)
    page.text("本表在实施检查前审批，检查后归档。", size=9)
    return page.bytes()


def notice() -> bytes:
    """检查通知书: to the inspected unit."""
    page = Page(14)
    page.marked(VISIT_MARK, VISIT_ONWARD)
    page.text("{{ office }}", align=CENTRE, size=18, bold=True)
    page.title("检查通知书")
    page.text("{{ target.name }}：")
    page.prose(
        "根据{% if basis %}{{ basis }}等规定和{% endif %}" + PLAN + "，"
        "经随机抽取检查对象、随机选派执法检查人员，决定对你单位实施“双随机、一公开”检查。现将有关事项通知如下："
    )
    page.head("一、检查时间")
    page.prose("{{ when }}。")
    page.head("二、检查事项")
    checks = page.table([10, 46, 24, 20])
    checks.head("序号", "检查事项", "检查部门", "检查方式")
    checks.repeated(
        "c in checks",
        "{{ c.number }}",
        "{{ c.name }}{% if c.parts %}（{{ c.parts|join('、') }}）{% endif %}",
        "{{ c.by }}",
        "{{ c.method }}",
    )
    page.head("三、检查人员")
    people = page.table([10, 24, 38, 28], together=True)
    people.head("序号", "姓名", "所在部门", "执法证编号")
    people.repeated("p in people", "{{ loop.index }}", "{{ p.name }}", "{{ p.department }}", "{{ p.certificate }}")
    page.head("四、权利和义务")
    for text in (
        "（一）检查人员不得少于两人，并应当主动出示执法证件；未出示的，你单位可以要求其出示。",
        "（二）你单位认为检查人员与本单位有直接利害关系或者有其他关系可能影响公正执法的，有权申请其回避。是否回避由行政机关负责人"
        "决定；决定作出之前，不停止检查。",
        "（三）你单位对检查情况有权陈述、申辩；对检查结果的公示有异议的，可以向本机关提出。",
        "（四）你单位应当如实回答询问，提供有关资料，协助检查，不得拒绝或者阻挠。",
        "{%p if limit %}",
        "（五）本年度对同一单位的检查次数有上限：{{ limit }}。",
        "{%p endif %}",
    ):
        page.prose(text)
    page.prose("检查结果将依法向社会公开。").paragraph_format.keep_with_next = True
    _sealed(page, "（印章）")
    page.head("送达回执")
    receipt = page.table([22, 78], together=True)
    receipt.row("送达方式", "☐检查时当场送达" + BLANK + "☐留置送达" + BLANK + "☐其他：" + 4 * "＿")
    receipt.row("收件人", ["签名：" + LINE, "与被检查单位的关系：" + LINE, "收到日期：" + 2 * BLANK + DATE], height=1.8)
    receipt.row("送达人", ["签名：" + LINE, "签名：" + LINE], height=1.8)
    return page.bytes()


def record_sheet() -> bytes:
    """现场检查笔录: filled in on the spot."""
    page = Page(11)
    page.marked(VISIT_MARK, VISIT_ONWARD)
    page.title("现场检查笔录")
    facts = page.table([17, 33, 17, 33])
    facts.pairs(("被检查单位", "{{ target.name }}"))
    facts.pairs(("统一社会信用代码", "{{ target.code }}"), ("法定代表人（负责人）", "{{ target.owner }}"))
    facts.pairs(("检查地点", "{{ target.address }}"))
    facts.pairs(("现场负责人", ""), ("职务、电话", ""))
    facts.pairs(("检查时间", _blanks("{年}年{月}月{日}日{时}时{分}分　至　{日}日{时}时{分}分")))
    facts.pairs(
        (
            "检查人员",
            [
                "{%p for p in people %}",
                "{{ p.name }}（{{ p.department }}，执法证编号：{{ p.certificate }}）{{ p.leads }}",
                "{%p endfor %}",
            ],
        )
    )
    facts.pairs(("记 录 人", ""), ("见 证 人", ""))
    page.head("一、告知")
    page.prose(
        "我们是上列部门的执法检查人员，现依法对你单位进行“双随机、一公开”检查，并制作本笔录。☐已出示执法证件，证件名称、编号经核对无误。"
        "☐已送达检查通知书。你单位有陈述、申辩的权利；认为检查人员与本单位有直接利害关系或者有其他关系可能影响公正执法的，有权申请回避。"
    )
    page.prose("是否申请回避：☐不申请" + BLANK + "☐申请，对象及理由：" + LINE)
    page.text("被检查单位现场负责人（签名）：" + LINE, align=RIGHT)
    page.head("二、检查情况")
    page.text("{%p for d in departments %}")
    one = page.text("（{{ d.number }}）{{ d.name }}（{{ d.leads }}）", bold=True)
    one.paragraph_format.keep_with_next = True
    checks = page.table([8, 28, 28, 36])
    checks.head("序号", "检查事项及依据", "检查内容", "检查情况")
    checks.repeated(
        "c in d.checks",
        "{{ c.number }}",
        ["{{ c.name }}", "{%p if c.basis %}", "依据：{{ c.basis }}", "{%p endif %}"],
        ["{%p for part in c.parts or [c.name] %}", "☐{{ part }}", "{%p endfor %}"],
        ["☐未发现问题", "☐发现问题：", "", ""],
    )
    checks.whole("抽查结果：{% for finding in d.findings %}☐{{ finding }}" + BLANK + "{% endfor %}")
    page.text("").paragraph_format.line_spacing = 0.6
    page.text("{%p endfor %}")
    page.head("三、现场情况记录")
    free = page.table([1])
    for _line in range(8):
        free.row("", height=0.85)
    page.head("四、被检查单位意见")
    signed = page.table([1])
    signed.row(
        [
            "以上笔录☐已阅看" + BLANK + "☐已向我宣读，☐属实" + BLANK + "☐有异议：" + LINE,
            "被检查单位现场负责人（签名、印章）：" + LINE + BLANK + DAY,
            "拒绝签名的，由检查人员注明情况：" + 2 * LINE,
        ],
        height=2.6,
    )
    page.head("五、检查人员签名")
    people = page.table([40, 30, 30], together=True)
    people.head("检查人员", "签名", "日期")
    people.repeated("p in people", "{{ p.name }}（{{ p.department }}）", "", DAY, height=1)
    return page.bytes()


def work_list() -> bytes:
    """检查工作清单: for one inspector."""
    page = Page(10.5, landscape=True)
    page.marked(
        "{{ office }}\n抽取编号：{{ mark.draw }}（第 {{ mark.event }} 号记录，校验码 {{ mark.digits }}）",
        "{{ person.name }}（{{ person.department }}，{{ person.id }}）" + 2 * BLANK + "抽取编号：{{ mark.draw }}",
    )
    page.title("检查工作清单")
    page.text(
        "姓名：{{ person.name }}"
        + 2 * BLANK
        + "工号：{{ person.id }}"
        + 2 * BLANK
        + "部门：{{ person.department }}"
        + 2 * BLANK
        + "执法证编号：{{ person.certificate }}"
        + 2 * BLANK
        + "共 {{ number }} 次检查"
    )
    rows = page.table([5, 11, 14, 27, 21, 17, 7, 6])
    rows.head("序号", "检查编号", "检查时间", "检查对象", "检查事项", "同组人员", "备注", "完成")
    rows.repeated(
        "v in visits",
        "{{ v.number }}",
        "{{ v.visit }}",
        "{{ v.when }}",
        ["{{ v.target.name }}", "{{ v.target.address }}（{{ v.target.district }}）"],
        "{{ v.checks }}",
        "{{ v.others }}",
        "{{ v.leads }}",
        "☐",
    )
    page.text("本清单仅供内部使用，检查完成前不得向检查对象泄露。", size=9)
    return page.bytes()


def announcement() -> bytes:
    """抽取公告: before the draw."""
    page = Page(16)
    page.marked(DRAW_MARK, DRAW_ONWARD)
    page.title("抽取公告")
    first = [
        page.prose(
            f"按照{PLAN}，{{{{ office }}}}定于{{{{ at }}}}公开抽取第"
            "{{ batch }}批次检查对象和执法检查人员。现公告如下："
        )
    ]
    page.head("一、时间和地点")
    first += [page.prose("时间：{{ at }}"), page.prose("地点：{{ place }}")]
    page.head("二、抽取范围")
    _totals(page, ("抽查任务", "牵头部门", "对象总数", "拟抽取数"), "asked")
    page.text("{%p if excluded %}")
    first += [
        page.prose(
            "不纳入本次抽取的：{% for x in excluded %}{{ x.ground }}{{ x.number }}项"
            "{% if not loop.last %}、{% endif %}{% endfor %}（一个对象在一项任务中计一项）。"
        )
    ]
    page.text("{%p endif %}")
    page.head("三、随机数来源")
    first += [
        page.text("{%p for s in sources %}"),
        page.prose("{{ s.number }}. {{ s.how }}。"),
        page.text("{%p endfor %}"),
        page.prose(
            "抽取结果由事先封存的计划和名录与上述来源产生的随机数，"
            "按照抽取规范 {{ specification }} 计算得出，任何人不能事先选定。"
        ),
    ]
    page.head("四、封存承诺")
    first += [
        page.prose(
            "抽查计划、检查对象名录、抽查事项清单、执法检查人员名录等已于{{ committed }}封存，承诺摘要（SHA-256）为："
        )
    ]
    _digest(page, "{{ commitment }}")
    first += [page.prose("封存后任何改动都会使摘要改变，抽取后可据此核对。")]
    page.head("五、见证")
    first += [
        page.prose(
            "欢迎人大代表、政协委员、检查对象代表、新闻媒体和社会公众到场见证。见证人核对承诺摘要，"
            "监督随机数的产生和记录，并在抽取记录上签名。"
        )
    ]
    page.text("{%p if contact %}")
    first += [page.prose("联系方式：{{ contact }}")]
    page.text("{%p endif %}")
    for line in first[-2:]:
        line.paragraph_format.keep_with_next = True
    _sealed(page, "{{ office }}")
    exact(first, 28)
    return page.bytes()


def draw_record() -> bytes:
    """抽取记录: signed by the witnesses."""
    page = Page(11)
    page.marked(DRAW_MARK, DRAW_ONWARD)
    page.title("抽取记录")
    page.text("{%p for r in drawn %}")
    page.text("{%p if r.void %}")
    page.text("本次抽取已作废，理由：{{ r.void }}", bold=True)
    page.text("{%p endif %}")
    facts = page.table([20, 80])
    facts.pairs(("抽取机关", "{{ office }}"))
    facts.pairs(("抽查计划", PLAN))
    facts.pairs(("批" + BLANK + "次", "第 {{ batch }} 批次（抽取编号 {{ mark.draw }}）"))
    facts.pairs(("封存时间", "{{ committed }}"))
    facts.pairs(("承诺摘要", "{{ commitment }}"))
    facts.pairs(("抽取时间", "{% if at %}{{ at }}；{% endif %}随机数于{{ r.time }}录入"))
    facts.pairs(("抽取地点", "{{ place }}"))
    facts.pairs(("抽取规范", "{{ specification }}"))
    page.head("一、随机数")
    thrown = page.table([8, 32, 30, 30])
    thrown.head("序号", "来源", "录入的随机数", "见证人现场记录")
    thrown.repeated("s in sources", "{{ s.number }}", "{{ s.how }}", "{{ s.thrown }}", "")
    page.text("录入文本：{{ r.randomness }}", size=10)
    page.head("二、抽取结果")
    _totals(page, ("抽查任务", "牵头部门", "对象总数", "抽取数"), "drawn")
    page.prose(
        "共抽取检查对象 {{ r.targets }} 个，形成检查 {{ r.visits }} 次，"
        "选派执法检查人员名额 {{ r.slots }} 个，其中空缺 {{ r.open }} 个。"
    )
    digests = page.table([20, 80])
    digests.row("{%tr if r.seed %}", "")
    digests.pairs(("种" + BLANK + "子", "{{ r.seed }}"))
    digests.row("{%tr endif %}", "")
    digests.pairs(("抽取结果摘要", "{{ r.digest }}"))
    page.text("{%p endfor %}")
    page.head("三、见证")
    page.prose(
        "我们在现场见证了本次抽取：封存承诺摘要在随机数产生之前已经公布，与上列摘要一致；随机数由上列来源产生，"
        "与录入的随机数一致；抽取一次完成，没有重抽。"
    )
    signed = page.table([16, 22, 30, 16, 16], together=True)
    signed.head("身份", "姓名", "单位", "签名", "日期")
    for role in ("主持人", "操作人", "记录人", *["见证人"] * 5):
        signed.row(role, "", "", "", "", height=0.8)
    return page.bytes()


def _sealed(page: Page, who: str) -> None:
    """Who signs and when, on one page with the text before: no page bears a seal alone."""
    lines = [page.text(text + 2 * BLANK, align=RIGHT) for text in (who, DATE)]
    lines[0].paragraph_format.keep_with_next = True
    lines[0].paragraph_format.space_before = Pt(24)


def _ticked(name: str) -> str:
    return f"{{% for k in {name} %}}{{{{ k.box }}}}{{{{ k.text }}}}{BLANK}{{% endfor %}}"


def _blanks(text: str) -> str:
    wide = {"年": 3, "月": 2, "日": 2, "时": 2, "分": 2}
    return text.format(**{name: number * BLANK for name, number in wide.items()})


def _opinion(table: Table, who: str, height: float = 1.6) -> None:
    cells = table.row(who, ["", "签名：" + LINE + 2 * BLANK + DATE], height=height)
    cells[0].paragraphs[0].alignment = CENTRE
    cells[1].paragraphs[-1].alignment = RIGHT
    cells[1].vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.BOTTOM


def _totals(page: Page, names: tuple[str, ...], number: str) -> None:
    table = page.table([37, 29, 18, 16])
    table.head(*names)
    table.repeated("t in tasks", "{{ t.name }}", "{{ t.lead }}", "{{ t.pool }}", f"{{{{ t.{number} }}}}")


def _digest(page: Page, text: str) -> None:
    page.text(text, size=10.5, align=CENTRE)


TEMPLATES = {
    "approval": approval,
    "notice": notice,
    "record-sheet": record_sheet,
    "work-list": work_list,
    "announcement": announcement,
    "draw-record": draw_record,
}

if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, make in TEMPLATES.items():
        (FOLDER / f"{name}.docx").write_bytes(make())
