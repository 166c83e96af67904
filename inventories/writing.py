"""Rows of values to the canonical text of their records, column by column, without the records."""

import re
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields
from typing import Any

from inventories.pages import Few, Many, Strip
from inventories.records import written

Nested = Mapping[str, tuple[type, tuple[str, ...]]]
"""Fields of a record that hold one part at most, or none if all of it is blank: its class, and the fields of a row that
feed it, in the order of its own."""

_MARKED = re.compile(r'["\\\x00-\x09\x0b-\x1f]')
"""What a JSON text does not hold as it is; a line feed parts the cells of a column."""
_Part = tuple[str, list[list[str]]]
"""How a value stands in the text of a row, and by row what to fill in."""


def texts(kind: type, columns: Mapping[str, Strip], nested: Nested, rows: int) -> list[str]:
    """What ``records.written`` gives for the records of dataclass ``kind`` with these values; other fields have their
    default."""
    return _filled(_object({f.name: _of(f, columns, nested, rows) for f in fields(kind)}), rows)


def _of(of: "Field[Any]", columns: Mapping[str, Strip], nested: Nested, rows: int) -> _Part:
    if of.name in nested:
        return _nested(*nested[of.name], columns, rows)
    if of.name in columns:
        return _part(columns[of.name])
    assert of.default is not MISSING
    return _as_is(written(of.default)), []


def _part(column: Strip) -> _Part:
    match column:
        case Few([value]):
            return _as_is(written(value)), []
        case Few():
            return "%s", [Few([*map(written, column.values)], column.places).all()]
        case Many() if not _MARKED.search(column.text):
            return '"%s"', [column.all()]
    return "%s", [[*map(written, column.all())]]


def _nested(kind: type, names: tuple[str, ...], columns: Mapping[str, Strip], rows: int) -> _Part:
    own = [columns[name] for name in names]
    few = [column.values for column in own if isinstance(column, Few)]
    if len(few) == len(own) and not any(map(any, few)):
        return "[]", []
    form, filled = _object({f.name: _part(column) for f, column in zip(fields(kind), own, strict=True)})
    if any(map(all, few)):
        return f"[{form}]", filled
    there = [any(values) for values in zip(*(column.all() for column in own), strict=True)]
    found = _filled((f"[{form}]", filled), rows)
    return "%s", [[text if said else "[]" for text, said in zip(found, there, strict=True)]]


def _object(parts: Mapping[str, _Part]) -> _Part:
    """An object of ``parts``, in the order of their names."""
    names = sorted(parts)
    form = "{" + ",".join(f'"{name}":{parts[name][0]}' for name in names) + "}"
    return form, [values for name in names for values in parts[name][1]]


def _filled(part: _Part, rows: int) -> list[str]:
    """The text of every row."""
    form, filled = part
    return [*map(form.__mod__, zip(*filled, strict=True))] if filled else [form % ()] * rows


def _as_is(text: str) -> str:
    return text.replace("%", "%%")
