"""The public sources of randomness a plan names in advance (specification §2): dice, thrown before witnesses."""

from typing import Any

from inventories.values import Invalid
from scheduler import randomness
from scheduler.plan import messages
from scheduler.plan.members import choice, whole
from scheduler.plan.model import Source
from scheduler.plan.section import Section


def read_sources(sections: tuple[Section, ...]) -> tuple[Source, ...]:
    """The sources in order; one with under 2^24 outcomes is refused, all together under 2^64 are a warning."""
    sources = [source for section in sections if (source := _source(section)) is not None]
    if sources and len(sources) == len(sections) and randomness.outcomes(sources) < randomness.AMPLE:
        sections[0].note(messages.SOURCES_AMBER, "", True)
    return tuple(sources)


def _source(section: Section) -> Source | None:
    before = len(section.notes.problems)
    section.take("kind", choice("dice"), "", 'kind = "dice"')
    source = Source(section.take("faces", _faces, 10), section.take("throws", whole(1, 10_000), 20, "throws = 20"))
    section.done()
    if len(section.notes.problems) > before:
        return None
    if randomness.outcomes([source]) < randomness.LEAST:
        section.note(messages.SOURCE_WEAK, outcomes=randomness.outcomes([source]))
        return None
    return source


def _faces(value: Any) -> int:
    if type(value) is not int or value not in (6, 10):
        raise Invalid(messages.CHOICE, value=value, words="6, 10")
    return value
