"""How small a ticket must be to matter: a bound under which, but for one time in 10^12, the smallest of a cell lie.

Tickets are uniform and independent. Of N tickets, those under p·2^256 number X, binomial with mean μ = N·p. Wanted are n of
them. By Chernoff P(X ≤ (1 − δ)·μ) ≤ exp(−δ²·μ/2). With μ = n + m and δ = m/μ the left side is P(X ≤ n), and the right one is
exp(−m² / (2·(n + m))), which is at most 10^−12 as soon as m² ≥ 56·(n + m), since 2·ln(10^12) = 55.26…

Nothing rests on that probability but time: whoever finds fewer than n takes the whole cell instead.
"""

from math import isqrt

EVERYTHING = "g"
"""A bound above every ticket: as text, hex digits come before it."""
_DIGITS = 15
_CHERNOFF = 56


def margin(wanted: int) -> int:
    """The least m with m² ≥ 56·(n + m)."""
    half = _CHERNOFF // 2
    root = isqrt(half * half + _CHERNOFF * wanted)
    m = half + root
    return m if m * m >= _CHERNOFF * (wanted + m) else m + 1


def bound(wanted: int, number: int) -> str:
    """The text under which the ``wanted`` smallest of ``number`` tickets lie, but for one time in 10^12.

    15 hex digits, or EVERYTHING. A ticket is under the bound if as text (by bytes) it comes before it, that is, if the number
    that its first 15 digits write is less. Rounded up, so that the mean is n + m at least.
    """
    mean = wanted + margin(wanted)
    if mean >= number:
        return EVERYTHING
    return f"{-(-mean * 16**_DIGITS // number):0{_DIGITS}x}"
