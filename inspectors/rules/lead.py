"""The slot of the lead (组长) goes to somebody who may lead."""

from inspectors.eligibility import Asked
from inspectors.model import Inspector
from inspectors.rules.rule import SlotRule
from inventories.problems import N_, Message


def check(inspector: Inspector, asked: Asked) -> bool:
    """Whether the slot is the lead's, and the inspector may not lead."""
    return asked.lead and not inspector.lead


RULE = SlotRule(
    code="lead",
    name=N_("lead"),
    basis=N_("draw specification, §7; the teams of the plan"),
    says=Message(
        "lead",
        N_("not lead-qualified"),
        N_("Mark in the roster who may lead; it counts from the next commitment."),
    ),
    check=check,
)
