"""Each department sends its own inspectors: 与配合部门分别抽取各自的执法检查人员."""

from inspectors.eligibility import Asked
from inspectors.model import Inspector
from inspectors.rules.rule import SlotRule
from inventories.problems import N_, Message


def check(inspector: Inspector, asked: Asked) -> bool:
    """Whether the slot is another department's."""
    return inspector.department != asked.department


RULE = SlotRule(
    code="department",
    name=N_("department"),
    basis=N_("draw specification, §7; the teams of the plan"),
    says=Message(
        "department",
        N_("another department"),
        N_("The plan's teams name the departments; the roster says who is of which."),
    ),
    check=check,
)
