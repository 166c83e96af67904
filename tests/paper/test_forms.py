"""The annual table in the forms in which offices publish it becomes the tasks of a plan; what is not plain is listed."""

import tomllib
from fractions import Fraction
from pathlib import Path

import pytest
from tables import HEAD, QUARTERS, codes, plan_of, read_rows, tasks_of, written

from inspectors.model import Inspector
from inventories.model import Item, Target
from inventories.problems import Exit, Refused
from scheduler.tables import Tables

COUNTY = Tables(
    targets=tuple(Target(f"T{k}", f"T{k}", ("甲镇", "乙镇")[k % 2], ("学校", "诊所", "医院")[k % 3]) for k in range(9)),
    items=(Item("XX01", "学校卫生监督检查：教学环境、饮用水", "general"), Item("YL01", "依法执业", "key")),
    signals=(),
    history=(),
    exclusions=(),
    assigned=(),
    inspectors=(Inspector("H1", "H1", "卫生健康局"), Inspector("M1", "M1", "市场监督管理局")),
    leave=(),
    conflicts=(),
)


def test_the_form_of_the_health_office(tmp_path: Path) -> None:
    found = read_rows(
        tmp_path,
        ["某县2026年抽查计划", *[""] * 8],
        [
            "抽查单位",
            "序号",
            "抽查计划名称",
            "抽查任务名称",
            "抽查类型",
            "抽查事项",
            "抽查数量",
            "抽查对象范围",
            "抽取日期",
        ],
        ["某县卫生健康局", 1, "学校计划", "学校抽查", "定向", "学校卫生监督检查", "5户=20%", "学校", "2026年4月"],
        ["某县卫生健康局", 2, "医疗计划", "医疗抽查", "定向", "YL01", "4", "诊所、医院", "2026年4月"],
        tables=COUNTY,
    )
    school, medical = tasks_of(found)
    assert (school.name, school.items, school.kind, school.total) == ("学校抽查", ("XX01",), "general", 5)
    assert (medical.items, medical.kind, medical.total) == (("YL01",), "key", 4)
    assert dict(medical.scope.conditions) == {"category": ("诊所", "医院")}
    assert [rule.department for rule in school.team] == ["卫生健康局"]
    assert codes(found) == ["number-and-rate", "department-taken", "department-taken"]
    assert found.text.decode().count("# 抽取日期：2026年4月") == 2


def test_the_form_of_market_regulation(tmp_path: Path) -> None:
    found = read_rows(
        tmp_path,
        ["序号", "检查主体", "年度计划名称", "检查内容", "计划开展时间", "股室", "抽查比例", "抽查频次", "抽查数量"],
        [1, "市监局", "2026年计划", "食品检查", "3月—6月", "食品股", "3%", "=1", ""],
        [2, "市监局", "2026年计划", "特种设备检查", "第二季度", "特设股", "不低于5%", ">=1", "12"],
        [3, "市监局", "2026年计划", "广告检查", "4月、6月", "广告股", "1%", "2次/年", ""],
    )
    plan = plan_of(found.text)
    food, device, ads = plan.tasks[0], plan.tasks[1], plan.tasks[2:]
    assert [(p.id, p.weight) for p in plan.periods] == [("m03", 31), ("m04", 30), ("m05", 31), ("m06", 30)]
    assert (plan.title, plan.office, plan.id) == ("2026年计划", "市监局", "2026")
    assert (food.rates[0].number, food.periods) == (Fraction(3, 100), ("m03", "m04", "m05", "m06"))
    assert (device.total, device.mandates[0].least, device.periods) == (12, Fraction(1, 20), ("m04", "m05", "m06"))
    assert [(task.periods, task.follows) for task in ads] == [(("m04",), ""), (("m06",), "t03.1")]
    assert codes(found) == ["kind-unsaid", "scope-missing"] * 3
    assert "股室：食品股" in found.text.decode()


def test_the_national_form_of_the_health_plan(tmp_path: Path) -> None:
    found = read_rows(
        tmp_path,
        ["监督检查对象", "范围和数量", "检查内容", "检测项目"],
        ["学校", "辖区学校总数的20%", "教学环境", "照度"],
        ["医院", "全部", "YL01", ""],
        tables=COUNTY,
    )
    school, hospital = tasks_of(found)
    assert (school.rates[0].number, hospital.rates[0].number) == (Fraction(1, 5), 1)
    assert [rule.department for rule in school.team] == ["待填部门"]
    assert codes(found) == ["item-unknown", "kind-unsaid", "department-missing", "department-missing"]
    assert "# 检测项目：照度" in found.text.decode()


