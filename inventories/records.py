"""One canonical form of every record: JSON of text, whole numbers, booleans, null and lists, with ASCII keys.

The same form is stored, frozen by a commitment, digested, and read back by an audit.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache, partial
from operator import itemgetter
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
    return made(kind, {name: typed(value[name]) for name, typed in _typers(cast(Any, kind))})


def made(kind: type[R], values: dict[str, Any]) -> R:
    """The record of a frozen dataclass with ``values`` for all of its fields, put there at once."""
    result = object.__new__(kind)
    result.__dict__.update(values)
    return result


def changed(value: R, **values: Any) -> R:
    """``value`` with other ``values`` in some of its fields."""
    return made(type(value), {**vars(value), **values})


def encoded(value: Any) -> bytes:
    """``canonical(plain(value))`` of a record, several times faster."""
    return written(value).encode()


def written(value: Any) -> str:
    """As ``encoded``, as text."""
    kind: Any = type(value)
    if kind is str:
        return _quoted(value)
    if value is None:
        return "null"
    if kind is tuple:
        return "[" + ",".join(map(written, value)) + "]" if value else "[]"
    if kind is date:
        return f'"{value.isoformat()}"'
    if kind in _PLAIN:
        return canonical(value).decode()
    form, values = _form(kind)
    parts = form.copy()
    parts[1::2] = [_quoted(v) if type(v) is str else written(v) for v in values(vars(value))]
    return "".join(parts)


def to_lines(records: Iterable[Any]) -> bytes:
    """JSON lines: each record's canonical bytes and one LF, in the order given."""
    return b"".join(encoded(r) + b"\n" for r in records)


def from_lines(kind: type[R], data: bytes) -> tuple[R, ...]:
    """The records that ``to_lines`` wrote."""
    return tuple(record(kind, json.loads(line)) for line in data.split(b"\n") if line)


@cache
def _form(kind: Any) -> tuple[list[str], Callable[[dict[str, Any]], tuple[Any, ...]]]:
    """The canonical form of a class in parts, every second one the place of a value; and what takes the values out."""
    first, *rest = names = sorted(_names(kind))
    parts = ["{" + _quoted(first) + ":", ""]
    for name in rest:
        parts += ["," + _quoted(name) + ":", ""]
    return [*parts, "}"], itemgetter(*names)


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(f.name for f in fields(kind))


@cache
def _typers(kind: Any) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    """For each field what makes its value from the JSON form."""
    hints = get_type_hints(kind)
    return tuple((name, _typer(hints[name])) for name in _names(kind))


@cache
def _typer(hint: Any) -> Callable[[Any], Any]:
    """What makes a value of type ``hint`` from its JSON form."""
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        inner = _typer(next(h for h in args if h is not type(None)))
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        if len(args) == 2 and args[1] is Ellipsis:
            each = _typer(args[0])
            return lambda value: () if value == [] else tuple([each(item) for item in value])
        parts = [_typer(h) for h in args]
        return lambda value: tuple(part(item) for part, item in zip(parts, value, strict=True))
    if hint is date:
        return date.fromisoformat
    if isinstance(hint, type) and is_dataclass(hint):
        return partial(record, hint)
    return partial(_checked, hint, frozenset(args)) if origin is Literal else partial(_exactly, hint)


def _checked(hint: Any, allowed: frozenset[Any], value: Any) -> Any:
    if value not in allowed:
        raise TypeError(f"{value!r} is not of type {hint}")
    return value


def _exactly(hint: Any, value: Any) -> Any:
    if type(value) is not hint:
        raise TypeError(f"{value!r} is not of type {hint}")
    return value
