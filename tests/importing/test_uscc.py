"""Credit codes, with python-stdnum as the witness (which refuses letters at the front and takes full-width digits)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc as witness
from stdnum.iso7064 import mod_11_10

from inventories import uscc

SEVENTEEN = st.builds(
    lambda a, b, region, rest: a + b + region + rest,
    st.sampled_from(sorted(uscc.AUTHORITIES)),
    st.sampled_from("12349"),
    st.text("0123456789", min_size=6, max_size=6),
    st.text(uscc.ALPHABET, min_size=9, max_size=9),
)


@given(SEVENTEEN, st.sampled_from(uscc.ALPHABET))
def test_agrees_with_the_witness(first17: str, last: str) -> None:
    assert uscc.check_character(first17) == witness.calc_check_digit(first17)
    if first17[0].isdecimal():
        assert uscc.valid(first17 + last) == witness.is_valid(first17 + last)


@given(SEVENTEEN)
def test_every_code_with_its_check_character_is_valid(first17: str) -> None:
    assert uscc.valid(first17 + uscc.check_character(first17))


@given(SEVENTEEN, st.integers(0, 16), st.sampled_from(uscc.ALPHABET))
def test_one_wrong_character_shows(first17: str, at: int, wrong: str) -> None:
    code = first17 + uscc.check_character(first17)
    changed = code[:at] + wrong + code[at + 1 :]
    assert uscc.valid(changed) == (changed == code)


@pytest.mark.parametrize("first17", ["N2330102MF1234567", "Y1330102MF1234567"])
def test_farm_and_other_authorities_are_known(first17: str) -> None:
    code = first17 + uscc.check_character(first17)
    assert uscc.valid(code)
    assert not witness.is_valid(code)


@pytest.mark.parametrize(
    "code",
    ["", "91110000600037341", "91110000600037341LL", "9111000060003734IL", "01110000600037341L", "91110000600037341M",
     "9111A000600037341L", "９1110000600037341L", "91110000600037341l"],
)  # fmt: skip
def test_faults_are_named(code: str) -> None:
    assert uscc.fault(code)


@given(st.text("0123456789", min_size=15, max_size=15))
def test_registration_numbers_agree_with_the_witness(number: str) -> None:
    assert uscc.registration(number) == mod_11_10.is_valid(number)
    first14 = number[:14]
    assert uscc.registration(first14 + mod_11_10.calc_check_digit(first14))


@pytest.mark.parametrize(
    "number", ["", "33010000001234", "3301000000123456", "33010000001234X", "３３０１００００００１２３４５"]
)
def test_other_texts_are_no_registration_numbers(number: str) -> None:
    assert not uscc.registration(number)
