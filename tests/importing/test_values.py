"""Parsers: examples, and laws that hold for any text."""

import unicodedata
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventories import values
from inventories.model import LONG_TERM
from inventories.values import Invalid, Noted

PARSERS: list[Callable[[str], Any]] = [
    values.identifier, values.label, values.text, values.entity, values.day, values.valid_until, values.whole(),
    values.fraction, values.yes_no,
]  # fmt: skip


def code(parse: Callable[[str], Any], text: str) -> str:
    with pytest.raises(Invalid) as raised:
        parse(text)
    return raised.value.message.code


def plain(value: Any) -> Any:
    return value.value if isinstance(value, Noted) else value


@given(st.sampled_from(PARSERS), st.text(min_size=1).filter(lambda t: not values.blank(t)))
def test_any_text_is_a_value_or_invalid(parse: Callable[[str], Any], text: str) -> None:
    try:
        value = parse(text)
    except Invalid:
        return
    assert plain(parse(str(plain(value)))) == plain(value)


@given(st.text(min_size=1).filter(lambda t: not values.blank(t)))
def test_a_label_is_a_label_of_the_specification(text: str) -> None:
    try:
        label = plain(values.label(text))
    except Invalid:
        return
    assert 1 <= len(label) <= 64
    assert "/" not in label
    assert label == label.strip() == unicodedata.normalize("NFC", label)
    assert not any(unicodedata.category(c) in ("Cc", "Cf") for c in label)


@pytest.mark.parametrize(
    ("text", "value"),
    [("A-1", "A-1"), (" ３３０１０２ ", "330102"), ("Ａ 12", "A12"), ("\u200b17", "17"), ("0071", "0071"),
     ("91110000600037341l", "91110000600037341L"), ("x" * 64, "x" * 64)],
)  # fmt: skip
def test_identifiers(text: str, value: str) -> None:
    assert values.identifier(text) == value


@pytest.mark.parametrize("text", ["-1", "卫医证字1号", "a/b", "x" * 65, "a,b", "3.71E+17", "_a"])
def test_no_identifiers(text: str) -> None:
    assert code(values.identifier, text) == "identifier"


def test_notes() -> None:
    assert plain(values.identifier("12.0")) == "12.0"
    assert values.identifier("12.0").message.code == "identifier-decimal"
    assert plain(values.label("餐饮/零售")) == "餐饮／零售"
    assert values.label("餐饮/零售").message.code == "label-slash"
    assert values.entity("91110000600037341M").message.code == "credit-code"
    assert values.entity("91110000 600037341l") == "91110000600037341L"
    assert values.entity("330100000012345") == "330100000012345"
    assert values.entity("某公司") == "某公司"


def test_labels_and_text() -> None:
    assert values.label(" 城\u200b东\n  区\u3000") == "城东 区"
    assert values.text("a\tb\r\nc") == "a b c"
    assert values.label("e\u0301") == "é"
    assert code(values.label, "x" * 65) == "label-length"
    assert code(values.text, "a\x07b") == "control-character"


@pytest.mark.parametrize(
    "text",
    ["2026-11-22", "2026/11/22", "2026.11.22", "2026年11月22日", "20261122", "２０２６－１１－２２", "2026 年 11 月 22 日",
     "2026-11-22 00:00:00", "2026/11/22 0:00", "2026-11-22T08:30:00", "2026年11月22日08:30",
     "2026年11月22"],
)  # fmt: skip
def test_days(text: str) -> None:
    assert values.day(text) == date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [("2026-02-29", "date-impossible"), ("20261322", "date-impossible"), ("2026-11", "date"), ("11/22/2026", "date"),
     ("26-11-22", "date"), ("下周", "date"), ("45982", "date-serial"), ("0206-11-22", "date-range"),
     ("2206-11-22", "date-range"), ("2026-11/22", "date")],
)  # fmt: skip
def test_no_days(text: str, wrong: str) -> None:
    assert code(values.day, text) == wrong


@given(
    st.dates(date(1900, 1, 1), date(2199, 12, 31)), st.sampled_from(["%Y-%m-%d", "%Y/%m/%d", "%Y年%m月%d日", "%Y%m%d"])
)
def test_every_day_is_read_back(day: date, form: str) -> None:
    assert values.day(day.strftime(form)) == day


