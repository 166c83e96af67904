"""What is asked of inspectors, in words."""

from fractions import Fraction

from inspectors.eligibility import Asked
from inventories.problems import N_, Words
from scheduler.solve.case import Cut

MANY = 6


def asked_words(asked: tuple[Asked, ...]) -> tuple[str, ...]:
    """Department, qualification and lead that some slots ask, in parts: of several, what they have in common."""
    departments = tuple(dict.fromkeys(one.department for one in asked))
    qualifications = {one.qualification for one in asked}
    parts = ["、".join(departments)]
    if len(qualifications) == 1 and (name := qualifications.pop()):
        parts.append(name)
    if asked and all(one.lead for one in asked):
        parts.append(Words(N_("lead")))
    return tuple(parts)


def said(rate: Fraction) -> str:
    """A rate as a percentage where it ends, else as a fraction."""
    parts = rate * 100
    digits = next((k for k in range(5) if (parts * 10**k).denominator == 1), None)
    if digits is None:
        return str(rate)
    whole, rest = divmod(int(parts * 10**digits), 10**digits)
    return f"{whole}.{rest:0{digits}}%" if digits else f"{whole}%"


def cut_params(cut: Cut) -> dict[str, object]:
    """The parameters of a sentence about a cut."""
    return {
        "asks": asked_words(cut.asks),
        "districts": _listed(cut.districts) or Words(N_("all districts")),
        "periods": _listed(cut.periods) or Words(N_("all periods")),
        "people": len(cut.inspectors),
        "capacity": cut.capacity,
    }


def _listed(words: tuple[str, ...]) -> str:
    return "、".join(words[:MANY]) + (" …" if len(words) > MANY else "")
