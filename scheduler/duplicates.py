"""Probable duplicates among the targets of an office, and the decisions on them."""

from collections.abc import Iterable
from dataclasses import replace

from inventories.duplicates import Pair, pairs
from inventories.model import Target
from inventories.problems import Exit, refuse
from scheduler import imported, messages
from scheduler.log import Event
from scheduler.store.office import Office


def open_pairs(office: Office, targets: Iterable[Target] | None = None) -> list[Pair]:
    """The probable duplicates on which nothing was decided yet, sorted by identifiers.

    ``targets``: the office's current ones, where they are at hand; else they are read.
    """
    decided = imported.decided(office.events("duplicate"))
    found = pairs(office.records("targets") if targets is None else targets)
    return [pair for pair in found if frozenset((pair.one, pair.other)) not in decided]


def decide(office: Office, stays: str, other: str, same: bool, ground: str) -> Event:
    """Log whether two targets are the same place. If so, the first stands for the other, which can no longer be drawn.

    A decision can be taken back by the opposite one. Refused if there is no such target (exit 1), or one of them is
    merged into another (exit 6).
    """
    with office.act() as act:
        targets = {target.id: target for target in office.records("targets")}
        for name in (stays, other):
            if name not in targets:
                raise refuse(messages.NO_TARGET, Exit.FAILED, id=name)
        merged = {name: targets[name].merged_into for name in (stays, other)}
        for name, into in merged.items():
            if (same and into) or into not in ("", stays, other):
                raise refuse(messages.MERGED_ALREADY, Exit.CONFLICT, id=name, into=into)
        event = act.append("duplicate", {"stays": stays, "other": other, "same": same, "ground": ground})
        if same:
            act.put("targets", [replace(targets[other], merged_into=stays)], event.seq)
        else:
            act.put("targets", [replace(targets[n], merged_into="") for n, into in merged.items() if into], event.seq)
    return event
