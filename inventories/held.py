"""Records held as the columns of the file that they came from: a million of them as text alone, and as objects only those
that somebody asks for."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from heapq import merge
from typing import Any, Generic, TypeVar, overload

from inventories.blocks import Block
from inventories.pages import Each, Strip
from inventories.records import record, written
from inventories.writing import Nested, texts

R = TypeVar("R")


class Held(Sequence[R], Generic[R]):
    """Records of one class, sorted by identifier: those of ``blocks``, and ``loose`` ones that are at hand as objects."""

    def __init__(self, kind: type[R], nested: Nested, blocks: Iterable[Block], loose: Mapping[str, R]) -> None:
        self._kind, self._nested, self._loose = kind, nested, loose
        self._blocks = tuple(block for block in blocks if block.numbers)
        self._size = sum(len(block.numbers) for block in self._blocks) + len(loose)

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Iterator[R]:
        return (record(self._kind, json.loads(text)) for _, text in self.texts())

    @overload
    def __getitem__(self, at: int) -> R: ...
    @overload
    def __getitem__(self, at: slice) -> "tuple[R, ...]": ...
    def __getitem__(self, at: int | slice) -> "R | tuple[R, ...]":
        names = self.names[at]
        found = tuple(self.only({names} if isinstance(names, str) else {*names}))
        return found[0] if isinstance(at, int) else found

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and tuple(self) == tuple(other)

    @cached_property
    def names(self) -> list[str]:
        """The identifiers, sorted."""
        found = [name for block in self._blocks for name in block.fields["id"].all()]
        return sorted([*found, *self._loose])

    def texts(self) -> Iterator[tuple[str, str]]:
        """Identifier and canonical text of each, sorted."""
        loose = sorted((name, written(each)) for name, each in self._loose.items())
        if self._in_order():
            return merge(self._each(), loose) if loose else self._each()
        packed = sorted([(n, t.encode()) for n, t in self._each()] + [(n, t.encode()) for n, t in loose])
        return ((name, text.decode()) for name, text in packed)

    def columns(self, *fields: str) -> Iterator[tuple[Strip, ...]]:
        """The columns of these fields, some thousand rows at a time."""
        yield from (tuple(block.fields[name] for name in fields) for block in self._blocks)
        if self._loose:
            yield tuple(Each([getattr(each, name) for each in self._loose.values()]) for name in fields)

    def only(self, names: Set[str]) -> "Held[R]":
        """Those with these identifiers."""
        blocks = (b.chosen([n in names for n in b.fields["id"].all()]) for b in (self._blocks if names else ()))
        loose = {name: each for name, each in self._loose.items() if name in names}
        return Held(self._kind, self._nested, blocks, loose)

    def rows(self) -> dict[str, int]:
        """By identifier the row of each, of those in blocks."""
        return {n: row for b in self._blocks for n, row in zip(b.fields["id"].all(), b.numbers, strict=True)}

    def _each(self) -> Iterator[tuple[str, str]]:
        for block in self._blocks:
            found = texts(self._kind, block.fields, self._nested, len(block.numbers))
            yield from zip(block.fields["id"].all(), found, strict=True)

    def _in_order(self) -> bool:
        before = ""
        for block in self._blocks:
            names = block.fields["id"].all()
            if names[0] < before or names != sorted(names):
                return False
            before = names[-1]
        return True


def texts_of(records: Iterable[Any]) -> Iterator[tuple[str, str]]:
    """Identifier and canonical text of each record."""
    return records.texts() if isinstance(records, Held) else ((each.id, written(each)) for each in records)


def names_of(records: Iterable[Any]) -> Iterable[str]:
    """The identifiers of records, in their order."""
    return records.names if isinstance(records, Held) else [each.id for each in records]


def only(records: Sequence[R], names: Set[str]) -> Sequence[R]:
    """The records with these identifiers."""
    if isinstance(records, Held):
        return records if len(names) == len(records) else records.only(names)
    return tuple(each for each in records if each.id in names)  # type: ignore[attr-defined]
