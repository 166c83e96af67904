"""The public sources of randomness a plan names in advance (specification §2), and how many outcomes each can have."""

import re
from math import comb, prod
from typing import Any

from inventories.values import Invalid
from scheduler.plan import messages
from scheduler.plan.members import choice, identifier, whole
from scheduler.plan.model import Source
from scheduler.plan.section import Section

REFUSED, AMBER = 2**24, 2**64

LOTTERIES = {
    "ssq": ("双色球", comb(33, 6) * 16),
    "dlt": ("大乐透", comb(35, 5) * comb(12, 2)),
    "qlc": ("七乐彩", comb(30, 7) * 23),
    "kl8": ("快乐8", comb(80, 20)),
    "qxc": ("七星彩", 10**6 * 15),
    "plw": ("排列5", 10**5),
    "fc3d": ("福彩3D", 10**3),
}
"""Games by the name that goes into the canonical text: their Chinese name and their equally likely outcomes."""


def outcomes(source: Source) -> int:
    """How many equally likely outcomes the source has."""
    match source.kind:
        case "dice":
            return int(source.faces**source.throws)
        case "drand":
            return 2**256
        case "lottery":
            return LOTTERIES[source.detail.partition(":")[0]][1]


def read_sources(sections: tuple[Section, ...]) -> tuple[Source, ...]:
    """The sources in order; under 2^24 outcomes one is refused, all together under 2^64 are a warning."""
    sources = [source for section in sections if (source := _source(section)) is not None]
    if sources and len(sources) == len(sections) and prod(outcomes(source) for source in sources) < AMBER:
        sections[0].note(messages.SOURCES_AMBER, "", True)
    return tuple(sources)


def _source(section: Section) -> Source | None:
    kind = section.take("kind", choice("dice", "drand", "lottery"), "", 'kind = "dice"')
    before = len(section.notes.problems)
    source = None
    if kind == "dice":
        faces = section.take("faces", _faces, 10)
        source = Source("dice", faces, section.take("throws", whole(1, 10_000), 20, "throws = 20"))
    elif kind == "drand":
        chain = section.take("chain", _chain, "", "chain = “52db…”")
        latest = section.take("round", whole(1), 0, "round = 12345678")
        source = Source("drand", detail=f"{chain}:{latest}")
    elif kind == "lottery":
        game = section.take("game", _game, "ssq", 'game = "ssq"')
        source = Source("lottery", detail=f"{game}:{section.take('issue', identifier, '', 'issue = “2026008”')}")
    if kind:
        section.done()
    if source is None or len(section.notes.problems) > before:
        return None
    if outcomes(source) < REFUSED:
        section.note(messages.SOURCE_WEAK, outcomes=outcomes(source))
        return None
    return source


def _faces(value: Any) -> int:
    if type(value) is not int or value not in (6, 10):
        raise Invalid(messages.CHOICE, value=value, words="6, 10")
    return value


def _chain(value: Any) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[0-9a-f]{64}", value):
        raise Invalid(messages.CHAIN)
    return value


def _game(value: Any) -> str:
    for code, (name, _) in LOTTERIES.items():
        if value in (code, name):
            return code
    shown = ", ".join(f"{code} ({name})" for code, (name, _) in LOTTERIES.items())
    raise Invalid(messages.GAME, value=value, games=shown)
