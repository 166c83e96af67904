"""Columns declared as data: the field, the headers it may stand under, how its cells become values."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from inventories.personal import Codes
from inventories.values import Choice, Parser, visible

_MARKS = re.compile(r"[*]|\((必填|选填|可选|required|optional|%|‰|[^()]*[/、,;|:.-][^()]*)\)")
"""What a header carries besides its name: a mark of obligation, or a list of its words or its form in parentheses."""


@dataclass(frozen=True)
class Explanation:
    """A column in a template: what it is for, marked for the catalogues, and what its example row holds: one text, or
    a Chinese and an English one."""

    about: str
    example: str | tuple[str, str] = ""

    @property
    def examples(self) -> tuple[str, str]:
        """The Chinese and the English text of the example row."""
        return (self.example, self.example) if isinstance(self.example, str) else self.example


@dataclass(frozen=True)
class Column:
    """How one field is read.

    ``header`` is the English header of the templates; ``names`` are Chinese headers and synonyms, the preferred first;
    ``last`` are headers that serve only where none of these is there. A blank cell becomes ``default``, or is an error
    in a ``required`` column. A ``multi`` column holds several values, each of which ``parse`` reads; they come as a
    tuple without repetitions. ``key``: an identifier or a reference to one, in which a personal number is an error;
    elsewhere such a number is masked. ``codes``: the long numbers that stand here by right. ``fallback``: the field
    whose column serves where this field has none.
    """

    field: str
    header: str
    names: tuple[str, ...]
    parse: Parser
    required: bool = False
    default: Any = ""
    multi: bool = False
    key: bool = False
    codes: Codes = ""
    fallback: str = ""
    fixed: bool = False
    """A column of fixed words: in an ``[[unpivot]]`` block a text that is no header is the word itself."""
    last: tuple[str, ...] = ()
    explanation: Explanation = Explanation("")

    @property
    def choices(self) -> Mapping[Any, tuple[str, ...]]:
        """The words of a column of fixed words by what they mean; empty for any other column."""
        return self.parse.words if isinstance(self.parse, Choice) else {}

    @property
    def empty(self) -> Any:
        """What a blank becomes."""
        return () if self.multi else self.default

    @property
    def headers(self) -> tuple[str, ...]:
        """Every header the field may stand under, the preferred first."""
        return (*self.names, self.header, self.field)


def explained(explanations: Mapping[str, Explanation], columns: Iterable[Column]) -> tuple[Column, ...]:
    """``columns``, each with its explanation. Errors: KeyError where one is missing."""
    return tuple(replace(column, explanation=explanations[column.field]) for column in columns)


def words(listed: str) -> tuple[str, ...]:
    """Headers or words written in one text, parted by blanks."""
    return tuple(listed.split())


def fold(header: str) -> str:
    """The form in which headers are compared: NFKC, no blanks, no underscores, case folded, and without marks
    such as ``(必填)`` and lists of words such as ``(正常/停业/注销)``."""
    narrow = "".join(unicodedata.normalize("NFKC", visible(header)).split()).replace("_", "")
    return _MARKS.sub("", narrow.casefold())


_UNIT = re.compile(r"\((%|‰|次/年)\)")


def unit(header: str) -> str:
    """The unit that a header gives for the bare numbers below it, such as % in 抽查比例（%）; "" where it gives none."""
    found = _UNIT.search("".join(unicodedata.normalize("NFKC", header).split()))
    return found[1] if found else ""


_PERSONAL = frozenset(
    words(
        "身份证 身份证号 身份证号码 身份证件号 身份证件号码 公民身份号码 公民身份证号码 证件号码 "
        "法定代表人身份证号 负责人身份证号 idcard idcardno idcardnumber identitycard identitycardnumber nationalid "
        "手机 手机号 手机号码 联系手机 移动电话 电话 电话号码 联系电话 联系方式 办公电话 联系人电话 负责人电话 法定代表人电话 "
        "phone phoneno phonenumber mobile mobileno mobilenumber mobilephone telephone tel cellphone"
    )
)


def known(columns: Iterable[Column]) -> frozenset[str]:
    """The folded headers that any of ``columns`` may stand under."""
    return frozenset(fold(name) for column in columns for name in (*column.headers, *column.last))


def personal(header: str) -> bool:
    """True for the header of a column of identity card or telephone numbers."""
    folded = fold(header)
    return folded in _PERSONAL or any(word in folded for word in ("身份证", "公民身份", "手机"))


def positions(headers: tuple[str, ...], name: str) -> tuple[int, ...]:
    """Where ``name`` stands among ``headers``."""
    wanted = fold(name)
    return tuple(i for i, header in enumerate(headers) if header and fold(header) == wanted)


def listed(names: Iterable[str], limit: int = 30) -> str:
    """``names`` in quotation marks, for a message; from ``limit`` on cut short."""
    shown = [f"“{name}”" for name in names if name]
    return ", ".join(shown[:limit]) + (f", … ({len(shown)})" if len(shown) > limit else "")
