"""Text of a cell to a value. Each parser returns the value, or ``Noted`` (a value with a warning), or raises ``Invalid``.

Parsers get text that is not blank. They know no column, no language and no clock.
"""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from inventories import messages, uscc
from inventories.model import LONG_TERM
from inventories.personal import MASK
from inventories.problems import Message, Words

Parser = Callable[[str], Any]

LABEL_LIMIT = 64
WHOLE_LIMIT = 2**53 - 1

_IDENTIFIER = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,63}")
_DATE = re.compile(
    r"([0-9]{4})(?:-([0-9]{1,2})-([0-9]{1,2})|/([0-9]{1,2})/([0-9]{1,2})|\.([0-9]{1,2})\.([0-9]{1,2})"
    r"|年([0-9]{1,2})月([0-9]{1,2})[日号]?|([0-9]{2})([0-9]{2}))"
    r"(?:(?:[T ]|(?<=[日号]))[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)?"
)
# with a point the first month has two digits: a spreadsheet writes both 2026.1 and 2026.10 as 2026.1
_MONTH = re.compile(r"([0-9]{4})(?:[-/]([0-9]{1,2})|\.([0-9]{2}|[2-9])|年([0-9]{1,2})月份?)")
_WHOLE = re.compile(r"\+?([0-9]{1,16}|[0-9]{1,3}(?:,[0-9]{3}){1,5})(?:\.0+)?")
_PART = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,18})?)([%‰]?)")
_RATIO = re.compile(r"([0-9]{1,18})/([0-9]{1,18})")
_SEPARATORS = re.compile(r"[，、；,;\r\n]")
_LONG_TERM_WORDS = frozenset(("长期", "长期有效", "永久", "永久有效", "long-term", "longterm"))
_NOTHING = frozenset(("/", "\\", "-", "--", "—", "——", "–", "无", "暂无", "n/a"))
_UNTIL = re.compile(r"(.*[0-9日号])\s*(?:至|到|-|—+|–|~)\s*([0-9]{4}[-/.年].*|[0-9]{8}|[长永].*)")
_JOINED_DIGITS = re.compile("(?<=[0-9０-９])[\u200c\u200d]+(?=[0-9０-９])")
_KEPT_FORMATS = "\u200c\u200d"  # joiners that some scripts need; invisible in a label, so dropped there


class Invalid(ValueError):
    """Text that is no value: the message, its parameters, and, from a builder, the field it is about."""

    def __init__(self, message: Message, field: str = "", **params: object) -> None:
        self.message, self.field, self.params = message, field, params
        super().__init__(message.code)


@dataclass(frozen=True)
class Noted:
    """A value taken over with a warning."""

    value: Any
    message: Message
    params: Mapping[str, object]


def folded(word: str) -> str:
    """The form in which words are compared: NFKC, without blanks, case folded."""
    return "".join(unicodedata.normalize("NFKC", word).split()).casefold()


def spaced(value: str) -> str:
    """``value`` with every run of white space as one blank and none at the ends."""
    return " ".join(value.split())


def blank(value: str) -> bool:
    """True for text of white space and invisible characters alone."""
    return not (value if value.isprintable() else _visible(value)).strip()


def nothing(value: str) -> bool:
    """True for what offices write where there is nothing to be written: /, —, 无."""
    return folded(value) in _NOTHING


def identifier(value: str) -> str | Noted:
    """An identifier of the draw specification §1: narrow, without blanks; a valid credit code in capitals."""
    result = "".join(_visible(unicodedata.normalize("NFKC", value)).split())
    if not _IDENTIFIER.fullmatch(result):
        raise Invalid(messages.IDENTIFIER)
    if uscc.valid(result.upper()):
        return result.upper()
    return Noted(result, messages.IDENTIFIER_DECIMAL, {}) if re.fullmatch(r"[0-9]+\.0+", result) else result


def label(value: str) -> str | Noted:
    """A label of the draw specification §1. A slash becomes ``／`` with a warning."""
    result = spaced(_visible(unicodedata.normalize("NFC", value)))
    _refuse_control(result)
    if len(result) > LABEL_LIMIT:
        raise Invalid(messages.LABEL_LENGTH, limit=LABEL_LIMIT, length=len(result))
    return Noted(result.replace("/", "／"), messages.LABEL_SLASH, {}) if "/" in result else result


