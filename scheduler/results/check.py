"""Which results may be entered: for a drawn visit, its departments and items, by its team, in its period, once.

``fault`` is asked where results are entered, and again of the log by the audit (``result_faults``).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from inspectors.eligibility import Span
from inventories.problems import N_, Reason
from scheduler.draw import model as core
from scheduler.draw.visits import slots
from scheduler.journal import Draw, StandingVisit, place_of, standing
from scheduler.log import Event
from scheduler.plan.model import Plan, ResultRules, TaskPlan
from scheduler.results.model import FINDINGS, Place, Result, from_row
from scheduler.results.states import Entry, step

EARLIEST, LATEST = timedelta(hours=-12), timedelta(hours=14)
"""How far the clocks of the world are from UTC."""


def day_somewhere(moment: str, shift: timedelta) -> date:
    """The day on a clock that is ``shift`` from UTC, at a time of the log. A result bears the day of the office's own clock."""
    return (datetime.fromisoformat(moment) + shift).date()


@dataclass(frozen=True)
class Fault:
    """What is wrong with one result: a code, the value it is about, and what else there is to say of it."""

    code: str
    value: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Owed:
    """What a draw's visits owe: items by visit and department, the day of the draw, and the visits that wait because a slot
    is open of a department that a task not cancelled asks for (specification §8); further the first and last day on which
    each visit may be done, its team by department, and in which words the results are given."""

    items: Mapping[str, Mapping[str, frozenset[str]]]
    drawn_on: date
    waiting: frozenset[str]
    days: Mapping[str, Span]
    teams: Mapping[tuple[str, str], tuple[str, ...]]
    rules: ResultRules


def owed(draw: Draw, plan: Plan, cancelled: frozenset[str] | None = None) -> Owed:
    """Every standing visit with the departments that act there and the items each is to give a result for.

    ``cancelled`` tasks ask for nothing; without them, those cancelled by now.
    """
    cancelled = draw.cancelled_tasks() if cancelled is None else cancelled
    assert draw.draw is not None
    tasks = {task.id: task for task in plan.tasks}
    visits = standing(draw)
    days = first_days(visits, plan)
    for event in draw.after:
        if event.kind == "extension" and event.body["visit"] in days:
            days[event.body["visit"]] = extended(days[event.body["visit"]], event)
    items = {name: _items(visit, tasks, cancelled) for name, visit in visits.items()}
    teams = _teams(visits, plan)
    return Owed(
        items,
        day_somewhere(draw.draw.time, EARLIEST),
        frozenset(name for name, departments in items.items() if any(None in teams[name, d] for d in departments)),
        days,
        {place: tuple(who for who in team if who is not None) for place, team in teams.items()},
        plan.results,
    )


