"""Re-checks (复查) that results ask for, until somebody has been there again. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from inventories.model import PastVisit
from scheduler.journal import Draw, place_of, stated, target_of
from scheduler.results.model import Finding


@dataclass(frozen=True)
class Recheck:
    """A re-check that ``department`` owes at ``target`` by the day ``due``, for what it found on ``item``.

    ``found`` is the day of its last result at that visit: whoever comes later has been there again.
    """

    ref: str
    visit: str
    target: str
    department: str
    item: str
    finding: Finding
    found: date
    due: date

    def document(self) -> list[str]:
        """What a closing says of it: draw, visit, department, item, day due."""
        return [self.ref, self.visit, self.department, self.item, self.due.isoformat()]

    def row(self) -> dict[str, Any]:
        """All of it as plain values."""
        return {**asdict(self), "found": self.found.isoformat(), "due": self.due.isoformat()}


def open_rechecks(draws: Iterable[Draw]) -> list[Recheck]:
    """The re-checks that results of standing draws ask for, without those of a target where the same department has a
    later result; by the day due. What the log alone tells."""
    standing = [draw for draw in draws if draw.state == "drawn"]
    last: dict[tuple[str, str], date] = {}
    for (visit, department), day in (pair for draw in standing for pair in _ends(draw).items()):
        place = target_of(visit), department
        last[place] = max(day, last.get(place, day))
    asked = (recheck for draw in standing for recheck in _asked(draw))
    still = (r for r in asked if last[r.target, r.department] <= r.found)
    return sorted(still, key=lambda r: (r.due, r.ref, r.visit, r.department, r.item))


def settled(recheck: Recheck, history: Iterable[PastVisit]) -> PastVisit | None:
    """The first past visit after the finding by the same department, or by one not named; None: still open.

    ``history`` are the past visits at the target (and at those merged into it).
    """
    later = (v for v in history if v.date > recheck.found and v.department in ("", recheck.department))
    return min(later, key=lambda visit: (visit.date, visit.id), default=None)


def _asked(draw: Draw) -> Iterator[Recheck]:
    ends = _ends(draw)
    for row in draw.results():
        if row.get("recheck_due"):
            visit, department = row["visit"], row["department"]
            found, due = ends[visit, department], date.fromisoformat(row["recheck_due"])
            yield Recheck(draw.ref, visit, target_of(visit), department, row["item"], row["finding"], found, due)


def _ends(draw: Draw) -> dict[tuple[str, str], date]:
    """The last day on which each department was at each visit, by all results entered, returned ones too, and as they are
    corrected."""
    days: dict[tuple[str, str, str], date] = {}
    for event in draw.after:
        for row in stated(event):
            place, day = place_of(row), date.fromisoformat(row["date"])
            days[place] = day if event.kind == "correction" else max(day, days.get(place, day))
    ends: dict[tuple[str, str], date] = {}
    for (visit, department, _item), day in days.items():
        ends[visit, department] = max(day, ends.get((visit, department), day))
    return ends
