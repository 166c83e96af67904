"""Whom a line from outside means."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventories.matching import Index, Match, addresses_agree, fold, fold_name
from inventories.model import Licence, Target
from inventories.outside import Line

CODE, OTHER, CHAIN = "91110000600037341L", "91110000100000123A", "91110000100000999B"
TARGETS = (
    Target("T1", "夏村新安诊所", "夏村镇", "诊所", "夏村县甲路1号", CODE, licences=(Licence("执业", "许（2020）1号"),)),
    Target("T2", "和康门诊部有限公司", "夏村镇", "诊所", "乙路2号", OTHER),
    Target("T3", "百姓药房", "夏村镇", "药店", "甲路3号", CHAIN),
    Target("T4", "百姓药房", "柳溪镇", "药店", "丙路4号", CHAIN),
    Target(CHAIN[:-1] + "C", "孤山医院", "柳溪镇", "医院"),
)
INDEX = Index(TARGETS)


def find(**given: str) -> Match:
    return INDEX.find(Line(id="x", **given))


@pytest.mark.parametrize(
    ("given", "target", "by"),
    [
        ({"target": "T1"}, "T1", ""),
        ({"target": "T1", "name": "百姓药房"}, "T1", ""),
        ({"entity": CODE}, "T1", "credit code"),
        ({"target": CODE}, "T1", "credit code"),
        ({"entity": CHAIN[:-1] + "C"}, CHAIN[:-1] + "C", ""),
        ({"licence_number": "许(2020) 1号"}, "T1", "licence number"),
        ({"target": "T3", "entity": CHAIN}, "T3", ""),
        ({"target": "unknown", "entity": CODE}, "T1", "credit code"),
        ({"entity": "unknown", "licence_number": "许（2020）1号"}, "T1", "licence number"),
    ],
)
def test_identifiers_that_name_one_target_decide(given: dict[str, str], target: str, by: str) -> None:
    assert find(**given) == Match("joined", (target,), by)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "candidates"),
    [
        ({"entity": CHAIN}, ("T3", "T4")),  # one code, two places
        ({"entity": CHAIN, "name": "百姓药房", "address": "丙路4号"}, ("T4", "T3")),  # still for the office to decide
        ({"target": "T1", "entity": OTHER}, ("T1", "T2")),  # identifiers that contradict each other
        ({"target": "T1", "entity": CHAIN}, ("T1", "T3", "T4")),
    ],
)
def test_identifiers_that_name_several_do_not(given: dict[str, str], candidates: tuple[str, ...]) -> None:
    assert find(**given) == Match("choice", candidates)


@pytest.mark.parametrize(
    ("given", "first"),
    [
        ({"name": "夏村新安诊所"}, "T1"),
        ({"name": " 夏村新安诊所（ ）"}, "T1"),
        ({"name": "和康（门诊部）"}, "T2"),
        ({"name": "和康门诊部有限责任公司", "address": "乙路２号"}, "T2"),
        ({"name": "夏村新安诊所", "address": "甲路1号"}, "T1"),
        ({"name": "百姓药房", "address": "丙路4号"}, "T4"),
        ({"entity": "unknown", "name": "夏村新安诊所"}, "T1"),
    ],
)
def test_a_name_alone_only_proposes(given: dict[str, str], first: str) -> None:
    match = find(**given)
    assert (match.state, match.candidates[0], match.by) == ("proposed", first, "")


@pytest.mark.parametrize(
    ("given", "candidates"),
    [
        ({"name": "百姓药房"}, ("T3", "T4")),  # ambiguous
        ({"name": "百姓药房", "address": "丁路9号"}, ("T3", "T4")),  # neither address
        ({"name": "夏村新安诊所", "address": "丁路9号"}, ("T1",)),  # the name, elsewhere
        ({"name": "新安诊所"}, ("T1",)),  # near
        ({"name": "全新的名字", "address": "乙路2号"}, ("T2",)),  # the place, under another name
    ],
)
def test_what_is_near_is_listed(given: dict[str, str], candidates: tuple[str, ...]) -> None:
    assert find(**given) == Match("choice", candidates)


@pytest.mark.parametrize(
    "given", [{"name": "毫不相干"}, {"entity": "unknown"}, {"target": "T9"}, {"address": "戊路5号"}]
)
def test_what_fits_nothing(given: dict[str, str]) -> None:
    assert find(**given) == Match("unknown")


def test_of_a_long_chain_only_an_equal_address_tells_one() -> None:
    index = Index(Target(f"C{k}", "连锁药店", "x", "y", f"路{k}号") for k in range(500))
    assert index.find(Line(id="x", name="连锁药店", address="路7号")) == Match("proposed", ("C7",))
    assert index.find(Line(id="x", name="连锁药店", address="路")).state == "choice"


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [("", "甲路1号", True), ("甲路1号", "夏村县甲路1号", True), ("甲路 1 号", "甲路１号", True),
     ("路11号", "路1号", False), ("甲路21号", "1号", False), ("甲路一百21号", "1号院", False), ("甲路2号", "甲路1号", False),
     ("x1234", "234", False), ("大街1234号", "234号", False), ("大街1234号", "1234号", True),
     ("乙路1号楼", "乙路1号楼3层", True), ("2151 W CERMAK RD", "2151 W CERMAK RD CHICAGO", True),
     ("乙街路1", "乙街路12", False)],
)  # fmt: skip
def test_addresses_that_can_be_the_same(one: str, other: str, agree: bool) -> None:
    assert addresses_agree(one, other) is agree
    assert addresses_agree(other, one) is agree


def test_the_form_in_which_names_are_compared() -> None:
    assert fold_name("ＡＢＣ（Xiacun） Foods, Inc.") == fold_name("abc xiacun foods LLC") == "abcxiacunfoods"
    assert fold_name("有限公司") == "有限公司"
    assert fold_name("甲诊所有限公司分公司") == "甲诊所有限公司分公司"


@given(st.text())
def test_folding_again_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_time_grows_with_the_lines_alone() -> None:
    """Names of ten thousand targets that share most of their characters; near names, so that every way is taken."""
    number = 10_000
    targets = [Target(f"T{k}", f"夏村第{k}号便民诊所", "x", "y", f"第{k}街{k % 97}号") for k in range(number)]
    begins = time.process_time()
    index = Index(targets)
    states = [index.find(Line(id="x", name=f"夏村{k}号诊所", address=f"{k % 97}号")).state for k in range(number)]
    assert len(states) == number
    assert time.process_time() - begins < 20
