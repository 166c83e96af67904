"""BLS signatures over BLS12-381, checked by two witnesses that share no code: a fast library, and one in pure Python.

Signatures on G1 (48 bytes, keys of 96) and on G2 (96 bytes, keys of 48), hashed to the curve as RFC 9380 says. A
signature has one encoding alone, or whoever enters it could choose among several.
"""

import hashlib
import sys
from importlib import import_module
from typing import Any

ON_G1 = b"BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_"
ON_G2 = b"BLS_SIG_BLS12381G2_XMD:SHA-256_SSWU_RO_NUL_"


def fast(key: bytes, message: bytes, signature: bytes) -> bool:
    """Whether ``signature`` is that of ``key`` over ``message``, by py_arkworks_bls12381."""
    from py_arkworks_bls12381 import GT, G1Point, G2Point

    try:
        if len(signature) == 48:
            one, public = G1Point.from_compressed_bytes(signature), G2Point.from_compressed_bytes(key)
            sound = _sound(one, G1Point, signature)
            hashed = G1Point.hash_to_curve(message, ON_G1)
            return sound and GT.pairing_check([one, -hashed], [G2Point(), public])
        two, own = G2Point.from_compressed_bytes(signature), G1Point.from_compressed_bytes(key)
        sound = _sound(two, G2Point, signature)
        return sound and GT.pairing_check([G1Point(), -own], [two, G2Point.hash_to_curve(message, ON_G2)])
    except ValueError:
        return False


def _sound(point: Any, group: Any, signature: bytes) -> bool:
    whole = point.is_in_subgroup() and point != group.identity()
    return bool(whole and point.to_compressed_bytes() == signature)


def slow(key: bytes, message: bytes, signature: bytes) -> bool:
    """The same by py_ecc."""
    curve = imported("py_ecc.optimized_bls12_381")
    from py_ecc.bls.g2_primitives import subgroup_check
    from py_ecc.bls.hash_to_curve import hash_to_G1, hash_to_G2
    from py_ecc.bls.point_compression import compress_G1, compress_G2

    sha256: Any = hashlib.sha256
    try:
        point: Any = _point(signature)
        if curve.is_inf(point) or not subgroup_check(point):
            return False
        if len(signature) == 48:
            whole = int(compress_G1(point)).to_bytes(48, "big")
            left, right = (curve.G2, point), (_point(key), curve.neg(hash_to_G1(message, ON_G1, sha256)))
        else:
            whole = b"".join(int(part).to_bytes(48, "big") for part in compress_G2(point))
            left, right = (point, curve.G1), (hash_to_G2(message, ON_G2, sha256), curve.neg(_point(key)))
        product = curve.pairing(*left, False) * curve.pairing(*right, False)
        return whole == signature and bool(curve.final_exponentiate(product) == curve.FQ12.one())
    except (ValueError, AssertionError):
        return False


def imported(name: str) -> Any:
    """A module, imported without a change of the recursion limit: py_ecc raises it so far that a bundle nested deep enough
    would end the audit in a crash rather than in a verdict."""
    limit = sys.getrecursionlimit()
    try:
        return import_module(name)
    finally:
        sys.setrecursionlimit(limit)


def _point(data: bytes) -> Any:
    """The point of py_ecc that 48 bytes (G1) or 96 bytes (G2) write. Errors: ValueError."""
    from py_ecc.bls.point_compression import decompress_G1, decompress_G2

    whole: Any = [int.from_bytes(data[k : k + 48], "big") for k in range(0, len(data), 48)]
    return decompress_G1(whole[0]) if len(data) == 48 else decompress_G2(tuple(whole))  # type: ignore[arg-type]
