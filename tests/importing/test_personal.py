"""Identity card and telephone numbers do not get through; codes do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventories import personal, uscc
from inventories.columns import personal as personal_header

CARD = "110105194912310021"


def with_check_digit(first17: str) -> str:
    return first17 + personal._check_digit(first17)


@pytest.mark.parametrize(
    "text",
    [CARD, "11010519491231002X", "11010519491231002x", f"张三{CARD}", f"({CARD})", "13912345678", "139-1234-5678",
     "139 1234 5678", "+8613912345678", "+86 139 1234 5678", "１３９１２３４５６７８", "联系13912345678。"],
)  # fmt: skip
def test_masked(text: str) -> None:
    shown = personal.mask(text)
    assert personal.MASK in shown
    assert not any(c.isdecimal() for c in shown)


@pytest.mark.parametrize(
    "text",
    ["330102198513", "12912345678", "139123456789", "JY13301020012345", "110105194913310021", "990105194912310021",
     "1101051949123100210", "0571-87654321", "2026-11-22", "91110000600037341L"],
)  # fmt: skip
def test_left_alone(text: str) -> None:
    assert personal.mask(text) == text


def test_codes_are_not_telephones_but_text_with_one_is_masked() -> None:
    assert personal.mask("13912345678", codes="register") == "13912345678"
    assert personal.mask("张三13912345678", codes="register") == "张三***"
    assert personal.mask(with_check_digit("11010519491231002"), codes="register") == "***"
    assert personal.mask(CARD, codes="register") == CARD  # its check digit does not fit


@given(st.text("0123456789", min_size=9, max_size=9))
def test_valid_credit_codes_are_never_masked_in_code_columns(last: str) -> None:
    first17 = "91330120" + last
    code = first17 + uscc.check_character(first17)
    assert personal.mask(code, codes="register") == code


@given(st.text(st.sampled_from("0123456789X-+ 张a１"), max_size=40), st.booleans())
def test_masking_twice_changes_nothing_more(text: str, codes: bool) -> None:
    shown = personal.mask(text, codes)
    assert personal.mask(shown, codes) == shown or codes


@pytest.mark.parametrize("header", ["身份证号", "手 机 号", "联系电话*", "ID Card No", "Mobile", "身份证号码（必填）"])
def test_personal_headers(header: str) -> None:
    assert personal_header(header)
