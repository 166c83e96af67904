"""One canonical form of every record: JSON of text, whole numbers, booleans, null and lists, with ASCII keys.

The same form is stored, frozen by a commitment, digested, and read back by an audit.
"""

import json
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from types import UnionType
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

R = TypeVar("R")

_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
_quoted = json.encoder.encode_basestring
_PLAIN = frozenset({str, int, bool, type(None)})


def canonical(value: Any) -> bytes:
    """RFC 8785 bytes of ``value``, which holds text, whole numbers below 2^53, booleans, null, lists, ASCII-keyed dicts.

    Under these restrictions sorted keys and no white space are RFC 8785 exactly (a test holds the two together).
    """
    return _ENCODER.encode(value).encode()


def plain(value: Any) -> Any:
    """The JSON form of a record or of a value in one: dates in ISO 8601, tuples as lists, dataclasses as dicts."""
    if type(value) in _PLAIN:
        return value
    if is_dataclass(value) and not isinstance(value, type):
        return {name: plain(getattr(value, name)) for name in _names(type(value))}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    return value


def record(kind: type[R], value: dict[str, Any]) -> R:
    """The record of dataclass ``kind`` whose JSON form is ``value``. Errors: KeyError, TypeError, ValueError."""
    return kind(**{name: _typed(hint, value[name]) for name, hint in _hints(cast(Any, kind)).items()})


def encoded(value: Any) -> bytes:
    """``canonical(plain(value))`` of a record, several times faster."""
    return _written(value).encode()


def _written(value: Any) -> str:
    kind = type(value)
    if kind is str:
        return _quoted(value)
    if value is None:
        return "null"
    if kind is tuple:
        return "[" + ",".join(map(_written, value)) + "]" if value else "[]"
    if kind is date:
        return f'"{value.isoformat()}"'
    if not is_dataclass(kind):
        return canonical(value).decode()
    own = vars(value)
    return "{" + ",".join([head + _written(own[name]) for name, head in _heads(kind)]) + "}"


def to_lines(records: Iterable[Any]) -> bytes:
    """JSON lines: each record's canonical bytes and one LF, in the order given."""
    return b"".join(encoded(r) + b"\n" for r in records)


def from_lines(kind: type[R], data: bytes) -> tuple[R, ...]:
    """The records that ``to_lines`` wrote."""
    return tuple(record(kind, json.loads(line)) for line in data.split(b"\n") if line)


@cache
def _heads(kind: Any) -> tuple[tuple[str, str], ...]:
    """The fields of a class in the order of the canonical form, and what stands before their values."""
    return tuple((name, f"{_quoted(name)}:") for name in sorted(_names(kind)))


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(f.name for f in fields(kind))


@cache
def _hints(kind: Any) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {f.name: hints[f.name] for f in fields(kind)}


def _typed(hint: Any, value: Any) -> Any:
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        inner = [h for h in get_args(hint) if h is not type(None)]
        return None if value is None else _typed(inner[0], value)
    if origin is tuple:
        args = get_args(hint)
        if len(args) == 2 and args[1] is Ellipsis:
            return tuple(_typed(args[0], item) for item in value)
        return tuple(_typed(h, item) for h, item in zip(args, value, strict=True))
    if hint is date:
        return date.fromisoformat(value)
    if isinstance(hint, type) and is_dataclass(hint):
        return record(hint, value)
    if value not in get_args(hint) if origin is Literal else type(value) is not hint:
        raise TypeError(f"{value!r} is not of type {hint}")
    return value
