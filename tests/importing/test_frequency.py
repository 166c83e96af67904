"""Rates and frequencies as lists of items write them."""

from contextlib import suppress
from fractions import Fraction as F

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventories.frequency import frequency_text, rate_text, share, visits
from inventories.importing import KINDS, read
from inventories.values import Invalid, Noted

from .conftest import Write, codes


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [("10%", F(1, 10), F(1, 10)), ("2‰", F(1, 500), F(1, 500)), ("0.05", F(1, 20), F(1, 20)), ("1/20", F(1, 20), F(1, 20)),
     ("不低于3%", F(3, 100), None), ("抽查比例不少于2‰", F(1, 500), None), ("市局抽查比例不少于30%", F(3, 10), None),
     ("不低于3%或按专项计划确定", F(3, 100), None), ("5％以上", F(1, 20), None), ("不超过总数的2%", None, F(1, 50)),
     ("全年抽查比例不低于总数的5%", F(1, 20), None), ("根据实际需要，一般不超过 10%/年。", None, F(1, 10)),
     ("根据实际需要，不超过6%", None, F(3, 50)), ("≤5%", None, F(1, 20)),
     ("5%-10%", F(1, 20), F(1, 10)), ("5～10％", F(1, 20), F(1, 10)), ("100%", F(1), F(1)),
     ("全覆盖", F(1), F(1))],
)  # fmt: skip
def test_shares(text: str, least: F | None, most: F | None) -> None:
    found = share(text)
    assert found is not None
    assert (found.least, found.most, found.unit, found.original) == (least, most, "share", text)


@pytest.mark.parametrize(
    "text",
    [
        "根据实际情况确定",
        "省级不超过2%，市、县质监部门结合当地实际制定检查计划",
        "（10%，其中重点检查单位不低于8%）",
        "1次/年",
        "三成",
        "5%%",
    ],
)
def test_no_plain_share(text: str) -> None:
    assert share(text) is None
    assert isinstance(rate_text(text), Noted)


@pytest.mark.parametrize("text", ["120%", "0", "0%", "不低于5", "3/2", "1/0", "10%-5%"])
def test_impossible_shares(text: str) -> None:
    with pytest.raises(Invalid) as raised:
        share(text)
    assert raised.value.message.code == "fraction-range"


@pytest.mark.parametrize(
    ("text", "least", "most", "years"),
    [("1次/年", 1, 1, 1), ("每年一次", 1, 1, 1), ("每年2次", 2, 2, 1), ("每年不少于1次", 1, None, 1), ("1—2次/年", 1, 2, 1),
     ("每年1到2次", 1, 2, 1), ("每年不超过2次", None, 2, 1), ("一般不超过2次/年", None, 2, 1), ("每年1次以上", 1, None, 1),
     ("根据实际工作需要，一般不超过2次/年", None, 2, 1), ("对同一单位每2年抽查不超过1次", None, 1, 2), ("每两年一次", 1, 1, 2),
     ("对同一用能产品生产单位，每年度抽查不超过2次", None, 2, 1), ("每月1次", 12, 12, 1), ("每季度不少于1次", 4, None, 1),
     ("对一个单位强制检定计量器具使用单位的检查，同一年度内不超过2次", None, 2, 1), ("1次/半年", 2, 2, 1),
     ("抽查频率原则上每年不少于2次", 2, None, 1), ("两年一次", 1, 1, 2), ("1次/2年", 1, 1, 2), ("全年1次", 1, 1, 1),
     ("once a year", 1, 1, 1), ("At most twice every 3 years", None, 2, 3), ("4 times per year", 4, 4, 1)],
)  # fmt: skip
def test_frequencies(text: str, least: int | None, most: int | None, years: int) -> None:
    found = visits(text)
    assert found is not None
    assert (found.least, found.most, found.years, found.unit, found.original) == (least, most, years, "visits", text)


@pytest.mark.parametrize(
    "text",
    ["根据实际情况确定", "每年1次20%；或者每年2次各10%", "市级局每年组织1次；县级局每月组织1次", "2次",
     "在许可有效期内同一单位不超过2次", "每年0次", "每年2到1次", "每年1次/年", "5%"],
)  # fmt: skip
def test_no_plain_frequency(text: str) -> None:
    assert visits(text) is None
    assert isinstance(frequency_text(text), Noted)


@given(st.integers(1, 10**4), st.sampled_from("%‰"))
def test_any_share_is_exact(number: int, sign: str) -> None:
    whole = {"%": 10**4, "‰": 10**5}[sign]
    found = share(f"不超过{number / 100:.2f}{sign}")
    assert found is not None
    assert found.most == F(number, whole)


@given(st.text(alphabet="0123456789一二年月次每不低于超过/%‰—，。或按确定", max_size=15))
def test_any_text_has_bounds_in_order_or_none(text: str) -> None:
    found = [visits(text)]
    with suppress(Invalid):
        found.append(share(text))
    for bounds in filter(None, found):
        assert bounds.least is not None or bounds.most is not None
        assert (bounds.least or 0) <= (bounds.most or bounds.least or 0)


def test_items_keep_their_words(write: Write) -> None:
    head = ["编号", "抽查事项名称", "抽查比例", "抽查频次"]
    unclear = "根据实际情况确定"
    body = [["1", "甲", "不低于3%", "1次/年"], ["2", "乙", unclear, unclear], ["3", "丙", "300%", "1次/年"]]
    found = read(KINDS["items"], write("i.csv", [head, *body]))
    assert codes(found) == ["~frequency-unclear", "~frequency-unclear", "fraction-range"]
    assert [(p.place.row, p.place.column) for p in found.problems] == [
        (3, "抽查比例"),
        (3, "抽查频次"),
        (4, "抽查比例"),
    ]
    assert [(i.rate, i.frequency) for i in found.records] == [
        ("不低于3%", "1次/年"),
        (unclear, unclear),
    ]


def test_a_header_gives_the_unit_of_bare_numbers(write: Write) -> None:
    head = ["编号", "抽查事项", "抽查比例（%）", "抽查频次(次/年)"]
    rows = [[1, "甲", 5, 1], [2, "乙", "不低于3", "1—2"], [3, "丙", "2‰", "每2年1次"], [4, "丁", 0.05, "按需"]]
    found = read(KINDS["items"], write("a.xlsx", [head, *rows]))
    assert [(item.rate, item.frequency) for item in found.records] == [
        ("5%", "1次/年"), ("不低于3%", "1—2次/年"), ("2‰", "每2年1次"), ("0.05", "按需"),
    ]  # fmt: skip
    assert codes(found) == ["~frequency-unclear", "~frequency-unclear"]
