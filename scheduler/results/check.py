"""Which results may be entered: for a drawn visit, its departments and items, after the draw, once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from scheduler.journal import Draw, StandingVisit, standing
from scheduler.plan.model import Plan
from scheduler.results.model import FINDINGS, Result

EARLIEST, LATEST = timedelta(hours=-12), timedelta(hours=14)
"""How far the clocks of the world are from UTC."""


def day_somewhere(moment: str, shift: timedelta) -> date:
    """The day on a clock that is ``shift`` from UTC, at a time of the log. A result bears the day of the office's own clock."""
    return (datetime.fromisoformat(moment) + shift).date()


@dataclass(frozen=True)
class Fault:
    """What is wrong with one result: a code, and the value it is about."""

    code: str
    value: str


@dataclass(frozen=True)
class Owed:
    """What a draw's visits owe: items by visit and department, the day of the draw, and the visits that wait because
    a slot is open (specification §8)."""

    items: Mapping[str, Mapping[str, frozenset[str]]]
    drawn_on: date
    waiting: frozenset[str]


def owed(draw: Draw, plan: Plan, cancelled: frozenset[str] | None = None) -> Owed:
    """Every standing visit with the departments that act there and the items each is to give a result for.

    ``cancelled`` tasks ask for nothing; without them, those cancelled by now.
    """
    cancelled = draw.cancelled_tasks() if cancelled is None else cancelled
    tasks = {task.id: task for task in plan.tasks}

    def of(visit: StandingVisit) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for name in visit.tasks:
            if name in cancelled:
                continue
            task = tasks[name]
            for department in [rule.department for rule in task.team] or [task.lead]:
                found.setdefault(department, set()).update(task.items)
        return {department: frozenset(items) for department, items in found.items()}

    assert draw.draw is not None
    visits = standing(draw)
    waiting = frozenset(name for name, visit in visits.items() if None in visit.team.values())
    items = {name: of(visit) for name, visit in visits.items()}
    return Owed(items, day_somewhere(draw.draw.time, EARLIEST), waiting)


def owing(draw: Draw, plan: Plan) -> list[str]:
    """The standing visits that still owe a result, of any department on any item, in team order. Only a visit that
    owes none is done."""
    known = {(row["visit"], row["department"], row["item"]) for row in draw.results()}
    return [
        visit
        for visit, departments in owed(draw, plan).items.items()
        if any((visit, department, item) not in known for department in departments for item in departments[department])
    ]


def fault(result: Result, owed: Owed, known: set[tuple[str, str, str]], today: date) -> Fault | None:
    """What is wrong with ``result``, or None; ``known`` are the (visit, department, item) that have one already."""
    if wrong := misplaced(result.visit, result.department, result.item, owed):
        return wrong
    if not owed.drawn_on <= result.date <= today:
        return Fault("date", result.date.isoformat())
    if (result.visit, result.department, result.item) in known:
        return Fault("twice", result.item)
    return None


def misplaced(visit: str | None, department: str | None, item: str | None, owed: Owed) -> Fault | None:
    """Why no result is owed at this place, or None; a part that is None is not known and not asked about."""
    if visit is None:
        return None
    departments = owed.items.get(visit)
    if departments is None:
        return Fault("visit", visit)
    if not departments:
        return Fault("cancelled", visit)
    if visit in owed.waiting:
        return Fault("open", visit)
    if department is None:
        return None
    if department not in departments:
        return Fault("department", department)
    return Fault("item", item) if item is not None and item not in departments[department] else None


def result_faults(draw: Draw, plan: Plan) -> Iterator[str]:
    """What is wrong with the results in the log of ``draw``, judged against the visits that stand at its end, and the
    tasks that were not cancelled yet."""
    if draw.draw is None:
        yield from (f"event {event.seq}: results without a draw" for event in draw.after if event.kind == "results")
        return
    cancelled: frozenset[str] = frozenset()
    asked = owed(draw, plan, cancelled)
    known: set[tuple[str, str, str]] = set()
    for event in draw.after:
        if event.kind == "cancellation":
            cancelled |= {event.body["task"]}
            asked = owed(draw, plan, cancelled)
        if event.kind != "results":
            continue
        for row in event.body["rows"]:
            result = Result(**{**row, "date": date.fromisoformat(row["date"])})
            wrong = fault(result, asked, known, day_somewhere(event.time, LATEST))
            if result.finding not in FINDINGS:
                yield f"event {event.seq}: {result.visit}: no finding {result.finding}"
            if wrong:
                yield f"event {event.seq}: {result.visit}: {wrong.code} {wrong.value}"
            known.add((result.visit, result.department, result.item))
