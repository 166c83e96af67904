"""Randomness out of files: a relay's answer, a contributor's file, or lines of text. Pure: takes bytes, gives texts.

A file is one of: the JSON of a drand relay (``round``, ``signature``, ``previous_signature`` of the default chain); the JSON
of a contributor (``double-random/contribution@1``); lines, each the text of one source as the specification has it.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from inventories.problems import Exit, Problem, Refused
from scheduler.draw.notation import H
from scheduler.randomness import SOURCES, Place, Source, detail, messages
from scheduler.randomness.drand import Drand
from scheduler.randomness.shares import Shares, hash_of

CONTRIBUTION = "double-random/contribution@1"


@dataclass(frozen=True)
class Beacon:
    """What a relay says of a round, not checked yet. ``previous`` is blank of a chain that is not chained."""

    round: int
    signature: str
    previous: str = ""


@dataclass(frozen=True)
class Entry:
    """A text for all places, with the evidence that goes with each part."""

    text: str
    evidence: tuple[str, ...]


Held = Beacon | str
"""What a file holds: a beacon, a text, or (64 hex digits) a contribution."""


def held(data: bytes, file: str) -> list[Held]:
    """What a file holds. Refused (exit 3) if that is nothing of the kind."""
    try:
        text = data.decode("utf-8-sig")
        found: list[Held] = [_from_json(json.loads(text))] if text.lstrip().startswith("{") else [*_lines(text)]
    except (ValueError, KeyError, TypeError, RecursionError):
        found = []
    if not found:
        raise Refused(Problem(messages.FILE_STRANGE, {"file": file}), Exit.INPUT)
    return found


def _from_json(value: dict[str, Any]) -> Held:
    if "contribution" in value:
        if value["format"] != CONTRIBUTION or not hash_of(value["contribution"]):
            raise ValueError
        return str(value["contribution"])
    round_, signature, previous = value["round"], value["signature"], value.get("previous_signature") or ""
    if type(round_) is not int or not isinstance(signature, str) or not isinstance(previous, str):
        raise TypeError
    return Beacon(round_, signature, previous)


def _lines(text: str) -> Iterator[str]:
    for line in filter(None, map(str.strip, text.splitlines())):
        if line.partition(":")[0] not in SOURCES or "+" in line:
            raise ValueError
        yield line


def gather(places: Sequence[Place], files: Mapping[str, Sequence[Held]], ref: str) -> Entry:
    """The text for all ``places`` out of what ``files`` hold. Refused (exit 3) with each place that has none, and each thing
    that is for no place.

    Of a place the first source counts that the files have, so a fallback does only if the files do not have those before it.
    """
    everything = [(name, thing) for name, things in files.items() for thing in things]
    taken = [_of_place(place, [thing for _, thing in everything]) for place in places]
    problems = [
        Problem(messages.FILES_LACK, {"detail": " > ".join(source.detail for source in place)})
        for place, found in zip(places, taken, strict=True)
        if found is None
    ]
    for name, thing in everything:
        if not any(_is_for(source, thing) for place in places for source in place):
            said: dict[str, object] = {"what": _shown(thing), "file": name, "ref": ref, "named": detail(places)}
            problems.append(Problem(messages.FILE_UNUSED, said))
    if problems:
        raise Refused(problems, Exit.INPUT)
    return Entry("+".join(text for text, _ in filter(None, taken)), tuple(proof for _, proof in filter(None, taken)))


def _of_place(place: Place, things: Sequence[Held]) -> tuple[str, str] | None:
    for source in place:
        found = dict.fromkeys(_parts(source, things))
        if len(found) > 1:
            raise Refused(Problem(messages.FILE_TWICE, {"detail": source.detail}), Exit.INPUT)
        if found:
            return next(iter(found))
    return None


def _parts(source: Source, things: Sequence[Held]) -> Iterator[tuple[str, str]]:
    """Each text, with its evidence, that ``things`` have of ``source``."""
    if isinstance(source, Shares):
        by_hash = {hash_of(thing): thing for thing in things if isinstance(thing, str)}
        revealed = [by_hash[hash_] for _, hash_ in source.contributors if hash_ in by_hash]
        if len(revealed) == len(source.contributors):
            yield source.prefix + H(*revealed), "-".join(revealed)
    for thing in things:
        if isinstance(thing, Beacon) and _is_for(source, thing):
            yield source.prefix + thing.signature, thing.previous
        elif isinstance(thing, str) and thing.startswith(source.prefix) and not isinstance(source, Shares):
            yield thing, ""


def _is_for(source: Source, thing: Held) -> bool:
    if isinstance(thing, Beacon):
        long = len(thing.signature)
        return isinstance(source, Drand) and (source.round, source.chain.length) == (thing.round, long)
    if isinstance(source, Shares):
        return hash_of(thing) in [hash_ for _, hash_ in source.contributors]
    return thing.startswith(source.prefix)


def _shown(thing: Held) -> str:
    if isinstance(thing, Beacon):
        return f"drand {thing.round}"
    return f"SHA-256 {hash_of(thing)[:16]}…" if hash_of(thing) else thing[:60]
