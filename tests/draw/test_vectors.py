"""The published vectors are current, and an implementation that shares nothing with the program agrees with them."""

import base64
import hashlib
import json
from typing import Any

import jsonschema
import pytest
import twin
import vectors
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

Json = dict[str, Any]

DRAWS: list[Json] = json.loads((vectors.FOLDER / "draws.json").read_text("utf-8"))["draws"]
INVALID: Json = json.loads((vectors.FOLDER / "invalid.json").read_text("utf-8"))
SCHEMA: Json = json.loads((vectors.FOLDER / "schema.json").read_text("utf-8"))


@pytest.mark.parametrize("name", vectors.FILES)
def test_the_files_are_current(name: str) -> None:
    made = vectors.text(vectors.FILES[name]())
    assert (vectors.FOLDER / name).read_text("utf-8") == made, f"run: {vectors.COMMAND}"


@pytest.mark.parametrize("name", vectors.FILES)
def test_the_files_keep_their_schema(name: str) -> None:
    jsonschema.validate(json.loads((vectors.FOLDER / name).read_text("utf-8")), SCHEMA)


@pytest.mark.parametrize("vector", DRAWS, ids=lambda vector: ", ".join(vector["flags"])[:60])
def test_the_twin_draws_the_same(vector: Json) -> None:
    assert twin.outcome(vector["case"]) == vector["outcome"]


def test_every_flag_has_a_vector() -> None:
    found = {flag for vector in DRAWS for flag in vector["flags"]}
    assert found >= {
        "open slots",
        "refused",
        "second visit",
        "no reserve",
        "even load, unequal caps",
        "order beyond U+FFFF",
    }
    assert found >= {f"after: {kind}" for kind in ("recusal", "absence", "reinforcement", "replacement")}


@pytest.mark.parametrize("vector", INVALID["invalid"], ids=lambda vector: ascii(vector["flag"])[:60])
def test_the_twin_refuses_the_same(vector: Json) -> None:
    assert vector["change"]
    with pytest.raises(twin.Invalid):
        twin.outcome(vectors.changed(INVALID["base"], vector["change"]))


def test_the_base_of_the_invalid_ones_is_valid() -> None:
    twin.outcome(INVALID["base"])


def test_the_signed_event_is_a_signed_note_by_the_key_it_states() -> None:
    event = json.loads((vectors.FOLDER / "pieces.json").read_text("utf-8"))["events"][-1]
    unsigned = {"format": "double-random/event@1"} | {k: v for k, v in event.items() if k not in ("hash", "signatures")}
    text = json.dumps(unsigned, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"
    name, _, rest = event["body"]["key"].partition("+")
    key = base64.b64decode(rest.partition("+")[2])
    (line,) = event["signatures"]
    signature = base64.b64decode(line.removeprefix(f"— {name} "))
    assert signature[:4] == hashlib.sha256(f"{name}\n".encode() + key).digest()[:4]
    Ed25519PublicKey.from_public_bytes(key[1:]).verify(signature[4:], text.encode())
