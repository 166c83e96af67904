"""The roster's kinds; identity card and telephone numbers leave no trace."""

from datetime import date
from typing import Any

import pytest

from inspectors.importing import KINDS, read
from inspectors.model import Conflict, Inspector, Leave
from inventories.columns import words

from .conftest import Write, codes

CARD = "11010519491231002X"
PHONE = "13912345678"
HEAD = words(
    "单位工号 姓名 性别 身份证号 手机号 学历 学历专业 岗位大类 岗位资质资格 执法事项范围 地区 层级 担任职务 "
    "所在业务部门（机构） 是否专家 执法证编号 执法证有效期 执法证发证机关 执法人员状态"
)


def row(**cells: str) -> list[str]:
    usual = {
        "单位工号": "101", "姓名": "张三", "身份证号": CARD, "手机号": PHONE, "岗位资质资格": "公共场所，医疗", "地区": "城东",
        "所在业务部门（机构）": "监督一科", "执法证编号": "3301000123", "执法证有效期": "2027-12-31", "执法人员状态": "有效",
    }  # fmt: skip
    return [(usual | cells).get(header, "") for header in HEAD]


def test_the_official_template(write: Write) -> None:
    for name in ("r.csv", "r.xlsx"):
        found = read(KINDS["inspectors"], write(name, [HEAD, row()]))
        assert found.problems == ()
        qualifications = tuple(sorted(("公共场所", "医疗"), key=str.encode))
        assert found.records == (
            Inspector(
                "101", "张三", "监督一科", qualifications, areas=("城东",), certificate="3301000123",
                certificate_until=date(2027, 12, 31),
            ),
        )  # fmt: skip
        assert {"身份证号", "手机号"} <= set(found.ignored_headers)
        assert CARD not in repr(found)
        assert PHONE not in repr(found)


@pytest.mark.parametrize("header", [h for h in HEAD if h not in ("身份证号", "手机号")])
@pytest.mark.parametrize("number", [CARD, PHONE, f"{CARD[:6]}１９491231002X", "139-1234-5678", f"a{CARD}b{PHONE}c"])
def test_no_personal_number_gets_through(write: Write, header: str, number: str) -> None:
    found = read(KINDS["inspectors"], write("r.csv", [HEAD, row(**{header: number})]))
    assert not [secret for secret in (number, CARD, PHONE) if secret in repr(found)]


def test_masked_with_a_warning_or_refused_as_an_identifier(write: Write) -> None:
    found = read(KINDS["inspectors"], write("r.csv", [HEAD, row(姓名=f"张三{PHONE}", 执法证编号=CARD)]))
    assert codes(found) == ["~personal-masked", "~personal-masked"]
    assert (found.records[0].name, found.records[0].certificate) == ("张三***", "***")
    found = read(KINDS["inspectors"], write("r.csv", [HEAD, row(单位工号=CARD)]))
    assert [(p.message.code, p.place.value) for p in found.errors] == [("card-identifier", "***")]


def test_the_certificate_serves_as_identifier(write: Write) -> None:
    head = ["姓名", "执法证号", "执法领域", "部门"]
    found = read(KINDS["inspectors"], write("r.csv", [head, ["张三", "3301000123", "医疗", "一科"]]))
    assert (codes(found), found.records[0].id) == ([], "3301000123")


def test_certificates_that_look_like_telephones_serve_as_identifiers(write: Write) -> None:
    head = ["姓名", "执法证号", "部门"]
    found = read(KINDS["inspectors"], write("r.csv", [head, ["张三", "13010012345", "一科"], ["李四", PHONE, "一科"]]))
    assert ([i.id for i in found.records], codes(found)) == (["13010012345"], ["phone-identifier", "~personal-masked"])


def test_lapsed_staff_and_limits(write: Write) -> None:
    head = ["工号", "姓名", "部门", "状态", "组长", "上限", "分期上限"]
    found = read(
        KINDS["inspectors"], write("r.csv", [head, ["1", "a", "b", "失效", "√", "3", "2026-Q2=1；2026-Q1：2"]])
    )
    inspector = found.records[0]
    assert (inspector.active, inspector.lead, inspector.limit) == (False, True, 3)
    assert inspector.period_limits == (("2026-Q1", 2), ("2026-Q2", 1))
    assert codes(read(KINDS["inspectors"], write("r.csv", [head, ["1", "a", "b", "", "", "", "Q1"]]))) == ["pair"]


def test_an_expired_certificate_is_a_warning(write: Write) -> None:
    found = read(KINDS["inspectors"], write("r.csv", [HEAD, row()]), on=date(2028, 1, 1))
    assert codes(found) == ["~licence-expired"]
    assert found.problems[0].params["licence"] == "3301000123"
    nameless = row(执法证编号="")
    found = read(KINDS["inspectors"], write("r.csv", [HEAD, nameless]), on=date(2028, 1, 1))
    assert found.problems[0].params["licence"] == "张三"


def test_leave(write: Write) -> None:
    head = ["工号", "姓名", "开始日期", "结束日期", "事由"]
    found = read(
        KINDS["leave"],
        write("l.csv", [head, ["1", "a", "2026-1-1", "2026-1-3", "病假"], ["2", "b", "2026-1-3", "2026-1-1"]]),
    )
    assert found.records == (Leave(found.records[0].id, "1", date(2026, 1, 1), date(2026, 1, 3), "病假"),)
    assert codes(found) == ["ends-early"]


@pytest.mark.parametrize(
    ("subject", "value", "stored"),
    [("检查对象", "Ａ-1", "A-1"), ("主体", "91110000600037341l", "91110000600037341L"), ("法定代表人", " 李四 ", "李四"),
     ("单位", "某公司", "某公司")],
)  # fmt: skip
def test_conflicts(write: Write, subject: str, value: str, stored: str) -> None:
    head = ["工号", "对象类型", "回避对象", "回避情形"]
    found = read(KINDS["conflicts"], write("c.csv", [head, ["1", subject, value, "近亲属"]]))
    assert codes(found) == []
    record: Any = found.records[0]
    assert (record.value, record.kind, record.subject) == (stored, "kin", record.subject)
    assert isinstance(record, Conflict)


def test_wrong_conflicts(write: Write) -> None:
    head = ["工号", "对象类型", "回避对象"]
    rows = [["1", "检查对象", "县医院"], ["1", "朋友", "x"], ["1", "负责人", f"李四{PHONE}"], ["1", "负责人", CARD]]
    found = read(KINDS["conflicts"], write("c.csv", [head, *rows]))
    assert codes(found) == ["conflict-target", "choice", "phone-identifier", "card-identifier"]
    assert PHONE not in repr(found)
