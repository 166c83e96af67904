"""The text of a plan as a TOML document: exact numbers, and the row in which each member stands."""

import re
import tomllib
from decimal import Decimal
from fractions import Fraction

from inventories.problems import Place, Problem
from scheduler.plan import messages
from scheduler.plan.section import Inexact, Notes, Section

_HEADER = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?")
_KEY = re.compile(r"\s*([\w\"'.-]+)\s*=")
_FLOAT = re.compile(r"[+-]?[0-9_]{1,18}(?:\.[0-9_]{1,18})?(?:[eE][+-]?[0-9]{1,2})?")
_LINE = re.compile(r" \(at line ([0-9]+), column [0-9]+\)$")


def document(text: bytes, file: str) -> tuple[Section | None, Notes]:
    """The whole document as a section, or None and the one problem that it cannot be read."""
    notes = Notes(file, {})
    try:
        decoded = text.decode("utf-8-sig")
        value = tomllib.loads(decoded, parse_float=exact)
    except UnicodeDecodeError:
        notes.add(messages.NOT_UTF8, "")
        return None, notes
    except (ValueError, RecursionError) as error:
        found = _LINE.search(str(error))
        reason = str(error)[: found.start()] if found else str(error)[:200]
        place = Place(file, int(found[1]) if found else None)
        notes.problems.append(Problem(messages.NOT_TOML, {"reason": reason}, place))
        return None, notes
    notes.rows = rows(decoded)
    return Section(value, "", notes), notes


def exact(text: str) -> Fraction | Inexact:
    """A TOML float as the decimal fraction it writes."""
    return Fraction(Decimal(text.replace("_", ""))) if _FLOAT.fullmatch(text) else Inexact(text)


def rows(text: str) -> dict[str, int]:
    """The row of each table and member that starts a line, by its path."""
    result: dict[str, int] = {}
    counts: dict[str, int] = {}
    prefix = ""
    for row, line in enumerate(text.split("\n"), 1):
        if header := _HEADER.fullmatch(line):
            prefix = _opened(header[2], header[1] == "[[", counts)
            result.setdefault(prefix, row)
            result.setdefault(re.sub(r"\[[0-9]+\]$", "", prefix), row)
        elif key := _KEY.match(line):
            result.setdefault(_under(prefix, *key[1].split(".")), row)
    return result


def _opened(name: str, array: bool, counts: dict[str, int]) -> str:
    """The path of a header's table: an array's tables are numbered from 1, and a table stands in the last one."""
    prefix = ""
    parts = name.split(".")
    for k, part in enumerate(parts, 1):
        prefix = _under(prefix, part)
        if k == len(parts) and array:
            counts[prefix] = counts.get(prefix, 0) + 1
        if prefix in counts:
            prefix += f"[{counts[prefix]}]"
    return prefix


def _under(prefix: str, *names: str) -> str:
    return ".".join(part for part in (prefix, *(name.strip(" \t\"'") for name in names)) if part)
