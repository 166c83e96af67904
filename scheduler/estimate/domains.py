"""Domains of a task's frame: the whole, each category, each district, with what was seen and what it says about all."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from scheduler.estimate.estimate import Estimate, Unit, estimate
from scheduler.results.model import FindingClass

By = Literal["whole", "category", "district"]


@dataclass(frozen=True)
class Domain:
    """``raw`` is the share of problems among those seen, whatever chance they had. ``label`` is "" for the whole."""

    by: By
    label: str
    targets: int
    drawn: int
    seen: int
    problems: int
    closed: int
    problem_share: Estimate
    closed_share: Estimate

    @property
    def raw(self) -> Fraction | None:
        """Problems out of those seen; None of nothing."""
        return Fraction(self.problems, self.seen) if self.seen else None


def domains(units: Sequence[Unit], by: Iterable[By]) -> Iterator[Domain]:
    """The whole, then for each way of parting the domains in the order of their labels."""
    yield _domain("whole", "", units)
    for way in by:
        parts: defaultdict[str, list[Unit]] = defaultdict(list)
        for unit in units:
            parts[unit.category if way == "category" else unit.district].append(unit)
        for label in sorted(parts, key=str.encode):
            yield _domain(way, label, parts[label])


def _domain(by: By, label: str, units: Sequence[Unit]) -> Domain:
    def number(finding: FindingClass) -> int:
        return sum(unit.found == finding for unit in units)

    return Domain(
        by,
        label,
        len(units),
        sum(unit.drawn for unit in units),
        sum(unit.found is not None for unit in units),
        number("problem"),
        number("closed"),
        estimate(units, "problem"),
        estimate(units, "closed"),
    )
