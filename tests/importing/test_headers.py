"""Headers of lists as offices and registries really write them."""

from pathlib import Path

import pytest

from inspectors.importing import KINDS as ROSTER
from inventories.importing import KINDS as INVENTORY
from inventories.importing import read
from inventories.mapping import parse

from .conftest import Write, codes

LISTS: dict[str, tuple[str, str, dict[str, str], list[str]]] = {
    "provincial inventory": (
        "targets",
        "专项库名称|对应专项库监管标签|统一社会信用代码/注册号|企业名称|许可证名称|许可证编号|许可批准日期|有效期至|许可发证机关|专业监管(是/否)"
        "|专业资质资格|配备专家（组长）|登记机关|管辖单位|登记状态|上次检查日期|检查机关",
        {"id": "统一社会信用代码/注册号", "entity": "统一社会信用代码/注册号", "name": "企业名称",
         "category": "对应专项库监管标签", "licence_kind": "许可证名称", "licence_number": "许可证编号",
         "licence_until": "有效期至", "district": "管辖单位",
         "status": "登记状态"},
        [],
    ),
    "provincial inventory without its optional columns": (
        "targets",
        "专项库名称|统一社会信用代码/注册号|企业名称|许可证名称|许可证编号|许可批准日期|有效期至|许可发证机关|专业监管(是/否)",
        {"id": "统一社会信用代码/注册号", "entity": "统一社会信用代码/注册号", "name": "企业名称", "category": "专项库名称",
         "licence_kind": "许可证名称", "licence_number": "许可证编号", "licence_until": "有效期至"},
        ["column-missing"],
    ),
    "the same list as history": (
        "history",
        "专项库名称|统一社会信用代码/注册号|企业名称|登记机关|管辖单位|登记状态|上次检查日期|检查机关",
        {"target": "统一社会信用代码/注册号", "date": "上次检查日期", "department": "检查机关"},
        [],
    ),
    "county inventory": (
        "targets",
        "名称|统一社会信用代码(注册号)|法定代表人|注册地址|联络人|联系方式",
        {"id": "统一社会信用代码(注册号)", "entity": "统一社会信用代码(注册号)", "name": "名称", "owner": "法定代表人",
         "address": "注册地址"},
        ["column-missing", "column-missing"],
    ),
    "health inventory": (
        "targets",
        "序号|单位名称|统一社会信用代码|许可证类别|许可证号|许可证有效期|监督类别(专业)|单位类别(医院/基层/诊所/村卫生室/公共场所…)|级别|经营性质"
        "|法定代表人/负责人|地址|所属区县|所属镇街|网格|状态(正常/停业/注销)|上次检查日期|本年已检查次数|信用风险等级(内部)|投诉举报次数"
        "|处罚次数|失信/红黑名单",
        {"id": "统一社会信用代码", "entity": "统一社会信用代码", "name": "单位名称", "licence_kind": "许可证类别",
         "licence_number": "许可证号", "licence_until": "许可证有效期",
         "category": "单位类别(医院/基层/诊所/村卫生室/公共场所…)",
         "owner": "法定代表人/负责人", "address": "地址", "district": "所属区县", "status": "状态(正常/停业/注销)",
         "credit_class": "信用风险等级(内部)"},
        ["~column-choice", "~column-choice"],  # 所属镇街 is a district too, 监督类别(专业) a category
    ),
    "two pasted columns": (
        "targets",
        "统一社会信用代码/注册号|企业名称",
        {"id": "统一社会信用代码/注册号", "entity": "统一社会信用代码/注册号", "name": "企业名称"},
        ["column-missing", "column-missing"],
    ),
    "official roster": (
        "inspectors",
        "单位工号|姓名|性别|身份证号|手机号|学历|学历专业|岗位大类|从事本岗起始日期|岗位资质资格|执法事项范围|地区|层级|担任职务|(具体职务)"
        "|所在业务部门（机构）|是否专家|执法证编号|执法证有效期|执法证发证机关|执法人员状态",
        {"id": "单位工号", "name": "姓名", "qualifications": "岗位资质资格", "areas": "地区",
         "department": "所在业务部门（机构）", "certificate": "执法证编号", "certificate_until": "执法证有效期",
         "active": "执法人员状态"},
        [],
    ),
    "county roster": (
        "inspectors",
        "姓名|执法证号|执法领域",
        {"id": "执法证号", "name": "姓名", "certificate": "执法证号", "qualifications": "执法领域"},
        ["column-missing"],
    ),
    "provincial items": (
        "items",
        "编号|抽查事项名称|抽查子项|抽查依据|抽查主体|抽查对象|抽查比例|抽查频次|抽查方式|检查人员要求|备注",
        {"id": "编号", "name": "抽查事项名称", "part": "抽查子项", "basis": "抽查依据", "subject": "抽查主体",
         "object": "抽查对象", "rate": "抽查比例", "frequency": "抽查频次", "method": "抽查方式",
         "requirement": "检查人员要求", "remark": "备注"},
        [],
    ),
    "health items": (
        "items",
        "序号|抽查类别|抽查事项|检查对象|事项类别|抽查对象数|检查时间|检查主体",
        {"id": "序号", "name": "抽查事项", "object": "检查对象", "kind": "事项类别", "subject": "检查主体"},
        [],
    ),
    "joint items": (
        "items",
        "序号|抽查领域|抽查事项|检查对象|发起部门|配合部门|抽查层级|备注",
        {"id": "序号", "name": "抽查事项", "object": "检查对象", "subject": "发起部门", "remark": "备注"},
        [],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_a_real_header(write: Write, name: str, suffix: str) -> None:
    kind, headers, bound, said = LISTS[name]
    found = read((INVENTORY | ROSTER)[kind], write("list" + suffix, [["一张名录"], headers.split("|")]))
    assert found.table.bound == bound
    assert [code for code in codes(found) if code != "~rows-missing"] == said
    used = set(bound.values())
    assert found.ignored_headers == tuple(header for header in headers.split("|") if header not in used)


def test_the_joint_list_says_the_kind_in_its_remarks(write: Write) -> None:
    head = LISTS["joint items"][1].split("|")
    rows = [
        [1, "卫生", "学校卫生检查", "学校", "卫健", "教育", "县级", "重点抽查"],
        [2, "卫生", "公共场所检查", "宾馆", "卫健", "公安", "县级", "一般抽查"],
        [3, "卫生", "其他检查", "其他", "卫健", "", "县级", "按需"],
    ]
    found = read(INVENTORY["items"], write("a.csv", [head, *rows]))
    assert [(item.id, item.kind) for item in found.records] == [("1", "key"), ("2", "general"), ("3", "")]


def test_two_columns_pasted_and_constants(write: Write) -> None:
    mapping, problems = parse('[constants]\ndistrict = "全市"\ncategory = "企业"')
    path = write("a.csv", [["统一社会信用代码/注册号", "企业名称"], ["91110000600037341L", "甲"]])
    found = read(INVENTORY["targets"], path, mapping)
    assert (problems, codes(found), len(found.records)) == ((), [], 1)


@pytest.mark.parametrize(
    ("header", "field"),
    [("单位类别（医院、诊所）", "category"), ("状态(正常|停业)", "status"), ("有效期至（格式：2026-01-01）", "licence_until"),
     ("许可证有效期(起)", None), ("地址(英文)", None)],
)  # fmt: skip
def test_a_list_of_words_or_a_form_in_parentheses_is_no_part_of_a_header(
    write: Write, header: str, field: str | None
) -> None:
    found = read(INVENTORY["targets"], write("a.csv", [["编号", "单位名称", header]]))
    assert next((f for f, bound in found.table.bound.items() if bound == header), None) == field


def test_a_real_list_keeps_its_header(data: Path) -> None:
    found = read(INVENTORY["items"], data / "zj_check_items_2017.csv")
    assert found.table.bound == LISTS["provincial items"][2]
    assert found.ignored_headers == ("部门",)
