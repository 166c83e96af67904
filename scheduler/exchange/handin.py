"""What a partner department hands in before a joint draw: its roster, leave and conflicts of interest. Pure.

A conflict comes without its kind, leave without its ground: the office that draws needs neither.
"""

import hashlib
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from datetime import date as Day
from typing import Any

from inspectors.importing import KINDS
from inspectors.model import Conflict, Inspector, Leave, Subject
from inventories.changes import Comparison, Coverage, compare
from inventories.problems import N_, Reason
from inventories.records import canonical, encoded, plain
from inventories.values import Invalid, identifier, label
from scheduler.exchange.form import FIRST, BadForm
from scheduler.tables import Tables

FORMAT = "double-random/handin@1"
TABLES = ("inspectors", "leave", "conflicts")


@dataclass(frozen=True)
class Head:
    """Which department hands in, on which day."""

    department: str
    date: Day


@dataclass(frozen=True)
class HandedLeave:
    """Days of leave, first and last included."""

    inspector: str
    begins: Day
    ends: Day


@dataclass(frozen=True)
class HandedConflict:
    """A conflict of interest with what ``subject`` says ``value`` names."""

    inspector: str
    subject: Subject
    value: str
    begins: Day | None
    ends: Day | None


@dataclass(frozen=True)
class Line:
    """One of the three, the others are None."""

    inspector: Inspector | None = None
    leave: HandedLeave | None = None
    conflict: HandedConflict | None = None

    @property
    def table(self) -> str:
        """The table that it is for; blank for a line of none or several."""
        told = dict(zip(TABLES, (self.inspector, self.leave, self.conflict), strict=True))
        named = [name for name, value in told.items() if value is not None]
        return named[0] if len(named) == 1 else ""


def lines(department: str, tables: Tables) -> tuple[Line, ...]:
    """What ``department`` hands in of an office's own tables: those on its roster, their leave and conflicts."""
    roster = [i for i in tables.inspectors if i.department == department and not i.gone]
    own = {inspector.id for inspector in roster}
    leave = {HandedLeave(x.inspector, x.begins, x.ends) for x in tables.leave if x.inspector in own}
    conflicts = {
        HandedConflict(x.inspector, x.subject, x.value, x.begins, x.ends)
        for x in tables.conflicts
        if x.inspector in own
    }
    return (
        *(Line(inspector=one) for one in roster),
        *(Line(leave=days) for days in sorted(leave, key=_content)),
        *(Line(conflict=declared) for declared in sorted(conflicts, key=_content)),
    )


def counts(found: Sequence[Line]) -> dict[str, int]:
    """How many lines speak of inspectors, of leave, of conflicts."""
    found_of = Counter(line.table for line in found)
    return {name: found_of[name] for name in TABLES}


def records(head: Head, found: Sequence[Line]) -> dict[str, tuple[Any, ...]]:
    """The records that the lines come to, by table. Errors: BadForm if one speaks of nobody on the department's roster."""
    own = {line.inspector.id for line in found if line.inspector}
    seen: set[Line] = set()
    for row, line in enumerate(found, FIRST):
        if fault := _fault(line, head.department, own, seen):
            raise BadForm(Reason(N_("line {row}: {fault}"), row=row, fault=fault))
        seen.add(line)
    roster = tuple(line.inspector for line in found if line.inspector)
    if len(own) != len(roster):
        raise BadForm(Reason(N_("two lines are of one inspector")))
    leave = tuple(_leave(line.leave) for line in found if line.leave)
    return {
        "inspectors": roster,
        "leave": leave,
        "conflicts": tuple(_conflict(x.conflict) for x in found if x.conflict),
    }


def _fault(line: Line, department: str, own: Set[str], seen: Set[Line]) -> str:
    """What is wrong with a line; blank if nothing is."""
    dated = line.leave or line.conflict
    if not line.table:
        return Reason(N_("it is of no table, or of several"))
    if line.inspector and not _sound(line.inspector, department):
        return Reason(
            N_("{id} is not of {department}, or bears a name that no roster can have"),
            id=line.inspector.id,
            department=department,
        )
    if dated and dated.inspector not in own:
        return Reason(N_("{inspector} is not in the file"), inspector=dated.inspector)
    return Reason(N_("it stands in it twice")) if line in seen else ""


def compared(department: str, known: Tables, brought: dict[str, tuple[Any, ...]], on: Day) -> dict[str, Comparison]:
    """By table: what a hand-in of the whole ``department`` changes on the day ``on``."""
    roster = {i.id for i in known.inspectors if i.department == department}
    before: dict[str, Sequence[Any]] = {
        "inspectors": known.inspectors,  # somebody who is gone from another department may have moved to this one
        "leave": [x for x in known.leave if x.inspector in roster],
        "conflicts": [x for x in known.conflicts if x.inspector in roster],
    }
    covers = {"inspectors": Coverage((("department", (department,)),))}
    texts = {n: {record.id: encoded(record) for record in before[n]} for n in TABLES}
    return {n: compare(KINDS[n], texts[n], brought[n], covers.get(n, Coverage()), on) for n in TABLES}


def _sound(inspector: Inspector, department: str) -> bool:
    """Whether identifier and labels are as the draw specification has them (§1), and the department is the one handed in."""
    try:
        labels = all(label(name) == name for name in (department, *inspector.qualifications, *inspector.areas))
        named = identifier(inspector.id) == inspector.id and inspector.department == department
        return labels and named and inspector.gone is None
    except Invalid:
        return False


def _leave(handed: HandedLeave) -> Leave:
    return Leave(_id(handed), handed.inspector, handed.begins, handed.ends)


def _conflict(handed: HandedConflict) -> Conflict:
    made = Conflict(_id(handed), handed.inspector, handed.subject, handed.value)
    return replace(made, begins=handed.begins, ends=handed.ends)


def _content(handed: HandedLeave | HandedConflict) -> bytes:
    return canonical(plain(handed))


def _id(handed: HandedLeave | HandedConflict) -> str:
    """An identifier of its own, which no other department's numbering can meet: ``h`` and 20 hex digits."""
    return "h" + hashlib.sha256(_content(handed)).hexdigest()[:20]
