"""Proof of one row of a table whose digest a commitment states: the row, its salt, and the way to the root. Pure.

The other rows of its bucket show as salted hashes, which tell nothing of them.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scheduler.proof import tree
from scheduler.tables import BUCKETS, bucket_leaf, buckets, row_hash, salt_of

_HASH = re.compile(r"[0-9a-f]{64}")
_SALT = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True)
class RowProof:
    """A row's ``fields``, its ``salt`` (32 hex digits), the hashes of the ``others`` in its bucket, and the ``path`` of
    the bucket in the tree of all (64 hex digits each)."""

    fields: tuple[str, ...]
    salt: str
    others: tuple[str, ...]
    path: tuple[str, ...]


def prove(rows: Iterable[tuple[str, Sequence[str]]], secret: str, identifier: str) -> RowProof:
    """The proof of the row of that identifier in a table, by the table's secret. Errors: KeyError."""
    known = dict(rows)
    fields = tuple(known[identifier])
    filled = buckets(known.items(), secret)
    own = row_hash(salt_of(secret, identifier), fields)
    k = int(own[:3], 16)
    others = sorted(filled[k])
    others.remove(own)
    path = tree.inclusion([bucket_leaf(filled.get(b, ())) for b in range(BUCKETS)], k)
    return RowProof(fields, salt_of(secret, identifier), tuple(others), tuple(step.hex() for step in path))


def holds(proof: RowProof, root: str) -> bool:
    """Whether the row stands in the table with that root (64 hex digits)."""
    hashes = (*proof.others, *proof.path, root)
    if not all(_HASH.fullmatch(h) for h in hashes) or not _SALT.fullmatch(proof.salt):
        return False
    if any("\x1f" in field for field in proof.fields):
        return False
    own = row_hash(proof.salt, proof.fields)
    if any(other[:3] != own[:3] for other in proof.others):
        return False
    leaf = bucket_leaf([*proof.others, own])
    path = [bytes.fromhex(step) for step in proof.path]
    return tree.included(leaf, int(own[:3], 16), BUCKETS, path, bytes.fromhex(root))
