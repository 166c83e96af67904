"""What the plan says of the public pages: ``[publication]``."""

from typing import get_args

from scheduler.plan.members import choice, flag, text
from scheduler.plan.model import PublicationRules, SoleTraders
from scheduler.plan.section import Section


def read_publication(section: Section | None) -> PublicationRules:
    """The rules that the section states, or the usual ones."""
    usual = PublicationRules()
    if section is None:
        return usual
    rules = PublicationRules(
        section.take("drawn_list", flag, usual.drawn_list),
        section.take("overdue_names", flag, usual.overdue_names),
        section.take("sole_traders", choice(*get_args(SoleTraders)), usual.sole_traders),
        section.take("licence", text, usual.licence),
    )
    section.done()
    return rules
