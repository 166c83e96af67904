"""What an import changes: records compared by identifier, field by field, and those that a whole list no longer has."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from inventories import messages
from inventories.assembling import Kind
from inventories.problems import Place, Problem
from inventories.records import changed, plain


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
    should have had, of which it no longer has the ``gone``. ``after``: all records as they are then."""

    new: tuple[Any, ...] = ()
    changed: tuple[Change, ...] = ()
    gone: tuple[Change, ...] = ()
    same: int = 0
    back: int = 0
    covered: int = 0
    after: tuple[Any, ...] = ()

    def counts(self) -> dict[str, int]:
        """How many of each."""
        named = {"new": len(self.new), "changed": len(self.changed), "gone": len(self.gone)}
        return {**named, "same": self.same, "back": self.back}


def compare(
    kind: Kind[Any], known: Iterable[Any], records: Sequence[Any], coverage: Coverage | None, on: date
) -> Comparison:
    """``records`` of a list read on the day ``on`` against those ``known``. Without ``coverage`` nothing is gone."""
    before = {record.id: record for record in known}
    told = {record.id: _kept(kind, before.get(record.id), record) for record in records}
    others = tuple(Change(before[i], r) for i, r in told.items() if i in before and before[i] != r)
    there: list[Change] = []
    if coverage is not None and kind.leaves is not None:
        inside = (record for record in before.values() if coverage.outside(record) is None)
        there = [Change(r, gone) for r in inside if (gone := kind.leaves(r, on)) is not None]
    gone = tuple(change for change in there if change.old.id not in told)
    return Comparison(
        new=tuple(record for i, record in told.items() if i not in before),
        changed=others,
        gone=gone,
        same=sum(before.get(i) == record for i, record in told.items()),
        back=sum(getattr(change.old, "gone", None) is not None for change in others),
        covered=len(there),
        after=tuple((before | told | {change.new.id: change.new for change in gone}).values()),
    )


def _kept(kind: Kind[Any], old: Any, new: Any) -> Any:
    """``new`` with the fields that no file says, as they were."""
    return changed(new, **{name: getattr(old, name) for name in kind.kept}) if old is not None and kind.kept else new


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
    for record in records:
        if column := coverage.outside(record):
            at = origins.get(record.id, Place())
            value = "，".join(str(plain(v)) for v in values_of(record, column))
            found.append(
                Problem(messages.OUTSIDE, {"id": record.id}, Place(at.file, at.row, headers.get(column, column), value))
            )
    return found
