"""How long inspections take, and how much of a day inspectors have for them: ``[hours]``, in whole minutes."""

from collections.abc import Iterable
from dataclasses import dataclass

from scheduler.plan.members import multiplier
from scheduler.plan.section import Section


@dataclass(frozen=True)
class HourRules:
    """Minutes a day that an inspector can be on visits, of an item at the visit (``items`` for single ones), and of the
    way to the next target in another place."""

    per_day: int = 360
    item: int = 60
    items: tuple[tuple[str, int], ...] = ()
    travel: int = 30

    def visit(self, items: Iterable[str]) -> int:
        """Minutes of a visit at which these items are checked, each once."""
        known = dict(self.items)
        return sum(known.get(item, self.item) for item in dict.fromkeys(items))


def read_hours(section: Section | None) -> HourRules:
    """The rules that the section states, in hours; the usual ones where it is silent."""
    usual = HourRules()
    if section is None:
        return usual
    per_day, item, travel = (
        _minutes(section, name, stand_in)
        for name, stand_in in (("per_day", usual.per_day), ("item", usual.item), ("travel", usual.travel))
    )
    items: list[tuple[str, int]] = []
    if table := section.section("items"):
        items = [(name, _minutes(table, name, item)) for name in table.others()]
    section.done()
    return HourRules(per_day, item, tuple(items), travel)


def _minutes(section: Section, name: str, stand_in: int) -> int:
    hours = section.take(name, multiplier, None)
    return stand_in if hours is None else max(1, round(hours * 60))
