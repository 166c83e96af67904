"""How a target may be shown: the one place that its name, code, address and each text about it pass to become public. Pure.

A sole trader (个体工商户) is a person, and so may be what has no code that says otherwise. Who runs it is in the inventory's
``owner``: that name, wherever it stands, is shown by its first character. What a legal person is called is public as it is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from inventories import personal, uscc
from inventories.model import Target
from scheduler.plan.model import SoleTraders

STAR = "*"
SOLE_TRADER = "92"
"""How their credit codes begin (GB 32100-2015: 9 市场监管, 2 个体工商户)."""
SOLE_TRADERS_FROM = "6"
"""From this seventh digit on, registration numbers (GS 15-2006) are those of sole traders."""


@dataclass(frozen=True)
class Shown:
    """A target as it is shown: its name, its code or blank, its address."""

    name: str
    entity: str
    address: str


def shown(target: Target, rule: SoleTraders) -> Shown:
    """The target as the office's rule for sole traders has it: ``whole``, ``masked``, or its ``code`` for its name.

    Never shown: an identity number where the code should be. A sole trader's old registration number is shown with
    ``whole`` alone. Where there is no code to show, the masked name stands.
    """
    entity = code(target, rule)
    name = words(target.name, target, rule)
    return Shown(
        entity if rule == "code" and entity and person(target) else name, entity, words(target.address, target, rule)
    )


def words(text: str, target: Target, rule: SoleTraders) -> str:
    """A text about the target, without the name of the person whose business it is."""
    if rule == "whole" or not person(target):
        return text
    for name in _names(target.owner):
        text = re.sub(r"[\s·]*".join(map(re.escape, name)), name[0] + STAR * (len(name) - 1), text)
    return text


def code(target: Target, rule: SoleTraders) -> str:
    """The code of a target that may be shown; blank if none may."""
    entity = target.entity
    hidden = personal.find(entity, "register") or (rule != "whole" and uscc.registration(entity) and person(target))
    return "" if hidden else entity


def person(target: Target) -> bool:
    """Whether the target may be a person's business: true unless its code is that of a legal person."""
    entity = target.entity
    if uscc.valid(entity):
        return entity.startswith(SOLE_TRADER)
    return not uscc.registration(entity) or entity[6] >= SOLE_TRADERS_FROM


def _names(owner: str) -> Iterator[str]:
    """The names in an owner's field, each without blanks and dots: several are written with commas or blanks between."""
    for part in re.split(r"[、，,;；/]+", owner):
        whole = re.sub(r"[\s·]+", "", part)
        yield from (name for name in dict.fromkeys((whole, *part.split())) if len(name) > 1)
