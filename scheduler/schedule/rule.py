"""A rule of the schedule: what it states in a case, how it is built, and which placements break it."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from inventories.problems import Message
from inventories.rules import Rule, Statement
from scheduler.schedule.case import Case, Placements, Visit


@dataclass(frozen=True)
class Ask(Statement):
    """A statement of a rule, with what the rule itself has to know ``about`` it."""

    about: Any = None


class Building(Protocol):
    """What a rule can ask of the model."""

    def never_on(self, visit: Visit, days: Collection[date]) -> None:
        """The visit is on none of the days."""

    def apart(self, inspector: str) -> None:
        """No two visits of the inspector overlap, the way from one to the next included."""

    def within_day(self, visit: Visit) -> None:
        """The visit is over before the hours of its day are."""


@dataclass(frozen=True)
class ScheduleRule(Rule):
    """A rule as a whole. ``broken`` gives the visits whose placements break a statement and knows no solver; ``repair`` says
    in words how a statement gives way by ``{n}``, None where it cannot."""

    state: Callable[[Case], Iterable[Ask]]
    build: Callable[[Building, Case, Ask], None]
    broken: Callable[[Case, Ask, Placements], Iterable[str]]
    repair: Message | None = None


@dataclass(frozen=True)
class Goal(Rule):
    """What is wished for, at a price in days; ``cost`` knows no solver."""

    cost: Callable[[Case, Placements], int]


def by_day(
    rule: Rule,
    state: Callable[[Case], Iterable[Ask]],
    touched: Callable[[Case, Ask], Iterable[Visit]],
    allows: Callable[[Case, Ask, Visit, date], bool],
    repair: Message | None = None,
) -> ScheduleRule:
    """A rule that speaks of each visit and its day alone."""

    def build(model: Building, case: Case, ask: Ask) -> None:
        for visit in touched(case, ask):
            days = (case.day(k) for k in range(case.horizon))
            model.never_on(visit, [day for day in days if not allows(case, ask, visit, day)])

    def broken(case: Case, ask: Ask, placements: Placements) -> Iterator[str]:
        for visit in touched(case, ask):
            found = placements.get(visit.name)
            if found is not None and not allows(case, ask, visit, found.day):
                yield visit.name

    return ScheduleRule(rule.code, rule.name, rule.basis, state, build, broken, repair)


def while_away(rule: Rule, state: Callable[[Case], Iterable[Ask]], repair: Message | None = None) -> ScheduleRule:
    """A rule whose statements are about an ``Away``: none of the visits of that inspector or target on those days."""

    def touched(case: Case, ask: Ask) -> Iterable[Visit]:
        return case.of[ask.about.who]

    def allows(_case: Case, ask: Ask, _visit: Visit, day: date) -> bool:
        return not ask.about.span.begins <= day <= ask.about.span.ends

    return by_day(rule, state, touched, allows, repair)
