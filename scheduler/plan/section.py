"""A TOML document read member by member: every problem is noted at its place, and reading goes on with a stand-in."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from inventories.problems import N_, Message, Place, Problem, Words
from inventories.values import Invalid, Noted
from scheduler.plan import messages

Parse = Callable[[Any], Any]


@dataclass(frozen=True)
class Inexact:
    """A number that is not taken over as a fraction: inf, nan, or one of too many digits."""

    text: str


class Notes:
    """The problems found in one file. ``rows`` gives the row of a member's path where it is known."""

    def __init__(self, file: str, rows: Mapping[str, int]) -> None:
        self.file, self.rows, self.problems = file, rows, list[Problem]()

    def add(self, message: Message, where: str, value: object = "", warning: bool = False, /, **params: object) -> None:
        """Note a problem at the member ``where``."""
        place = Place(self.file, self.row(where), where, _shown(value))
        self.problems.append(Problem(message, params, place, warning))

    def row(self, where: str) -> int | None:
        """The row of a member, or of the nearest that holds it."""
        while where:
            if where in self.rows:
                return self.rows[where]
            where = re.sub(r"(\[[0-9]+\]|\.[^.\[\]]*|^[^.\[\]]+)$", "", where)
        return None


class Section:
    """A table of the document. Members are taken by name; ``done`` notes the ones that nobody took as unknown."""

    def __init__(self, value: Mapping[str, Any], where: str, notes: Notes) -> None:
        self.value, self.where, self.notes, self._known = value, where, notes, dict[str, None]()

    def __contains__(self, name: str) -> bool:
        self._known[name] = None
        return name in self.value

    def at(self, name: str) -> str:
        """The path of a member."""
        return f"{self.where}.{name}" if self.where else name

    def note(self, message: Message, name: str = "", warning: bool = False, /, **params: object) -> None:
        """Note a problem at the member ``name``, or at this section."""
        value = self.value.get(name, "")
        self.notes.add(message, self.at(name) if name else self.where, value, warning, **params)

    def take(self, name: str, parse: Parse, stand_in: Any, example: str = "") -> Any:
        """The member's value; ``stand_in``, and a problem, if it is wrong, or missing though an ``example`` is given."""
        if name in self:
            return self._parsed(name, self.value[name], parse, stand_in)
        if example:
            self.notes.add(messages.MEMBER_MISSING, self.at(name), "", name=name, example=example)
        return stand_in

    def listed(self, name: str, parse: Parse, example: str = "", empty: bool = False) -> tuple[Any, ...]:
        """The parsed elements of a list (or of one value) in order; none if it is missing, or ``empty`` where it may be."""
        raw = self.take(name, _items, [], example) if not (empty and self.value.get(name) == []) else []
        self._known[name] = None
        missing = object()
        parsed = [self._parsed(f"{name}[{i}]", item, parse, missing) for i, item in enumerate(raw, 1)]
        return tuple(item for item in parsed if item is not missing)

    def each(self, name: str, parse: Parse, example: str = "", empty: bool = False) -> tuple[Any, ...]:
        """As ``list``, each element once; a problem for one that is named twice."""
        found = self.listed(name, parse, example, empty)
        for item in dict.fromkeys(item for item in found if found.count(item) > 1):
            self.note(messages.TWICE, name, name=item)
        return tuple(dict.fromkeys(found))

    def section(self, name: str, example: str = "") -> "Section | None":
        """The table ``name``; None if it is missing (a problem if an ``example`` is given) or no table."""
        table = self.take(name, _table, None, example)
        return None if table is None else Section(table, self.at(name), self.notes)

    def sections(self, name: str, example: str = "") -> tuple["Section", ...]:
        """The tables of the array ``name``, numbered from 1 in their paths."""
        tables = self.take(name, _tables, [], example)
        return tuple(Section(table, f"{self.at(name)}[{i}]", self.notes) for i, table in enumerate(tables, 1))

    def others(self) -> tuple[str, ...]:
        """The members that nobody took so far; they count as taken now."""
        names = tuple(name for name in self.value if name not in self._known)
        self._known.update(dict.fromkeys(names))
        return names

    def done(self) -> None:
        """Note every member that nobody took, with the nearest name that is known here."""
        known = list(self._known)
        for name in [name for name in self.value if name not in self._known]:
            nearest = (get_close_matches(name, known, 1, 0) or known)[0]
            self.note(messages.MEMBER_UNKNOWN, name, name=name, nearest=nearest, known=", ".join(known))

    def _parsed(self, name: str, raw: Any, parse: Parse, stand_in: Any) -> Any:
        try:
            result = parse(raw)
        except Invalid as error:
            self.notes.add(error.message, self.at(name), raw, False, **error.params)
            return stand_in
        if isinstance(result, Noted):
            self.notes.add(result.message, self.at(name), raw, True, **result.params)
            return result.value
        return result


def _shown(value: object) -> str:
    if isinstance(value, dict | list):
        return ""  # tables and lists are found by their place
    text = value.text if isinstance(value, Inexact) else str(value)
    return text if len(text) <= 80 else text[:79] + "…"


def _items(value: Any) -> list[Any]:
    items = value if isinstance(value, list) else [value]
    if not items:
        raise Invalid(messages.BLANK)
    return items


def _table(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise Invalid(messages.KIND, wanted=Words(N_("a table")), example="{ name = value }")
    return value


def _tables(value: Any) -> list[dict[str, Any]]:
    if not isinstance(value, list) or not value or not all(isinstance(item, dict) for item in value):
        raise Invalid(messages.KIND, wanted=Words(N_("one or more tables")), example="[[name]]")
    return value
