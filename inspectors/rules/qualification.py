"""A slot that asks a qualification (岗位资质资格) goes to somebody who has it."""

from inspectors.eligibility import Asked
from inspectors.model import Inspector
from inspectors.rules.rule import SlotRule
from inventories.problems import N_, Message


def check(inspector: Inspector, asked: Asked) -> bool:
    """Whether the slot asks what the inspector does not have."""
    return asked.qualification is not None and asked.qualification not in inspector.qualifications


RULE = SlotRule(
    code="qualification",
    name=N_("qualification"),
    basis=N_("draw specification, §7; the teams of the plan"),
    says=Message(
        "qualification",
        N_("lacks the qualification"),
        N_("Add the qualification to the roster once they have it; it counts from the next commitment."),
    ),
    check=check,
)
