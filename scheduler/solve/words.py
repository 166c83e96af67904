"""What is asked of inspectors, in words."""

from collections.abc import Iterable

from inspectors.eligibility import Asked
from inventories.problems import N_, Words
from scheduler.solve.case import Cut

MANY = 6


def asked_words(asked: Iterable[Asked]) -> tuple[str, ...]:
    """Departments, qualifications and the lead that some slots ask, each once."""
    found: dict[str, None] = {}
    for one in asked:
        parts = [one.department, *([one.qualification] if one.qualification else ())]
        found[" ".join([*parts, *(["组长"] if one.lead else ())])] = None
    return tuple(found)


def cut_params(cut: Cut) -> dict[str, object]:
    """The parameters of a sentence about a cut."""
    return {
        "asks": _listed(cut.asks),
        "districts": _listed(cut.districts) or Words(N_("all districts")),
        "periods": _listed(cut.periods) or Words(N_("all periods")),
        "people": len(cut.inspectors),
        "capacity": cut.capacity,
    }


def _listed(words: tuple[str, ...]) -> str:
    return "、".join(words[:MANY]) + (" …" if len(words) > MANY else "")
