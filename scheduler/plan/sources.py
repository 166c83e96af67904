"""The public sources of randomness a plan names in advance (specification §2): dice, thrown before witnesses."""

from typing import Any

from inventories.values import Invalid
from scheduler.plan import messages
from scheduler.plan.members import choice, whole
from scheduler.plan.model import Source
from scheduler.plan.rules import source_weak, sources_amber
from scheduler.plan.section import Section


def read_sources(sections: tuple[Section, ...]) -> tuple[Source, ...]:
    """The sources in order; one with under 2^24 outcomes is refused, all together under 2^64 are a warning."""
    sources = [source for section in sections if (source := _source(section)) is not None]
    if sources and len(sources) == len(sections):
        sources_amber.RULE.check(sections[0], sources)
    return tuple(sources)


def _source(section: Section) -> Source | None:
    before = len(section.notes.problems)
    section.take("kind", choice("dice"), "", 'kind = "dice"')
    source = Source(section.take("faces", _faces, 10), section.take("throws", whole(1, 10_000), 20, "throws = 20"))
    section.done()
    if len(section.notes.problems) > before:
        return None  # what stands in is no choice of the office's
    source_weak.RULE.check(section, source)
    return None if len(section.notes.problems) > before else source


def _faces(value: Any) -> int:
    if type(value) is not int or value not in (6, 10):
        raise Invalid(messages.CHOICE, value=value, words="6, 10")
    return value
