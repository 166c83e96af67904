"""The parts of a plan about the year: batches, and upper limits on visits."""

from typing import Any

from inspectors.eligibility import Span
from scheduler.plan import messages
from scheduler.plan.members import choice, day, identifier, text, whole
from scheduler.plan.model import CapRules, PlanBatch, PlanPeriod
from scheduler.plan.rules import as_of_late, results_due_early
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
    span = Span(min(span.begins for span in spans), max(span.ends for span in spans))
    as_of_late.RULE.check(section, batch, span)
    results_due_early.RULE.check(section, batch, span)
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
