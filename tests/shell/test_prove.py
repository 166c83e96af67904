"""What a business gets proves that it was in the pool, and nothing that is changed in it does."""

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import small_office
from shop import tell

from inventories.problems import Exit
from scheduler import acts
from scheduler.exchange import notes
from scheduler.journal import Draw
from scheduler.proof import membership
from scheduler.proof.membership import BadProof, check
from scheduler.store.office import Office

KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"


@pytest.fixture
def signed(drawn: Path) -> Path:
    """An office that has signed a checkpoint after its draw."""
    assert tell(drawn, "key", "new", "--name", "office", "--no-passphrase").code == 0
    assert tell(drawn, "checkpoint", "make", drawn.parent / "cp").code == 0
    return drawn


def proof(folder: Path, target: str) -> bytes:
    office = small_office.open_office(folder)
    draw = acts.find(office, None)
    facts = acts.frozen_facts(office, draw)
    return membership.make(draw, facts, office.secrets(draw.hash)[1], target, office.events())


def pooled(office: Office, draw: Draw) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for row in acts.frozen_facts(office, draw).frame.rows:
        found.setdefault(row.target, []).append((row.task, row.path))
    return found


def test_every_target_of_the_pool_has_its_proof_with_its_own_cells_and_rates(signed: Path) -> None:
    office = small_office.open_office(signed)
    draw = acts.find(office, None)
    facts = acts.frozen_facts(office, draw)
    cells = {(task, c.path): c for task, found in facts.cells.items() for c in found}
    for target, rows in pooled(office, draw).items():
        proven = check(proof(signed, target))
        assert (proven.target, proven.commitment, proven.record) == (target, draw.hash, draw.record)
        assert [(m.task, m.path) for m in proven.members] == rows
        for m in proven.members:
            assert (m.pool, m.rate) == (cells[m.task, m.path].pool, str(cells[m.task, m.path].rate))
        assert proven.checkpoint is not None
        assert proven.checkpoint.size == len(office.events()) - 1


def test_a_proof_shows_nobody_else(signed: Path) -> None:
    """No identifier, name or cell of another target stands in it."""
    office = small_office.open_office(signed)
    members = pooled(office, acts.find(office, None))
    target = next(iter(members))
    text = proof(signed, target).decode()
    held = set(office.secrets(acts.find(office, None).hash))
    for other in office.records("targets"):
        if other.id != target:
            assert f'"{other.id}"' not in text
            assert other.name not in text
    assert not any(secret in text for secret in held if secret)
    own = {"/".join(path) for _, path in members[target]}
    others = {tuple(path) for rows in members.values() for _, path in rows if "/".join(path) not in own}
    assert others
    assert not any(
        json.dumps(list(path), ensure_ascii=False)[1:-1].replace(", ", ",") in text for path in others if len(path) > 1
    )


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every leaf of a document."""
    if isinstance(value, dict):
        for name in value:
            yield from places(value[name], (*path, name))
    elif isinstance(value, list):
        for k in range(len(value)):
            yield from places(value[k], (*path, k))
    else:
        yield path


def changed(document: dict[str, Any], path: tuple[Any, ...]) -> dict[str, Any]:
    other = copy.deepcopy(document)
    inner: Any = other
    for step in path[:-1]:
        inner = inner[step]
    was = inner[path[-1]]
    if isinstance(was, bool) or was is None:
        inner[path[-1]] = "x"
    elif isinstance(was, int):
        inner[path[-1]] = was + 1
    else:
        inner[path[-1]] = ("1" if was[:1] != "1" else "2") + was[1:] if was else "x"
    return other


def must_be_signed(data: bytes, key: notes.Verifier) -> None:
    if not membership.signers(check(data), [key]):
        raise BadProof("signed by nobody known")


def test_every_change_of_a_proof_is_refused(signed: Path) -> None:
    """One leaf of the document after the other. The checkpoint's signature is checked with the key alone."""
    office = small_office.open_office(signed)
    own = notes.verifier(next(e.body["key"] for e in office.events("key")))
    document = json.loads(proof(signed, next(iter(pooled(office, acts.find(office, None))))))
    tried = list(places(document))
    assert len(tried) > 60
    for path in tried:
        forged = json.dumps(changed(document, path)).encode()
        with pytest.raises(BadProof):
            must_be_signed(forged, own)


