"""Recusal (回避) decided after the draw: from then on barred from the target."""

from inspectors.eligibility import Since
from inspectors.rules.rule import LaterRule
from inventories.problems import N_, Message


def check(inspector: str, since: Since) -> bool:
    """Whether they were recused from the target since the draw."""
    return inspector in since.recused


RULE = LaterRule(
    code="recusal",
    name=N_("recusal"),
    basis=N_("Administrative Penalty Law, art. 43; draw specification, §8"),
    says=Message(
        "recusal",
        N_("recused since the draw"),
        N_("The head has decided so; it stands for this draw."),
    ),
    check=check,
)
