"""What differs between two texts of a plan, member by member. Pure; knows no key, so that no key is passed over."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from scheduler.plan.document import document
from scheduler.plan.section import Inexact

NAMES = ("id", "department", "node")
"""What a table in a list is named by, the preferred first; without any of these, by its place from 1."""
_NOTHING = object()


@dataclass(frozen=True)
class Change:
    """A member by its path (``task[clinics].rate``), and its value before and after; None: the member was not there."""

    member: str
    before: str | None
    after: str | None

    def as_body(self) -> dict[str, str | None]:
        """The change as the log holds it."""
        return {"member": self.member, "from": self.before, "to": self.after}


def changes(before: bytes, after: bytes) -> tuple[Change, ...]:
    """Every member that two texts of a plan do not write alike, in the order of the first, then of the second.

    Comments and layout are none. Tables in a list are compared by name; that those of both texts stand in another order is a
    change of the list. Errors: ValueError for a text that is no TOML.
    """
    return tuple(_compare(_members(before), _members(after), ""))


def _members(text: bytes) -> Mapping[str, Any]:
    section, _notes = document(text, "plan.toml")
    if section is None:
        raise ValueError("a text that is no TOML")
    return section.value


def _compare(before: Any, after: Any, path: str) -> Iterator[Change]:
    if _tables(before) and _tables(after):
        yield from _of_list(before, after, path)
    elif all(isinstance(value, dict) or value is _NOTHING for value in (before, after)):
        one, other = ({} if value is _NOTHING else value for value in (before, after))
        for name in dict.fromkeys((*one, *other)):
            inner = f"{path}.{name}" if path and not name.startswith("[") else path + name
            yield from _compare(one.get(name, _NOTHING), other.get(name, _NOTHING), inner)
    elif _text(before) != _text(after):
        yield Change(path, _text(before), _text(after))


def _of_list(before: Any, after: Any, path: str) -> Iterator[Change]:
    one, other = _named(before), _named(after)
    kept, moved = ([name for name in mine if name in theirs] for mine, theirs in ((one, other), (other, one)))
    if kept != moved:
        yield Change(path, " ".join(kept), " ".join(moved))
    yield from _compare(one, other, path)


def _tables(value: Any) -> bool:
    return value is _NOTHING or (isinstance(value, list) and bool(value) and all(isinstance(x, dict) for x in value))


def _named(value: Any) -> dict[str, Any]:
    tables = [] if value is _NOTHING else value
    by = next((name for name in NAMES if all(name in table for table in tables)), "")
    names = [_name(table[by]) if by else "" for table in tables]
    distinct = by and len(set(names)) == len(names)
    return {f"[{name if distinct else k}]": table for k, (name, table) in enumerate(zip(names, tables, strict=True), 1)}


def _name(value: Any) -> str:
    return "/".join(map(str, value)) if isinstance(value, list) else str(value)


def _text(value: Any) -> str | None:
    match value:
        case _ if value is _NOTHING:
            return None
        case str():
            return value
        case list() | dict():
            return json.dumps(value, ensure_ascii=False, default=_text)
        case bool():
            return "true" if value else "false"
        case date():
            return value.isoformat()
        case Inexact():
            return value.text
        case int() | Fraction():
            return str(value)
    return str(value)
