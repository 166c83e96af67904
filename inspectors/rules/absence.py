"""Absence reported after the draw: from then on absent in those periods."""

from inspectors.eligibility import Since
from inspectors.rules.rule import LaterRule
from inventories.problems import N_, Message


def check(inspector: str, since: Since) -> bool:
    """Whether they were reported absent in the period since the draw."""
    return inspector in since.absent


RULE = LaterRule(
    code="absence",
    name=N_("absence"),
    basis=N_("draw specification, §8"),
    says=Message(
        "absence",
        N_("absent since the draw"),
        N_("It stands for this draw; the next commitment looks at leave and roster anew."),
    ),
    check=check,
)
