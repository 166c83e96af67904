"""Identity card and mobile telephone numbers: recognised so that they are never kept, shown or made an identifier."""

import re
from datetime import date

from inventories import uscc

MASK = "***"

_CARD = re.compile(r"(?<![0-9])[0-9]{17}[0-9Xx](?![0-9])")
_PHONE = re.compile(r"(?<![0-9.])(?:\+?86[- ]?)?1[3-9][0-9](?:[- ]?[0-9]{4}){2}(?![0-9])")
_CODE = re.compile(r"\s*[0-9A-Za-z._-]+\s*")
_WIDTH = {0xFF10 + i: ord("0") + i for i in range(10)} | {0xFF38: ord("X"), 0xFF58: ord("x"), 0xFF0D: ord("-")}
_MAINLAND = frozenset({*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66)})
_REGIONS = _MAINLAND | {71, 81, 82, 83, 91}
_CARD_WEIGHTS = tuple(pow(2, 17 - i, 11) for i in range(17))


def find(text: str, codes: bool = False) -> bool:
    """True if ``text`` holds such a number. ``codes``: see ``mask``."""
    return mask(text, codes) != text


def mask(text: str, codes: bool = False) -> str:
    """``text`` with every identity card number (公民身份号码) and mobile number replaced by ``***``.

    In a column of code numbers (``codes``) 11 digits alone are a code, and 18 digits are an identity card number only
    if their check digit says so and they are not a valid credit code of a mainland region.
    """
    if len(text) < 11:
        return text
    narrow = text.translate(_WIDTH)
    spans = [m.span() for m in _CARD.finditer(narrow) if _is_card(m.group(), strict=codes)]
    if not (codes and _CODE.fullmatch(narrow)):
        spans += [m.span() for m in _PHONE.finditer(narrow)]
    for begin, end in sorted(spans, reverse=True):
        text = text[:begin] + MASK + text[end:]
    return text


def _is_card(number: str, strict: bool) -> bool:
    if int(number[:2]) not in _REGIONS or not "1850" <= number[6:10] <= "2100":
        return False
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    return not strict or (_check_digit(number[:17]) == number[17].upper() and not _is_credit_code(number))


def _is_credit_code(number: str) -> bool:
    return uscc.valid(number) and int(number[2:4]) in _MAINLAND


def _check_digit(first17: str) -> str:
    """GB 11643-1999 §6: modulo 11."""
    total = sum(int(d) * w for d, w in zip(first17, _CARD_WEIGHTS, strict=True))
    return "10X98765432"[total % 11]
