"""Notation and seed (§1, §2)."""

import hashlib
import re
import unicodedata
from fractions import Fraction

SPECIFICATION = "double-random/1"
MOST = 2**53 - 1
"""The largest whole number (§1)."""

_IDENTIFIER = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,63}")
_FRACTION = re.compile(r"(0|[1-9][0-9]*)(?:/([1-9][0-9]*))?")


def H(*parts: str) -> str:
    """SHA-256 over the parts joined by one LF, as 64 lower-case hex digits (§1)."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def T(key: str, name: str) -> str:
    """The ticket of ``name`` under ``key``: SHA-256 over the one followed by the other (§1)."""
    return hashlib.sha256((key + name).encode()).hexdigest()


def unit(digest: str) -> Fraction:
    """The exact fraction in [0, 1) that 64 hex digits write (§1)."""
    return Fraction(int(digest, 16), 2**256)


def is_identifier(text: str) -> bool:
    """Whether ``text`` names a target, inspector, task or period (§1)."""
    return _IDENTIFIER.fullmatch(text) is not None


def is_label(text: str) -> bool:
    """Whether ``text`` is a district, category, band, department or qualification (§1)."""
    return (
        1 <= len(text) <= 64
        and text == text.strip()
        and "/" not in text
        and not any(unicodedata.category(c) in ("Cc", "Cf", "Cs") for c in text)
        and unicodedata.is_normalized("NFC", text)
    )


def parse_fraction(text: str) -> Fraction:
    """The fraction that ``text`` writes in lowest terms, whole numbers without ``/1`` (§1). Raises ValueError."""
    match = _FRACTION.fullmatch(text)
    if match:
        numerator, denominator = int(match[1]), int(match[2] or 1)
        value = Fraction(numerator, denominator)
        if str(value) == text and numerator <= MOST and denominator <= MOST:
            return value
    raise ValueError(f"{text!r} is not a fraction in lowest terms")


def utf8(text: str) -> bytes:
    """The sort key of §1: UTF-8 bytes. Raises UnicodeEncodeError for a lone surrogate."""
    return text.encode()


class Keys:
    """The seed S of a draw and the keys K(label) derived from it (§2)."""

    def __init__(self, commitment: str, randomness: str, secret: str) -> None:
        self.seed = H(SPECIFICATION + "/seed", commitment, randomness, secret)

    def __call__(self, label: str) -> str:
        """K(label): 32 hex digits."""
        return H(f"{SPECIFICATION}/{label}", self.seed)[:32]
