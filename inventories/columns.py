"""Columns declared as data: the field, the headers it may stand under, how its cells become values."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from inventories.values import Parser, visible

_MARKS = re.compile(r"[*]|\((必填|选填|可选|required|optional)\)")


@dataclass(frozen=True)
class Column:
    """How one field is read.

    ``header`` is the English header of the templates; ``names`` are Chinese headers and synonyms, the preferred first.
    A blank cell becomes ``default``, or is an error in a ``required`` column. A ``multi`` column holds several values,
    each of which ``parse`` reads; they come as a tuple without repetitions. ``key``: an identifier or a reference to
    one, in which a personal number is an error; elsewhere such a number is masked. ``codes``: its 11-digit numbers are
    codes, never telephones. ``fallback``: the field whose column serves where this field has none.
    """

    field: str
    header: str
    names: tuple[str, ...]
    parse: Parser
    required: bool = False
    default: Any = ""
    multi: bool = False
    key: bool = False
    codes: bool = False
    fallback: str = ""
    fixed: bool = False
    """A column of fixed words: in an ``[[unpivot]]`` block a text that is no header is the word itself."""

    @property
    def empty(self) -> Any:
        """What a blank becomes."""
        return () if self.multi else self.default

    @property
    def headers(self) -> tuple[str, ...]:
        """Every header the field may stand under, the preferred first."""
        return (*self.names, self.header, self.field)


def words(listed: str) -> tuple[str, ...]:
    """Headers or words written in one text, parted by blanks."""
    return tuple(listed.split())


def fold(header: str) -> str:
    """The form in which headers are compared: NFKC, no blanks, no underscores, no marks of obligation, case folded."""
    narrow = "".join(unicodedata.normalize("NFKC", visible(header)).split()).replace("_", "")
    return _MARKS.sub("", narrow.casefold())


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
    return frozenset(fold(name) for column in columns for name in column.headers)


def personal(header: str) -> bool:
    """True for the header of a column of identity card or telephone numbers."""
    return fold(header) in _PERSONAL


def positions(headers: tuple[str, ...], name: str) -> tuple[int, ...]:
    """Where ``name`` stands among ``headers``."""
    wanted = fold(name)
    return tuple(i for i, header in enumerate(headers) if header and fold(header) == wanted)


def listed(names: Iterable[str], limit: int = 30) -> str:
    """``names`` in quotation marks, for a message; from ``limit`` on cut short."""
    shown = [f"“{name}”" for name in names if name]
    return ", ".join(shown[:limit]) + (f", … ({len(shown)})" if len(shown) > limit else "")
