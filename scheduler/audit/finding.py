"""What a check is, and what it finds."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import IntEnum

from inventories.problems import N_, Reason, Refused
from scheduler.audit.replay import Replay


class Colour(IntEnum):
    """What a check or a verdict says; the worse, the greater."""

    GREEN = 0
    AMBER = 1
    RED = 2


@dataclass(frozen=True)
class Finding:
    """What a check found: its colour, and where it is not green a detail (English, with names and numbers), which is made of
    ``reasons``, texts of the catalogues each."""

    colour: Colour
    detail: str = ""
    reasons: tuple[str, ...] = ()


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
    return Finding(Colour.RED, detail, (detail,))


def verdict(faults: Iterable[str], colour: Colour = Colour.RED, shown: int | None = 5) -> Finding:
    """Green without ``faults``; else ``colour``, with as many of them as ``shown`` says (None: all)."""
    listed = list(faults)
    told = tuple(listed[:shown])
    if shown and len(listed) > shown:
        told = (*told[:-1], Reason(N_("{reason} (+{n})"), reason=told[-1], n=len(listed) - shown))
    return Finding(colour, "; ".join(told), told) if listed else GREEN


def amber(detail: str) -> Finding:
    """An amber finding for one reason."""
    return Finding(Colour.AMBER, detail, (detail,))
