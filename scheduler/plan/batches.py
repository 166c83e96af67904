"""The batches of a plan (批次): what of it each one draws, and how much of the year's chance has been given by then."""

from collections.abc import Collection
from dataclasses import replace
from fractions import Fraction

from scheduler.plan.model import Plan, TaskPlan


def following(plan: Plan, drawn: Collection[str]) -> str | None:
    """The first planned batch that is not ``drawn``; None if all are."""
    return next((batch.id for batch in plan.batches if batch.id not in drawn), None)


def year(plan: Plan, planned: str) -> int:
    """The calendar year in which the visits of a batch are counted: that of its first day. Errors: KeyError."""
    batch = {batch.id: batch for batch in plan.batches}[planned]
    return min(period.span.begins for period in plan.periods if period.id in batch.periods).year


def at(plan: Plan, planned: str, drawn: Collection[str]) -> Plan:
    """What ``plan`` draws in the batch ``planned`` when the batches ``drawn`` have been drawn. Errors: KeyError.

    Tasks without a period in the batch are not in it. The periods' weights share out a task's chance over the batches.
    """
    batch = {batch.id: batch for batch in plan.batches}[planned]
    given = {period for b in plan.batches if b.id in drawn or b is batch for period in b.periods}
    weights = {period.id: period.weight for period in plan.periods}

    def share(task: TaskPlan) -> Fraction:
        return Fraction(sum(weights[p] for p in task.periods if p in given), sum(weights[p] for p in task.periods))

    return replace(
        plan,
        planned=planned,
        as_of=batch.as_of,
        results_due=batch.results_due,
        periods=tuple(period for period in plan.periods if period.id in batch.periods),
        others=tuple(task for task in plan.tasks if not set(task.periods) & set(batch.periods)),
        tasks=tuple(
            replace(task, share=share(task), periods=mine)
            for task in plan.tasks
            if (mine := tuple(p for p in task.periods if p in batch.periods))
        ),
    )
