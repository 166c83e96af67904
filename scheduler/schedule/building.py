"""The case of a draw: its visits that can be put on days, from the log, the frozen tables and what is known today. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from inspectors.eligibility import Span
from inspectors.model import Leave
from scheduler.facts import Facts
from scheduler.journal import Draw, StandingVisit, standing
from scheduler.plan.model import TaskPlan
from scheduler.results.check import Owed, owed, owing_of
from scheduler.schedule.case import BEYOND, Away, Case, Placement, Placements, Visit
from scheduler.year.workdays import Calendar


@dataclass(frozen=True)
class Known:
    """What the log of a draw does not tell: ``leave`` as it is on record, the calendar, the first day that can be given,
    days on which targets are closed, and the visits of other draws by inspector."""

    leave: tuple[Leave, ...]
    calendar: Calendar
    begins: date
    closed: tuple[Away, ...] = ()
    busy: Mapping[str, tuple[Placement, ...]] | None = None


def case_of(facts: Facts, draw: Draw, known: Known, now: Placements, period: str | None = None) -> Case:
    """The visits that have their whole team and owe something; those done, over, or of another ``period`` stay where they
    are by ``now``. Visits without a whole team wait, and are in no case."""
    asked = owed(draw, facts.plan)
    open_visits, cancelled = frozenset(owing_of(draw, asked)), draw.cancelled_tasks()
    tasks = {task.id: task for task in facts.plan.tasks}
    fixed: dict[str, Placement] = {}
    visits: list[Visit] = []
    for visit in standing(draw).values():
        over = visit.name not in open_visits or (visit.name in now and now[visit.name].day < known.begins)
        if over or visit.name in asked.waiting or (period is not None and visit.period != period):
            if visit.name not in now:
                continue
            fixed[visit.name] = now[visit.name]
        mine = [tasks[name] for name in visit.tasks if name not in cancelled]
        visits.append(_visit(facts, visit, mine, asked))
    return Case(
        visits=tuple(visits),
        days=tuple(_working(known.calendar, known.begins, _last(visits, known.begins))),
        begins=known.begins,
        hours=facts.plan.hours,
        away=tuple(dict.fromkeys([*away(known.leave, draw)])),
        closed=known.closed,
        fixed=fixed,
        busy=known.busy or {},
    )


def _visit(facts: Facts, visit: StandingVisit, tasks: Sequence[TaskPlan], asked: Owed) -> Visit:
    return Visit(
        visit.name,
        visit.target,
        facts.targets[visit.target].district,
        tuple(who for who in visit.team.values() if who is not None),
        max(1, facts.plan.hours.visit(item for task in tasks for item in task.items)),
        visit.period,
        asked.days[visit.name],
        any(task.from_above for task in tasks),
    )


def away(leave: Iterable[Leave], draw: Draw) -> Iterator[Away]:
    """The days on which inspectors are away: leave with both days, and absences by days since the draw."""
    for entry in leave:
        yield Away(entry.inspector, Span(entry.begins, entry.ends))
    for event in draw.after:
        if event.kind == "absence" and event.body["begins"] and event.body["ends"]:
            days = (date.fromisoformat(event.body[name]) for name in ("begins", "ends"))
            yield Away(event.body["inspector"], Span(*days))


def _working(calendar: Calendar, begins: date, ends: date) -> Iterator[date]:
    return (d for k in range((ends - begins).days + 1) if calendar.works(d := begins + timedelta(k)))


def _last(visits: Iterable[Visit], begins: date) -> date:
    return max((v.span.ends for v in visits), default=begins) + timedelta(BEYOND)


def waiting(facts: Facts, draw: Draw) -> list[str]:
    """The visits that wait for their team, in team order."""
    asked = owed(draw, facts.plan)
    return [name for name in owing_of(draw, asked) if name in asked.waiting]
