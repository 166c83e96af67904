"""The Merkle tree against the published vectors, and its proofs for every size and place of small trees."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.proof import tree

DATA = [bytes.fromhex(text) for text in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657")]
DATA.append(bytes.fromhex("606162636465666768696a6b6c6d6e6f"))
LEAVES = [tree.leaf(data) for data in DATA]
ROOTS = (
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
"""The reference leaves and roots of Certificate Transparency's own tests of RFC 6962."""
INCLUSION = {
    (5, 8): "vBoGQ7EuTS18d5GPROD095qDi2z57FtcKD4fTYhZnms= yoVOoSjtBQtBs1/8G4e46yveRh6eO1WW7Oa51ZdaCuA= "
    "037kGJdt2VdTwcc4Yrk5j6Kiz5tP8P3+izDNlSCWFLc=",
    (2, 3): "+sVCA+fMaWzw38tCySodnbr3CtnmIfS9jZhmLwDjwSU=",
    (1, 5): "bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0= Xwg/ChozygdqlSeYMlgNs+DvRYS9/x9UyKNg9Q3jAx4= "
    "vBoGQ7EuTS18d5GPROD095qDi2z57FtcKD4fTYhZnms=",
}
CONSISTENCY = {
    (1, 8): "lqKW0iTyhcZ77pPDD4owkVfw2qNdxbh+QQt4YwoJz8c= Xwg/ChozygdqlSeYMlgNs+DvRYS9/x9UyKNg9Q3jAx4= "
    "a0eq8p7jwq+a+Im8H7klTavTEXfxYjLdaqsDXKOb9uQ=",
    (6, 8): "DrxdNDf74tsVi58Sah0RjjCBgQMdCpSfje3t68VY72o= yoVOoSjtBQtBs1/8G4e46yveRh6eO1WW7Oa51ZdaCuA= "
    "037kGJdt2VdTwcc4Yrk5j6Kiz5tP8P3+izDNlSCWFLc=",
    (2, 5): "Xwg/ChozygdqlSeYMlgNs+DvRYS9/x9UyKNg9Q3jAx4= vBoGQ7EuTS18d5GPROD095qDi2z57FtcKD4fTYhZnms=",
}
"""Proofs of the same tree, as published for implementers by transparency.dev."""


def hashes(text: str) -> tuple[bytes, ...]:
    return tuple(map(base64.b64decode, text.split()))


@pytest.mark.parametrize("size", range(len(ROOTS)))
def test_the_published_roots(size: int) -> None:
    assert tree.root(LEAVES[:size]).hex() == ROOTS[size]


@pytest.mark.parametrize(("index", "size"), INCLUSION)
def test_the_published_inclusion_proofs(index: int, size: int) -> None:
    assert tree.inclusion(LEAVES[:size], index) == hashes(INCLUSION[index, size])


@pytest.mark.parametrize(("old", "size"), CONSISTENCY)
def test_the_published_consistency_proofs(old: int, size: int) -> None:
    assert tree.consistency(LEAVES[:size], old) == hashes(CONSISTENCY[old, size])


MANY = [tree.leaf(bytes([k])) for k in range(33)]


@pytest.mark.parametrize("size", range(1, 34))
def test_every_leaf_is_shown_and_nothing_else(size: int) -> None:
    leaves, whole = MANY[:size], tree.root(MANY[:size])
    for index in range(size):
        proof = tree.inclusion(leaves, index)
        assert tree.included(leaves[index], index, size, proof, whole)
        wrong = [(*proof, whole), (whole, *proof), *([proof[1:], proof[:-1], proof[::-1]] if len(proof) > 1 else [])]
        for other in wrong:
            assert other == proof or not tree.included(leaves[index], index, size, other, whole)
        for place in range(-1, size + 2):
            assert place == index or not tree.included(leaves[index], place, size, proof, whole)
        assert not tree.included(MANY[-1 - index] if size < 17 else tree.leaf(b"x"), index, size, proof, whole)


@pytest.mark.parametrize("size", range(34))
def test_every_beginning_is_shown_and_nothing_else(size: int) -> None:
    now = tree.root(MANY[:size])
    for old in range(size + 1):
        was, proof = tree.root(MANY[:old]), tree.consistency(MANY[:size], old)
        assert tree.consistent(old, was, size, now, proof)
        assert not tree.consistent(old, was, size, now, (*proof, now))
        assert not tree.consistent(old, tree.leaf(b"x"), size, now, proof)
        assert not tree.consistent(old, was, size, tree.leaf(b"x"), proof) or old == 0
        if proof:
            assert not tree.consistent(old, was, size, now, proof[:-1])
            assert not tree.consistent(old, was, size, now, proof[1:])


def test_no_proof_outside_the_tree() -> None:
    with pytest.raises(IndexError):
        tree.inclusion(LEAVES, 8)
    with pytest.raises(IndexError):
        tree.consistency(LEAVES, 9)
    assert not tree.consistent(9, tree.root(LEAVES), 8, tree.root(LEAVES), ())
    assert not tree.consistent(-1, tree.root(LEAVES), 8, tree.root(LEAVES), ())


@given(st.lists(st.binary(max_size=3), max_size=40), st.data())
def test_a_change_before_the_old_size_is_always_seen(texts: list[bytes], data: st.DataObject) -> None:
    leaves = [tree.leaf(text) for text in texts]
    old = data.draw(st.integers(0, len(leaves)))
    was, changed = tree.root(leaves[:old]), list(leaves)
    if old:
        changed[data.draw(st.integers(0, old - 1))] = tree.leaf(b"changed")
    proof = tree.consistency(changed, old)
    assert tree.consistent(old, was, len(changed), tree.root(changed), proof) == (old == 0)