def _items(visit: StandingVisit, tasks: Mapping[str, TaskPlan], cancelled: Set[str]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name in [name for name in visit.tasks if name not in cancelled]:
        task = tasks[name]
        for department in task.departments:
            found.setdefault(department, set()).update(task.items)
    return {department: frozenset(items) for department, items in found.items()}


def first_days(visits: Mapping[str, StandingVisit], plan: Plan) -> dict[str, Span]:
    """The period's days of each visit, before anything is extended."""
    periods = {period.id: period.span for period in plan.periods}
    return {name: periods[visit.period] for name, visit in visits.items()}


def extended(days: Span, event: Event) -> Span:
    """The days of a visit once an ``extension`` has set their last one."""
    return Span(days.begins, date.fromisoformat(event.body["until"]))


def _teams(visits: Mapping[str, StandingVisit], plan: Plan) -> defaultdict[tuple[str, str], tuple[str | None, ...]]:
    """Who sits in the slots of each department (specification §7), None where open, by visit and department."""
    tasks = {task.id: task.as_drawn() for task in plan.tasks}
    teams: defaultdict[tuple[str, str], tuple[str | None, ...]] = defaultdict(tuple)
    for name, visit in visits.items():
        for slot in slots(core.Visit(name, visit.target, visit.tasks, (), visit.period), tasks):
            teams[name, slot.department] += (visit.team.get(slot.seat[1]),)
    return teams


def owing(draw: Draw, plan: Plan) -> list[str]:
    """The standing visits that still owe a result, of any department on any item, in team order. Only a visit that
    owes none is done."""
    return owing_of(draw, owed(draw, plan))


def owing_of(draw: Draw, asked: Owed) -> list[str]:
    """The same, once what the draw owes is known."""
    known = {place_of(row) for row in draw.results()}
    return [
        visit
        for visit, departments in asked.items.items()
        if any((visit, department, item) not in known for department in departments for item in departments[department])
    ]


def fault(result: Result, owed: Owed, known: Set[Place], today: date) -> Fault | None:
    """What is wrong with ``result``, or None; ``known`` are the (visit, department, item) that have one already."""
    if wrong := misplaced(result.visit, result.department, result.item, owed):
        return wrong
    return misstated(result, owed, today) or (Fault("twice", result.item) if result.place in known else None)


def misstated(result: Result, owed: Owed, today: date) -> Fault | None:
    """What is wrong with what a result says, wherever it is owed, or None."""
    return _wrong_words(result, owed) or _wrong_day(result, owed, today) or _wrong_team(result, owed)


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


def _wrong_words(result: Result, owed: Owed) -> Fault | None:
    vocabulary = owed.rules.vocabulary_of(result.department)
    if FINDINGS[result.finding].vocabulary == vocabulary:
        return None
    known = ", ".join(wording.text for wording in FINDINGS.values() if wording.vocabulary == vocabulary)
    return Fault("finding", FINDINGS[result.finding].text, {"department": result.department, "known": known})


def _wrong_day(result: Result, owed: Owed, today: date) -> Fault | None:
    days = owed.days[result.visit]
    if not owed.drawn_on <= result.date <= today:
        return Fault("date", result.date.isoformat())
    if not days.begins <= result.date <= days.ends:
        params = {"visit": result.visit, "begins": days.begins, "ends": days.ends}
        return Fault("period", result.date.isoformat(), params)
    if result.recheck_due is not None and result.recheck_due < result.date:
        return Fault("recheck_due", result.recheck_due.isoformat())
    return None


def _wrong_team(result: Result, owed: Owed) -> Fault | None:
    team = owed.teams.get((result.visit, result.department), ())
    strangers = [who for who in result.inspectors if who not in team]
    if not strangers:
        return None
    return Fault("inspectors", ", ".join(strangers), {"visit": result.visit, "team": ", ".join(team)})


def extension_fault(visit: str, until: date, asked: Owed) -> Fault | None:
    """Why a visit is not extended to a day, or None."""
    days = asked.days
    if visit not in days:
        return Fault("visit", visit)
    if not asked.items[visit]:
        return Fault("cancelled", visit)
    if until <= days[visit].ends:
        return Fault("until", until.isoformat(), {"visit": visit, "ends": days[visit].ends})
    return None


def result_faults(draw: Draw, plan: Plan) -> Iterator[str]:
    """What is wrong with the results in the log of ``draw``, judged against the visits that stand at its end, and
    against the days, the tasks not cancelled and the results already there, as they were at the time."""
    if draw.draw is None:
        yield from (
            Reason(N_("event {seq}: results without a draw"), seq=event.seq)
            for event in draw.after
            if event.kind == "results"
        )
        return
    days = first_days(standing(draw), plan)
    cancelled: frozenset[str] = frozenset()
    asked = replace(owed(draw, plan, cancelled), days=days)
    found: dict[Place, Entry] = {}
    for event in draw.after:
        if event.kind == "extension" and event.body["visit"] in days:
            days[event.body["visit"]] = extended(days[event.body["visit"]], event)
        if event.kind == "cancellation":
            cancelled |= {event.body["task"]}
            asked = replace(owed(draw, plan, cancelled), days=days)
        if event.kind == "results":
            known = {place for place, entry in found.items() if entry.state != "returned"}
            for result in map(from_row, event.body["rows"]):
                if wrong := fault(result, asked, known, day_somewhere(event.time, LATEST)):
                    yield Reason(
                        N_("event {seq}: {visit}: {code} {value}"),
                        seq=event.seq,
                        visit=result.visit,
                        code=wrong.code,
                        value=wrong.value,
                    )
                known.add(result.place)
        step(found, event)


def extension_faults(draw: Draw, plan: Plan) -> Iterator[str]:
    """Extensions in the log of visits that did not stand then, or owed nothing, or to a day no later than the last was."""
    extensions = [k for k, event in enumerate(draw.after) if event.kind == "extension"]
    if draw.draw is None:
        yield from (Reason(N_("event {seq}: an extension without a draw"), seq=draw.after[k].seq) for k in extensions)
        return
    for k in extensions:
        event, before = draw.after[k], replace(draw, after=draw.after[:k])
        until = date.fromisoformat(event.body["until"])
        if wrong := extension_fault(event.body["visit"], until, owed(before, plan)):
            yield Reason(
                N_("event {seq}: {visit}: {code} {value}"),
                seq=event.seq,
                visit=event.body["visit"],
                code=wrong.code,
                value=wrong.value,
            )
