"""Whether the office had a hand in the randomness: what it types, what it passes over, and what it knew beforehand."""

from collections.abc import Iterator
from datetime import datetime

from inventories.problems import N_, Reason
from scheduler import randomness
from scheduler.audit.finding import GREEN, Check, Colour, Finding, verdict
from scheduler.audit.replay import Replay
from scheduler.randomness import Source, moment
from scheduler.randomness.drand import Drand

INSTEAD = N_("{used} instead of {passed}: {ground}")


def _sources(replay: Replay) -> list[Source]:
    """The sources that the randomness is of; before it is logged, the first ones that the commitment names."""
    if replay.draw.randomness is None:
        return [place[0] for place in replay.sources]
    return [source for source in randomness.used(replay.randomness, replay.sources) if source is not None]


def known_from(replay: Replay) -> str | None:
    """From when on the randomness could be known, as the log writes times: since it was logged, or since the first source
    fired that the commitment names, fallbacks included. None where neither has a time."""
    fired = [moment(source.fires) for place in replay.sources for source in place if source.fires]
    logged = [replay.draw.randomness.time] if replay.draw.randomness else []
    return min([*fired, *logged], default=None)


def _own(replay: Replay) -> Finding:
    """A source that is settled by the commitment does no harm beside a beacon; one that is typed afterwards does: whoever
    knows the beacon can try out what to type."""
    found = _sources(replay)
    beacon = any(isinstance(source, Drand) for source in found)
    doubts = [source.doubt for source in found if source.doubt and not (beacon and source.settled)]
    return verdict(dict.fromkeys(doubts), Colour.AMBER)


def _first(replay: Replay) -> Finding:
    """Whoever may fall back can choose between two outcomes: each fallback with the ground, for the auditor."""
    if replay.draw.randomness is None:
        return GREEN
    ground = replay.draw.randomness.body["ground"]
    pairs = randomness.fallbacks(replay.randomness, replay.sources)
    if not pairs:
        return verdict([Reason(N_("a ground without a fallback: {ground}"), ground=ground)] if ground else [])
    listed = [
        Reason(INSTEAD, used=used.detail, passed=", ".join(source.detail for source in passed), ground=ground or "?")
        for *passed, used in pairs
    ]
    return verdict(listed, Colour.AMBER if ground else Colour.RED)


def _fired(replay: Replay) -> Finding:
    """By the log's own times: no source, fallbacks included, was known at the commitment, nor entered before it was known."""
    return verdict(_out_of_time(replay))


def _out_of_time(replay: Replay) -> Iterator[str]:
    committed = datetime.fromisoformat(replay.draw.commitment.time)
    for source in (source for place in replay.sources for source in place):
        if source.fires and source.fires <= committed:
            yield Reason(
                N_("{detail} was known at the commitment ({committed})"),
                detail=source.detail,
                committed=moment(committed),
            )
    if replay.draw.randomness is None:
        return
    logged = datetime.fromisoformat(replay.draw.randomness.time)
    passed = [source for place in randomness.fallbacks(replay.randomness, replay.sources) for source in place]
    for source in dict.fromkeys([*_sources(replay), *passed]):
        if source.fires and source.fires > logged:
            yield Reason(
                N_("{detail} is logged, or passed over, before it fired ({logged})"),
                detail=source.detail,
                logged=moment(logged),
            )


CHECKS = (
    Check("2.02", "threats", N_("the source is not the office's own"), _own),
    Check("2.10", "threats", N_("each source used is the first that the commitment names for its place"), _first),
    Check(
        "2.11", "§2", N_("by the log's times every source fired after the commitment, and before it was logged"), _fired
    ),
)
