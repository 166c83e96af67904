"""Whether imported records speak of targets and inspectors that the office knows."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from inspectors.model import Inspector
from inventories.problems import Message, Place, Problem
from scheduler import messages

Known = Callable[[str], frozenset[str]]
"""The identifiers of the current records of a kind."""


def by_certificate(records: Iterable[Any], roster: Iterable[Inspector]) -> list[Any]:
    """The same records of leave or conflicts; an inspector named by the number of their certificate (执法证编号) alone
    is named by identifier instead."""
    roster = list(roster)
    identifiers = {inspector.id for inspector in roster}
    held = Counter(inspector.certificate for inspector in roster)
    named = {i.certificate: i.id for i in roster if i.certificate and held[i.certificate] == 1}
    return [
        record
        if record.inspector in identifiers or record.inspector not in named
        else replace(record, inspector=named[record.inspector])
        for record in records
    ]


def problems(kind: str, records: Iterable[Any], origins: Mapping[str, Place], known: Known) -> Iterator[Problem]:
    """What is wrong with what ``records`` of ``kind`` refer to.

    An unknown inspector is an error, as is an exclusion of an unknown target, since neither would have any effect. A
    signal, a past visit or a conflict about a target that is not in the inventory is kept, with a warning.
    """
    targets = known("targets") if kind in ("signals", "history", "exclusions", "conflicts") else frozenset()
    inspectors = known("inspectors") if kind in ("leave", "conflicts") else frozenset()
    for record in records:
        place = origins.get(record.id, Place())
        if kind in ("leave", "conflicts") and record.inspector not in inspectors:
            yield _unknown(messages.UNKNOWN_INSPECTOR, place, record.inspector)
        if kind == "exclusions" and record.target not in targets:
            yield _unknown(messages.UNKNOWN_EXCLUDED, place, record.target)
        if kind in ("signals", "history") and record.target not in targets:
            yield _unknown(messages.UNKNOWN_TARGET, place, record.target, warning=True)
        if kind == "conflicts" and record.subject == "target" and record.value not in targets:
            yield _unknown(messages.UNKNOWN_TARGET, place, record.value, warning=True)


def _unknown(message: Message, place: Place, value: str, warning: bool = False) -> Problem:
    at = Place(place.file, place.row, place.column, value)
    return Problem(message, {"id": value}, at, warning)
