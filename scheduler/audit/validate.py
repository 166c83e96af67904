"""A second opinion on an outcome: each law of the specification counted anew, knowing neither search nor solver.

The draw decides; this module only checks what must be true of any outcome, whoever computed it. Where the draw says that
``d`` slots cannot be filled, the shortage set proves it by counting (§9): no assignment whatever could fill more.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor

from inventories.problems import N_, Reason
from scheduler.draw.model import Case, Inspector, Outcome, Seat, Task, Visit
from scheduler.draw.notation import Keys, T, utf8

Fault = tuple[str, str]
"""The section of the specification that is broken, and what was found."""


def faults(case: Case, outcome: Outcome) -> list[Fault]:
    """Everything about the draw itself (not its later events) that breaks the specification; empty if all holds."""
    return [
        *_numbers(case, outcome),
        *_targets(case, outcome),
        *_visits(case, outcome),
        *_teams(case, outcome),
        *_shortage(case, outcome),
    ]


def _numbers(case: Case, outcome: Outcome) -> Iterator[Fault]:
    """Every node of every task's tree gets its expectation rounded down or up (§4)."""
    expected: defaultdict[tuple[str, ...], Fraction] = defaultdict(Fraction)
    drawn: Counter[tuple[str, ...]] = Counter()
    for cell in outcome.allocation:
        for depth in range(len(cell.path) + 1):
            node = (cell.task, *cell.path[:depth])
            expected[node] += cell.pool * cell.rate
            drawn[node] += cell.drawn
    for node, exact in expected.items():
        if not floor(exact) <= drawn[node] <= ceil(exact):
            yield (
                "§4",
                Reason(
                    N_("{node}: {drawn} drawn, {exact} expected"), node="/".join(node), drawn=drawn[node], exact=exact
                ),
            )


def _targets(case: Case, outcome: Outcome) -> Iterator[Fault]:
    """In each cell the n smallest tickets are drawn (§5)."""
    keys = Keys(case.commitment, case.randomness, case.secret)
    cell_of = {(row.task, row.target): row.path for row in case.frame}
    in_cell: defaultdict[tuple[str, tuple[str, ...]], list[str]] = defaultdict(list)
    for row in case.frame:
        in_cell[row.task, row.path].append(row.target)
    chosen: defaultdict[tuple[str, tuple[str, ...]], set[str]] = defaultdict(set)
    for selected in outcome.targets:
        path = cell_of.get((selected.task, selected.target))
        if path is None:
            yield (
                "§5",
                Reason(
                    N_("{target} is drawn for {task} but stands in no cell of it"),
                    target=selected.target,
                    task=selected.task,
                ),
            )
            continue
        chosen[selected.task, path].add(selected.target)
    for cell in outcome.allocation:
        key = keys("target" if case.coordination == "shared" else f"target/{cell.task}")
        place = (cell.task, cell.path)
        smallest = set(sorted(in_cell[place], key=lambda target: T(key, target))[: cell.drawn])
        if chosen[place] != smallest:
            yield (
                "§5",
                Reason(
                    N_("{task} {path}: not the {drawn} smallest tickets"),
                    task=cell.task,
                    path="/".join(cell.path),
                    drawn=cell.drawn,
                ),
            )


def _visits(case: Case, outcome: Outcome) -> Iterator[Fault]:
    """Visits serve each drawn (task, target) once, in a period that all their tasks allow (§6)."""
    allowed = {task.id: set(task.periods) for task in case.tasks}
    served = Counter((task, visit.target) for visit in outcome.visits for task in visit.tasks)
    drawn = Counter((s.task, s.target) for s in outcome.targets)
    if served != drawn:
        yield (
            "§6",
            Reason(
                N_("visits serve {served} task-target pairs, {drawn} are drawn"), served=len(served), drawn=len(drawn)
            ),
        )
    for visit in outcome.visits:
        if any(visit.period not in allowed[task] for task in visit.tasks):
            yield (
                "§6",
                Reason(
                    N_("{name}: period {period} is not allowed for all its tasks"), name=visit.name, period=visit.period
                ),
            )


def asked_of(visit: Visit, tasks: dict[str, Task]) -> list[tuple[str, str | None, bool]]:
    """Department, qualification and lead of each slot, counted anew from §7."""
    result: list[tuple[str, str | None, bool]] = []
    rules = [rule for task in visit.tasks for rule in tasks[task].team]
    for department in dict.fromkeys(rule.department for rule in rules):
        mine = [rule for rule in rules if rule.department == department]
        wanted: list[str | None] = [*sorted({q for rule in mine for q in rule.qualifications}, key=utf8)]
        wanted += [None] * (max(rule.officers for rule in mine) - len(wanted))
        lead = any(rule.lead for rule in mine)
        first = wanted.index(None) if None in wanted else 0
        result += [(department, q, lead and k == first) for k, q in enumerate(wanted)]
    return result


