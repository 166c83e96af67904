"""JSON Schema (2020-12) of every public JSON file, derived from the types that the files are made of."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from importlib.resources import files as package_files
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from scheduler.publish.tables.table import Book

DIALECT = "https://json-schema.org/draft/2020-12/schema"
HEAD: Mapping[str, Any] = {
    "office": {"type": "string"},
    "title": {"type": "string"},
    "plan_id": {"type": "string"},
    "batch": {"type": "integer"},
    "commitment": {"type": ["string", "null"], "pattern": "^[0-9a-f]{64}$"},
}
SIMPLE: Mapping[Any, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date"},
    NoneType: {"type": "null"},
}


def of_book(book: Book) -> bytes:
    """The schema of the JSON document of ``book``."""
    kinds: dict[str, Any] = {}
    members = {name: _of(kind, kinds) for name, (kind, _) in book.members.items()}
    document = {"format": {"const": book.format}, **HEAD, **members}
    return _bytes({"$schema": DIALECT, "title": book.format, **_object(document), "$defs": dict(sorted(kinds.items()))})


def of_record() -> bytes:
    """The schema of the commitment record (docs/formats.md)."""
    return (package_files("scheduler.publish") / "commitment-record.schema.json").read_bytes()


def _of(kind: Any, kinds: dict[str, Any]) -> dict[str, Any]:
    """The schema of a type; those of its dataclasses go into ``kinds``, by name."""
    origin, args = get_origin(kind), get_args(kind)
    if kind in SIMPLE:
        return SIMPLE[kind]
    if origin is Literal:
        return {"enum": list(args)}
    if origin is tuple:
        return {"type": "array", "items": _of(args[0], kinds)}
    if origin in (Union, UnionType):
        return {"anyOf": [_of(one, kinds) for one in args]}
    if is_dataclass(kind):
        return _of_class(kind, kinds)
    return {"type": "object"}


def _of_class(kind: Any, kinds: dict[str, Any]) -> dict[str, Any]:
    name = kind.__name__
    if name not in kinds:
        kinds[name] = None  # in the making
        hints = get_type_hints(kind)
        says = " ".join(str(kind.__doc__).split())
        kinds[name] = {"description": says, **_object({f.name: _of(hints[f.name], kinds) for f in fields(kind)})}
    return {"$ref": f"#/$defs/{name}"}


def _object(members: dict[str, Any]) -> dict[str, Any]:
    """An object of exactly these members."""
    return {"type": "object", "properties": members, "required": list(members), "additionalProperties": False}


def _bytes(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
