"""Results are due when the last period is over, or later."""

from inspectors.eligibility import Span
from inventories.problems import N_, Message
from scheduler.plan.model import PlanBatch
from scheduler.plan.rules.rule import TextRule
from scheduler.plan.section import Section


def check(section: Section, batch: PlanBatch, span: Span) -> None:
    """Note results that are due before the last day of the batch's periods."""
    if batch.results_due and batch.results_due < span.ends:
        section.note(RULE.says, "results_due", RULE.warning, due=batch.results_due, ends=span.ends)


RULE = TextRule(
    code="results-due-early",
    name=N_("results due after the last period"),
    basis=N_("setting of the office: results_due in the plan"),
    says=Message(
        "results-due-early",
        N_("results are due on {due}, before the last period ends on {ends}"),
        N_("Let results_due be the last day of the last period or later."),
    ),
    warning=False,
    check=check,
)
