"""The parts of a plan about the year: batches, and upper limits on visits."""

from collections import Counter
from typing import Any

from scheduler.plan import messages
from scheduler.plan.members import choice, day, identifier, text, whole
from scheduler.plan.model import CapRules, Plan, PlanBatch, PlanPeriod
from scheduler.plan.section import Section


def read_batches(top: Section, periods: tuple[PlanPeriod, ...]) -> tuple[PlanBatch, ...]:
    """The planned batches in their order; one without a name that has all periods if the plan lists none."""
    names = tuple(period.id for period in periods)
    if "batch" not in top:
        return (_batch(top, periods, PlanBatch("", names, *_days(top))),)
    for member in ("as_of", "results_due"):
        if member in top:
            top.note(messages.BATCH_HAS_IT, member, name=member)
    sections = top.sections("batch")
    result: list[PlanBatch] = []
    for section in sections:
        name = section.take("id", identifier, "?", 'id = "spring"')
        mine = section.each("periods", identifier, 'periods = ["q1", "q2"]')
        if name in [batch.id for batch in result]:
            section.note(messages.TWICE, "id", name=name)
        for period in mine:
            if period not in names:
                section.note(messages.PERIOD_UNKNOWN, "periods", period=period, periods=", ".join(names))
            elif any(period in batch.periods for batch in result):
                section.note(messages.PERIOD_IN_TWO, "periods", period=period)
        ordered = tuple(period for period in names if period in mine)
        result.append(_batch(section, periods, PlanBatch(name, ordered, *_days(section))))
        section.done()
    for period in names:
        if sections and not any(period in batch.periods for batch in result):
            top.note(messages.PERIOD_IN_NONE, "batch", period=period)
    return tuple(result) or (PlanBatch("", names, None, None),)  # type: ignore[arg-type]  # only beside an error


def _days(section: Section) -> tuple[Any, Any]:
    as_of = section.take("as_of", day, None, "as_of = 2026-01-05")
    return as_of, section.take("results_due", day, None, "results_due = 2026-12-31")


def _batch(section: Section, periods: tuple[PlanPeriod, ...], batch: PlanBatch) -> PlanBatch:
    """The batch, after a look at its days."""
    spans = [period.span for period in periods if period.id in batch.periods]
    if not spans:
        return batch
    begins, ends = min(span.begins for span in spans), max(span.ends for span in spans)
    if batch.as_of and batch.as_of > begins:
        section.note(messages.AS_OF_LATE, "as_of", True, as_of=batch.as_of, begins=begins)
    if batch.results_due and batch.results_due < ends:
        section.note(messages.DUE_EARLY, "results_due", due=batch.results_due, ends=ends)
    return batch


def read_caps(section: Section | None) -> CapRules | None:
    """The upper limits on visits in a year; None if the plan sets none."""
    if section is None:
        return None
    agency = section.take("per_agency", whole(1, 1000), None)
    every = section.take("all_levels", whole(1, 1000), None)
    by = section.take("unit", choice("entity", "target"), "entity")
    not_counted = section.each("not_counted", text, empty=True)
    section.done()
    if agency is None and every is None:
        section.note(messages.CAPS_EMPTY)
    return CapRules(agency, every, by == "target", not_counted)


def check_visits(top: Section, plan: Plan) -> None:
    """Warn of each task that is asked for more often in the year than a limit allows."""
    limits = [n for n in (plan.caps.per_agency, plan.caps.all_levels) if n is not None] if plan.caps else []
    for first, more in Counter(task.follows for task in plan.tasks if task.follows).items():
        if limits and min(limits) <= more:
            told = {"task": first.removesuffix(".1"), "n": more + 1, "limit": min(limits)}
            top.notes.add(messages.VISITS_ABOVE_CAP, "caps", "", True, **told)
