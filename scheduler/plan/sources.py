"""The public sources of randomness a plan names in advance (specification §2), each with its fallbacks in order."""

import re
from collections.abc import Callable
from typing import Any

from inventories.values import Invalid
from scheduler.plan import messages
from scheduler.plan.members import choice, moment, text, whole
from scheduler.plan.rules import source_weak, sources_amber
from scheduler.plan.section import Section
from scheduler.randomness import Place, Source, chains, lottery, shares
from scheduler.randomness.dice import Dice
from scheduler.randomness.drand import Drand

DICE = "throws = 20"


def read_sources(sections: tuple[Section, ...]) -> tuple[Place, ...]:
    """The places in order; a source with under 2^24 outcomes is refused, all together under 2^64 are a warning."""
    places = [_place(section) for section in sections]
    whole_ = [place for place in places if place]
    if places and len(whole_) == len(places):
        sources_amber.RULE.check(sections[0], whole_)
    return tuple(whole_)


def _place(section: Section) -> Place:
    """A source and its fallbacks; empty beside an error."""
    others = section.sections("fallback") if "fallback" in section else ()
    found = [_source(one) for one in (section, *others)]
    exact = [source for source in found if source is not None]
    prefixes = [source.prefix for source in exact]
    if len(set(prefixes)) < len(prefixes):  # the text alone must tell which of them was used
        section.note(messages.TWICE, "fallback", name=next(p for p in prefixes if prefixes.count(p) > 1))
    return tuple(exact) if len(exact) == len(found) else ()


def _source(section: Section) -> Source | None:
    before = len(section.notes.problems)
    kind = section.take("kind", choice(*READERS), "", 'kind = "dice"')
    source = READERS[kind](section) if kind else None
    if kind:
        section.done()
    if len(section.notes.problems) > before or source is None:
        return None  # what stands in is no choice of the office's
    source_weak.RULE.check(section, source)
    return None if len(section.notes.problems) > before else source


def _drand(section: Section) -> Source:
    chain = chains.NAMES[section.take("chain", choice(*chains.NAMES), chains.QUICKNET.name)]
    round_, at = section.take("round", whole(1), None), section.take("at", moment, None)
    if round_ is not None and at is not None:
        section.note(messages.ROUND_AND_TIME, "at", first=chain.round_at(at))
    return Drand(chain, round_ if at is None else chain.round_at(at))


def _dice(section: Section) -> Source:
    return Dice(section.take("faces", _faces, 10), section.take("throws", whole(1, 10_000), 20, DICE))


def _lottery(section: Section) -> Source:
    game = section.take("game", choice(*lottery.GAMES), "ssq")
    return lottery.Lottery(game, section.take("issue", _issue, ""), section.take("at", moment, None))


def _shares(section: Section) -> Source:
    people = section.sections("contributors") if "contributors" in section else ()
    found = tuple(
        (one.take("name", text, "", 'name = "…"'), one.take("hash", _hash, "", 'hash = "…"')) for one in people
    )
    for one in people:
        one.done()
    if people and not shares.sound(found):
        section.note(messages.CONTRIBUTORS, "contributors")
    return shares.Shares(found)


READERS: dict[str, Callable[[Section], Source]] = {
    "drand": _drand,
    "dice": _dice,
    "lottery": _lottery,
    "shares": _shares,
}


def _faces(value: Any) -> int:
    if type(value) is not int or value not in (6, 10):
        raise Invalid(messages.CHOICE, value=value, words="6, 10")
    return value


def _issue(value: Any) -> str:
    return _matching(lottery.ISSUE, str(value) if type(value) is int else value, "2026136")


def _hash(value: Any) -> str:
    return _matching(shares.CONTRIBUTION, value, "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")


def _matching(form: re.Pattern[str], value: Any, example: str) -> str:
    if not isinstance(value, str) or not form.fullmatch(value):
        raise Invalid(messages.FORM, example=example)
    return value
