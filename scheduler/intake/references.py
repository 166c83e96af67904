"""Whether imported records speak of targets and inspectors that the office knows."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from inspectors.model import Inspector
from inventories.problems import Message, Place, Problem
from scheduler import messages

Known = Callable[[str], frozenset[str]]
"""The identifiers of the current records of a kind."""


def by_certificate(roster: Iterable[Inspector]) -> Callable[[str], str]:
    """What an inspector is called: the identifier, also for one named by the number of the certificate (执法证编号) alone."""
    roster = list(roster)
    identifiers = {inspector.id for inspector in roster}
    held = Counter(inspector.certificate for inspector in roster)
    named = {i.certificate: i.id for i in roster if i.certificate and held[i.certificate] == 1}
    return lambda name: name if name in identifiers else named.get(name, name)


def problems(kind: str, rows: Iterable[tuple[Place, Mapping[str, Any]]], known: Known) -> Iterator[Problem]:
    """What is wrong with what ``rows`` of ``kind`` refer to; a row with an error may lack some of its values.

    An unknown inspector is an error, as is an exclusion of an unknown target, since neither would have any effect. A
    signal, a past visit or a conflict about a target that is not in the inventory is kept, with a warning.
    """
    if kind not in ("signals", "history", "exclusions", "conflicts", "leave"):
        return  # a million targets refer to nothing
    targets = known("targets") if kind in ("signals", "history", "exclusions", "conflicts") else frozenset()
    inspectors = known("inspectors") if kind in ("leave", "conflicts") else frozenset()
    for place, values in rows:
        inspector, target = values.get("inspector"), values.get("target")
        if kind in ("leave", "conflicts") and inspector and inspector not in inspectors:
            yield _unknown(messages.UNKNOWN_INSPECTOR, place, inspector)
        if kind == "exclusions" and target and target not in targets:
            yield _unknown(messages.UNKNOWN_EXCLUDED, place, target)
        if kind in ("signals", "history") and target and target not in targets:
            yield _unknown(messages.UNKNOWN_TARGET, place, target, warning=True)
        if kind == "conflicts" and values.get("subject") == "target" and values.get("value", "") not in targets | {""}:
            yield _unknown(messages.UNKNOWN_TARGET, place, values["value"], warning=True)


def _unknown(message: Message, place: Place, value: str, warning: bool = False) -> Problem:
    at = Place(place.file, place.row, place.column, value)
    return Problem(message, {"id": value}, at, warning)
