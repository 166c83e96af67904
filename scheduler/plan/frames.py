"""The frame of a batch: the rows of each task that are left by lists from above, earlier draws and limits (specification §3).

Lists from above and second visits are certain: one cell of rate 1. All other targets have their cell by the plan's strata
and, in a later batch, by the chance they have had.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from fractions import Fraction

from inventories.frame import Frame, FrameRow, Left, value_of
from inventories.merging import standing_for
from scheduler.draw.frame import path_order
from scheduler.plan.caps import Caps, Made
from scheduler.plan.model import Plan, TaskPlan
from scheduler.plan.rates import CellRate, Path, Rated, rate
from scheduler.plan.year import Pair, Year, labelled, remaining
from scheduler.tables import Tables

DRAWN, CAP, HAD = "drawn before", "cap", "chance had"
"""Grounds on which a target in scope is kept out: drawn in an earlier batch, at the year's limit of visits, or with a
chance already that is not below the rate that it has by now."""
CERTAIN: Path = ()


@dataclass(frozen=True)
class Stood:
    """Rows and those left out, before rates; ``drawn``: by task, how many targets of each path were drawn before."""

    rows: tuple[FrameRow, ...]
    left_out: tuple[Left, ...]
    drawn: Mapping[str, Counter[Path]]


@dataclass(frozen=True)
class TaskFrame:
    """A task's rows with their cells, the rows that had their chance already, and how the plan's rates were reckoned, if so."""

    rows: tuple[FrameRow, ...]
    cells: tuple[CellRate, ...]
    left_out: tuple[Left, ...]
    rated: tuple[Rated, ...]


def assigned(plan: Plan, tables: Tables) -> Iterable[tuple[str, str, frozenset[str]]]:
    """Task, target and named inspectors of each row of the lists from above that the plan has a task for.

    Targets merged into others are those; targets that are not in the inventory have no row.
    """
    tasks = {task.id for task in plan.tasks if task.from_above}
    stays, known = standing_for(tables.targets), {target.id for target in tables.targets}
    for entry in tables.assigned:
        target = stays.get(entry.target, entry.target)
        if entry.task in tasks and target in known and entry.gone is None:
            yield entry.task, target, frozenset(entry.inspectors)


def standing_frame(plan: Plan, frame: Frame, tables: Tables, year: Year) -> Stood:
    """Who stands in which task's frame, in the plan's order, then by target."""
    scoped: defaultdict[str, dict[str, Path]] = defaultdict(dict)
    for row in frame.rows:
        scoped[row.task][row.target] = row.path
    for name, target, _ in assigned(plan, tables):
        scoped[name][target] = CERTAIN
    stays = standing_for(tables.targets)
    gone = {(name, stays.get(target, target)) for name, target in year.drawn}
    rows: list[FrameRow] = []
    left = list(frame.left_out)
    drawn = {task.id: _left_since(task, frame, tables, gone) for task in plan.tasks}
    for task in plan.tasks:
        second = follows(task, year)
        for target, path in sorted(scoped[task.id].items(), key=lambda entry: entry[0].encode()):
            if (task.id, target) in gone:
                left.append(Left(task.id, target, DRAWN))
                drawn[task.id][path] += 1
            elif not second:
                rows.append(FrameRow(task.id, target, path))
            elif (task.follows, target) in gone:
                rows.append(FrameRow(task.id, target, CERTAIN))
    out = _at_the_cap(plan, frame, rows, tables, year)
    left += [Left(row.task, row.target, CAP) for row in rows if (row.task, row.target) in out]
    return Stood(tuple(row for row in rows if (row.task, row.target) not in out), tuple(left), drawn)


def _left_since(task: TaskPlan, frame: Frame, tables: Tables, gone: Set[Pair]) -> Counter[Path]:
    """Targets drawn before that are kept out by now on another ground, such as one that has closed: they count as drawn."""
    names = {left.target for left in frame.left_out if left.task == task.id and (task.id, left.target) in gone}
    found = ((t, frame.assessments[t.id].band) for t in tables.targets if t.id in names)
    return Counter(tuple(value_of(target, band, column) for column in task.strata) for target, band in found)


def follows(task: TaskPlan, year: Year) -> bool:
    """Whether a task visits again those whom an earlier batch has drawn for its first visit."""
    return bool(task.follows) and any(name == task.follows for name, _ in year.drawn)


def caps_of(plan: Plan, tables: Tables, year: Year) -> Caps | None:
    """The limits of ``plan`` with what the year has brought so far; None without limits."""
    if plan.caps is None:
        return None
    made = Made(tables.history, year.visits, plan.year)
    return Caps(plan.caps, {t.id: t for t in tables.targets}, standing_for(tables.targets), made)


def _at_the_cap(plan: Plan, frame: Frame, rows: Sequence[FrameRow], tables: Tables, year: Year) -> set[Pair]:
    caps = caps_of(plan, tables, year)
    if caps is None:
        return set()
    last = {name: found.last_visit for name, found in frame.assessments.items() if found.last_visit is not None}
    return caps.kept_out([(row.task, row.target) for row in rows], {task.id: task for task in plan.tasks}, last)


def task_frame(
    task: TaskPlan, rows: Sequence[FrameRow], drawn: Counter[Path], year: Year, bands: Sequence[str]
) -> TaskFrame:
    """The cells of a task: over the year by the plan's rules, then as they are for those not drawn yet.

    ``rows`` bear the plan's paths, ``drawn`` the number of targets of each path that were drawn before.
    """
    if task.from_above or follows(task, year):
        cell = CellRate(CERTAIN, len(rows), Fraction(1), Fraction(1))
        return TaskFrame(tuple(rows), (cell,) if rows else (), (), ())
    rated = rate(task, Counter(row.path for row in rows) + drawn, bands)
    cells = rated.cells
    had = {row.target: year.chances.get((task.id, row.target), Fraction(0)) for row in rows}
    if not cells or (task.share == 1 and not any(had.values()) and not drawn):
        return TaskFrame(tuple(rows), cells, (), (rated,))
    found, missing = remaining(task, cells, Counter((row.path, had[row.target]) for row in rows), drawn)
    told = any(chance for _, chance in found)

    def path(row: FrameRow) -> Path:
        return labelled(row.path, had[row.target]) if told else row.path

    here = [row for row in rows if (row.path, had[row.target]) in found]
    named = {(labelled(*key) if told else key[0]): cell for key, cell in found.items()}
    return TaskFrame(
        tuple(FrameRow(row.task, row.target, path(row)) for row in here),
        tuple(replace(named[p], path=p) for p in sorted(named, key=path_order)),
        tuple(Left(row.task, row.target, HAD) for row in rows if (row.path, had[row.target]) not in found),
        (replace(rated, missing=missing),),
    )
