"""Signed notes against the published vectors, and every way in which one is none."""

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from scheduler.exchange.notes import (
    Altered,
    BadKey,
    BadNote,
    Unknown,
    Verifier,
    open_note,
    public,
    sign,
    split,
    verifier,
)

SPEC_KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
SPEC_NOTE = (
    "This is an example message.\n\n"
    "— example.com/foo "
    "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
).encode()
"""The example of c2sp.org/signed-note."""

PETER_SEED = base64.b64decode("AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz")[1:]
PETER_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
ENOCH_KEY = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop"
TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
PETER = "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
ENOCH = "— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n"
"""The vectors of golang.org/x/mod/sumdb/note."""
POEM = (
    "Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n\n"
    "— quasimodo.example/salvatore "
    "NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n"
).encode()


def note(*signatures: str, text: str = TEXT) -> bytes:
    return (text + "\n" + "".join(signatures)).encode()


def test_the_example_of_the_specification() -> None:
    key = verifier(SPEC_KEY)
    assert str(key) == SPEC_KEY
    assert open_note(SPEC_NOTE, [key]) == ("This is an example message.\n", key)


def test_a_text_with_an_empty_line_ends_at_the_last() -> None:
    text, signatures = split(POEM)
    assert text.endswith("sole:\n\ned è subito sera.\n")
    assert [(name, id_.hex()) for name, id_, _ in signatures] == [("quasimodo.example/salvatore", "367ba04b")]


def test_signing_gives_the_published_bytes() -> None:
    key = Ed25519PrivateKey.from_private_bytes(PETER_SEED)
    assert str(public("PeterNeumann", key)) == PETER_KEY
    assert sign(TEXT, "PeterNeumann", key) == note(PETER)


def test_signatures_of_unknown_keys_say_nothing() -> None:
    peter, enoch = verifier(PETER_KEY), verifier(ENOCH_KEY)
    assert open_note(note(PETER, ENOCH), [enoch]) == (TEXT, enoch)
    assert open_note(note(PETER, ENOCH), [enoch, peter]) == (TEXT, peter)
    with pytest.raises(Unknown, match="PeterNeumann, EnochRoot"):
        open_note(note(PETER, ENOCH), [])
    with pytest.raises(Unknown):
        open_note(note(PETER), [Verifier("PeterNeumann", enoch.key), Verifier("Else", peter.key)])


def test_one_wrong_signature_of_a_known_key_spoils_the_note() -> None:
    peter, enoch = verifier(PETER_KEY), verifier(ENOCH_KEY)
    spoiled = ENOCH.replace("+eBzm", "+eBzn")
    assert open_note(note(PETER, spoiled), [peter])
    with pytest.raises(Altered, match="EnochRoot"):
        open_note(note(PETER, spoiled), [peter, enoch])


def test_every_changed_character_of_the_text_is_found() -> None:
    peter = verifier(PETER_KEY)
    whole = note(PETER)
    for k in range(len(TEXT.encode())):
        changed = whole[:k] + bytes([whole[k] ^ 1]) + whole[k + 1 :]
        with pytest.raises((Altered, BadNote)):
            open_note(changed, [peter])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "PeterNeumann",
        PETER_KEY + "x",
        PETER_KEY[:-4],
        PETER_KEY.replace("c74f20a3", "c74f20a4"),
        PETER_KEY.replace("c74f20a3", "C74F20A3"),
        PETER_KEY.replace("PeterNeumann", "Peter Neumann"),
        PETER_KEY.replace("PeterNeumann", ""),
        PETER_KEY.replace("+AR", "+BR"),
    ],
)
def test_what_is_no_verifier_key(text: str) -> None:
    with pytest.raises(BadKey):
        verifier(text)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        TEXT.encode(),
        TEXT.encode() + PETER.encode(),
        note(),
        note(PETER)[:-1],
        note(PETER.replace("—", "-")),
        note(PETER.replace("PeterNeumann", "Peter Neumann")),
        note(PETER.replace("=", "!")),
        note(PETER, "else\n"),
        note(PETER, text=TEXT.replace("\n", "\r\n")),
        note(PETER, text="a\tb\n"),
        note(PETER).replace(b"problem", b"\xff\xfe"),
        note(*[PETER] * 17),
    ],
)
def test_what_is_no_note(data: bytes) -> None:
    with pytest.raises(BadNote):
        open_note(data, [verifier(PETER_KEY)])


@pytest.mark.parametrize("text", ["", "a", "a\tb\n", "a\r\n"])
def test_what_cannot_be_signed(text: str) -> None:
    with pytest.raises(BadNote):
        sign(text, "a", Ed25519PrivateKey.generate())
