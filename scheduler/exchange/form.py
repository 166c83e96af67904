"""The text of a signed file: a first line that names its form, then canonical JSON: a head, and a line for each thing. Pure."""

import json
from collections.abc import Iterable
from typing import Any, TypeVar

from inventories.problems import N_, Reason
from inventories.records import encoded, record

R = TypeVar("R")
FIRST = 3
"""The number of the first line after the form and the head."""


class BadForm(ValueError):
    """A text of another form; the argument says what and where, in English."""


def write(form: str, head: Any, lines: Iterable[Any]) -> str:
    """The text of a file: dataclasses in their canonical form, one a line."""
    return "\n".join([form, *(encoded(value).decode() for value in (head, *lines)), ""])


def first_line(text: bytes) -> str:
    """The form that a file says it has; blank for one that says none."""
    line = text[:100].partition(b"\n")[0]
    return line.decode() if line.startswith(b"double-random/") and line.isascii() else ""


def read(form: str, text: str, head: type[R], line: type[Any]) -> tuple[R, tuple[Any, ...]]:
    """Head and lines of a text in ``form``. Errors: BadForm, for a line that is not exactly what ``write`` writes."""
    first, *rest = text.split("\n")[:-1]
    if first != form or not rest:
        raise BadForm(Reason(N_("its first line is not {form}"), form=form))
    return _line(head, rest[0], 2), tuple(_line(line, value, row) for row, value in enumerate(rest[1:], FIRST))


def _line(kind: type[R], text: str, row: int) -> R:
    try:
        found = record(kind, json.loads(text))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BadForm(
            Reason(N_("line {row}: {name}: {error}"), row=row, name=type(error).__name__, error=error)
        ) from None
    if encoded(found).decode() != text:  # no member besides, nothing that two readers could read in two ways
        raise BadForm(Reason(N_("line {row}: it is not in the canonical form"), row=row))
    return found