def test_what_is_left_out_of_a_proof_or_said_twice_is_refused(signed: Path) -> None:
    office = small_office.open_office(signed)
    document = json.loads(proof(signed, next(iter(pooled(office, acts.find(office, None))))))
    for name in document:
        with pytest.raises(BadProof):
            check(json.dumps({k: v for k, v in document.items() if k != name}).encode())
    for rows in ([], document["rows"] * 2):
        with pytest.raises(BadProof):
            check(json.dumps({**document, "rows": rows}).encode())
    without = check(json.dumps({**document, "log": None}).encode())
    assert without.checkpoint is None
    assert membership.signers(without, [notes.verifier(KEY)]) == []


@pytest.mark.parametrize("data", [b"", b"[]", b"null", b"{}", b"\xff", b'{"format": 1}', b"[" * 100_000])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_garbage_proves_nothing(tmp_path: Path, data: bytes, lang: str) -> None:
    (tmp_path / "p").write_bytes(data)
    said = tell(None, "check-proof", tmp_path / "p", lang=lang)
    assert said.code == Exit.VERIFICATION
    assert "Traceback" not in said.err


def test_a_row_of_one_target_is_none_of_another(signed: Path) -> None:
    office = small_office.open_office(signed)
    one, other = list(pooled(office, acts.find(office, None)))[:2]
    mine, theirs = json.loads(proof(signed, one)), json.loads(proof(signed, other))
    with pytest.raises(BadProof):
        check(json.dumps({**mine, "rows": theirs["rows"]}).encode())
    rows = [{**mine["rows"][0], "cell": theirs["rows"][0]["cell"]}]
    if rows[0]["cell"] != mine["rows"][0]["cell"]:
        with pytest.raises(BadProof):
            check(json.dumps({**mine, "rows": rows}).encode())


def test_the_verbs_write_and_check_it(signed: Path, tmp_path: Path) -> None:
    office = small_office.open_office(signed)
    target = next(iter(pooled(office, acts.find(office, None))))
    file, key = tmp_path / "p.json", tell(signed, "key", "show").out.strip()
    assert tell(signed, "prove", target, file).code == 0
    assert tell(signed, "prove", target, file).code == Exit.CONFLICT
    said = tell(None, "check-proof", file, "--key", key)
    assert said.code == 0
    assert acts.find(office, None).hash in said.out
    told = json.loads(tell(None, "check-proof", file, "--key", key, "--json").out)
    assert (told["target"], told["signed"]) == (target, [key])
    assert tell(None, "check-proof", file, "--key", KEY).code == Exit.VERIFICATION
    assert tell(None, "check-proof", file, "--key", "x").code == Exit.USAGE
    assert tell(None, "check-proof", tmp_path / "none").code == Exit.INPUT


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_who_was_not_in_the_pool_is_told_the_ground(drawn: Path, tmp_path: Path, lang: str) -> None:
    office = small_office.open_office(drawn)
    facts = acts.frozen_facts(office, acts.find(office, None))
    out = {row.target for row in facts.frame.rows}
    target, ground = next((e.target, e.ground) for e in facts.frame.left_out if e.target not in out)
    said = tell(drawn, "prove", target, tmp_path / "p", lang=lang)
    assert said.code == Exit.FAILED
    assert target in said.err
    assert lang == "zh" or ground in said.err
    assert not (tmp_path / "p").exists()
    assert tell(drawn, "prove", "nobody", tmp_path / "p").code == Exit.FAILED


def test_without_a_checkpoint_the_proof_ends_at_the_commitment(drawn: Path) -> None:
    office = small_office.open_office(drawn)
    proven = check(proof(drawn, next(iter(pooled(office, acts.find(office, None))))))
    assert proven.checkpoint is None
