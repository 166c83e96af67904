"""How long inspections take, and how much of a day inspectors have for them: ``[hours]``, in whole minutes."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from inventories.values import Invalid
from scheduler.plan import messages
from scheduler.plan.members import multiplier
from scheduler.plan.section import Section

DAY = 24 * 60


@dataclass(frozen=True)
class HourRules:
    """Minutes a day that an inspector can be on visits and on the way between them (``per_day``), of an item at the visit
    (``items`` for single ones), and of the way from a visit to the next (``travel``).

    A day of visits begins at ``begins`` and stops at noon (``noon``: from and to), all in minutes since midnight.
    """

    per_day: int = 360
    item: int = 60
    items: tuple[tuple[str, int], ...] = ()
    travel: int = 30
    begins: int = 540
    noon: tuple[int, int] = (720, 810)

    def visit(self, items: Iterable[str]) -> int:
        """Minutes of a visit at which these items are checked, each once."""
        known = dict(self.items)
        return sum(known.get(item, self.item) for item in dict.fromkeys(items))

    def starts(self, worked: int) -> int:
        """The time of day at which a visit starts once ``worked`` minutes of the day are over."""
        time = self.begins + worked
        return time + self._pause if time >= self.noon[0] else time

    def ends(self, worked: int) -> int:
        """The time of day at which a visit ends that is over with the minute ``worked`` of the day."""
        time = self.begins + worked
        return time + self._pause if time > self.noon[0] else time

    def worked(self, time: int) -> int:
        """How many minutes of the day are over when a visit starts at ``time``: what ``starts`` turned into it."""
        return time - self.begins - (self._pause if time >= self.noon[1] else 0)

    def worked_by(self, time: int) -> int:
        """How many minutes of the day are over when a visit ends at ``time``: what ``ends`` turned into it."""
        return time - self.begins - (self._pause if time > self.noon[0] else 0)

    @property
    def _pause(self) -> int:
        return self.noon[1] - self.noon[0] if self.begins <= self.noon[0] else 0


def read_hours(section: Section | None) -> HourRules:
    """The rules that the section states, in hours; the usual ones where it is silent."""
    usual = HourRules()
    if section is None:
        return usual
    per_day, item, travel, begins = (
        int(section.take(name, minutes, getattr(usual, name))) for name in ("per_day", "item", "travel", "begins")
    )
    items: list[tuple[str, int]] = []
    if table := section.section("items"):
        items = [(name, int(table.take(name, minutes, item))) for name in table.others()]
    pause = section.listed("noon", minutes) or usual.noon
    if len(pause) != 2 or pause[0] >= pause[1]:
        section.note(messages.NOON, "noon")
        pause = usual.noon
    if begins + per_day + pause[1] - pause[0] > DAY:
        section.note(messages.LONG_DAY, "per_day")
    section.done()
    return HourRules(per_day, item, tuple(items), travel, begins, (pause[0], pause[1]))


def minutes(value: Any) -> int:
    """Hours, above 0 and at most 24, as whole minutes."""
    hours: Fraction = multiplier(value)
    if hours > 24:
        raise Invalid(messages.HOURS)
    return max(1, round(hours * 60))
