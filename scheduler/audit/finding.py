"""What a check is, and what it finds."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import IntEnum

from inventories.problems import Refused
from scheduler.audit.replay import Replay


class Colour(IntEnum):
    """What a check or a verdict says; the worse, the greater."""

    GREEN = 0
    AMBER = 1
    RED = 2


@dataclass(frozen=True)
class Finding:
    """What a check found: its colour, and a detail (English, with names and numbers) where it is not green."""

    colour: Colour
    detail: str = ""


GREEN = Finding(Colour.GREEN)
UNREADABLE = (
    LookupError,
    TypeError,
    ValueError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    RecursionError,
    Refused,
)
"""What a bundle that lies can raise."""


@dataclass(frozen=True)
class Check:
    """A check by number (``1.04``), the clause it tests, and the sentence that holds if it is green."""

    number: str
    clause: str
    sentence: str
    run: Callable[[Replay], Finding]


@dataclass(frozen=True)
class Checked:
    """A check's finding. ``ref`` names the draw; blank for a check of the whole log."""

    number: str
    clause: str
    sentence: str
    ref: str
    finding: Finding


def red(detail: str) -> Finding:
    """A red finding."""
    return Finding(Colour.RED, detail)


def verdict(faults: Iterable[str], colour: Colour = Colour.RED, shown: int | None = 5) -> Finding:
    """Green without ``faults``; else ``colour``, with as many of them as ``shown`` says (None: all)."""
    listed = list(faults)
    more = f" (+{len(listed) - shown})" if shown and len(listed) > shown else ""
    return Finding(colour, "; ".join(listed[:shown]) + more) if listed else GREEN
