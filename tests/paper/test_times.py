"""Times as annual tables write them."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspectors.eligibility import Span
from scheduler.paper.times import elementary, joined, name_of, spans, text_of

DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))
SPANS = st.tuples(DAYS, DAYS).map(lambda two: Span(min(two), max(two)))


def days(text: str) -> list[str] | None:
    found = spans(text, 2026)
    return None if found is None else [f"{s.begins:%m%d}-{s.ends:%m%d}" for s in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("全年", ["0101-1231"]),
        ("2026年", ["0101-1231"]),
        ("2026年度", ["0101-1231"]),
        ("上半年", ["0101-0630"]),
        ("第二季度", ["0401-0630"]),
        ("二季度", ["0401-0630"]),
        ("2026年第3季度", ["0701-0930"]),
        ("1—3季度", ["0101-0930"]),
        ("第一至第三季度", ["0101-0930"]),
        ("3月", ["0301-0331"]),
        ("３月份", ["0301-0331"]),
        ("3月—6月", ["0301-0630"]),
        ("3-6月", ["0301-0630"]),
        ("3月至6月底", ["0301-0630"]),
        ("2026年4月—6月", ["0401-0630"]),
        ("2026.4-2026.6", ["0401-0630"]),
        ("2026-04", ["0401-0430"]),
        ("4月1日至6月15日", ["0401-0615"]),
        ("2026-04-01至2026-06-15", ["0401-0615"]),
        ("5月、9月", ["0501-0531", "0901-0930"]),
        ("9-10月，4-5月", ["0401-0531", "0901-1031"]),
        ("3月上旬", ["0301-0310"]),
        ("6月底前", ["0101-0630"]),
        ("10月30日前完成", ["0101-1030"]),
    ],
)
def test_a_time_that_is_plain(text: str, found: list[str]) -> None:
    assert days(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "按上级安排",
        "5",
        "13月",
        "6月—3月",
        "6月前",
        "2月30日",
        "第五季度",
        "第三至第一季度",
        "4月或5月",
        "-",
        "、",
        "20260401",
    ],
)
def test_a_time_that_is_not_plain_is_none(text: str) -> None:
    assert days(text) is None


@given(SPANS)
def test_a_time_that_is_printed_is_read_again(span: Span) -> None:
    assert spans(text_of(span), 2026) == (span,)


@given(st.lists(SPANS, min_size=1, max_size=5))
def test_elementary_periods_make_up_every_time_told(told: list[Span]) -> None:
    parts = elementary(told)
    assert all(one.ends < other.begins for one, other in pairwise(parts))
    for span in told:
        assert span in joined([part for part in parts if span.begins <= part.begins and part.ends <= span.ends])


@given(st.lists(SPANS, min_size=1, max_size=5))
def test_elementary_periods_have_names_of_their_own(told: list[Span]) -> None:
    names = [name_of(part, 2026) for part in elementary(told)]
    assert len(set(names)) == len(names)
