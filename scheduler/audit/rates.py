"""Whether the rates keep what the plan states (§3), counted anew from the frame without the reckoning that found them."""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from inventories.problems import N_, Reason
from scheduler.audit.finding import Check, Finding, verdict
from scheduler.audit.replay import Replay
from scheduler.facts import Facts
from scheduler.plan.model import TaskPlan

Path = tuple[str, ...]


def rate_faults(facts: Facts) -> Iterator[str]:
    """Cells that are not those of the frame, and tasks whose expectation falls short of a mandate or a total.

    Of a task that an earlier batch has drawn for, or a later one will, cells alone are looked at: the rest is the year's.
    """
    drawn = {task for task, _ in facts.year.drawn}
    pools: dict[str, Counter[Path]] = {task.id: Counter() for task in facts.plan.tasks}
    for row in facts.frame.rows:
        pools[row.task][row.path] += 1
    for task in facts.plan.tasks:
        found = {cell.path: cell for cell in facts.cells[task.id]}
        if {path: cell.pool for path, cell in found.items()} != pools[task.id]:
            yield Reason(N_("{task}: its cells are not those of the frame"), task=task.id)
        yield from (
            Reason(N_("{task} {path}: rate {rate}"), task=task.id, path="/".join(p), rate=c.rate)
            for p, c in found.items()
            if not 0 < c.rate <= 1
        )
        if task.share == 1 and not ({task.id, task.follows} & drawn):
            expected = {path: cell.pool * cell.rate for path, cell in found.items()}
            yield from (
                Reason(N_("{name}: {fault}"), name=task.id, fault=fault)
                for fault in _short(task, pools[task.id], expected)
            )


def _short(task: TaskPlan, pools: Counter[Path], expected: dict[Path, Fraction]) -> Iterator[str]:
    if task.total is not None and sum(expected.values()) < task.total:
        yield Reason(N_("{n} expected, the total is {total}"), n=sum(expected.values()), total=task.total)
    for mandate in task.mandates:
        inside = [path for path in pools if path[: len(mandate.node)] == mandate.node]
        pool, least = sum(pools[path] for path in inside), Fraction(mandate.least)
        asked = (least if isinstance(mandate.least, int) else least * pool) - mandate.short
        if asked <= pool and sum(expected[path] for path in inside) // 1 < asked:
            yield Reason(
                N_("{node}: a seed can fall short of {asked}"), node="/".join(mandate.node) or "*", asked=asked
            )


def _rates(replay: Replay) -> Finding:
    return verdict(rate_faults(replay.facts))


CHECKS = (
    Check(
        "1.22",
        "§3",
        N_("every target in the frame has its cell and a rate, and no seed falls short of a mandate or a total"),
        _rates,
    ),
)
