"""From the draws of a plan to the units of an estimate: each target's chance over all of them, and what was found."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from scheduler.chain import drawn_pairs
from scheduler.estimate.estimate import Unit
from scheduler.facts import Facts
from scheduler.journal import Draw, standing
from scheduler.plan.model import TaskPlan
from scheduler.results.model import FINDINGS, FindingClass, Place
from scheduler.results.states import final


@dataclass(frozen=True)
class Batch:
    """One draw as the estimate of a task takes it: the chance of each target in the frame, what was found at those drawn (None:
    not known), and who will be in no later frame, drawn first or as a reserve."""

    chances: Mapping[str, Fraction]
    found: Mapping[str, FindingClass | None]
    gone: frozenset[str]


def estimable(draws: Iterable[tuple[Draw, Facts]]) -> dict[str, str]:
    """The names of the tasks that draw from an inventory, by identifier, in the plans' order.

    Lists from above were drawn elsewhere, and second visits go where the first ones went. What superiors cancelled in
    each draw that had it (任务取消) is none of them.
    """
    tasks = [task for draw, facts in draws for task in facts.plan.tasks if task.id not in draw.cancelled_tasks()]
    return {task.id: task.name for task in tasks if not task.from_above and not task.follows}


def cancelled_in(draws: Iterable[tuple[Draw, Facts]], task: str) -> list[str]:
    """The draws in which superiors cancelled ``task``, by name."""
    return [draw.ref for draw, _ in draws if task in draw.cancelled_tasks()]


def units(draws: Sequence[tuple[Draw, Facts]], task: str) -> list[Unit]:
    """The targets that stood in the frame of ``task`` in any of the ``draws`` of a plan, sorted; labels are the last known.

    ``draws`` are in their order, each with the facts that it has frozen. One in which the task was cancelled is left out
    with its frame and its results: who was visited until then was not left to chance.
    """
    taken = [(batch(draw, facts, task), facts) for draw, facts in draws if task not in draw.cancelled_tasks()]
    chances = over_the_year([one.chances for one, _ in taken], [one.gone for one, _ in taken])
    found: dict[str, Unit] = {}
    for one, facts in taken:
        for name in one.chances:
            target = facts.targets[name]
            known = found.get(name, Unit(name, chances[name], "", ""))
            found[name] = replace(known, district=target.district, category=target.category)
        for name, finding in one.found.items():
            found[name] = replace(found[name], drawn=True, found=found[name].found or finding)
    return [found[name] for name in sorted(found)]


def over_the_year(chances: Sequence[Mapping[str, Fraction]], drawn: Sequence[frozenset[str]]) -> dict[str, Fraction]:
    """The chance of each target to be drawn in any batch: 1 − Π(1 − c) over the batches' conditional chances c.

    A target that is drawn leaves the frame, and what its chance would have been in a later batch cannot be read there. It
    is taken to be the mean of those not drawn that had the same chance till then, from which nothing but luck parts it.
    """
    had: defaultdict[str, Fraction] = defaultdict(Fraction)
    gone: set[str] = set()
    for here, now in zip(chances, drawn, strict=True):
        fellows: defaultdict[Fraction, list[Fraction]] = defaultdict(list)
        for name in had.keys() - gone:
            fellows[had[name]].append(here.get(name, Fraction(0)))
        for name in gone - here.keys():
            if mine := fellows[had[name]]:
                had[name] += (1 - had[name]) * sum(mine, Fraction(0)) / len(mine)
        for name, chance in here.items():
            had[name] += (1 - had[name]) * chance
        gone |= now
    return dict(had)


def batch(draw: Draw, facts: Facts, task: str) -> Batch:
    """What one draw says of ``task``. Reserves that took another target's place are not among those drawn: they have no
    chance of their own. A target whose visit ended has nothing found."""
    rates = {cell.path: cell.rate for cell in facts.cells.get(task, ())}
    chances = {row.target: rates[row.path] for row in facts.frame.rows if row.task == task}
    visits = {visit.target: visit.name for visit in standing(draw).values() if task in visit.tasks}
    drawn = [row["target"] for row in draw.outcome["targets"] if row["task"] == task]
    known = {result.place: FINDINGS[result.finding].kind for result in final(draw)}
    tasks = {one.id: one for one in facts.plan.tasks}
    found = {name: _finding(tasks[task], visits.get(name), known) for name in drawn}
    return Batch(chances, found, frozenset(target for name, target in drawn_pairs(draw) if name == task))


def _finding(task: TaskPlan, visit: str | None, known: Mapping[Place, FindingClass]) -> FindingClass | None:
    """What all departments found on all items of a task: a problem if any did, else closed if any did, else clean.

    None until the last of them is released: problems that come in first would otherwise count for more.
    """
    kinds = {known.get((visit or "", department, item)) for department in task.departments for item in task.items}
    if None in kinds:
        return None
    return "problem" if "problem" in kinds else "closed" if "closed" in kinds else "clean"
