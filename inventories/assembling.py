"""Rows to records: built, given their identifiers, repetitions found, licences of one target brought together."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Mapping as Dict
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from heapq import nsmallest
from operator import itemgetter
from pathlib import Path
from typing import Any, Generic, TypeVar

from inventories import messages
from inventories.blocks import Block, Told, Values, in_order
from inventories.columns import Column
from inventories.held import Held, names_of, only
from inventories.mapping import EMPTY, Mapping
from inventories.pages import Each, Few
from inventories.problems import Message, Place, Problem
from inventories.reading import Reader, TableInfo
from inventories.records import canonical, plain
from inventories.values import Invalid
from inventories.writing import Nested

R = TypeVar("R")


@dataclass(frozen=True)
class Kind(Generic[R]):
    """A kind of record that files hold.

    ``build`` makes a record from the values of one row, or raises ``Invalid``. ``derived``: a record without an
    identifier gets one made from its own fields. ``repeated``: fields in which rows of one record may differ, brought
    together by ``merge``. ``expiry``: the field of a last valid day, and fields that name what then ends, the preferred first.
    ``identity``: what of a record its derived identifier is made from (None: all of it); ``agreed``: fields outside of
    that in which rows of one derived identifier may not differ all the same. ``leaves``: a record as it is
    from the day on which its list no longer has it, or None if that changes nothing; no function for facts, which stay.
    ``kept``: fields that no file says. ``nested``: ``build`` takes the values of a row as they are, but for these fields
    (None: it does not), so that the text of records can be made column by column.
    """

    name: str
    record: type[R]
    columns: tuple[Column, ...]
    build: Callable[[Values], R]
    derived: bool = False
    attributes: bool = False
    repeated: tuple[str, ...] = ()
    merge: Callable[[R, R], R] | None = None
    expiry: tuple[str, ...] = ()
    identity: Callable[[R], R] | None = None
    agreed: tuple[str, ...] = ()
    leaves: Callable[[R, date], R | None] | None = None
    kept: tuple[str, ...] = ()
    nested: Nested | None = None


@dataclass(frozen=True)
class Imported(Generic[R]):
    """What a file gave. ``records`` sorted by identifier; ``origins`` the place of each; ``rows`` those below the header;
    ``wrong`` the values that could be read in rows that have an error.

    ``digest`` is the SHA-256 of the file's bytes, 64 hex digits ("" if it could not be opened).
    """

    records: Sequence[R]
    problems: tuple[Problem, ...]
    rows: int
    digest: str
    origins: "Origins"
    table: TableInfo
    wrong: tuple[tuple[Place, Values], ...] = ()

    def first(self, records: Sequence[R], number: int) -> tuple[R, ...]:
        """The first of some of the records, in the order of the file."""
        names = nsmallest(number, names_of(records), key=self.origins.row)
        return tuple(sorted(only(records, {*names}), key=lambda each: self.origins.row(each.id)))  # type: ignore[attr-defined]

    @property
    def unread(self) -> dict[int, str]:
        """The rows that made no record because of an error, each with its identifier ("" where that could not be read)."""
        return {at.row: str(values.get("id") or "") for at, values in self.wrong if at.row is not None}

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stop the import."""
        return tuple(p for p in self.problems if not p.warning)

    @property
    def encoding(self) -> str:
        """The encoding of a text file; "" for a workbook."""
        return self.table.encoding

    @property
    def sheet(self) -> str:
        """The sheet of a workbook that was read; "" for a text file."""
        return self.table.sheet

    @property
    def ignored_headers(self) -> tuple[str, ...]:
        """The headers of columns that were not read."""
        return self.table.ignored_headers


