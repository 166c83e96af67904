"""What can be said about years, their calendar and their closing."""

from collections.abc import Iterable

from inventories.problems import N_, Message, Problem
from scheduler.year.workdays import Calendar, CalendarDay, weekdays_off

CALENDAR_THIN = Message(
    "calendar-thin",
    N_(
        "The list takes {found} weekdays of {year} off: that is not the calendar of a whole year, so {year} stays provisional."
    ),
    N_("Import the whole calendar once it is announced; the days of this list count all the same."),
)
NO_YEAR = Message(
    "no-draws-of-year",
    N_("No plan of {year} was ever committed in this office."),
    N_("The year of a plan is that of its first day. See the draws with: double-random status"),
)
YEAR_CLOSED = Message(
    "year-closed",
    N_("The year {year} is closed (log event {seq}): nothing happens to its draws any more."),
    N_("Record a later visit there as an individual check: double-random record-check … Nothing was changed."),
)
YEAR_CLOSED_ALREADY = Message(
    "year-closed-already",
    N_("The year {year} is closed already (log event {seq})."),
    N_("A year is closed once. Nothing was changed."),
)
YEAR_PENDING = Message(
    "year-pending",
    N_("{ref} waits for its draw, so {year} cannot be closed."),
    N_("Draw it, or set it aside: double-random void {ref} --ground …"),
)
YEAR_UNDRAWN = Message(
    "year-batches-undrawn",
    N_("{n} planned batches of {year} have no draw that counts: {names}."),
    N_("Draw them, or close the year without them, named in the log: --carry --ground …"),
)
YEAR_OPEN_VISITS = Message(
    "year-visits-owed",
    N_("{n} visits of {year} still owe results: {names}."),
    N_("Enter them, or close the year without them, named in the log: --carry --ground …"),
)
YEAR_UNRELEASED = Message(
    "year-not-released",
    N_("{n} results of {year} are not released: {names}."),
    N_("Release them, or close the year without them, named in the log: --carry --ground …"),
)
CARRY_GROUND = Message(
    "carry-ground",
    N_("Leaving something behind needs a ground: --carry and --ground go together."),
    N_("Say why: double-random year close {year} --carry --ground …"),
)
NO_NEXT_PLAN = Message(
    "no-next-plan",
    N_("{file} is a plan of {found}; no later year {year} can be made of it."),
    N_("Name a year after that of the plan."),
)
PLAN_NOT_MOVED = Message(
    "plan-not-moved",
    N_("The days of {file} could not be moved to {year}."),
    N_("Write the plan by hand after {file}, and check it with: double-random plan check"),
)
YEAR_NOT_CLOSED = Message(
    "year-not-closed",
    N_("The year {year} is not closed yet."),
    N_("Close it when its results are in: double-random year close {year}"),
)
YEAR_PROVISIONAL = Message(
    "year-provisional",
    N_("The calendar of {year} is not announced yet: days reckoned in working days are provisional."),
    N_("Once it is, import it: double-random import calendar FILE"),
)


def thin_years(days: Iterable[CalendarDay]) -> list[Problem]:
    """A warning for each year of an imported calendar that stays provisional."""
    days = list(days)
    known = Calendar(tuple(days))
    return [
        Problem(CALENDAR_THIN, {"year": year, "found": found}, warning=True)
        for year, found in sorted(weekdays_off(days).items())
        if not known.announced(year)
    ]
