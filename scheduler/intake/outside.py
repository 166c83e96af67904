"""What lists from outside change: signals are stored, repairs end signals, classes go to their targets. Each is logged."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from inventories.changes import Change, Comparison
from inventories.model import Assigned, Join, Signal, Target
from inventories.outside import AssignedLine, ClassLine, RepairLine, SignalLine
from inventories.problems import Place, Problem
from inventories.records import plain
from scheduler import messages
from scheduler.imports import log_import
from scheduler.store.office import Office

Pairs = tuple[tuple[Any, str, Join], ...]


@dataclass(frozen=True)
class Effect:
    """What the lines of a list come to: records of ``table`` that change, how many stay, what the event tells besides.

    ``gone``: records that stood in an earlier version of the list and do not stand in this one.
    """

    table: str
    new: tuple[Any, ...]
    changed: tuple[Any, ...]
    same: int
    told: dict[str, Any]
    problems: tuple[Problem, ...] = ()
    gone: tuple[Any, ...] = ()


def signals(
    pairs: Iterable[tuple[SignalLine, str, Join]], known: Mapping[str, Signal], origins: Mapping[str, Place]
) -> Effect:
    """Signals of targets. One whose end is on record stays ended if the list does not give the end."""
    found = []
    for line, target, by in pairs:
        before = known.get(line.id)
        found.append(
            Signal(
                id=line.id,
                target=target,
                factor=line.factor,  # type: ignore[arg-type]  # commended lines are no signals and were left out
                date=line.date,
                count=line.count,
                severity=line.severity,
                substantiated=line.substantiated,
                source=line.source,
                ended=line.ended or (before.ended if before else None),
                joined=by,
            )
        )
    new = tuple(s for s in found if s.id not in known)
    changed = tuple(s for s in found if s.id in known and known[s.id] != s)
    return Effect("signals", new, changed, len(found) - len(new) - len(changed), {})


def repairs(
    pairs: Iterable[tuple[RepairLine, str, Join]], known: Mapping[str, Signal], origins: Mapping[str, Place]
) -> Effect:
    """Credit signals that end. A repair ends those of its target dated until then, or the one it names alone."""
    credit: defaultdict[str, list[str]] = defaultdict(list)
    for signal in known.values():
        if signal.factor == "credit":
            credit[signal.target].append(signal.id)
    now: dict[str, Signal] = {}
    told: list[dict[str, Any]] = []
    problems: list[Problem] = []
    for line, target, _by in sorted(pairs, key=lambda pair: (pair[0].date, pair[0].id)):
        meant = [
            s
            for name in credit[target]
            if (s := now.get(name, known[name])).date <= line.date and line.signal in ("", name)
        ]
        ended = [replace(s, ended=line.date) for s in meant if s.ended is None or s.ended > line.date]
        now |= {s.id: s for s in ended}
        told.append(
            {
                "id": line.id,
                "target": target,
                "date": plain(line.date),
                "document": line.document,
                "signals": [s.id for s in ended],
            }
        )
        if not meant:
            place = replace(origins.get(line.id, Place()), value=line.document)
            problems.append(Problem(messages.REPAIR_NOTHING, {"target": target}, place, warning=True))
    return Effect("signals", (), tuple(now.values()), len(told) - len(now), {"repairs": told}, tuple(problems))


def classes(
    pairs: Iterable[tuple[ClassLine, str, Join]], known: Mapping[str, Target], origins: Mapping[str, Place]
) -> Effect:
    """Targets with the credit class that the list gives them; two classes for one target are an error."""
    given: dict[str, str] = {}
    problems: list[Problem] = []
    for line, target, _by in pairs:
        if given.setdefault(target, line.credit_class) != line.credit_class:
            params: dict[str, object] = {"target": target, "first": given[target]}
            place = replace(origins.get(line.id, Place()), value=line.credit_class)
            problems.append(Problem(messages.CLASS_TWICE, params, place))
    named = [(known[target], found) for target, found in given.items() if target in known]
    changed = tuple(replace(target, credit_class=found) for target, found in named if target.credit_class != found)
    return Effect("targets", (), changed, len(named) - len(changed), {}, tuple(problems))


def assigned(
    pairs: Iterable[tuple[AssignedLine, str, Join]], known: Mapping[str, Assigned], origins: Mapping[str, Place]
) -> Effect:
    """Targets that another agency has drawn. A document holds all of its own: what it no longer has is gone."""
    found = [
        Assigned(line.id, line.task, target, line.origin, line.document, line.level, line.date, line.inspectors)
        for line, target, _by in pairs
    ]
    new = tuple(a for a in found if a.id not in known)
    changed = tuple(a for a in found if a.id in known and known[a.id] != a)
    told, documents = {a.id for a in found}, {(a.origin, a.document) for a in found}
    gone = tuple(
        a for a in known.values() if (a.origin, a.document) in documents and a.id not in told and a.gone is None
    )
    return Effect("assigned", new, changed, len(found) - len(new) - len(changed), {}, gone=gone)


EFFECTS: dict[str, tuple[str, Callable[[Any, Any, Mapping[str, Place]], Effect]]] = {
    "signals": ("signals", signals),
    "repairs": ("signals", repairs),
    "classes": ("targets", classes),
    "assigned": ("assigned", assigned),
}
"""By kind of list: the table that its effect is derived from, and how."""


def store(
    office: Office,
    kind: str,
    pairs: Pairs,
    origins: Mapping[str, Place],
    source: dict[str, Any],
    signed: bytes | None = None,
) -> Comparison:
    """Let a list take effect on the records as they are now, and log the import with its ``source``; a ``signed`` file is
    kept."""
    table, effect_of = EFFECTS[kind]
    with office.act() as act:
        known = {record.id: record for record in office.records(table)}
        effect = effect_of(pairs, known, origins)
        changed = tuple(Change(known[record.id], record) for record in effect.changed)
        today = date.fromisoformat(act.time[:10])
        gone = tuple(Change(record, replace(record, gone=today)) for record in effect.gone)
        back = sum(getattr(change.old, "gone", None) is not None for change in changed if kind == "assigned")
        found = Comparison(new=effect.new, changed=changed, gone=gone, same=effect.same, back=back)
        if signed is not None:
            act.freeze(source["sha256"], signed)
        log_import(act, kind, table, source, found, effect.told)
    return found
