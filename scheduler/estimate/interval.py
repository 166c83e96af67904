"""Intervals for a share of which some were seen: the mid-P interval, and several of them taken together.

Sources: H. O. Lancaster, Significance tests in discrete distributions (1961), for mid-P; G. Zou and A. Donner, Construction of
confidence limits about effect measures (2008), for the square-and-add method (MOVER).
"""

from collections.abc import Callable, Iterable
from math import exp, lgamma, log, log1p, sqrt

LEVEL = 0.95
_TAIL = (1 - LEVEL) / 2
_HALVINGS, _TERMS, _CLOSE, _NIL = 40, 1_000, 1e-14, 1e-9


def beta(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function for a, b > 0 and 0 ≤ x ≤ 1, by its continued fraction."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - beta(b, a, 1 - x)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)) / a
    c, d = 1.0, 1 / (1 - (a + b) * x / (a + 1))
    value = d
    for m in range(1, _TERMS):
        for term in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d, c = 1 / (1 + term * d), 1 + term / c
            value *= c * d
        if abs(c * d - 1) < _CLOSE:
            break
    return front * value


def mid_p(share: float, seen: float) -> tuple[float, float]:
    """The bounds of a share found among ``seen`` (> 0, need not be whole), each tail counting half of what was found."""
    hits = share * seen
    low = 0.0 if hits < _NIL else _lower(hits, seen)
    return low, 1.0 if seen - hits < _NIL else 1 - _lower(seen - hits, seen)


def _lower(hits: float, seen: float) -> float:
    """The share at which as many hits or more, the same number by half, have the chance of one tail."""
    misses = seen - hits
    return _where(lambda p: (beta(hits, misses + 1, p) + (beta(hits + 1, misses, p) if misses > _NIL else 0)) / 2)


def _where(rising: Callable[[float], float]) -> float:
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if rising(middle) < _TAIL else (low, middle)
    return low


def together(parts: Iterable[tuple[float, float, float]]) -> tuple[float, float]:
    """The bounds of Σ weight·share over independent ``parts`` (weight, share, seen), their distances squared and added."""
    share = below = above = 0.0
    for weight, own, seen in parts:
        low, high = mid_p(own, seen)
        share += weight * own
        below += (weight * (own - low)) ** 2
        above += (weight * (high - own)) ** 2
    return max(0.0, share - sqrt(below)), min(1.0, share + sqrt(above))
