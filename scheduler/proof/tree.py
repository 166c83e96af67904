"""The log as a Merkle tree (RFC 6962 §2.1): its root, and proofs that an event is in it and that it has only grown. Pure.

A leaf is given by its hash (``leaf``), 32 bytes; so is every root and every step of a proof. The checks follow RFC 9162
§2.1.3.2 and §2.1.4.2 and know nothing of how proofs are made.
"""

import hashlib
from collections.abc import Sequence


def leaf(data: bytes) -> bytes:
    """The hash of a leaf."""
    return hashlib.sha256(b"\x00" + data).digest()


def root(leaves: Sequence[bytes]) -> bytes:
    """The root over ``leaves``; of no leaves, the hash of nothing."""
    return _over(leaves, 0, len(leaves)) if leaves else hashlib.sha256(b"").digest()


def inclusion(leaves: Sequence[bytes], index: int) -> tuple[bytes, ...]:
    """The audit path of the leaf at ``index``, from its sibling up. Errors: IndexError."""
    if not 0 <= index < len(leaves):
        raise IndexError(index)
    return tuple(_path(leaves, index, 0, len(leaves)))


def consistency(leaves: Sequence[bytes], old: int) -> tuple[bytes, ...]:
    """The proof that the tree of the first ``old`` leaves is the beginning of this one. Errors: IndexError."""
    if not 0 <= old <= len(leaves):
        raise IndexError(old)
    return tuple(_grown(leaves, old, 0, len(leaves), True)) if 0 < old < len(leaves) else ()


def included(hash_: bytes, index: int, size: int, proof: Sequence[bytes], root_: bytes) -> bool:
    """Whether ``proof`` shows the leaf at ``index`` of the tree of ``size`` leaves with that root."""
    if not 0 <= index < size:
        return False
    at, last, found = index, size - 1, hash_
    for step in proof:
        if last == 0:
            return False
        if at & 1 or at == last:
            found = _node(step, found)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            found = _node(found, step)
        at, last = at >> 1, last >> 1
    return last == 0 and found == root_


def consistent(old: int, old_root: bytes, size: int, root_: bytes, proof: Sequence[bytes]) -> bool:
    """Whether ``proof`` shows that the tree of ``size`` leaves begins with the tree of ``old`` leaves."""
    if old == size or old == 0:
        return not proof and (old_root == root_ if old == size else old_root == root([])) and old <= size
    if not 0 < old < size or not proof:
        return False
    steps = [old_root, *proof] if old & (old - 1) == 0 else [*proof]
    at, last = old - 1, size - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    was = now = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            was, now = _node(step, was), _node(step, now)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            now = _node(now, step)
        at, last = at >> 1, last >> 1
    return last == 0 and was == old_root and now == root_


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def _split(begin: int, end: int) -> int:
    """Where a tree parts: its left half has the largest power of two below its size."""
    return begin + (1 << ((end - begin - 1).bit_length() - 1))


def _over(leaves: Sequence[bytes], begin: int, end: int) -> bytes:
    if end - begin == 1:
        return leaves[begin]
    middle = _split(begin, end)
    return _node(_over(leaves, begin, middle), _over(leaves, middle, end))


def _path(leaves: Sequence[bytes], index: int, begin: int, end: int) -> list[bytes]:
    if end - begin == 1:
        return []
    middle = _split(begin, end)
    if index < middle:
        return [*_path(leaves, index, begin, middle), _over(leaves, middle, end)]
    return [*_path(leaves, index, middle, end), _over(leaves, begin, middle)]


def _grown(leaves: Sequence[bytes], old: int, begin: int, end: int, whole: bool) -> list[bytes]:
    """SUBPROOF of RFC 6962 §2.1.2; ``whole``: the old root itself is known to whoever checks."""
    if old == end:
        return [] if whole else [_over(leaves, begin, end)]
    middle = _split(begin, end)
    if old <= middle:
        return [*_grown(leaves, old, begin, middle, whole), _over(leaves, middle, end)]
    return [*_grown(leaves, old, middle, end, False), _over(leaves, begin, middle)]
