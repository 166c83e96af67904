"""What the earlier draws of a year leave to a batch: the chance each target has had, and the rate that remains (§3).

A target's chance to be drawn over the year is its rate r. When a batch is drawn by whose end the share s of it is to be
given, a target that has had the chance p so far and was not drawn gets the conditional rate (r·s − p) / (1 − p), so that
p + (1 − p)·(r·s − p)/(1 − p) = r·s: exactly its part of the year, whatever was drawn before.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from math import floor

from scheduler.draw.frame import path_order, rates_for_total
from scheduler.plan.model import TaskPlan
from scheduler.plan.rates import CellRate, Missing, Path, expected, least_number, writable

Pair = tuple[str, str]
"""A task and a target."""


@dataclass(frozen=True)
class YearVisit:
    """A visit that stands from an earlier draw of the year: its name, which no other draw's visit has, the departments that
    have given no result yet, and the last day on which another department was there."""

    target: str
    name: str
    departments: frozenset[str]
    day: date | None = None


@dataclass(frozen=True)
class Year:
    """What draws that count, made before a commitment, have done.

    Of the same plan: ``batches`` (planned ones that were drawn), ``chances`` (had, by task and target) and ``drawn``; of
    the whole office, in the same calendar year: the ``visits`` that stand, if the plan has limits on visits.
    """

    batches: frozenset[str] = frozenset()
    chances: Mapping[Pair, Fraction] = field(default_factory=dict)
    drawn: frozenset[Pair] = frozenset()
    visits: tuple[YearVisit, ...] = ()


NOTHING = Year()
Group = dict[tuple[Path, Fraction], CellRate]
"""Cells by the plan's path and the chance that their targets have had."""


def labelled(path: Path, had: Fraction) -> Path:
    """The cell of targets that have had a chance already; its last label writes 1/20 as 1:20, for a label has no slash."""
    return (*path, f"{had.numerator}:{had.denominator}" if had else "0")


def remaining(
    task: TaskPlan, cells: Sequence[CellRate], groups: Mapping[tuple[Path, Fraction], int], drawn: Mapping[Path, int]
) -> tuple[Group, tuple[Missing, ...]]:
    """The conditional rates of a batch: by path and chance had, for ``groups`` of targets not drawn yet.

    ``cells`` have the year's rates, over the targets in the frame and those ``drawn`` (numbers by path). Mandates are
    counted over the year: where those drawn and the least of this batch would fall short of the mandate's part, the
    batch's rates are lifted; mandates that cannot be made up for are told. A group without a rate has had its chance. Paths
    of the result are still the plan's.
    """
    year = {cell.path: cell for cell in cells}
    found: Group = {}
    for (path, had), number in sorted(groups.items(), key=lambda group: (path_order(group[0][0]), group[0][1])):
        now = (year[path].rate * task.share - had) / (1 - had) if had < 1 else Fraction(0)
        if now > 0:
            rate = writable(now)
            found[path, had] = CellRate(path, number, rate, rate, year[path].rate, had)
    short: list[Missing] = []
    for mandate in sorted(task.mandates, key=lambda m: -len(m.node)):
        depth = len(mandate.node)
        least = least_number(mandate, sum(cell.pool for cell in cells if cell.path[:depth] == mandate.node))
        missing = floor(least * task.share) - sum(n for path, n in drawn.items() if path[:depth] == mandate.node)
        node = {key: cell for key, cell in found.items() if key[0][:depth] == mandate.node}
        if floor(expected(list(node.values()))) < missing:
            if missing <= (pool := sum(cell.pool for cell in node.values())):
                found |= _lifted(node, missing)
            else:
                short.append(Missing(mandate.node, least, missing, pool))
    return found, tuple(short)


def _lifted(node: Group, missing: int) -> Group:
    """The cells of a node with rates lifted in proportion, so that they come to ``missing``."""
    keys = {labelled(*key): key for key in node}
    numbers = {name: node[key].pool for name, key in keys.items()}
    rates = rates_for_total(missing, numbers, {name: node[key].rate for name, key in keys.items()})
    return {key: replace(node[key], rate=writable(rates[name])) for name, key in keys.items()}