def test_the_form_of_joint_inspections(tmp_path: Path) -> None:
    found = read_rows(
        tmp_path,
        ["序号", "抽查领域", "抽查事项", "检查对象", "发起部门", "配合部门", "抽查层级", "备注"],
        [1, "医疗", "YL01", "诊所", "卫生健康局", "市场监督管理局、医保局", "县级", "重点抽查"],
        [2, "学校", "XX01", "学校", "市场监督管理局、卫生健康局", "", "县级", "另行通知"],
        tables=COUNTY,
    )
    clinic, school = tasks_of(found)
    assert (clinic.kind, clinic.lead) == ("key", "卫生健康局")
    assert [rule.department for rule in clinic.team] == ["卫生健康局", "市场监督管理局", "医保局"]
    assert (school.lead, len(school.team)) == ("市场监督管理局", 2)
    assert codes(found) == ["rate-missing", "department-unknown", "rate-missing"]
    assert "# 备注：另行通知" in found.text.decode()
    assert "备注：重点抽查" not in found.text.decode()


def test_the_list_of_checks_on_enterprises(tmp_path: Path) -> None:
    found = read_rows(
        tmp_path,
        ["序号", "检查主体", "检查依据", "检查事项", "检查对象", "检查频次", "检查方式", "是否跨部门联合检查"],
        [1, "卫健局", "条例", "医疗", "医院", "1次/年", "现场检查", "是"],
        [2, "卫健局", "条例", "供水", "水厂", "每2年不超过1次", "现场检查", "否"],
    )
    assert codes(found) == ["kind-unsaid", "rate-missing", "joint-unnamed", "kind-unsaid", "rate-missing", "frequency"]


def test_what_is_not_plain_is_a_comment_beside_its_task_and_fails_the_check(tmp_path: Path) -> None:
    found = read_rows(
        tmp_path,
        ["检查事项", "检查对象", "抽查比例", "计划开展时间", "牵头部门", "事项类别"],
        ["YL01", "加油站", "看情况", "年底", "卫生健康局", "中等"],
        tables=COUNTY,
    )
    assert codes(found) == ["kind-unclear", "scope-unknown", "rate-unclear", "time-unclear"]
    assert all(problem.place.row == 2 and problem.place.column for problem in found.problems)
    block = found.text.decode().split("[[task]]")[1]
    assert [line.split()[1] for line in block.splitlines() if line.startswith("#")] == [
        p.message.code for p in found.problems
    ]
    assert dict(tasks_of(found)[0].scope.conditions) == {"category": ("加油站",)}


def test_rows_of_one_task_bring_their_items_together(tmp_path: Path) -> None:
    found = read_rows(
        tmp_path,
        ["抽查任务编号", "抽查任务名称", "抽查事项", "抽查数量", "事项类别", "牵头部门", "检查对象"],
        ["a", "甲", "x", "5", "一般", "局", "诊所"],
        ["a", "甲", "y", "6", "一般", "局", "诊所"],
        ["浙[2026]1号", "乙", "z", "1", "一般", "局", "全部"],
    )
    one, other = tasks_of(found)
    assert (one.id, one.items, one.total) == ("a", ("x", "y"), 5)
    assert (other.id, other.scope.conditions) == ("t01", ())
    assert codes(found) == ["id-twice", "id-invalid"]
    assert [(p.place.row, p.place.column) for p in found.problems] == [(3, "抽查数量"), (4, "抽查任务编号")]


# least numbers


BASE = (
    HEAD
    + QUARTERS
    + """
[[task]]
id = "schools"
name = "Schools"
items = ["XX01"]
kind = "general"
scope = { category = ["学校"] }
rate = "5%"
mandates = [{ least = 1, node = ["甲镇", "学校"] }, { least = "1%" }]
team = [{ department = "卫生健康局" }]

[[task]]
id = "medical"  # stays
name = "Medical"
items = ["YL01"]
kind = "key"
scope = { category = ["诊所", "医院"] }
strata = ["category", "district"]
rate = "5%"
team = [{ department = "卫生健康局" }]
"""
)


def test_least_numbers_in_columns_of_districts_become_mandates(tmp_path: Path) -> None:
    found = read_rows(
        tmp_path,
        ["监督检查对象", "甲镇", "乙镇", "合计"],
        ["诊所", 5, 3, 8],
        ["学校", 2, "", 2],
        ["加油站", 1, "若干", 1],
        ["合计", 8, 3, 11],
        base=BASE,
        tables=COUNTY,
    )
    schools, medical = tasks_of(found)
    assert [(m.node, m.least) for m in schools.mandates] == [
        (("甲镇", "学校"), 1),
        ((), Fraction(1, 100)),
        (("甲镇",), 2),
    ]
    assert [(m.node, m.least) for m in medical.mandates] == [(("诊所", "乙镇"), 3), (("诊所", "甲镇"), 5)]
    assert codes(found) == ["total-row", "number-unclear", "allocation-unplaced"]
    assert plan_of(found.text).title == "2026 plan"


def test_least_numbers_in_rows_without_a_base_make_a_task_for_each_scope(tmp_path: Path) -> None:
    found = read_rows(
        tmp_path,
        ["监督检查对象", "区县", "抽查数量"],
        ["诊所", "甲镇", 5],
        ["诊所", "乙镇", "3户"],
        ["学校", "甲镇", 1],
    )
    clinics, schools = tasks_of(found)
    assert (clinics.total, [(m.node, m.least) for m in clinics.mandates]) == (8, [(("甲镇",), 5), (("乙镇",), 3)])
    assert schools.total == 1


