"""The permanent page of each target: what was found there, by visit, newest first; or that its publication has ended."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from scheduler.publish.view import EndedView, ResultRow
from scheduler.results.model import FINDINGS

ORDER = ("problem", "closed", "clean")
"""Whoever looks a unit up wants to know what was wrong."""


@dataclass(frozen=True)
class Inspection:
    """What was found on one day, by one department or several, problems first."""

    day: date
    rows: tuple[ResultRow, ...]

    @property
    def departments(self) -> list[str]:
        """Who found it, in the order of the rows."""
        return list(dict.fromkeys(row.department for row in self.rows))


@dataclass(frozen=True)
class PlacePage:
    """A target with results. One without any has ``ended`` alone, and no name: a target that is still named is not told what
    its publication has ended of, which would undo the ending."""

    place: str
    inspections: tuple[Inspection, ...] = ()
    ended: tuple[EndedView, ...] = ()

    @property
    def rows(self) -> tuple[ResultRow, ...]:
        """All its results, newest visits first."""
        return tuple(row for one in self.inspections for row in one.rows)

    @property
    def latest(self) -> ResultRow:
        """A result of the newest visit, which has the target's name as it is now. Errors: IndexError without any."""
        return self.inspections[0].rows[0]


def place_name(place: str) -> str:
    """The file of a target's page; in folders, so that none holds too many."""
    return f"places/{place[:2]}/{place}.html"


def place_pages(rows: Iterable[ResultRow], ended: Iterable[EndedView]) -> list[PlacePage]:
    """The pages of all targets, sorted by address; ``rows`` are newest first, and a row without an address has no page."""
    found: defaultdict[str, dict[date, list[ResultRow]]] = defaultdict(dict)
    for row in rows:
        if row.place:
            found[row.place].setdefault(row.date, []).append(row)
    gone: defaultdict[str, list[EndedView]] = defaultdict(list)
    for one in ended:
        if one.place and one.place not in found:
            gone[one.place].append(one)
    pages = [PlacePage(place, _inspections(visits)) for place, visits in found.items()]
    pages += [PlacePage(place, ended=tuple(ones)) for place, ones in gone.items()]
    return sorted(pages, key=lambda page: page.place)


def _inspections(days: dict[date, list[ResultRow]]) -> tuple[Inspection, ...]:
    return tuple(Inspection(day, tuple(sorted(rows, key=_weight))) for day, rows in days.items())


def _weight(row: ResultRow) -> int:
    return ORDER.index(FINDINGS[row.finding].kind)
