"""What cannot be carried out, found before anything is frozen: departments, qualifications, areas, absences, items."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations

from inspectors.eligibility import Asked, unfit
from inspectors.model import Inspector
from inventories.model import Item
from inventories.problems import N_, Message, Problem, Words
from scheduler.facts import Facts
from scheduler.plan import messages
from scheduler.plan.barred import Barred
from scheduler.plan.demand import asked_of
from scheduler.plan.model import TaskPlan


def contradictions(facts: Facts) -> tuple[Problem, ...]:
    """Every contradiction between the plan and the tables, errors and warnings."""
    return (
        *_items(facts),
        *_unreached(facts),
        *_from_above(facts),
        *_teams(facts),
        *_nobody_present(facts),
        *_districts(facts),
        *_together(facts),
        *_ends(facts),
    )


def describe(asked: Asked) -> tuple[str, ...]:
    """What a slot asks, in parts: its qualification and the lead."""
    parts = (*([asked.qualification] if asked.qualification else ()), *([Words(N_("lead"))] if asked.lead else ()))
    return parts or (Words(N_("general")),)


def _items(facts: Facts) -> Iterator[Problem]:
    """Items that the published list does not have, by identifier, or has under the other kind."""
    listed: dict[str, Item] = {item.id: item for item in facts.tables.items if item.gone is None}
    for task in facts.plan.tasks:
        for name in task.items:
            if name not in listed:
                yield _problem(messages.ITEM_UNKNOWN, True, task=task.id, item=name)
            elif listed[name].kind not in ("", task.kind):
                kinds = {"planned": Words(task.kind), "listed": Words(listed[name].kind)}
                yield _problem(messages.ITEM_KIND, True, task=task.id, item=name, **kinds)


def _unreached(facts: Facts) -> Iterator[Problem]:
    """Active targets that no task has in its scope."""
    counted = Counter(target.category for target in facts.unreached)
    if counted:
        shown = ", ".join(f"{name} {number}" for name, number in counted.most_common(10))
        yield _problem(messages.UNREACHED, True, number=counted.total(), categories=shown)


def _from_above(facts: Facts) -> Iterator[Problem]:
    """Tasks whose list from above is missing, and lists that name another number of inspectors than the task asks for."""
    for task in facts.plan.tasks:
        rows = [row.target for row in facts.frame.rows if row.task == task.id] if task.from_above else []
        if task.from_above and not rows:
            yield _problem(messages.NONE_FROM_ABOVE, True, task=task.id)
        for target in rows:
            for rule in task.team:
                found = len(facts.named.get((target, rule.department), ()))
                if found and found != rule.officers:
                    params = {"department": rule.department, "found": found, "asked": rule.officers}
                    yield _problem(messages.NAMED_OTHERWISE, True, target=target, **params)


def _teams(facts: Facts) -> Iterator[Problem]:
    """Departments that nobody is of, teams that are larger than the department, and slots that nobody fits."""
    for task in facts.plan.tasks:
        asked = asked_of([task])
        for department in dict.fromkeys(one.department for one, _ in asked):
            mine = _of(facts, department)
            number = sum(n for one, n in asked if one.department == department)
            params = {"task": task.id, "department": department}
            if not mine:
                yield _problem(messages.NOBODY_OF_DEPARTMENT, **params)
                continue
            if len(mine) < number:
                yield _problem(messages.TOO_FEW_OF_DEPARTMENT, **params, asked=number, found=len(mine))
            for one, n in asked:
                fit = [inspector for inspector in mine if unfit(inspector, one) is None]
                if one.department == department and not fit:
                    yield _problem(messages.NOBODY_FITS, **params, asked=describe(one))
                elif one.department == department and len(mine) >= number and (len(fit) <= n or len(mine) == number):
                    names = ", ".join(inspector.name for inspector in fit)
                    yield _problem(messages.NO_CHOICE, True, **params, asked=describe(one), names=names)


def _nobody_present(facts: Facts) -> Iterator[Problem]:
    """Departments all of whose inspectors are absent in a period that a task may use."""
    for period in facts.plan.periods:
        tasks = [task for task in facts.plan.tasks if period.id in task.periods]
        for department in dict.fromkeys(rule.department for task in tasks for rule in task.team):
            mine = _of(facts, department)
            if mine and all((inspector.id, period.id) in facts.absent for inspector in mine):
                using = ", ".join(t.id for t in tasks if department in [rule.department for rule in t.team])
                yield _problem(messages.NOBODY_PRESENT, department=department, period=period.id, tasks=using)


def _districts(facts: Facts) -> Iterator[Problem]:
    """Districts where the area rules of all tasks that share a target leave nobody of a department."""
    barred = Barred(facts)
    shared = Counter((facts.targets[t].district, barred.tasks(t)) for t in {row.target for row in facts.frame.rows})
    for (district, names), number in sorted(shared.items()):
        out = barred.outside(district, names)
        tasks = [task for task in facts.plan.tasks if task.id in names]
        for department in dict.fromkeys(rule.department for task in tasks for rule in task.team):
            mine = {inspector.id for inspector in _of(facts, department)}
            if mine and mine <= out:
                using = ", ".join(t.id for t in tasks if department in [rule.department for rule in t.team])
                params = {"tasks": using, "department": department, "targets": number, "district": district}
                yield _problem(messages.DISTRICT_WITHOUT, **params)


def _together(facts: Facts) -> Iterator[Problem]:
    """Slots that only a merged visit asks (§7: a lead that falls on a slot with a qualification), and nobody fits.

    Warnings: whether the tasks meet is up to the tickets.
    """
    for tasks in _meeting(facts):
        alone = {asked for task in tasks for asked, _ in asked_of([task])}
        for asked, _ in asked_of(tasks):
            mine = _of(facts, asked.department)
            if mine and asked not in alone and all(unfit(inspector, asked) for inspector in mine):
                names = ", ".join(task.id for task in tasks)
                params = {"tasks": names, "department": asked.department, "asked": describe(asked)}
                yield _problem(messages.TEAM_TOGETHER, True, **params)


def _meeting(facts: Facts) -> list[Sequence[TaskPlan]]:
    """Two tasks, or all tasks of a target, that have a target and a period in common, in the plan's order."""
    barred = Barred(facts)
    sets = {barred.tasks(row.target) for row in facts.frame.rows}
    names = {pair for tasks in sets for pair in combinations(tasks, 2)} | {tasks for tasks in sets if len(tasks) > 2}
    meeting = [[task for task in facts.plan.tasks if task.id in some] for some in sorted(names)]
    return [tasks for tasks in meeting if set.intersection(*(set(task.periods) for task in tasks))]


def _ends(facts: Facts) -> Iterator[Problem]:
    """Active inspectors whose certificates end before a period's last day; each named at the first such period."""
    rest = [(i.certificate_until, i) for i in facts.tables.inspectors if i.active and i.certificate_until is not None]
    for period in facts.plan.periods:
        names = ", ".join(inspector.name for until, inspector in rest if until < period.span.ends)
        rest = [(until, inspector) for until, inspector in rest if until >= period.span.ends]
        if names:
            yield _problem(messages.CERTIFICATE, True, period=period.id, ends=period.span.ends, names=names)


def _of(facts: Facts, department: str) -> list[Inspector]:
    return [
        inspector for inspector in facts.tables.inspectors if inspector.department == department and inspector.active
    ]


def _problem(message: Message, warning: bool = False, /, **params: object) -> Problem:
    return Problem(message, params, warning=warning)
