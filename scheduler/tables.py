"""The tables that a commitment freezes, and their digests (a row's hash gives nothing away without its salt)."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from inspectors.model import Conflict, Inspector, Leave
from inventories.model import Assigned, Exclusion, Item, PastVisit, Signal, Target
from inventories.records import canonical, from_lines, plain, to_lines
from scheduler.draw.notation import H
from scheduler.year.workdays import CalendarDay

KINDS: dict[str, type] = {
    "targets": Target,
    "items": Item,
    "signals": Signal,
    "history": PastVisit,
    "exclusions": Exclusion,
    "assigned": Assigned,
    "inspectors": Inspector,
    "leave": Leave,
    "conflicts": Conflict,
}
RECORDS: dict[str, type] = {**KINDS, "calendar": CalendarDay}
"""All kinds of records that an office keeps; no draw rests on those that no commitment freezes."""
BUCKETS = 4096


@dataclass(frozen=True)
class Tables:
    """Everything an office has imported, each table sorted by identifier (UTF-8 bytes)."""

    targets: tuple[Target, ...] = ()
    items: tuple[Item, ...] = ()
    signals: tuple[Signal, ...] = ()
    history: tuple[PastVisit, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    assigned: tuple[Assigned, ...] = ()
    inspectors: tuple[Inspector, ...] = ()
    leave: tuple[Leave, ...] = ()
    conflicts: tuple[Conflict, ...] = ()


def freeze(tables: Tables) -> dict[str, bytes]:
    """Each table as JSON lines, by its name."""
    return {name: to_lines(getattr(tables, name)) for name in KINDS}


def thaw(frozen: dict[str, bytes]) -> Tables:
    """The tables that ``freeze`` wrote. Errors: KeyError, TypeError, ValueError."""
    return Tables(**{name: from_lines(kind, frozen[name]) for name, kind in KINDS.items()})


def table_secret(master: str, table: str) -> str:
    """The secret of one table of a commitment, from the commitment's table secret: 64 hex digits."""
    return H("double-random/table", master, table)


@dataclass(frozen=True)
class Digest:
    """A table's number of rows and the Merkle root over its buckets: 64 hex digits."""

    count: int
    root: str


def digest(rows: Iterable[tuple[str, Sequence[str]]], secret: str) -> Digest:
    """The digest of a table of (identifier, fields) rows, in any order.

    Row hash: SHA-256 over salt and fields joined by U+001F, the salt being the first 32 hex digits of
    SHA-256(secret ‖ identifier). A bucket holds the row hashes that begin with the same 3 hex digits, sorted and
    concatenated; the root is the RFC 6962 tree hash of the 4,096 bucket hashes.
    """
    filled = buckets(rows, secret)
    return Digest(sum(map(len, filled.values())), root_of({k: bucket_hash(hashes) for k, hashes in filled.items()}))


def root_of(filled: Mapping[int, str]) -> str:
    """The RFC 6962 tree hash of the 4,096 buckets, of which the ``filled`` ones have these hashes: 64 hex digits."""
    nothing = bucket_leaf([])  # most buckets of a small table are empty: what is above two of them is hashed once
    level = {k: _leaf(hashed) for k, hashed in filled.items()}
    for _ in range(BUCKETS.bit_length() - 1):
        above = dict.fromkeys(k // 2 for k in level)
        level = {k: _node(level.get(2 * k, nothing), level.get(2 * k + 1, nothing)) for k in above}
        nothing = _node(nothing, nothing)
    return level.get(0, nothing).hex()


def buckets(rows: Iterable[tuple[str, Sequence[str]]], secret: str) -> dict[int, list[str]]:
    """The row hashes of a table in those of their 4,096 buckets that hold any, each in the order of the rows."""
    result: defaultdict[int, list[str]] = defaultdict(list)
    for identifier, values in rows:
        row = row_hash(salt_of(secret, identifier), values)
        result[int(row[:3], 16)].append(row)
    return result


def salt_of(secret: str, identifier: str) -> str:
    """A row's salt, 32 hex digits."""
    return _sha256(secret + identifier)[:32]


def row_hash(salt: str, values: Sequence[str]) -> str:
    """A row's hash, 64 hex digits."""
    return _sha256("\x1f".join((salt, *values)))


def bucket_leaf(hashes: Iterable[str]) -> bytes:
    """A bucket as a leaf of the tree (32 bytes): its row hashes in any order."""
    return _leaf(bucket_hash(hashes))


def bucket_hash(hashes: Iterable[str]) -> str:
    """A bucket's hash, 64 hex digits: its row hashes in any order."""
    return _sha256("".join(sorted(hashes)))


def _leaf(hashed: str) -> bytes:
    return hashlib.sha256(b"\x00" + hashed.encode()).digest()


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def digest_records(records: Iterable[Any], secret: str) -> Digest:
    """The digest of records that have an ``id``: their fields in the order of the class, as text."""
    return digest(((r.id, [_text(plain(getattr(r, f.name))) for f in fields(r)]) for r in records), secret)


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    return "" if value is None else canonical(value).decode()


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def parse_lines(data: bytes) -> list[Any]:
    """The JSON values of JSON lines."""
    return [json.loads(line) for line in data.split(b"\n") if line]
