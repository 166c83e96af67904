"""Identity card and mobile telephone numbers: recognised so that they are never kept, shown or made an identifier.

An identity card number (公民身份号码, GB 11643-1999) is recognised by the date of birth within it and not by its check
digit alone, so that a mistyped one is not kept either. In columns that hold other long numbers by right, what is more
likely decides:

- ``register`` (credit codes, licences, targets): 11 digits alone are a code. 18 digits with a valid credit code of a
  mainland region are that code; else they are an identity card number if a grown-up could have been born on the day
  within, since numbers that are made of region, day and counter carry the day of a record, a recent one.
- ``certificate`` (law-enforcement certificates): as before, but 11 digits alone are a code only where they could begin
  with a region of the provinces 13, 14 and 15, whose certificates look like telephone numbers.

15 digits with a region and a possible day are an old identity card number, unless they begin a valid credit code or the
check digit of a business registration number (注册号, GS 15-2006) fits: of true registration numbers all pass, of old card
numbers one in ten.
"""

import re
import unicodedata
from datetime import date
from pathlib import PurePath
from typing import Literal

from inventories import uscc

MASK = "***"

Codes = Literal["", "register", "certificate"]
"""What other long numbers a column holds by right."""
Kind = Literal["card", "mistyped card", "old card", "phone"]

GROWN_UP = range(1900, 2013)
"""Years of birth that are believed in a column of codes."""

_CARD = re.compile(r"(?<![0-9])(?=([0-9](?:[ -]?[0-9]){16}[ -]?[0-9Xx])(?![0-9]))")
_OLD_CARD = re.compile(r"(?<![0-9])[0-9]{15}(?![0-9])")
_PHONE = re.compile(r"(?<![0-9.])(?:\+?86[- ]?)?1[3-9][0-9](?:(?:[- ]?[0-9]{4}){2}|(?:\.[0-9]{4}){2})(?![0-9])")
_ALONE: dict[Codes, re.Pattern[str]] = {
    "register": re.compile(r"\s*[0-9A-Za-z._-]+\s*"),
    "certificate": re.compile(r"\s*1[345][0-2][0-9]{8}\s*"),
}
_WIDTH = {0xFF10 + i: ord("0") + i for i in range(10)} | {0xFF38: ord("X"), 0xFF58: ord("x"), 0x3000: ord(" ")}
_WIDTH |= dict.fromkeys((0x2010, 0x2011, 0x2013, 0x2014, 0x2212, 0xFF0D), ord("-"))
_MAINLAND = frozenset({*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66)})
_CARD_WEIGHTS = tuple(pow(2, 17 - i, 11) for i in range(17))


def mask(text: str, codes: Codes = "") -> str:
    """``text`` with every such number replaced by ``***``. ``codes``: what the column holds by right."""
    if len(text) < 11:
        return text
    for begin, end, _ in sorted(_found(text.translate(_WIDTH), codes), reverse=True):
        text = text[:begin] + MASK + text[end:]
    return text


def kind(text: str, codes: Codes = "") -> Kind | None:
    """What the first such number in ``text`` is; None if there is none."""
    found = _found(text.translate(_WIDTH), codes) if len(text) >= 11 else []
    return min(found)[2] if found else None


def find(text: str, codes: Codes = "") -> bool:
    """True if ``text`` holds such a number."""
    return kind(text, codes) is not None


def name_of(path: PurePath) -> str:
    """A file's name as it may stand on record: without such numbers, and where it is no text in this computer's encoding
    with question marks."""
    return mask(path.name.encode(errors="replace").decode())


def compact(text: str) -> str:
    """``text`` as an identifier is made of it: narrow, without blanks and invisible characters."""
    if text.isascii() and text.isalnum():
        return text
    narrow = unicodedata.normalize("NFKC", text)
    return "".join(c for c in narrow if not c.isspace() and unicodedata.category(c) != "Cf")


def _found(narrow: str, codes: Codes) -> list[tuple[int, int, Kind]]:
    """Begin, end and kind of each number."""
    found: list[tuple[int, int, Kind]] = []
    for match in _CARD.finditer(narrow):
        number = re.sub("[ -]", "", match[1]).upper()
        if _is_card(number, codes):
            found.append((*match.span(1), "card" if _check_digit(number[:17]) == number[17] else "mistyped card"))
    for match in _OLD_CARD.finditer("" if codes == "register" and uscc.valid(narrow.strip()) else narrow):
        if _is_old_card(match[0], codes):
            found.append((*match.span(), "old card"))
    if not (codes and _ALONE[codes].fullmatch(narrow)):
        found += [(*match.span(), "phone") for match in _PHONE.finditer(narrow)]
    return _apart(found)


def _apart(found: list[tuple[int, int, Kind]]) -> list[tuple[int, int, Kind]]:
    """Without those that overlap an earlier one."""
    kept: list[tuple[int, int, Kind]] = []
    for span in sorted(found):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


def _is_card(number: str, codes: Codes) -> bool:
    years = GROWN_UP if codes else range(1850, 2101)
    if int(number[6:10]) not in years or not _is_day(int(number[6:10]), number[10:14]):
        return False
    return not codes or not (uscc.valid(number) and int(number[2:4]) in _MAINLAND)


def _is_old_card(number: str, codes: Codes) -> bool:
    if int(number[:2]) not in _MAINLAND or not _is_day(1900 + int(number[6:8]), number[8:12]):
        return False
    return codes == "certificate" or not uscc.registration(number)


def _is_day(year: int, month_and_day: str) -> bool:
    try:
        date(year, int(month_and_day[:2]), int(month_and_day[2:]))
    except ValueError:
        return False
    return True


def _check_digit(first17: str) -> str:
    """GB 11643-1999 §6: modulo 11."""
    total = sum(int(d) * w for d, w in zip(first17, _CARD_WEIGHTS, strict=True))
    return "10X98765432"[total % 11]