def text(value: str) -> str:
    """Free text in NFC, on one line."""
    result = spaced(_visible(unicodedata.normalize("NFC", value), _KEPT_FORMATS))
    _refuse_control(result)
    return result


def entity(value: str) -> str | Noted:
    """A legal person: a credit code in capitals, with a warning where it is faulty; any other registration as text.

    A value that was masked names nobody, so it becomes blank.
    """
    result = text(unicodedata.normalize("NFKC", value))
    if MASK in result:
        return ""
    code = "".join(result.split()).upper()
    if not re.fullmatch(r"[0-9A-Z]{16,20}", code):
        return result
    reason = uscc.fault(code)
    return Noted(code, messages.CREDIT_CODE, {"reason": Words(reason)}) if reason else code


def day(value: str) -> date:
    """A day, written 2026-11-22, 2026/11/22, 2026.11.22, 2026年11月22日 or 20261122; a time of day is dropped."""
    narrow = re.sub(r" ?([年月日号]) ?", r"\1", spaced(unicodedata.normalize("NFKC", value)))
    match = _DATE.fullmatch(narrow)
    if match is None and re.fullmatch(r"[0-9]{4}\.1", narrow):
        raise Invalid(messages.DATE_SHORT, year=narrow[:4])
    if match is None:
        raise Invalid(messages.DATE_SERIAL if re.fullmatch(r"[2-7][0-9]{4}(\.[0-9]+)?", narrow) else messages.DATE)
    year, month, number = (int(part) for part in match.groups() if part is not None)
    try:
        result = date(year, month, number)
    except ValueError:
        raise Invalid(messages.DATE_IMPOSSIBLE) from None
    if not (1900 <= year < 2200 or year == 9999):
        raise Invalid(messages.DATE_RANGE, year=year)
    return result


def first_day(value: str) -> date | Noted:
    """A day; a month alone, written 2026-11, 2026/11, 2026.11 or 2026年11月, is its first day, noted."""
    return _month_or_day(value, messages.MONTH_FIRST, last=False)


def last_day(value: str) -> date | Noted:
    """A day; a month alone, written as in ``first_day``, is its last day, noted."""
    return _month_or_day(value, messages.MONTH_LAST, last=True)


def valid_until(value: str) -> date | Noted:
    """The last valid day of a licence, as ``last_day``; "long-term" (长期) is 9999-09-09; of two days, the second."""
    if span := _UNTIL.fullmatch(spaced(unicodedata.normalize("NFKC", value))):
        first_day(span[1])
        value = span[2]
    return LONG_TERM if folded(value) in _LONG_TERM_WORDS else last_day(value)


def _month_or_day(value: str, message: Message, last: bool) -> date | Noted:
    match = _MONTH.fullmatch("".join(unicodedata.normalize("NFKC", value).split()))
    if match is None:
        return day(value)
    first = day(f"{match[1]}-{next(part for part in match.groups()[1:] if part)}-1")
    found = first.replace(day=monthrange(first.year, first.month)[1]) if last else first
    return Noted(found, message, {"day": found})


def _lines(pattern: str) -> re.Pattern[str]:
    return re.compile(f"{pattern}(?:\n{pattern})*+")


_WORD = r"\u4e00-\u9fffA-Za-z（）()·〔〕【】《》、，。；：#"
_NUMBER = r"(?:[0-9]{1,5}+-[0-9]{1,5}+|[0-9]{1,10}+)(?![0-9]|[- ][0-9])"
_TEXT = _lines(rf"(?!暂?无(?:\n|\Z))(?:[{_WORD}]++|{_NUMBER})(?:[{_WORD}]++|{_NUMBER}|[- ](?=[{_WORD}0-9]))*+")
_LABEL = _lines(r"(?!暂?无(?:\n|\Z))[\u4e00-\u9fffA-Za-z（）]{1,50}+[0-9]{0,10}+")
_SHORT = _lines(r"[0-9A-Za-z][0-9A-Za-z_-]{0,9}+")
_CODE = _lines(
    rf"[1-9][0-9](?:[0-9]{{6}}[A-HJ-NPQRTUWXY][{uscc.ALPHABET}]{{8}}|[0-9]{{4}}(?!18|19|2[01])[0-9]{{11}})[{uscc.ALPHABET}]"
)
"""Credit codes, check characters apart, that cannot be taken for a personal number: none of 15 digits, none with a year
where an identity card number has it."""


def _codes(lines: str) -> bool:
    return _CODE.fullmatch(lines) is not None and all(map(uscc.valid, lines.split("\n")))


