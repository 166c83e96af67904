"""One cell: blank, damaged, personal, renamed, or parsed."""

import re
from dataclasses import dataclass, replace
from typing import Any

from inventories import messages, personal
from inventories.columns import Column
from inventories.mapping import Synonyms, folded_spelling
from inventories.problems import Message
from inventories.values import Invalid, Noted, blank, folded, nothing, split, visible

Told = tuple[Message, dict[str, object]]

_NONE = Synonyms()
_ERRORS = frozenset(
    ("#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#GETTING_DATA")
)
_SCIENTIFIC = re.compile(r"[0-9]\.[0-9]+E\+[0-9]{2}")
_ZERO = re.compile(r"[+-]?[0０]+([.．][0０]*)?")


@dataclass(frozen=True)
class Outcome:
    """The value of a cell, what is wrong with it, what is to be noted, and spellings that a catch-all took in."""

    value: Any = None
    errors: tuple[Told, ...] = ()
    warnings: tuple[Told, ...] = ()
    caught: tuple[str, ...] = ()

    @property
    def plain(self) -> bool:
        """True if there is a value, and nothing to say of it."""
        return not (self.errors or self.warnings or self.caught)


def outcome(column: Column, text: str, synonyms: Synonyms | None = None) -> Outcome:
    """What becomes of ``text`` in ``column``."""
    synonyms = synonyms or _NONE
    if not said(column, text, synonyms):
        text = synonyms.blank or ""
    if blank(text):
        missing = messages.IDENTIFIER_MISSING if column.field == "id" else messages.VALUE_MISSING
        return Outcome(column.empty, ((missing, {}),) if column.required else ())
    text = text.strip()
    if text.upper() in _ERRORS:
        return Outcome(errors=((messages.EXCEL_ERROR, {}),))
    if (column.key or column.codes) and _SCIENTIFIC.fullmatch(text.upper()):
        return Outcome(errors=((messages.DIGITS_LOST, {}),))
    noted: list[Told] = []
    seen = visible(text)
    if seen != text:
        characters = ", ".join(f"U+{ord(c):04X}" for c in sorted({*text} - {*seen}))
        noted.append((messages.INVISIBLE, {"characters": characters}))
    clean = shown(column, seen)
    if clean != seen:
        if column.key:
            kind = personal.kind(personal.compact(seen), column.codes) or personal.kind(seen, column.codes)
            return Outcome(errors=((messages.PERSONAL_KEYS[kind or "card"], {}),))
        noted.append((messages.PERSONAL_MASKED, {}))
    result = _parsed(column, clean, synonyms)
    return replace(result, warnings=(*noted, *result.warnings)) if noted else result


def said(column: Column, text: str, synonyms: Synonyms = _NONE) -> bool:
    """False for a blank, and for a sign of one that is no word of the column or the mapping."""
    if not nothing(text):
        return not blank(text)
    words = {folded(word) for spellings in column.choices.values() for word in spellings}
    return folded(text) in words or folded_spelling(text) in synonyms.words


def shown(column: Column, text: str) -> str:
    """``text`` without personal numbers; nothing of it where one shows only once blanks are taken out of a code."""
    if column.key or column.codes:
        hidden = personal.kind(personal.compact(text), column.codes)
        if hidden and hidden != personal.kind(text, column.codes):
            return personal.MASK
    return personal.mask(text, column.codes)


def zero(text: str) -> bool:
    """True for a blank, a sign of one, or a number nought."""
    return blank(text) or nothing(text) or _ZERO.fullmatch(text.strip()) is not None


def _renamed(spelling: str, synonyms: Synonyms) -> tuple[str, bool]:
    """What a spelling becomes, and False if a catch-all took it in."""
    if not synonyms.words and synonyms.other is None:
        return spelling, True
    word = synonyms.words.get(folded_spelling(spelling))
    if word is None and synonyms.other is not None:
        return synonyms.other, False
    return spelling if word is None else word, True


def _parsed(column: Column, text: str, synonyms: Synonyms) -> Outcome:
    values: list[Any] = []
    errors: list[Told] = []
    warnings: list[Told] = []
    caught: list[str] = []
    for spelling in split(text) if column.multi else (text,):
        word, listed = _renamed(spelling, synonyms)
        if not listed:
            caught.append(spelling)
        if blank(word):
            continue
        try:
            value = column.parse(word)
        except Invalid as invalid:
            errors.append((invalid.message, dict(invalid.params)))
            continue
        if isinstance(value, Noted):
            warnings.append((value.message, dict(value.params)))
            value = value.value
        values.append(value)
    if not values and not errors and column.required:
        errors.append((messages.VALUE_MISSING, {}))
    if column.multi:
        return Outcome(tuple(dict.fromkeys(values)), tuple(errors), tuple(warnings), tuple(caught))
    return Outcome(values[0] if values else column.empty, tuple(errors), tuple(warnings), tuple(caught))
