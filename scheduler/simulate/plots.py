"""The plots of a simulation, by name: what stands in which form of ``svg``."""

from collections import Counter
from collections.abc import Callable, Mapping
from fractions import Fraction

from inventories.problems import N_
from scheduler.simulate.figures import Figures
from scheduler.simulate.svg import Dot, Whisker, bars, dots, whiskers

Said = Callable[[str], str]
PAIRS = 20
"""So many pairs are shown; the table has them all."""
TITLES = {
    "rates": N_("Realised against stated rate, per target"),
    "visits": N_("Visits by district and period"),
    "inspectors": N_("Visits by inspector"),
    "pairs": N_("The same two together"),
    "open": N_("Open slots in a draw"),
    "refused": N_("Slots whose first candidate was refused"),
    "choice": N_("Bits of choice per slot"),
}


def plots(figures: Figures, names: Mapping[str, str], said: Said) -> dict[str, str]:
    """Each plot as SVG text. ``names`` are those of the inspectors, ``said`` translates."""
    made = {
        "rates": _rates(figures, said),
        "visits": _visits(figures, said),
        "inspectors": _inspectors(figures, names, said),
        "pairs": _pairs(figures, names, said),
        "open": bars(said(TITLES["open"]), figures.histograms["left"], said(N_("open slots")), said(SHARE)),
        "refused": bars(said(TITLES["refused"]), figures.histograms["passed"], said(N_("slots")), said(SHARE)),
        "choice": _choice(figures, said),
    }
    return {name: made[name] for name in TITLES}


SHARE = N_("part of the draws")


def _rates(figures: Figures, said: Said) -> str:
    """In percent and percentage points, targets of the same rate and hits as one dot."""
    alike = Counter((t.rate, t.hits, t.least, t.most) for t in figures.targets if t.rate < 1)

    def points(rate: Fraction, hits: int) -> float:
        return float(Fraction(hits, figures.draws) - rate) * 100

    found = [
        Dot(
            float(rate) * 100, points(rate, hits), n, points(rate, least), points(rate, most), not least <= hits <= most
        )
        for (rate, hits, least, most), n in sorted(alike.items())
    ]
    end = max((abs(y) for dot in found for y in (dot.y, dot.least or 0, dot.most or 0)), default=1) * 1.05
    up = (-end, end, said(N_("realised minus stated rate, percentage points")))
    return dots(said(TITLES["rates"]), found, (100, said(N_("stated rate, %"))), up, equal=False)


def _visits(figures: Figures, said: Said) -> str:
    groups: dict[str, list[Whisker]] = {}
    for place in figures.places:
        v = place.visits
        groups.setdefault(place.district, []).append(Whisker(place.period, float(v.mean), v.low, v.high))
    return whiskers(said(TITLES["visits"]), groups, said(N_("visits in a draw")))


def _inspectors(figures: Figures, names: Mapping[str, str], said: Said) -> str:
    groups: dict[str, list[Whisker]] = {}
    for load in figures.loads:
        v = load.visits
        row = Whisker(names[load.inspector], float(v.mean), v.low, v.high, load.limit)
        groups.setdefault(load.department, []).append(row)
    return whiskers(said(TITLES["inspectors"]), groups, said(N_("visits in a draw")))


def _pairs(figures: Figures, names: Mapping[str, str], said: Said) -> str:
    rows = [
        Whisker(f"{names[p.one]} {names[p.other]}", float(p.visits.mean), p.visits.low, p.visits.high)
        for p in figures.pairs[:PAIRS]
    ]
    return whiskers(said(TITLES["pairs"]), {"": rows}, said(N_("visits of both in a draw")))


def _choice(figures: Figures, said: Said) -> str:
    """Seats with nearly the same figures as one dot."""
    alike = Counter((round(c.possible, 1), round(c.bits, 1)) for c in figures.choices if c.bits is not None)
    end = max((possible for possible, _ in alike), default=1) * 1.05 or 1
    found = [Dot(possible, bits, n) for (possible, bits), n in sorted(alike.items())]
    across = (end, said(N_("bits if all who are eligible were equally likely")))
    return dots(said(TITLES["choice"]), found, across, (0, end, said(N_("bits of choice"))), equal=True)
