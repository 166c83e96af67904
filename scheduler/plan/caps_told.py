"""What the upper limits on visits come to, for people: how much of them is used, and which visits of a target count. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from scheduler.facts import Facts
from scheduler.plan.caps import ALL, UNKNOWN, Caps, Numbers, why_not
from scheduler.plan.frames import caps_of


@dataclass(frozen=True)
class Used:
    """One limit: that of a ``department`` ("" for all departments and levels together, ``level/department`` elsewhere), how
    many ``visits`` of the year count towards it, and of the targets in the plan's scope how many are ``at`` it (or above),
    how many one ``below``."""

    department: str
    limit: int
    visits: int
    at: int
    below: int


@dataclass(frozen=True)
class Counted:
    """A visit of the year to a target, or to another of the same entity: its day, or its name while it has no result;
    ``why_not`` as of ``caps.why_not``, "" if it counts. Of another level it counts for that agency and for all levels."""

    when: str
    target: str
    department: str
    level: str
    kind: str
    ground: str
    why_not: str


def uses(facts: Facts) -> list[Used]:
    """How much of each limit is used: of all together first, then by department; nothing for a plan without limits."""
    caps = caps_of(facts.plan, facts.tables, facts.year)
    rules = facts.plan.caps
    if caps is None or rules is None:
        return []
    in_scope = [caps.holder(target) for target in facts.reached]
    holders = set(in_scope)
    seen = {holder: caps.used[holder] for holder in holders if holder in caps.used}
    names = {rule.department for task in facts.plan.tasks for rule in task.team}
    names |= {name for numbers in seen.values() for name in numbers if name not in (ALL, UNKNOWN)}
    limits = [(ALL, rules.all_levels), *((name, rules.per_agency) for name in sorted(names, key=str.encode))]
    return [_used(name, limit, in_scope, seen) for name, limit in limits if limit is not None]


def _used(name: str, limit: int, in_scope: list[str], seen: dict[str, Numbers]) -> Used:
    unknown = "" if name == ALL else UNKNOWN  # a visit of an unknown department counts for each
    numbers = {holder: found[name] + (found[unknown] if unknown else 0) for holder, found in seen.items()}
    each = [numbers.get(holder, 0) for holder in in_scope]
    return Used(name, limit, sum(numbers.values()), sum(n >= limit for n in each), sum(n == limit - 1 for n in each))


def of_target(facts: Facts, target: str) -> list[Counted]:
    """The visits of the year that concern a target's limits, by day, those that do not count among them."""
    caps = caps_of(facts.plan, facts.tables, facts.year)
    if caps is None:
        return []
    return sorted({*_past(facts, caps, target), *_to_come(facts, caps, target)}, key=lambda v: (v.when, v.department))


def _past(facts: Facts, caps: Caps, target: str) -> Iterator[Counted]:
    rules, holder = facts.plan.caps, caps.holder(target)
    assert rules is not None
    for past in facts.tables.history:
        if past.date.year == facts.plan.year and caps.holder(past.target) == holder:
            told = (past.date.isoformat(), past.target, past.department, past.level, past.kind, past.ground)
            yield Counted(*told, why_not(past, rules))


def _to_come(facts: Facts, caps: Caps, target: str) -> Iterator[Counted]:
    """Visits that stand from earlier draws, for the departments that have given no result yet."""
    for visit in facts.year.visits:
        if caps.holder(visit.target) == caps.holder(target):
            when = visit.day.isoformat() if visit.day else visit.name
            yield from (Counted(when, visit.target, name, "", "drawn", "", "") for name in visit.departments)