def test_a_least_number_that_several_tasks_could_take_has_no_place(tmp_path: Path) -> None:
    base = BASE.replace('["诊所", "医院"]', '["诊所", "学校"]')
    found = read_rows(tmp_path, ["监督检查对象", "区县", "抽查数量"], ["学校", "甲镇", 2], base=base)
    assert codes(found) == ["allocation-several"]
    assert found.text.decode().replace("\n", "") == base.replace("\n", "")
    found = read_rows(
        tmp_path, ["抽查任务编号", "监督检查对象", "区县", "抽查数量"], ["medical", "学校", "甲镇", 2], base=base
    )
    assert (("学校", "甲镇"), 2) in [(m.node, m.least) for m in tasks_of(found)[1].mandates]


# the base


def test_a_base_keeps_what_the_table_does_not_say(tmp_path: Path) -> None:
    found = read_rows(
        tmp_path,
        ["抽查任务名称", "抽查比例", "计划开展时间", "检查对象"],
        ["Medical", "10%", "第二季度", ""],
        ["New", "1%", "3月—6月", "医院"],
        base=BASE.replace("[[task]]", "[caps]\nper_agency = 2\n\n[[task]]", 1),
    )
    plan = plan_of(found.text)
    medical, new = plan.tasks
    assert (medical.id, medical.rates[0].number, medical.strata, medical.periods) == (
        "medical",
        Fraction(1, 10),
        ("category", "district"),
        ("q2",),
    )
    assert (new.id, new.periods, new.kind) == ("t01", ("q2",), "general")
    assert plan.caps is not None
    assert codes(found) == ["items-missing", "kind-unsaid", "department-missing", "time-partly", "task-left"]


def test_next_years_table_moves_the_days_of_the_base(tmp_path: Path) -> None:
    batches = '[[batch]]\nid = "b"\nperiods = ["q1","q2","q3","q4"]\nas_of = 2026-01-05\nresults_due = 2026-12-31\n'
    base = BASE.replace("as_of = 2026-01-05\nresults_due = 2026-12-31\n", "").replace(
        "[[task]]", batches + "[[task]]", 1
    )
    found = read_rows(tmp_path, ["2028年计划", ""], ["抽查任务编号", "抽查数量"], ["schools", "3"], base=base)
    plan = plan_of(found.text)
    assert (plan.id, plan.title) == ("2028", "2028年计划")
    assert {p.span.begins.year for p in plan.periods} == {2028}
    assert (plan.as_of.year, plan.results_due.year) == (2028, 2028)
    assert plan.tasks[0].total == 3
    assert "rate" not in tomllib.loads(found.text.decode())["task"][0]


def test_comments_of_the_base_stay(tmp_path: Path) -> None:
    found = read_rows(tmp_path, ["抽查任务编号", "抽查数量"], ["schools", ""], ["medical", ""], base="# head\n" + BASE)
    assert found.text.decode().startswith("# head\n")
    assert 'id = "medical"  # stays' in found.text.decode()
    assert plan_of(found.text) == plan_of(BASE)


# what cannot be read


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([["a", "b"], ["1", "2"]], "header-missing"),
        ([["抽查任务名称", "抽查数量"]], "table-no-tasks"),
        ([["抽查任务名称", "抽查数量"], ["", "5"]], "table-no-tasks"),
    ],
)
def test_a_file_without_tasks_is_refused(tmp_path: Path, rows: list[list[str]], code: str) -> None:
    with pytest.raises(Refused) as caught:
        read_rows(tmp_path, *rows)
    assert caught.value.exit_code == Exit.INPUT
    assert caught.value.problems[0].message.code.endswith(code)


def test_a_base_that_is_no_plan_is_refused(tmp_path: Path) -> None:
    for base in ("x = ", BASE.replace("rate", "rat")):
        with pytest.raises(Refused) as caught:
            read_rows(tmp_path, ["抽查任务名称", "抽查数量"], ["a", "1"], base=base)
        assert caught.value.exit_code == Exit.PLAN


def test_a_cell_that_cannot_be_trusted_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused) as caught:
        read_rows(tmp_path, ["抽查任务名称", "抽查数量"], ["a", "#REF!"])
    assert caught.value.problems[0].place.row == 2


@pytest.mark.parametrize(
    "cell", ['"""', "a\\", "'''", "[[task]]", "a = 1", "# x", "=1+1", "x" * 500, "1" * 30, "💊", "a/b", "；；", "110%"]
)
def test_garbage_never_breaks_the_plan(tmp_path: Path, cell: str) -> None:
    header = [
        "抽查任务编号",
        "抽查任务名称",
        "抽查事项",
        "检查对象",
        "抽查比例",
        "抽查数量",
        "抽查频次",
        "计划开展时间",
        "发起部门",
    ]
    found = read_rows(tmp_path, [*header, "配合部门", "备注", "抽查计划名称"], [cell] * 12, tables=COUNTY)
    assert len(tasks_of(found)) == 1
    assert written([]) != found.text.decode()
