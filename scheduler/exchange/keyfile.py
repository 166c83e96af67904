"""A private key in a file of its folder, the office's unless another is named: PKCS8 PEM, under a passphrase or without."""

import os
from collections.abc import Callable
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from inventories.problems import Exit, refuse
from scheduler.exchange import messages

FILE = "office-key.pem"


def must_be_free(folder: Path, file: str = FILE) -> None:
    """Refuse (exit 6) to make a key where there is one."""
    if (path := folder / file).exists():
        raise refuse(messages.KEY_EXISTS, Exit.CONFLICT, file=str(path))


def write(folder: Path, key: Ed25519PrivateKey, passphrase: str | None, file: str = FILE) -> Path:
    """Keep ``key`` in ``folder``, for its owner alone. Refused (exit 6) if there is one already."""
    path = folder / file
    locked = BestAvailableEncryption(passphrase.encode()) if passphrase else NoEncryption()
    data = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, locked)
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.write(data)
    except FileExistsError:
        must_be_free(folder, file)
        raise
    return path


def read(folder: Path, ask: Callable[[], str], file: str = FILE) -> Ed25519PrivateKey:
    """The key in ``folder``; ``ask`` gives the passphrase where there is one. Refused (exit 1) without a usable key."""
    path = folder / file
    try:
        data = path.read_bytes()
    except OSError:
        raise refuse(messages.NO_KEY, Exit.FAILED, file=str(path)) from None
    locked = b"ENCRYPTED" in data
    try:
        key = load_pem_private_key(data, ask().encode() if locked else None)
    except (ValueError, TypeError):
        message = messages.WRONG_PASSPHRASE if locked else messages.KEY_UNREADABLE
        raise refuse(message, Exit.FAILED, file=str(path)) from None
    if not isinstance(key, Ed25519PrivateKey):
        raise refuse(messages.KEY_UNREADABLE, Exit.FAILED, file=str(path))
    return key