def _fits(case: Case, inspector: Inspector, visit: Visit, asked: tuple[str, str | None, bool]) -> bool:
    department, qualification, lead = asked
    return (
        inspector.department == department
        and (qualification is None or qualification in inspector.qualifications)
        and (inspector.lead or not lead)
        and inspector.id not in case.barred.get(visit.target, frozenset())
        and (inspector.id, visit.period) not in case.absent
    )


def _teams(case: Case, outcome: Outcome) -> Iterator[Fault]:
    """Every slot is decided once, by somebody eligible, nobody twice in a visit or over a limit; d slots are open (§7)."""
    tasks = {task.id: task for task in case.tasks}
    roster = {inspector.id: inspector for inspector in case.inspectors}
    visits = {visit.name: visit for visit in outcome.visits}
    asked = {(v.name, k): slot for v in outcome.visits for k, slot in enumerate(asked_of(v, tasks), 1)}
    if sorted(seat for seat, _ in outcome.filling.teams) != sorted(asked):
        yield "§7", Reason(N_("the slots that were filled or left open are not those the visits have"))
        return
    load: Counter[str] = Counter()
    in_period: Counter[tuple[str, str]] = Counter()
    for seat, name in outcome.filling.teams:
        if name is None:
            continue
        load[name] += 1
        in_period[name, visits[seat[0]].period] += 1
        if not _fits(case, roster[name], visits[seat[0]], asked[seat]):
            yield (
                "§7",
                Reason(N_("{visit} slot {slot}: {name} is not eligible"), visit=seat[0], slot=seat[1], name=name),
            )
    twice = Counter((seat[0], name) for seat, name in outcome.filling.teams if name is not None)
    yield from (
        ("§7", Reason(N_("{visit}: {name} sits there twice"), visit=visit, name=name))
        for (visit, name), n in twice.items()
        if n > 1
    )
    for inspector in case.inspectors:
        limit = inspector.limit
        if outcome.even_load is not None:
            limit = min(limit, outcome.even_load[inspector.id] + (case.even_load_slack or 0))
        if load[inspector.id] > limit:
            yield (
                "§7",
                Reason(
                    N_("{id}: {load} visits, at most {limit}"), id=inspector.id, load=load[inspector.id], limit=limit
                ),
            )
        for period, most in inspector.period_limits.items():
            if in_period[inspector.id, period] > most:
                yield (
                    "§7",
                    Reason(
                        N_("{id}: {load} visits in {period}, at most {most}"),
                        id=inspector.id,
                        load=in_period[inspector.id, period],
                        period=period,
                        most=most,
                    ),
                )
    left = sum(name is None for _, name in outcome.filling.teams)
    if left != outcome.open:
        yield "§7", Reason(N_("{left} slots are open, d is said to be {open}"), left=left, open=outcome.open)


def _shortage(case: Case, outcome: Outcome) -> Iterator[Fault]:
    """The shortage set proves by counting that no assignment leaves fewer than d slots open (§9)."""
    if outcome.shortage is None:
        if outcome.open:
            yield "§9", Reason(N_("{open} slots are open and no shortage is shown"), open=outcome.open)
        return
    tasks = {task.id: task for task in case.tasks}
    visits = {visit.name: visit for visit in outcome.visits}
    slots: dict[Seat, tuple[str, str | None, bool]] = {}
    for name, number in outcome.shortage.slots:
        slots[name, number] = asked_of(visits[name], tasks)[number - 1]
    capacity = 0
    for inspector in case.inspectors:
        could = {seat[0] for seat, asked in slots.items() if _fits(case, inspector, visits[seat[0]], asked)}
        by_period = Counter(visits[name].period for name in could)
        places = sum(min(inspector.period_limits.get(p, n), n) for p, n in by_period.items())
        capacity += min(inspector.limit, places)
    found = (len(slots), capacity, len(slots) - capacity)
    stated = (outcome.shortage.need, outcome.shortage.capacity, outcome.open)
    if found != stated:
        yield "§9", Reason(N_("the shortage set counts up to {found}, stated are {stated}"), found=found, stated=stated)