class Origins(Dict[str, Place]):
    """The place of each record by its identifier, held as numbers of rows, of which there may be a million; ``rows`` gives
    them once they are asked for."""

    def __init__(self, file: str, rows: Callable[[], dict[str, int]]) -> None:
        self._file, self._find = file, rows

    @cached_property
    def _rows(self) -> dict[str, int]:
        return self._find()

    def __getitem__(self, name: str) -> Place:
        return Place(self._file, self._rows[name])

    def row(self, name: str) -> int:
        """The number of the row alone."""
        return self._rows[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


def read(
    kind: Kind[R],
    path: Path,
    mapping: Mapping = EMPTY,
    id_from: Sequence[str] = (),
    sheet: str | None = None,
    on: date | None = None,
) -> Imported[R]:
    """The records in the file at ``path`` and everything that is wrong with them; never raises for content.

    ``id_from``: columns from which identifiers are made. ``on``: the day on which licences are asked to be valid
    (None: not asked). The caller refuses the import if any problem is not a warning.
    """
    reader = Reader(path, kind.columns, mapping, sheet, id_from, kind.attributes)
    table = reader.info
    assembler = _Assembler(kind, table, on)
    holding = _Holding()
    for blocks in reader.blocks():
        if kind.nested is None or len(blocks) > 1:
            assembler.take(in_order(blocks))
        else:
            holding.take(blocks[0])
    assembler.take(holding.parted())
    for block in holding.blocks:
        assembler.check_expiries(block)
    records = _records(kind, holding.blocks, {name: entry.record for name, entry in assembler.entries.items()})
    entries = {name: entry.row for name, entry in assembler.entries.items()}
    origins = Origins(table.file, lambda: entries | (records.rows() if isinstance(records, Held) else {}))
    ordered = sorted((*reader.problems, *assembler.problems), key=lambda p: p.place.row or 0)
    places = tuple((Place(table.file, number), values) for number, values in (*assembler.wrong, *assembler.unbuilt))
    return Imported(records, tuple(ordered), table.rows, table.digest, origins, table, places)


def _records(kind: Kind[R], blocks: Sequence[Block], loose: dict[str, R]) -> Sequence[R]:
    if kind.nested is not None and blocks:
        return Held(kind.record, kind.nested, blocks, loose)
    return tuple(loose[name] for name in sorted(loose))


class _Holding:
    """Whole rows of identifiers that stand once, which need no further look; all others wait."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._ids: set[str] = set()
        self._repeated: set[str] = set()
        self._waiting: list[Told] = []

    def take(self, block: Block) -> None:
        self._waiting += ((block.numbers[at], values, False) for at, values in block.wrong.items())
        block = block.whole()
        ids: list[str] = block.fields["id"].all()
        distinct = {*ids}
        if len(distinct) < len(ids):
            self._repeated |= {name for name, number in Counter(ids).items() if number > 1}
        self._repeated |= distinct & self._ids
        self._ids |= distinct
        self.blocks.append(block)

    def parted(self) -> list[Told]:
        """The rows that wait, in their order, with all rows of identifiers that stand more than once, taken from the
        blocks."""
        named = {str(values.get("id") or "") for _, values, _ in self._waiting}
        if repeated := self._repeated | (named & self._ids):
            for k, block in enumerate(self.blocks):
                again = [name in repeated for name in block.fields["id"].all()]
                if any(again):
                    self._waiting += block.chosen(again).rows()
                    self.blocks[k] = block.chosen([not each for each in again])
        return sorted(self._waiting, key=itemgetter(0))


def own_id(record: Any) -> str:
    """The identifier made from a record's own fields: ``x`` and 20 hex digits of SHA-256 of its canonical form."""
    return "x" + hashlib.sha256(canonical(plain(replace(record, id="")))).hexdigest()[:20]


@dataclass(slots=True)
class _Entry(Generic[R]):
    """A record in the making, and the distinct rows that speak of it: the first and ``more``. Their values are held
    without the names of the fields, which all whole rows share."""

    record: R
    row: int
    values: tuple[Any, ...]
    more: tuple[tuple[int, tuple[Any, ...]], ...] = ()


class _Assembler(Generic[R]):
    """Takes rows one by one; ``entries`` by identifier."""

    def __init__(self, kind: Kind[R], table: TableInfo, on: date | None) -> None:
        self.kind, self.table, self.on = kind, table, on
        self.entries: dict[str, _Entry[R]] = {}
        self.partial: dict[str, tuple[int, Values]] = {}
        self.wrong: list[tuple[int, Values]] = []
        self.unbuilt: list[tuple[int, Values]] = []
        self.fields: tuple[str, ...] = ()
        self.problems: list[Problem] = []

    def take(self, rows: Iterable[Told]) -> None:
        """Rows in their order."""
        for number, values, whole in rows:
            if whole:
                self.add(number, values)
            else:
                self.wrong.append((number, values))
                self.compare(number, values)

    def compare(self, number: int, values: Values) -> None:
        """A row that has an error: is its identifier that of another record?"""
        given = str(values.get("id") or "")
        if not given:
            return
        entry = self.entries.get(given)
        first, before = self._first(entry) if entry else self.partial.setdefault(given, (number, values))
        if first != number:
            self._differ(first, before, number, values, given)

    def add(self, number: int, values: Values) -> None:
        try:
            record = self.kind.build(values)
        except Invalid as invalid:
            self._say(number, invalid.message, invalid.field, dict(invalid.params))
            self.unbuilt.append((number, values))
            self.compare(number, values)
            return
        self._check_expiry(number, values)
        given: str = values.get("id", "")
        name = given or own_id(self.kind.identity(record) if self.kind.identity else record)
        if not given:
            record = replace(record, id=name)  # type: ignore[type-var]
        if name in self.entries:
            self._join(self.entries[name], number, values, record, name if given else "")
        else:
            self.entries[name] = _Entry(record, number, tuple(values.values()))
            self.fields = self.fields or tuple(values)
            if name in self.partial:
                first, before = self.partial[name]
                self._differ(first, before, number, values, name)

    def _join(self, entry: _Entry[R], number: int, values: Values, record: R, given: str) -> None:
        """A further row under an identifier: the same again, another licence of the same target, or an error."""
        first, before = self._first(entry)
        said = tuple(values.values())
        same = next((n for n, other in ((first, entry.values), *entry.more) if other == said), None)
        if same is not None:
            self._twice(number, same, given)
            return
        if self._differ(first, before, number, values, given):
            self.unbuilt.append((number, values))
            return
        if not given:
            self._twice(number, first, given)
        if self.kind.merge is not None:
            entry.record = self.kind.merge(entry.record, record)
        entry.more = (*entry.more, (number, said))

    def _twice(self, number: int, first: int, given: str) -> None:
        message = messages.ROW_TWICE if given else messages.RECORD_TWICE
        self._say(number, message, "id", {"first": first}, given, warning=True)

    def _first(self, entry: _Entry[R]) -> tuple[int, Values]:
        """The first row of a record, and its values."""
        return entry.row, dict(zip(self.fields, entry.values, strict=True))

    def _differ(self, first: int, before: Values, number: int, values: Values, given: str) -> bool:
        """Say that two rows of one identifier differ in what both hold, and True; False if they do not."""
        both = [f for f in values if f in before and f not in self.kind.repeated] if given else self.kind.agreed
        differing = [f for f in both if values[f] != before[f]]
        if differing:
            columns = ", ".join(dict.fromkeys(h for f in differing for h in self._headers(f, before, values)))
            message = messages.ID_DIFFERS if given else messages.RECORD_DIFFERS
            self._say(number, message, "id", {"id": given, "first": first, "columns": columns}, given)
        return bool(differing)

    def _headers(self, field: str, before: Values, values: Values) -> list[str]:
        if field != "attributes":
            return [self.table.bound.get(field, field)]
        return sorted({name for name, _ in set(before[field]) ^ set(values[field])})

    def check_expiries(self, block: Block) -> None:
        """Tell which rows of a block have a licence that is no longer valid."""
        if self.on is None or not self.kind.expiry:
            return
        until = block.fields[self.kind.expiry[0]]
        if any(day is not None and day < self.on for day in (until.values if isinstance(until, Few | Each) else ())):
            columns = zip(*(block.fields[name].all() for name in self.kind.expiry), strict=True)
            for number, *values in zip(block.numbers, columns, strict=True):
                self._check_expiry(number, dict(zip(self.kind.expiry, *values, strict=True)))

    def _check_expiry(self, number: int, values: Values) -> None:
        if self.on is None or not self.kind.expiry:
            return
        day = values[self.kind.expiry[0]]
        if day is not None and day < self.on:
            until, *names = self.kind.expiry
            params = {"licence": next((values[name] for name in names if values[name]), ""), "day": values[until]}
            self._say(number, messages.EXPIRED, until, params, values[until].isoformat(), warning=True)

    def _say(
        self, number: int, message: Message, field: str, params: dict[str, Any], value: str = "", warning: bool = False
    ) -> None:
        place = Place(self.table.file, number, self.table.bound.get(field, ""), value)
        self.problems.append(Problem(message, params, place, warning))