USUAL: Mapping[Parser, Callable[[str], bool]] = {
    text: lambda lines: _TEXT.fullmatch(lines) is not None,
    label: lambda lines: _LABEL.fullmatch(lines) is not None,
    identifier: lambda lines: _SHORT.fullmatch(lines) is not None or _codes(lines),
    entity: _codes,
}
"""By parser, whether it gives lines of text back as they are, and they hold no personal number, as with nearly all text."""


def whole(low: int = 0, high: int = WHOLE_LIMIT) -> Parser:
    """A parser of whole numbers from ``low`` to ``high``: 3, 3.0, 1,200, in any width."""

    def parse(value: str) -> int:
        narrow = unicodedata.normalize("NFKC", value).strip()
        match = _WHOLE.fullmatch(narrow)
        if match is None and not re.fullmatch(r"-[0-9]+(\.0+)?|[0-9]{17,}", narrow):
            raise Invalid(messages.WHOLE)
        if match is None or not low <= (result := int(match[1].replace(",", ""))) <= high:
            raise Invalid(messages.WHOLE_RANGE, low=low, high=high)
        return result

    return parse


GRADES = {
    1: ("一般", "轻微", "低", "一般隐患"),
    2: ("较大", "较重", "中"),
    3: ("重大", "严重", "高", "重大隐患"),
    4: ("特别重大", "特别严重"),
}
"""Grades (一般、较大、重大、特别重大) as whole numbers."""
_GRADES = {folded(word): number for number, found in GRADES.items() for word in found}


def severity(value: str) -> int:
    """How grave something is: a whole number from 1, such as the points (记分) given for it, or a grade in words."""
    grade = _GRADES.get(folded(value))
    result: int = whole(1)(value) if grade is None else grade
    return result


def fraction(value: str) -> Fraction:
    """An exact fraction, above 0 and at most 1: 1/20, 5%, 2‰, 0.05."""
    narrow = "".join(unicodedata.normalize("NFKC", value).split())
    if ratio := _RATIO.fullmatch(narrow):
        above, below = int(ratio[1]), int(ratio[2])
    elif part := _PART.fullmatch(narrow):
        exact = Fraction(part[1]) / {"": 1, "%": 100, "‰": 1000}[part[2]]
        above, below = exact.numerator, exact.denominator
    else:
        raise Invalid(messages.FRACTION_RANGE)
    if not 0 < above <= below:
        raise Invalid(messages.FRACTION_RANGE)
    return Fraction(above, below)


class Choice:
    """A parser from words to the values that ``words`` lists them under; width, case and blanks do not matter."""

    def __init__(self, words: Mapping[Any, tuple[str, ...]]) -> None:
        self.words = words
        self._values = {folded(word): value for value, spellings in words.items() for word in spellings}

    def __call__(self, value: str) -> Any:
        """The value of a word. Errors: Invalid."""
        if (word := folded(value)) not in self._values:
            shown = ", ".join(word for spellings in self.words.values() for word in spellings)
            raise Invalid(messages.CHOICE, words=shown)
        return self._values[word]


YES = ("是", "yes", "y", "true", "1", "√", "✓", "有")
NO = ("否", "no", "n", "false", "0", "×", "✗", "无")

yes_no = Choice({True: YES, False: NO})


def split(value: str) -> tuple[str, ...]:
    """The parts of a cell that holds several values, joined by ，、；,; or line breaks; blank parts are left out."""
    return tuple(part for raw in _SEPARATORS.split(value) if (part := raw.strip()))


def visible(value: str) -> str:
    """``value`` without invisible characters: zero-width ones, and those that turn its direction. The joiners that some
    scripts need stay, but not between digits."""
    return value if value.isprintable() else _visible(_JOINED_DIGITS.sub("", value), _KEPT_FORMATS)


def _visible(value: str, kept: str = "") -> str:
    if value.isprintable():  # holds nothing of the categories Cc, Cf, Cs
        return value
    return "".join(c for c in value if c in kept or unicodedata.category(c) != "Cf")


def _refuse_control(value: str) -> None:
    for character in "" if value.isprintable() else value:
        plain = " " <= character < "\x7f" or character in _KEPT_FORMATS
        if not plain and unicodedata.category(character) in ("Cc", "Cf", "Cs"):
            raise Invalid(messages.CONTROL, character=f"U+{ord(character):04X}")
