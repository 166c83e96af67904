"""A last look before publication: nothing that reads like an ID number or a telephone number leaves the office."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from inventories import personal
from inventories.problems import N_, Message, Place, Problem
from scheduler.publish.view import RandomnessView, ResultRow, SiteView, SourceView

PERSONAL_NUMBER = Message(
    "publish-personal-number",
    N_("The result {reference} holds what looks like an ID number or a telephone number in {column}."),
    N_("Correct the record; personal numbers are never published."),
)
PERSONAL_ELSEWHERE = Message(
    "publish-personal-elsewhere",
    N_("What looks like an ID number or a telephone number would be public: {where}."),
    N_("Correct the record; personal numbers are never published."),
)
CODES = frozenset(("entity",))
"""Where credit codes stand by right."""
MADE = frozenset(
    ("reference", "place", "nonce", "digest", "hash", "commitment", "root", "record", "bundle_digest", "checkpoint")
)
"""What the program has made: hexadecimal and base64 hold any digits. A commitment's record holds no words but the plan's."""
PUBLIC_NUMBERS = (RandomnessView, SourceView)
"""Dice and lotteries give any digits."""
LANDLINE = re.compile(r"(?<![0-9])[(]?0[0-9]{2,3}(?:[)]|[ -]|[)] )[0-9]{7,8}(?![0-9])")


def personal_numbers(view: SiteView) -> tuple[Problem, ...]:
    """One problem for each text of the view that holds a personal number; the number itself is not repeated."""
    return tuple(_told(path, row) for path, row in _found(view, "", None))


def _found(value: Any, path: str, row: ResultRow | None) -> Iterator[tuple[str, ResultRow | None]]:
    """Paths of the texts that hold one, with the result that they belong to."""
    if isinstance(value, PUBLIC_NUMBERS):
        return
    if is_dataclass(value):
        row = value if isinstance(value, ResultRow) else row
        for field in fields(value):
            if field.name not in MADE:
                yield from _found(getattr(value, field.name), f"{path}.{field.name}".lstrip("."), row)
    elif isinstance(value, tuple):
        for number, part in enumerate(value, 1):
            yield from _found(part, f"{path}[{number}]", row)
    elif isinstance(value, str) and _personal(value, path.rpartition(".")[2] in CODES):
        yield path, row


def _personal(text: str, code: bool) -> bool:
    """Whether a text holds such a number, hidden by wide or invisible characters or by many blanks though it be."""
    narrow = "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf")
    bare = re.sub(r"\s+", " ", re.sub(r"\s*[-‐‑–—−]+\s*", "-", narrow))
    return personal.find(bare, "register" if code else "") or LANDLINE.search(bare) is not None


def _told(path: str, row: ResultRow | None) -> Problem:
    if row is None:
        return Problem(PERSONAL_ELSEWHERE, {"where": path}, Place(column=path))
    column = path.partition("].")[2]
    return Problem(PERSONAL_NUMBER, {"reference": row.reference, "column": column}, Place(column=column))
