"""A forger of bundles: changes one fact and makes everything else fit that somebody inside the office could make fit.

What the forger cannot change is what the outside remembers: the hash of the commitment, published beforehand.
"""

import copy
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any
from unittest.mock import patch

from inventories.records import canonical
from scheduler.audit import checks
from scheduler.audit.checks import Colour, audit, verdicts
from scheduler.bundle import Bundle
from scheduler.log import Event, next_event
from scheduler.tables import parse_lines

Path = tuple[str | int, ...]


def finds(number: str, bundle: Bundle) -> bool:
    """Whether the check of that number is red; no other is run."""
    with (
        patch.object(checks, "CHECKS", tuple(check for check in checks.CHECKS if check.number == number)),
        patch.object(checks, "LOG_CHECKS", tuple(check for check in checks.LOG_CHECKS if check[0] == number)),
    ):
        return number in {c.number for c in audit(bundle) if c.finding.colour == Colour.RED}


def red(bundle: Bundle) -> set[str]:
    """The numbers of the checks that are red; the verdicts are as bad as they."""
    found = audit(bundle)
    numbers = {c.number for c in found if c.finding.colour == Colour.RED}
    reds = {number for number, colour in verdicts(found).items() if colour == Colour.RED}
    assert reds == ({1, 2, 3} if "1.00" in numbers else {int(number[0]) for number in numbers})
    return numbers


def chained(events: Iterable[Event]) -> tuple[Event, ...]:
    """The events numbered and chained anew, each with its time, actor, kind and body, and with the signatures it had."""
    made: list[Event] = []
    for event in events:
        before = made[-1] if made else None
        made.append(next_event(before, event.time, event.actor, event.kind, event.body, event.signatures))
    return tuple(made)


def with_events(bundle: Bundle, events: Iterable[Event]) -> Bundle:
    """The bundle with another log, chained anew."""
    return replace(bundle, events=chained(events))


def place(bundle: Bundle, kind: str) -> int:
    """Where the last event of ``kind`` stands."""
    return max(k for k, event in enumerate(bundle.events) if event.kind == kind)


def with_body(bundle: Bundle, kind: str, path: Path, change: Callable[[Any], Any]) -> Bundle:
    """The bundle with one value in the body of the last event of ``kind`` changed, chained anew."""
    k = place(bundle, kind)
    event = bundle.events[k]
    body = copy.deepcopy(event.body)
    inner: Any = body
    for name in path[:-1]:
        inner = inner[name]
    inner[path[-1]] = change(inner[path[-1]])
    assert canonical(body) != canonical(event.body)
    return with_events(bundle, (*bundle.events[:k], replace(event, body=body), *bundle.events[k + 1 :]))


def without(bundle: Bundle, *dropped: int) -> Bundle:
    """The bundle without the events that stand at these places, chained anew."""
    return with_events(bundle, [event for k, event in enumerate(bundle.events) if k not in dropped])


def with_rows(bundle: Bundle, root: str, change: Callable[[list[Any]], Sequence[Any]]) -> Bundle:
    """The bundle with other rows in the frozen table that the commitment names by ``root``."""
    rows = change(parse_lines(bundle.frozen[root]))
    return replace(bundle, frozen={**bundle.frozen, root: b"".join(canonical(row) + b"\n" for row in rows)})


def leaves(value: Any, path: Path = ()) -> Iterator[Path]:
    """The paths of all values in ``value``; of a list that of its first element, and of the list itself."""
    if isinstance(value, dict):
        for name in value:
            yield from leaves(value[name], (*path, name))
    elif isinstance(value, list):
        yield path
        if value:
            yield from leaves(value[0], (*path, 0))
    else:
        yield path


def other(value: Any) -> Any:
    """Another value of the same type."""
    match value:
        case bool():
            return not value
        case int():
            return value + 1
        case None:
            return "x"
        case list():
            return value[1:] if value else ["x"]
        case str() if len(value) == 64 and set(value) <= set("0123456789abcdef"):
            return ("1" if value[0] == "0" else "0") + value[1:]
        case str() if len(value) == 10 and value[4] == "-":
            return f"{int(value[:4]) - 1}{value[4:]}"
        case str():
            return value + "x"
    raise TypeError(json.dumps(value))
