"""Lines from outside joined to targets: by identifiers at once, by name and address only as decided on record."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from inventories import uscc
from inventories.matching import Index, Match, fold, fold_name
from inventories.model import Join
from inventories.outside import Line
from inventories.problems import Place, Problem
from inventories.records import canonical
from scheduler import messages
from scheduler.log import Event

L = TypeVar("L", bound=Line)

GIVEN = ("target", "entity", "licence_number", "name", "address")
"""What of a line says whom it is about."""
OUTCOMES = ("identifier", "credit_code", "licence_number", "decision", "undecided", "nobody", "unknown")
"""How lines end: joined by one of the first four; waiting; decided to be about none of the targets; fitting none."""

Decisions = Mapping[str, str]
"""By the key of what was given: the target that the office decided is meant, "" for none of its targets."""


@dataclass(frozen=True)
class Case(Generic[L]):
    """All lines that say the same of whom they are about, and whom that can be."""

    key: str
    lines: tuple[L, ...]
    match: Match


@dataclass(frozen=True)
class Joined(Generic[L]):
    """``pairs``: each line that has a target (or an identifier that no target has yet), with it and by what it was joined.

    ``open``: what waits for a decision or fits nothing; ``decided``: what a decision was taken for; ``counts`` of lines.
    """

    pairs: tuple[tuple[L, str, Join], ...]
    open: tuple[Case[L], ...]
    decided: tuple[Case[L], ...]
    counts: dict[str, int]


def key_of(given: Mapping[str, str]) -> str:
    """The key of what a line says of whom it is about: ``x`` and 20 hex digits; spellings that fold alike share one."""
    parts = [given["target"], given["entity"], fold(given["licence_number"]), fold_name(given["name"])]
    return "x" + hashlib.sha256(canonical([*parts, fold(given["address"])])).hexdigest()[:20]


def given_of(line: Line) -> dict[str, str]:
    """What of a line says whom it is about."""
    return {name: getattr(line, name) for name in GIVEN}


def join(lines: Iterable[L], index: Index, decisions: Decisions) -> Joined[L]:
    """Each line joined where its identifiers name one target, or where a decision does."""
    alike: dict[str, list[L]] = {}
    for line in lines:
        alike.setdefault(key_of(given_of(line)), []).append(line)
    pairs: list[tuple[L, str, Join]] = []
    left: list[Case[L]] = []
    decided: list[Case[L]] = []
    counts = Counter(dict.fromkeys(OUTCOMES, 0))
    for key, found in alike.items():
        case = Case(key, tuple(found), index.find(found[0]))
        outcome, target, by = _outcome(case, decisions)
        counts[outcome] += len(found)
        pairs += [(line, target, by) for line in found if target]
        if case.match.state != "joined" and key in decisions:
            decided.append(case)
        if outcome in ("undecided", "unknown"):
            left.append(case)
    return Joined(tuple(pairs), tuple(left), tuple(decided), dict(counts))


def _outcome(case: Case[L], decisions: Decisions) -> tuple[str, str, Join]:
    match case.match.state:
        case "joined":
            by = case.match.by
            return by.replace(" ", "_") or "identifier", case.match.candidates[0], by
        case _ if decisions.get(case.key):
            return "decision", decisions[case.key], "decision"
        case _ if case.key in decisions:
            return "nobody", _own(case.lines[0]), ""
        case "unknown":
            return "unknown", _own(case.lines[0]), ""
    return "undecided", "", ""


def _own(line: Line) -> str:
    """The identifier that a line gives, under which it is kept until there is such a target; "" if it gives none."""
    return line.target or (line.entity if uscc.valid(line.entity) else "")


def taken(events: Iterable[Event], known: Mapping[str, object]) -> dict[str, str]:
    """The decisions on record for targets among ``known``, the last ones of a log's imports."""
    result: dict[str, str] = {}
    for event in events:
        for decision in event.body.get("joined", {}).get("decisions", ()):
            result[decision["key"]] = decision["target"] or ""
    return {key: target for key, target in result.items() if target in known}


def document(joined: Joined[L], new: Decisions, review: str) -> dict[str, Any]:
    """The joining as an import's event tells it: counts, and each decision of the review list of digest ``review``."""
    decisions = [
        {
            "key": case.key,
            "given": given_of(case.lines[0]),
            "target": new[case.key] or None,
            "lines": sorted(line.id for line in case.lines),
        }
        for case in joined.decided
        if case.key in new
    ]
    return {**joined.counts, "review": review, "decisions": decisions}


def problems(joined: Joined[L], origins: Mapping[str, Place], index: Index, kept: bool) -> Iterator[Problem]:
    """A warning for all lines that say the same of whom they are about and wait for a decision or fit nothing.

    ``kept``: lines that fit nothing are kept under the identifier that they give, and need no warning here.
    """
    for case in joined.open:
        line = case.lines[0]
        place = origins.get(line.id, Place())
        at = Place(place.file, place.row, "", line.name or line.entity or line.licence_number or line.target)
        if case.match.candidates:
            named = ", ".join(f"{t} {index.targets[t].name}" for t in case.match.candidates)
            yield Problem(messages.UNDECIDED, {"n": len(case.lines), "candidates": named}, at, warning=True)
        elif not (kept and _own(line)):
            yield Problem(messages.UNJOINED, {"n": len(case.lines)}, at, warning=True)


def rows_of(case: Case[L], origins: Mapping[str, Place]) -> Sequence[int]:
    """The rows of the file in which the lines stand."""
    return sorted(row for line in case.lines if (row := origins.get(line.id, Place()).row) is not None)
