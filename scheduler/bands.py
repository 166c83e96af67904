"""How bands are spread over districts and categories, what is expected to be drawn of each, and what other rules change.

Bands are an internal measure of risk: nothing here is for publication.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from scheduler.facts import Facts


@dataclass(frozen=True)
class Spread:
    """``bands`` in rising order. ``counts``: active targets by (district, category) and band; ``not_active``: the others.

    ``expected``: by task and band the number expected to be drawn, exactly; a task whose rates cannot be had is not in it.
    """

    bands: tuple[str, ...]
    counts: Mapping[tuple[str, str], Counter[str]]
    not_active: int
    expected: Mapping[str, Mapping[str, Fraction]]

    @property
    def whole(self) -> Counter[str]:
        """All active targets by band."""
        return sum(self.counts.values(), Counter())

    @property
    def drawn(self) -> Mapping[str, Fraction]:
        """The number expected to be drawn by band, over all tasks."""
        result: defaultdict[str, Fraction] = defaultdict(Fraction)
        for by_band in self.expected.values():
            for band, number in by_band.items():
                result[band] += number
        return result


def spread(facts: Facts) -> Spread:
    """The spread of the bands that a plan's facts come to."""
    counts: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    bands = bands_of(facts)
    for name, band in bands.items():
        target = facts.targets[name]
        counts[target.district, target.category][band] += 1
    ordered = {place: counts[place] for place in sorted(counts)}
    names = tuple(band.name for band in facts.plan.points.bands)
    return Spread(names, ordered, len(facts.targets) - len(bands), _expected(facts))


def bands_of(facts: Facts) -> dict[str, str]:
    """The band of every active target."""
    assessments = facts.frame.assessments
    return {name: assessments[name].band for name, target in facts.targets.items() if target.standing == "active"}


def moves(before: Facts, after: Facts) -> Counter[tuple[str, str]]:
    """How many active targets of both are in which band before and in which after; those that stay are counted too."""
    later = bands_of(after)
    return Counter((band, later[name]) for name, band in bands_of(before).items() if name in later)


def share(part: int, whole: int) -> Fraction:
    """The exact share of a part; 0 of nothing."""
    return Fraction(part, whole) if whole else Fraction(0)


def _expected(facts: Facts) -> dict[str, dict[str, Fraction]]:
    rates = {(task, cell.path): cell.rate for task, cells in facts.cells.items() for cell in cells}
    rows = Counter((row.task, row.path, facts.frame.assessments[row.target].band) for row in facts.frame.rows)
    result: dict[str, dict[str, Fraction]] = {task.id: {} for task in facts.plan.tasks if facts.cells[task.id]}
    for (task, path, band), number in rows.items():
        if task in result:
            result[task][band] = result[task].get(band, Fraction(0)) + number * rates[task, path]
    return result
