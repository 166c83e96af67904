"""The data of a batch are of a day before its first period."""

from inspectors.eligibility import Span
from inventories.problems import N_, Message
from scheduler.plan.model import PlanBatch
from scheduler.plan.rules.rule import TextRule
from scheduler.plan.section import Section


def check(section: Section, batch: PlanBatch, span: Span) -> None:
    """Note data of a day after the first day of the batch's periods."""
    if batch.as_of and batch.as_of > span.begins:
        section.note(RULE.says, "as_of", RULE.warning, as_of=batch.as_of, begins=span.begins)


RULE = TextRule(
    code="as-of-late",
    name=N_("data from before the first period"),
    basis=N_("draw specification, §3"),
    says=Message(
        "as-of-late",
        N_("the data are of {as_of}, after the first period has begun on {begins}"),
        N_("Check as_of: points, exclusions and history are taken as they stood on that day."),
    ),
    warning=True,
    check=check,
)