@pytest.mark.parametrize(
    "text", ["2028-02", "2028/2", "2028.02", "2028.2", "2028年2月", "2028 年 02 月", "２０２８年２月份"]
)
def test_months(text: str) -> None:
    first, last = values.first_day(text), values.last_day(text)
    assert (first.value, first.message.code) == (date(2028, 2, 1), "month-first")
    assert (last.value, last.message.code) == (date(2028, 2, 29), "month-last")
    assert values.valid_until(text) == last


def test_days_need_no_note() -> None:
    assert values.first_day("2026-11-22") == values.last_day("2026-11-22") == date(2026, 11, 22)


@pytest.mark.parametrize("text", ["2026.1", "202611", "2026-13", "2026年", "0026-11"])
def test_no_months(text: str) -> None:
    """2026.1 may be what a spreadsheet has made of October."""
    with pytest.raises(Invalid) as raised:
        values.first_day(text)
    assert (raised.value.message.code == "date-short") is (text == "2026.1")


@pytest.mark.parametrize(
    "text",
    ["2022-11-23至2026-11-22", "2022.11.23-2026.11.22", "2022年11月23日 — 2026年11月22日", "20221123～20261122",
     "2022/11/23到2026/11/22"],
)  # fmt: skip
def test_a_span_is_valid_until_its_last_day(text: str) -> None:
    assert values.valid_until(text) == date(2026, 11, 22)


def test_spans_are_days_too() -> None:
    assert values.valid_until("2022-11-23至长期") == LONG_TERM
    assert code(values.valid_until, "2022-13-23至2026-11-22") == "date-impossible"
    assert code(values.valid_until, "2020-2027") == code(values.first_day, "2022-11-23至2026-11-22") == "date"


def test_long_term() -> None:
    assert values.valid_until("长期有效") == values.valid_until("9999-09-09") == LONG_TERM


@given(st.integers(0, values.WHOLE_LIMIT))
def test_whole_numbers_are_read_back(number: int) -> None:
    assert values.whole()(str(number)) == values.whole()(f"{number}.0") == values.whole()(f"{number:,}") == number


@pytest.mark.parametrize(
    ("text", "wrong"),
    [("三", "whole-number"), ("3.5", "whole-number"), ("1e3", "whole-number"), ("0", "whole-number-range"),
     ("-1", "whole-number-range"), ("9" * 30, "whole-number-range"), ("12,34", "whole-number")],
)  # fmt: skip
def test_no_whole_numbers(text: str, wrong: str) -> None:
    assert code(values.whole(1), text) == wrong


@given(st.integers(1, 10**9), st.integers(1, 10**9))
def test_fractions_are_exact(above: int, below: int) -> None:
    above, below = sorted((above, below))
    assert values.fraction(f"{above}/{below}") == Fraction(above, below)


@pytest.mark.parametrize(
    ("text", "value"),
    [("1/20", Fraction(1, 20)), ("5%", Fraction(1, 20)), ("５％", Fraction(1, 20)), ("2‰", Fraction(1, 500)),
     ("0.05", Fraction(1, 20)), ("1 ／ 3", Fraction(1, 3)), ("100%", Fraction(1)), ("0.5%", Fraction(1, 200))],
)  # fmt: skip
def test_fractions(text: str, value: Fraction) -> None:
    assert values.fraction(text) == value


@pytest.mark.parametrize(
    ("text", "wrong"),
    [("不低于3%", "fraction-range"), ("0", "fraction-range"), ("101%", "fraction-range"),
     ("1/0", "fraction-range"),
     ("3/2", "fraction-range"), ("", "fraction-range"), ("-5%", "fraction-range"), ("1/2/3", "fraction-range"),
     ("½", "fraction-range")],
)  # fmt: skip
def test_no_fractions(text: str, wrong: str) -> None:
    assert code(values.fraction, text) == wrong


@pytest.mark.parametrize("word", [*values.YES, "ＹＥＳ", " Yes ", "True"])
def test_yes(word: str) -> None:
    assert values.yes_no(word) is True


@pytest.mark.parametrize("word", [*values.NO, "FALSE"])
def test_no(word: str) -> None:
    assert values.yes_no(word) is False


def test_a_choice_names_its_words() -> None:
    with pytest.raises(Invalid) as raised:
        values.yes_no("也许")
    assert "是" in str(raised.value.params["words"])


def test_split() -> None:
    assert values.split("a，b、c；d,e;f\ng，，") == ("a", "b", "c", "d", "e", "f", "g")
