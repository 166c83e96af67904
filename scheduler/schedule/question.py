"""Visits that cannot all be put on days as the question why not: every statement of every rule, and whether some hold."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from inspectors.eligibility import Span
from scheduler.schedule import book
from scheduler.schedule.case import BEYOND, Away, Case, Placements, Visit
from scheduler.schedule.model import Keys, Model
from scheduler.schedule.rule import Ask
from scheduler.schedule.rules import RULES
from scheduler.whynot.checked import Checked, Refuted

SECONDS = 5.0
"""How long one answer may take."""
MOST = {"period": BEYOND, "daily-hours": 480, "leave": 60}
"""How far a rule is tried to give way, in days or minutes."""


def question(case: Case, seconds: float = SECONDS) -> Checked[Placements]:
    """The question of a case. A set of statements holds if placements were found that none of them breaks."""
    asks = [(rule, ask) for rule in RULES for ask in rule.state(case)]
    every = frozenset(ask.key for _, ask in asks)

    def solve(keys: Keys, second: bool) -> Placements | Refuted | None:
        found = Model(case, keys).solve(seconds, second=second)
        return Refuted() if found.status == "none" else found.placements

    def accepts(keys: Keys, found: Placements) -> bool:
        return not any(True for rule, ask in asks if ask.key in keys for _ in rule.broken(case, ask, found))

    def least(key: str) -> int | None:
        ask = next(ask for _, ask in asks if ask.key == key)
        change = _changes(case, ask)
        if change is None:
            return None
        steps = [n for n in (1, 2, 3, 5, 8, 13, 21, 34, 60, 120, 240, 480) if n <= MOST[ask.rule.code]]
        enough = next((n for n in steps if _holds(change(n), seconds)), None)
        if enough is None:
            return None
        below = max((n for n in steps if n < enough), default=0)
        return next(n for n in range(below + 1, enough + 1) if n == enough or _holds(change(n), seconds))

    return Checked([ask for _, ask in asks], solve, accepts, lambda: _suggested(case) or every, least)


def _holds(case: Case, seconds: float) -> bool:
    if len(book.first(case)) == len(case.visits):
        return True
    return Model(case).solve(seconds).placements is not None


def _suggested(case: Case) -> Keys:
    """The statements that leave a visit no day at all, if there is such a visit."""
    days = book.open_days(case)
    lost = next((visit for visit in case.visits if not days[visit.name] and visit.name not in case.fixed), None)
    if lost is None:
        return frozenset()
    mine = {lost.name, lost.target, lost.period, *lost.team}
    keys = (ask.key for rule in RULES for ask in rule.state(case))
    return frozenset(key for key in keys if ":" not in key or mine & {*key.split(":")})


def _changes(case: Case, ask: Ask) -> Callable[[int], Case] | None:
    """The case once the statement has given way by n; None for rules that do not."""
    match ask.rule.code:
        case "period":
            return lambda n: _later(case, str(ask.about), n)
        case "daily-hours":
            return lambda n: replace(case, hours=replace(case.hours, per_day=case.hours.per_day + n))
        case "leave":
            return lambda n: replace(case, away=tuple(_shorter(a, n) if a == ask.about else a for a in case.away))
    return None


def _later(case: Case, period: str, n: int) -> Case:
    def later(visit: Visit) -> Visit:
        return replace(visit, span=Span(visit.span.begins, visit.span.ends + timedelta(n)))

    return replace(case, visits=tuple(later(v) if v.period == period else v for v in case.visits))


def _shorter(away: Away, n: int) -> Away:
    return replace(away, span=Span(away.span.begins, away.span.ends - timedelta(n)))
