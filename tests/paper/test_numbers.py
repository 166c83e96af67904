"""Rates, numbers and frequencies as annual tables write them."""

from typing import Any

import pytest

from scheduler.paper.numbers import rate_text, read, times_a_year


@pytest.mark.parametrize(
    ("rate", "number", "members", "doubts"),
    [
        ("3%", "", {"rate": "3%"}, []),
        ("2‰", "", {"rate": "0.2%"}, []),
        ("1/30", "", {"rate": "1/30"}, []),
        ("", "49", {"total": 49}, []),
        ("", "1,200户", {"total": 1200}, []),
        ("", "不少于20户", {"total": 20}, []),
        ("", "20%", {"rate": "20%"}, []),
        ("", "全部", {"rate": "100%"}, []),
        ("", "辖区学校总数的20%", {"rate": "20%"}, []),
        ("不低于3%", "", {"rate": "3%", "mandates": [{"least": "3%"}]}, []),
        ("20户", "", {"total": 20}, []),
        ("不低于3%", "30", {"total": 30, "mandates": [{"least": "3%"}]}, []),
        ("A 5%；B 1/6", "", {"rates": {"A": "5%", "B": "1/6"}}, []),
        ("", "5户=20%", {"total": 5}, ["number-and-rate"]),
        ("", "20户（20%）", {"total": 20}, ["number-and-rate"]),
        ("20%", "5", {"total": 5}, ["number-and-rate"]),
        ("1%—5%", "", {"rate": "1%", "at_most": "5%"}, ["rate-range"]),
        ("不超过5%", "", {"rate": "5%", "at_most": "5%"}, ["rate-most"]),
        ("3%", "若干", {"rate": "3%"}, ["number-aside"]),
        ("", "", {"rate": "5%"}, ["rate-missing"]),
        ("按专项计划确定", "", {"rate": "5%"}, ["rate-unclear"]),
        ("110%", "", {"rate": "5%"}, ["rate-unclear"]),
        ("3", "", {"rate": "5%"}, ["rate-unclear"]),
        ("", "约30", {"rate": "5%"}, ["rate-unclear"]),
        ("", "0", {"rate": "5%"}, ["rate-unclear"]),
        ("E 5%；B 1/6", "", {"rate": "5%"}, ["rate-unclear"]),
    ],
)
def test_what_rate_and_number_come_to(rate: str, number: str, members: dict[str, Any], doubts: list[str]) -> None:
    told = read(rate, number, ("A", "B"))
    assert told.members == members
    assert [message.code.removeprefix("table-") for message, _ in told.doubts] == doubts


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("=1", 1),
        (">=1", 1),
        ("1次/年", 1),
        ("2次", 2),
        ("每年不少于2次", 2),
        ("每半年1次", 2),
        ("1—2次/年", None),
        ("每2年不超过1次", None),
        ("不超过2次/年", None),
        ("按需", None),
    ],
)
def test_how_often_a_year(text: str, times: int | None) -> None:
    assert times_a_year(text) == times


@pytest.mark.parametrize(
    ("task", "text"),
    [
        ({"rate": "0.05"}, "5%"),
        ({"rate": 1}, "100%"),
        ({"rate": "1/3"}, "1/3"),
        ({"rate": "3%", "mandates": [{"least": "3%"}]}, "不低于3%"),
        ({"total": 7}, ""),
        ({"total": 7, "mandates": [{"least": "3%"}]}, "不低于3%"),
        ({"rates": {"A": "1/20", "B": 1}}, "A 5%；B 100%"),
        ({"rate": "5%", "rate_for": [{"district": ["甲", "乙"], "rate": "10%"}]}, "5%；甲、乙 10%"),
        ({"from_above": True}, ""),
    ],
)
def test_a_rate_as_it_is_printed(task: dict[str, Any], text: str) -> None:
    assert rate_text(task) == text
