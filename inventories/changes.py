"""What an import changes: records compared by identifier, field by field, and those that a whole list no longer has."""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from inventories import messages
from inventories.assembling import Kind
from inventories.held import names_of, only, texts_of
from inventories.problems import Place, Problem
from inventories.records import changed, plain, record


@dataclass(frozen=True)
class Coverage:
    """What a list says it has all records of: those with one of the values in every column named; none means all."""

    conditions: tuple[tuple[str, tuple[Any, ...]], ...] = ()

    def outside(self, record: Any) -> str | None:
        """The first column in which ``record`` is not covered, or None."""
        for column, values in self.conditions:
            if not any(value in values for value in values_of(record, column)):
                return column
        return None

    def document(self) -> list[dict[str, Any]]:
        """The JSON form."""
        return [{"column": column, "values": [plain(v) for v in values]} for column, values in self.conditions]


@dataclass(frozen=True)
class Change:
    """A record as it was and as it is now."""

    old: Any
    new: Any

    def fields(self) -> list[tuple[str, Any, Any]]:
        """Name, old and new value of every field that differs, in JSON form."""
        now = vars(self.new)
        return [(name, plain(old), plain(now[name])) for name, old in vars(self.old).items() if old != now[name]]


@dataclass(frozen=True)
class Comparison:
    """What an import brings. ``back``: how many of the changed were gone. ``covered``: how many known records the list
    should have had, of which it no longer has the ``gone``. ``first``: nothing was known before."""

    new: Sequence[Any] = ()
    changed: tuple[Change, ...] = ()
    gone: tuple[Change, ...] = ()
    same: int = 0
    back: int = 0
    covered: int = 0
    first: bool = False

    def counts(self) -> dict[str, int]:
        """How many of each."""
        named = {"new": len(self.new), "changed": len(self.changed), "gone": len(self.gone)}
        return {**named, "same": self.same, "back": self.back}


def compare(
    kind: Kind[Any], known: Mapping[str, bytes], records: Sequence[Any], coverage: Coverage | None, on: date
) -> Comparison:
    """``records`` of a list read on the day ``on`` against those ``known``, in canonical form by identifier. Without
    ``coverage`` nothing is gone.

    Texts are compared, and records made of those alone that differ.
    """
    told = {name: text for name, text in texts_of(records) if known.get(name) != text.encode()} if known else {}
    changes = [
        change for name, text in told.items() if name in known and (change := _change(kind, known[name], text.encode()))
    ]
    new = only(records, told.keys() - known.keys()) if known else records
    there: list[Change] = []
    if coverage is not None and kind.leaves is not None:
        before = (_read(kind, body) for body in known.values())
        inside = (record for record in before if coverage.outside(record) is None)
        there = [Change(r, gone) for r in inside if (gone := kind.leaves(r, on)) is not None]
    listed = {*names_of(records)} if there else set()
    return Comparison(
        new=new,
        changed=tuple(changes),
        gone=tuple(change for change in there if change.old.id not in listed),
        same=len(records) - len(new) - len(changes),
        back=sum(getattr(change.old, "gone", None) is not None for change in changes),
        covered=len(there),
        first=not known,
    )


def _change(kind: Kind[Any], before: bytes, now: bytes) -> Change | None:
    """What becomes of a record, whose fields that no file says stay as they were."""
    old = _read(kind, before)
    new = changed(_read(kind, now), **{name: getattr(old, name) for name in kind.kept})
    return Change(old, new) if old != new else None


def unsaid(kind: Kind[Any], found: Comparison, said: Collection[str]) -> dict[str, int]:
    """By field: how many records lost their value there though no column of the list speaks of it; ``said`` are the fields of
    its columns. A record that comes back is as the list has it."""
    spoken = {*said, *kind.kept, *(name for name, (_, columns) in (kind.nested or {}).items() if {*columns} & {*said})}
    lost: Counter[str] = Counter()
    for change in found.changed:
        if getattr(change.old, "gone", None) is None:
            lost.update(n for n, old, _ in change.fields() if n not in spoken and old not in (None, "", [], {}))
    return dict(lost)


def _read(kind: Kind[Any], body: bytes) -> Any:
    return record(kind.record, json.loads(body))


def ended(record: Any, on: date) -> Any | None:
    """A record that holds for some days, without the day ``on`` and those after; None if it is over by then."""
    last = on - timedelta(days=1)
    return replace(record, ends=last) if record.ends is None or record.ends > last else None


def values_of(record: Any, column: str) -> tuple[Any, ...]:
    """The values of a record in a column: one, several, or those of an attribute."""
    if hasattr(record, column):
        value = getattr(record, column)
        return value if isinstance(value, tuple) else (value,)
    return (dict(record.attributes).get(column, ""),)


def strangers(
    coverage: Coverage, records: Iterable[Any], origins: Mapping[str, Place], headers: Mapping[str, str]
) -> list[Problem]:
    """Records outside what their list says it covers, each where its list says so. ``headers``: by field."""
    found = []
    for each in records if coverage.conditions else ():
        if column := coverage.outside(each):
            at = origins.get(each.id, Place())
            value = "，".join(str(plain(v)) for v in values_of(each, column))
            found.append(
                Problem(messages.OUTSIDE, {"id": each.id}, Place(at.file, at.row, headers.get(column, column), value))
            )
    return found
