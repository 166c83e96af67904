"""Signed notes (C2SP signed-note): a text and the Ed25519 signatures of those who answer for it. Pure.

A note is a text that ends in a newline, an empty line, and signature lines
``— <name> <base64 of 4-byte key identifier ‖ signature>``. It is UTF-8 without control characters. A witness signs with
the time (C2SP tlog-cosignature): its key is of another type, and its signature begins with the time.
"""

import base64
import binascii
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from inventories.problems import N_, Reason

ED25519 = b"\x01"
"""The type of signature, part of a key and of its identifier."""
COSIGNATURE = b"\x04"
"""The type of a witness's signature, over the time too."""
_TIME = 8
"""So many bytes of a witness's signature are its time, in seconds since 1970 UTC."""
MOST = 16
"""So many signatures are read at most."""
_DASH = "— "


class BadKey(ValueError):
    """A text that is no verifier key of an Ed25519 key."""


class BadNote(ValueError):
    """Bytes that are no signed note."""


class Unknown(ValueError):
    """A note without a signature of a known key; ``names`` are those it says it is signed by."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(names)
        super().__init__(", ".join(self.names))


class Altered(ValueError):
    """A note with a signature under a known key's name and identifier that is not of this text; the argument is the name."""


@dataclass(frozen=True)
class Verifier:
    """A public key under a name: what a note is checked with. ``key`` has 32 bytes, ``kind`` is ED25519 or COSIGNATURE."""

    name: str
    key: bytes
    kind: bytes = ED25519

    @property
    def id(self) -> bytes:
        """The key identifier, 4 bytes: it tells keys apart and proves nothing."""
        return hashlib.sha256(self.name.encode() + b"\n" + self.kind + self.key).digest()[:4]

    def __str__(self) -> str:
        """The verifier key, ``<name>+<identifier in hex>+<base64>``."""
        return f"{self.name}+{self.id.hex()}+{base64.b64encode(self.kind + self.key).decode()}"

    @property
    def witness(self) -> bool:
        """Whether it is the key of a witness, who signs with the time."""
        return self.kind == COSIGNATURE

    def signed(self, text: str, signature: bytes) -> bool:
        """Whether ``signature`` is this key's over ``text``, at its time if it is a witness's."""
        if self.witness:
            text, signature = _timed(text, time_of(signature)), signature[_TIME:]
        try:
            Ed25519PublicKey.from_public_bytes(self.key).verify(signature, text.encode())
        except (InvalidSignature, ValueError):
            return False
        return True


def verifier(text: str) -> Verifier:
    """The key that a verifier key writes. Errors: BadKey, also if the identifier is not that of name and key."""
    name, _, rest = text.partition("+")
    hex_, _, coded = rest.partition("+")
    key = _decoded(coded)
    found = Verifier(name, key[1:], key[:1]) if key else Verifier(name, b"", b"")
    if not is_name(name) or key is None or found.kind not in (ED25519, COSIGNATURE) or len(key) != 33:
        raise BadKey(text)
    if found.id.hex() != hex_:
        raise BadKey(text)
    return found


def is_name(name: str) -> bool:
    """Whether a key can have this name: not blank, without white space, control characters and ``+``."""
    return name.isprintable() and name != "" and not any(c.isspace() or c == "+" for c in name)


def public(name: str, key: Ed25519PrivateKey, kind: bytes = ED25519) -> Verifier:
    """The verifier of a private key under ``name``."""
    return Verifier(name, key.public_key().public_bytes_raw(), kind)


def time_of(signature: bytes) -> int:
    """The time in a witness's signature, in seconds since 1970 UTC."""
    return int.from_bytes(signature[:_TIME], "big")


def sign(text: str, name: str, key: Ed25519PrivateKey) -> bytes:
    """``text`` as a note signed by ``key`` under ``name``. Errors: BadNote for a text that no note can have."""
    if not text.endswith("\n") or not _printable(text):
        raise BadNote(Reason(N_("the text does not end in a newline, or has control characters")))
    return f"{text}\n{_line(public(name, key), key.sign(text.encode()))}".encode()


def cosign(text: str, name: str, key: Ed25519PrivateKey, time: int) -> str:
    """The signature line of a witness for ``text`` at ``time`` (seconds since 1970 UTC)."""
    signature = time.to_bytes(_TIME, "big") + key.sign(_timed(text, time).encode())
    return _line(public(name, key, COSIGNATURE), signature)


def split(note: bytes) -> tuple[str, tuple[tuple[str, bytes, bytes], ...]]:
    """The text of a note, and name, key identifier and signature of each signature line. Errors: BadNote."""
    try:
        whole = note.decode()
    except UnicodeDecodeError as error:
        raise BadNote(Reason(N_("it is not UTF-8"))) from error
    text, gap, lines = whole.rpartition("\n\n")
    if not gap or not lines.endswith("\n") or not _printable(whole):
        raise BadNote(Reason(N_("it is not a text, an empty line and signatures")))
    signatures = tuple(_signatures(lines))
    if len(signatures) > MOST:
        raise BadNote(Reason(N_("it has too many signatures")))
    return text + "\n", signatures


def open_note(note: bytes, known: Iterable[Verifier]) -> tuple[str, Verifier]:
    """The text of a note and the first of the ``known`` keys that signed it; signatures of other keys say nothing.

    Errors: BadNote, Unknown, Altered.
    """
    text, found = signers(note, known)
    if not found:
        raise Unknown(name for name, _id, _signature in split(note)[1])
    return text, found[0][0]


def signers(note: bytes, known: Iterable[Verifier]) -> tuple[str, tuple[tuple[Verifier, bytes], ...]]:
    """The text of a note, and those of the ``known`` keys that signed it, with their signatures. Errors: BadNote, Altered."""
    text, signatures = split(note)
    keys = {(key.name, key.id): key for key in known}
    found = [(key, signature) for name, id_, signature in signatures if (key := keys.get((name, id_))) is not None]
    for key, signature in found:
        if not key.signed(text, signature):
            raise Altered(key.name)
    return text, tuple(found)


def _signatures(lines: str) -> Iterator[tuple[str, bytes, bytes]]:
    for line in lines[:-1].split("\n"):
        name, _, coded = line.removeprefix(_DASH).partition(" ")
        found = _decoded(coded)
        if not line.startswith(_DASH) or not is_name(name) or found is None or len(found) < 5:
            raise BadNote(Reason(N_("a line after the empty line is no signature")))
        yield name, found[:4], found[4:]


def _decoded(coded: str) -> bytes | None:
    try:
        return base64.b64decode(coded, validate=True)
    except (binascii.Error, ValueError):
        return None


def _printable(text: str) -> bool:
    return all(c >= " " or c == "\n" for c in text)


def _timed(text: str, time: int) -> str:
    """What a witness signs."""
    return f"cosignature/v1\ntime {time}\n{text}"


def _line(key: Verifier, signature: bytes) -> str:
    return f"{_DASH}{key.name} {base64.b64encode(key.id + signature).decode()}\n"
