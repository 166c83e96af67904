"""Public randomness: the sources that a commitment names in order, each with its fallbacks, and the text they give (§2).

A *place* is a source and the fallbacks that may stand in for it; the text has one part for each place, joined by ``+``.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from inventories.problems import Exit, Problem, Refused
from scheduler import messages as shell
from scheduler.randomness import messages
from scheduler.randomness.dice import Dice
from scheduler.randomness.drand import Drand
from scheduler.randomness.lottery import Lottery
from scheduler.randomness.shares import Shares
from scheduler.randomness.source import Particulars, Source, moment

__all__ = ["Particulars", "Source", "moment"]

Place = tuple[Source, ...]
SOURCES: dict[str, type[Source]] = {source.kind: source for source in (Drand, Dice, Lottery, Shares)}
"""Every kind of source there is."""
LEAST = 2**24
"""Under so many equally likely outcomes a source is refused (specification §2)."""
AMPLE = 2**64
"""Under so many a draw is amber at best: it could have been tried out beforehand."""


def outcomes(places: Sequence[Place]) -> int:
    """How many equally likely outcomes the sources have together, each place at its weakest fallback."""
    result = 1
    for place in places:
        result *= min(source.outcomes for source in place)
    return result


def bits(places: Sequence[Place]) -> int:
    """The whole bits of choice in the sources together: 20 throws of ten faces have 66."""
    return outcomes(places).bit_length() - 1


def documents(places: Sequence[Place]) -> list[dict[str, Any]]:
    """The sources as a commitment names them."""
    return [first.document() | {"fallbacks": [other.document() for other in others]} for first, *others in places]


def from_documents(values: Sequence[dict[str, Any]]) -> tuple[Place, ...]:
    """The sources that ``documents`` wrote. Errors: KeyError, TypeError, ValueError."""
    return tuple(tuple(_source(one) for one in (value, *value["fallbacks"])) for value in values)


def _source(value: dict[str, Any]) -> Source:
    return SOURCES[value["kind"]].from_document(value)


def named(places: Sequence[Place], given: Particulars, now: datetime) -> tuple[Place, ...]:
    """The exact sources of a commitment made ``now``. Refused (exit 4) with each that stays open or is known already."""
    exact = tuple(tuple(source.named(given) for source in place) for place in places)
    problems = [*_not_asked(places, given)]
    for source in (source for place in exact for source in place):
        if option := source.lacks():
            problems.append(Problem(messages.LACKS, {"kind": source.kind, "option": option}))
        elif source.fires and source.fires <= now:
            told: dict[str, object] = {"detail": source.detail, "fires": moment(source.fires), "now": moment(now)}
            problems.append(Problem(messages.FIRED, told))
    if problems:
        raise Refused(problems, Exit.PLAN)
    return exact


def _not_asked(places: Sequence[Place], given: Particulars) -> Iterator[Problem]:
    told = {"--at": Particulars(at=given.at), "--issue": Particulars(issue=given.issue)}
    told["--share"] = Particulars(shares=given.shares)
    for option, one in told.items():
        if one != Particulars() and all(source.named(one) == source for place in places for source in place):
            yield Problem(messages.NOT_ASKED, {"option": option})


def fits(places: Sequence[Place], exact: Sequence[Place]) -> bool:
    """Whether ``exact`` are a plan's sources, in its order, with nothing but blanks filled."""
    return len(places) == len(exact) and all(
        len(one) == len(other) and all(mine.fits(theirs) for mine, theirs in zip(one, other, strict=True))
        for one, other in zip(places, exact, strict=True)
    )


def used(text: str, places: Sequence[Place]) -> tuple[Source | None, ...]:
    """Of each place the source whose text stands in ``text``; None where it is of none."""
    parts = text.split("+")
    return tuple(
        next((source for source in place if part.startswith(source.prefix)), None)
        for part, place in zip(parts, places, strict=False)
    )


def fallbacks(text: str, places: Sequence[Place]) -> list[Place]:
    """The fallbacks that ``text`` is of, each after the sources of its place that it was preferred to, in order."""
    pairs = zip(used(text, places), places, strict=False)
    return [place[: place.index(source) + 1] for source, place in pairs if source is not None and source != place[0]]


def check(text: str, places: Sequence[Place], evidence: Sequence[str] = (), thorough: bool = False) -> None:
    """Refuse (exit 3) a text that is not what the named sources can give; says every part that is wrong.

    ``evidence`` has one entry for each part; none at all stands for blanks. ``thorough`` asks a second witness too.
    """
    parts, beside = text.split("+"), list(evidence) or [""] * len(places)
    problems: list[Problem] = []
    if len(parts) != len(places):
        problems.append(Problem(shell.RANDOMNESS_PARTS, {"found": len(parts), "named": len(places)}))
    if len(beside) != len(places):
        problems.append(Problem(messages.EVIDENCE_PARTS, {"found": len(beside), "named": len(places)}))
        beside = [""] * len(places)
    for part, source, place, proof in zip(parts, used(text, places), places, beside, strict=False):
        if source is None:
            problems.append(Problem(shell.RANDOMNESS_SOURCE, {"text": part, "prefix": place[0].prefix}))
        else:
            problems += source.faults(part.removeprefix(source.prefix), proof, thorough)
    if problems:
        raise Refused(problems, Exit.INPUT)


def not_fired(text: str, places: Sequence[Place], now: datetime) -> list[Problem]:
    """The sources of ``text`` that fire only after ``now``, and those passed over that may still fire: until then nobody
    knows that they fail."""
    whole = [*used(text, places), *(source for pair in fallbacks(text, places) for source in pair)]
    early = [s for s in dict.fromkeys(whole) if s and s.fires and s.fires > now]
    return [
        Problem(messages.NOT_FIRED, {"detail": s.detail, "fires": moment(s.fires), "now": moment(now)})
        for s in early
        if s.fires
    ]


def form(places: Sequence[Place]) -> str:
    """What the text will look like."""
    return "+".join(place[0].form for place in places)


def detail(places: Sequence[Place]) -> str:
    """The sources in words that are the same in every language; fallbacks after ``>``."""
    return "; ".join(" > ".join(source.detail for source in place) for place in places)
