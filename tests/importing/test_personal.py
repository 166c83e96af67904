"""Identity card and telephone numbers do not get through; codes do."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric as witness
from stdnum.iso7064 import mod_11_10

from inventories import personal, uscc
from inventories.columns import personal as personal_header

CARD = "110105194912310021"


def with_check_digit(first17: str) -> str:
    return first17 + personal._check_digit(first17)


@pytest.mark.parametrize(
    "text",
    [CARD, "11010519491231002X", "11010519491231002x", f"张三{CARD}", f"({CARD})", "13912345678", "139-1234-5678",
     "139 1234 5678", "+8613912345678", "+86 139 1234 5678", "１３９１２３４５６７８", "联系13912345678。",
     "139.1234.5678", "139—1234—5678", "139\u30001234\u30005678", "1101 0519 4912 3100 2X", "110105-19491231-002X",
     "1 1 0 1 0 5 1 9 4 9 1 2 3 1 0 0 2 X"],
)  # fmt: skip
def test_masked(text: str) -> None:
    shown = personal.mask(text)
    assert personal.MASK in shown
    assert not any(c.isdecimal() for c in shown)


@pytest.mark.parametrize(
    "text",
    ["330102198513", "12912345678", "139123456789", "JY13301020012345", "110105194913310021",
     "1101051949123100210", "0571-87654321", "2026-11-22", "132.12345678", "91110000600037341L"],
)  # fmt: skip
def test_left_alone(text: str) -> None:
    assert personal.mask(text) == text


def test_in_registers_11_digits_are_a_code_but_text_with_a_telephone_is_masked() -> None:
    assert personal.mask("13912345678", codes="register") == "13912345678"
    assert personal.mask("张三13912345678", codes="register") == "张三***"


def test_certificates_may_begin_with_a_region_that_looks_like_a_telephone() -> None:
    assert personal.mask("13010012345", codes="certificate") == "13010012345"
    assert personal.mask("15042312345", codes="certificate") == "15042312345"
    assert (
        personal.mask("13912345678", codes="certificate") == personal.mask("18012345678", codes="certificate") == "***"
    )


def test_kinds() -> None:
    assert personal.kind(with_check_digit("11010519491231002")) == "card"
    assert personal.kind(CARD) == personal.kind("990105194912310021") == "mistyped card"
    assert personal.kind("张三 110105491231005") == "old card"
    assert personal.kind("139-1234-5678") == "phone"
    assert personal.kind("91110000600037341L") is None


@given(st.text("0123456789", min_size=17, max_size=17))
def test_check_digits_agree_with_the_witness(first17: str) -> None:
    assert with_check_digit(first17)[-1] == witness.calc_check_digit(first17 + "0")


BORN = st.dates(date(1900, 1, 1), date(2012, 12, 31)).map(lambda day: day.strftime("%Y%m%d"))


@given(st.sampled_from(["110105", "330102", "371083"]), BORN, st.text("0123456789", min_size=3, max_size=3))
def test_a_card_number_is_found_with_any_last_digit_unless_a_credit_code(region: str, born: str, rest: str) -> None:
    for last in "0123456789X":
        number = region + born + rest + last
        assert personal.kind(number) is not None
        assert (personal.kind(number, "register") is None) <= uscc.valid(number)
        assert (personal.kind(number) == "card") == (with_check_digit(number[:17]) == number)


@given(st.dates(date(2013, 1, 1), date(2099, 12, 31)), st.integers(0, 9999))
def test_a_number_of_region_day_and_counter_is_a_code_in_registers(day: date, counter: int) -> None:
    assert personal.mask(f"330102{day:%Y%m%d}{counter:04}", codes="register") == f"330102{day:%Y%m%d}{counter:04}"


@given(st.sampled_from(["330100", "110105"]), st.text("0123456789", min_size=8, max_size=8))
def test_registration_numbers_are_never_masked_in_registers(region: str, serial: str) -> None:
    number = mod_11_10.calc_check_digit(region + serial)
    assert personal.mask(region + serial + number, codes="register") == region + serial + number
    assert personal.mask(region + serial + number) == region + serial + number


@given(st.dates(date(1910, 1, 1), date(1999, 12, 31)), st.integers(0, 999))
def test_old_card_numbers_are_masked_where_no_registration_number_fits(born: date, rest: int) -> None:
    number = f"330102{born:%y%m%d}{rest:03}"
    if born.strftime("%m%d") == "0229":
        return
    assert personal.mask(number, codes="certificate") == "***"
    assert (personal.mask(number, codes="register") == "***") != mod_11_10.is_valid(number)


@given(st.text("0123456789", min_size=9, max_size=9))
def test_valid_credit_codes_are_never_masked_in_registers(last: str) -> None:
    first17 = "91330120" + last
    code = first17 + uscc.check_character(first17)
    assert personal.mask(code, codes="register") == code


@given(st.text(st.sampled_from("0123456789X-+ 张a１"), max_size=40))
def test_masking_twice_changes_nothing_more(text: str) -> None:
    shown = personal.mask(text)
    assert personal.mask(shown) == shown


@pytest.mark.parametrize("header", ["身份证号", "手 机 号", "联系电话*", "ID Card No", "Mobile", "身份证号码（必填）"])
def test_personal_headers(header: str) -> None:
    assert personal_header(header)


def test_a_credit_code_that_begins_like_an_old_card_is_a_code() -> None:
    """Characters 9 to 17 of a code may be digits to the last but two, and make a day with those before them."""
    code = "523799000123456AB" + uscc.check_character("523799000123456AB")
    assert uscc.valid(code)
    assert not personal.find(code, "register")
    assert personal.find("523799000123456", "")
