"""What stands on papers: days, ticks, legal bases; names of files that Windows takes; a folder whole or not at all."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspectors.eligibility import Span
from inventories.model import LONG_TERM, Item
from inventories.problems import Exit, Refused
from scheduler.forms import folder, words
from scheduler.forms.days import Placed
from scheduler.forms.naming import LONGEST, apart, safe
from scheduler.forms.sources import sources
from scheduler.plan.model import CapRules

QUARTER = Span(date(2026, 1, 12), date(2026, 3, 31))


def test_days_and_times() -> None:
    assert words.when(None, QUARTER) == "2026年1月12日至2026年3月31日"
    assert words.when(Placed(date(2026, 3, 5), 545, 150, ""), QUARTER) == "2026年3月5日 9:05—11:35"
    assert words.day(LONG_TERM) == "长期"
    assert words.moment("2026-01-05T16:30:00Z") == "2026年1月6日 0时30分"


def test_ways_of_inspection_are_ticked_and_strange_ones_kept() -> None:
    items = [
        Item("a", "甲", method="现场检查，检验检测"),
        Item("b", "乙", method="双人暗访、审计、验资、评估等第三方验证"),
    ]
    found = words.methods(items)
    assert [t.text for t in found if t.box == "☑"] == [
        "现场检查",
        "检验检测",
        "审计、验资、评估等第三方验证",
        "双人暗访",
    ]
    assert [t.text for t in found if t.box == "☐"] == ["书面检查", "网络监测", "行政部门检查结果或专业意见"]


def test_kinds_of_items_are_ticked() -> None:
    assert [(t.box, t.text) for t in words.kinds(["key", "key"])] == [("☐", "一般检查事项"), ("☑", "重点检查事项")]


def test_parts_of_an_item() -> None:
    assert words.parts(Item("a", "传染病防治：疫情报告、消毒隔离")) == ("传染病防治", ("疫情报告", "消毒隔离"))
    assert words.parts(Item("a", "医疗废物处置")) == ("医疗废物处置", ())


def test_legal_bases_are_told_once() -> None:
    items = [
        Item("a", "甲", basis="《传染病防治法》《消毒管理办法》第三条、第五条"),
        Item("b", "乙", basis="《消毒管理办法》第三条、第五条和《传染病防治法》"),
        Item("c", "丙", basis="省卫健委文件"),
        Item("d", "丁"),
    ]
    assert words.bases(items) == "《传染病防治法》、《消毒管理办法》第三条、第五条、省卫健委文件"


def test_sources_of_randomness_in_words() -> None:
    fires = "2026-01-12T01:30:00Z"
    dice = {"kind": "dice", "faces": 6, "throws": 30}
    drand = {"kind": "drand", "chain": "52db9ba70e0c", "round": 657413, "fires": fires, "fallbacks": [dice]}
    lottery = {"kind": "lottery", "game": "ssq", "issue": "2026005", "fires": fires}
    shares = {"kind": "shares", "contributors": [{"name": "甲局", "hash": "a"}, {"name": "乙报", "hash": "b"}]}
    text = "drand:52db9ba70e0c:657413:abc+lottery:ssq:2026005:01-02+shares:ff+dice:10:1234567"
    ten = {"kind": "dice", "faces": 10, "throws": 7}
    found = list(sources([drand, lottery, shares, ten, {"kind": "new"}], text + "+new:1:2"))
    assert [one.how for one in found] == [
        "公开随机数信标 drand（链 52db9ba7）第657413轮，于2026年1月12日 9时30分产生"
        "；不能产生的，依次改用：当众掷六面骰子30次，按投掷顺序记录每次的点数（1至6）",
        "双色球第2026005期开奖号码，于2026年1月12日 9时30分开奖",
        "甲局、乙报事先各自提交摘要、当众公开的随机数",
        "当众掷十面骰子7次，按投掷顺序记录每次的点数（0至9）",
        "new",
    ]
    assert [one.thrown for one in found] == ["abc", "01-02", "ff", "12345 67", "2"]
    assert [one.thrown for one in sources([ten], "")] == [""]


def test_upper_limits_in_words() -> None:
    assert words.limit(None) == ""
    assert words.limit(CapRules(2, None, False, ())) == "同一行政机关不超过2次"
    assert words.limit(CapRules(2, 4, False, ())) == "同一行政机关不超过2次，各级各部门合计不超过4次"


@pytest.mark.parametrize(
    ("name", "taken"),
    [
        ("ZS0082/1", "ZS0082-1"),
        ('a<b>c:d"e|f?g*h\\i', "a-b-c-d-e-f-g-h-i"),
        ("con", "_con"),
        ("AUX.1", "_AUX.1"),
        ("COM¹", "_COM¹"),
        ("console", "console"),
        ("q1.", "q1"),
        (" .. ", "_"),
        ("字" * 300, "字" * LONGEST),
    ],
)
def test_names_that_windows_takes(name: str, taken: str) -> None:
    assert safe(name) == taken


@given(st.text())
def test_no_name_is_refused(name: str) -> None:
    found = safe(name)
    assert 1 <= len(found) <= LONGEST + 1
    assert not set(found) & set('<>:"/\\|?*')
    assert found == found.rstrip(" .")


@given(st.lists(st.sampled_from(["a-1", "A-1", "b-1", "B-1", "straße", "STRASSE"]), max_size=8))
def test_names_that_differ_in_case_alone_are_kept_apart(names: list[str]) -> None:
    found = [name.casefold() for name in apart(names)]
    assert len(set(found)) == len(names)


def test_a_folder_is_there_whole(tmp_path: Path) -> None:
    new = tmp_path / "deep" / "papers"
    assert folder.write(new, [("q1/a.docx", b"1"), ("b.docx", b"2")]) == ["q1/a.docx", "b.docx"]
    assert (new / "q1" / "a.docx").read_bytes() == b"1"
    assert [path.name for path in new.parent.iterdir()] == ["papers"]


def test_what_goes_wrong_halfway_leaves_nothing(tmp_path: Path) -> None:
    def files() -> Iterator[tuple[str, bytes]]:
        yield "a.docx", b"1"
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="full"):
        folder.write(tmp_path / "papers", files())
    assert list(tmp_path.iterdir()) == []


def test_an_empty_folder_is_used_and_any_other_left_alone(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    folder.write(tmp_path / "empty", [("a", b"1")])
    for there in (tmp_path / "empty", tmp_path / "empty" / "a"):
        with pytest.raises(Refused) as error:
            folder.write(there, [("b", b"2")])
        assert error.value.exit_code == Exit.CONFLICT
    assert [path.name for path in (tmp_path / "empty").iterdir()] == ["a"]
