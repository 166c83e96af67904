"""Unified social credit codes (统一社会信用代码), GB 32100-2015: 18 characters, the last a check character modulo 31.

Before them there were business registration numbers (注册号) of 15 digits.
"""

import re
from operator import mul

from inventories.problems import N_

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""The 31 characters of GB 32100-2015 §4: digits and capitals without I, O, S, V, Z."""

AUTHORITIES = frozenset("123456789ANY")
"""Registering authorities (登记管理部门), character 1: 1 机构编制 … 9 市场监管, A 中央军委改革和编制, N 农业, Y 其他."""

_VALUES = {character: value for value, character in enumerate(ALPHABET)}
_FORM = re.compile(f"[123456789ANY][{ALPHABET}][0-9]{{6}}[{ALPHABET}]{{10}}")
_WEIGHTS = tuple(pow(3, i, 31) for i in range(17))


def check_character(first17: str) -> str:
    """The 18th character for 17 characters of the alphabet. Errors: ValueError for any other character."""
    if len(first17) != 17 or not _VALUES.keys() >= {*first17}:
        raise ValueError(first17)
    return ALPHABET[-sum(map(mul, map(_VALUES.__getitem__, first17), _WEIGHTS)) % 31]


def fault(code: str) -> str:
    """Why ``code`` is not a valid code, as a marked English phrase; "" for a valid one. Capitals and ASCII only."""
    if len(code) != 18:
        return N_("it must have 18 characters")
    if any(c not in ALPHABET for c in code):
        return N_("it holds a character that such codes do not have")
    if code[0] not in AUTHORITIES:
        return N_("no authority registers under its first character")
    if not code[2:8].isdecimal():
        return N_("characters 3 to 8 must be a region's digits")
    if check_character(code[:17]) != code[17]:
        return N_("its check character does not fit")
    return ""


def valid(code: str) -> bool:
    """True for a valid code, check character included."""
    return _FORM.fullmatch(code) is not None and check_character(code[:17]) == code[17]


def registration(number: str) -> bool:
    """True for a business registration number (注册号, GS 15-2006): 15 digits, the last by ISO 7064 modulo 11, 10."""
    if len(number) != 15 or not (number.isascii() and number.isdecimal()):
        return False
    check = 10
    for digit in number[:14]:
        check = (check + int(digit)) % 10 or 10
        check = check * 2 % 11
    return (check + int(number[14])) % 10 == 1
