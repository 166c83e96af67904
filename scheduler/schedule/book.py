"""Who is busy when, and a first schedule by hand: visits one by one, each on the first day that has room for its team."""

from collections import defaultdict
from datetime import date

from scheduler.schedule.case import Case, Placement, Placements, Visit
from scheduler.schedule.rules import RULES
from scheduler.schedule.rules.deadline import weights


class Book:
    """The hours of everybody's days, in minutes of work: (begins, ends) of each visit with the way that follows it."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self._busy: defaultdict[tuple[str, date], dict[str, tuple[int, int]]] = defaultdict(dict)
        for name, placement in case.fixed.items():
            for who in case.visit[name].team if name in case.visit else ():
                self._note(who, placement)
        for who, placements in case.busy.items():
            for k, placement in enumerate(placements):
                self._note(who, placement, f"other/{k}")

    def _note(self, who: str, placement: Placement, name: str = "") -> None:
        hours = self.case.hours
        begins, ends = hours.worked(placement.start), hours.worked_by(placement.ends)
        self._busy[who, placement.day][name or placement.visit] = (begins, ends + hours.travel)

    def add(self, visit: Visit, placement: Placement) -> None:
        """Note a placement for the whole team."""
        for who in visit.team:
            self._note(who, placement)

    def remove(self, visit: Visit, day: date) -> None:
        """Forget it."""
        for who in visit.team:
            del self._busy[who, day][visit.name]

    def earliest(self, visit: Visit, day: date) -> Placement | None:
        """The earliest time of the day at which the whole team is free long enough; None if there is none."""
        taken = [span for who in visit.team for span in self._busy[who, day].values()]
        travel = self.case.hours.travel
        for begins in sorted({0, *(ends for _, ends in taken)}):
            ends = begins + visit.minutes
            if ends > self.case.hours.per_day:
                return None
            if all(ends + travel <= first or last <= begins for first, last in taken):
                return self.case.place(visit, day, begins)
        return None


def first(case: Case) -> dict[str, Placement]:
    """A schedule, the nearest last day first; visits for which no day has room are left out."""
    book, price, days = Book(case), weights(case), open_days(case)
    near = {visit.name: group for group in case.neighbours for visit in group}
    found: dict[str, Placement] = {name: p for name, p in case.fixed.items() if name in case.visit}
    waiting = [visit for visit in case.visits if visit.name not in found]
    for visit in sorted(waiting, key=lambda v: (-price[v.name], len(days[v.name]), -v.minutes, v.name)):
        others = {found[n.name].day for n in near.get(visit.name, ()) if n.name in found}
        for day in (*(d for d in days[visit.name] if d in others), *days[visit.name]):
            if placement := book.earliest(visit, day):
                found[visit.name] = placement
                book.add(visit, placement)
                break
    return found


def open_days(case: Case) -> dict[str, list[date]]:
    """The days on which each visit can be by the rules that speak of its day alone, in order."""
    banned = Banned()
    for rule in RULES:
        for ask in rule.state(case):
            rule.build(banned, case, ask)
    every = [case.day(k) for k in range(case.horizon)]
    return {v.name: [day for day in every if day not in banned.days[v.name]] for v in case.visits}


class Banned:
    """What the rules that speak of days forbid, by visit; of the others it knows nothing."""

    def __init__(self) -> None:
        self.days: defaultdict[str, set[date]] = defaultdict(set)

    def never_on(self, visit: Visit, days: "list[date]") -> None:
        """As ``Building`` says."""
        self.days[visit.name].update(days)

    def apart(self, inspector: str) -> None:
        """Not about days."""

    def within_day(self, visit: Visit) -> None:
        """Not about days."""


def earlier(case: Case, placements: Placements) -> dict[str, Placement]:
    """The same days, each visit as early as its team is free; what is fixed stays."""
    book, found = Book(case), dict(placements)
    free = [p for name, p in placements.items() if name not in case.fixed]
    for placement in free:
        book.add(case.visit[placement.visit], placement)
    for placement in sorted(free, key=lambda p: (p.day, p.start, p.visit)):
        visit = case.visit[placement.visit]
        book.remove(visit, placement.day)
        found[visit.name] = book.earliest(visit, placement.day) or placement
        book.add(visit, found[visit.name])
    return found
