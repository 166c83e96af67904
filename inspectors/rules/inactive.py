"""Whoever the roster says is not active is not drawn: 失效人员不纳入检查执法人员抽取范围."""

from collections.abc import Sequence

from inspectors.eligibility import Span
from inspectors.model import Inspector, Leave
from inspectors.rules.rule import PeriodRule
from inventories.problems import N_, Message


def build(inspector: Inspector, _span: Span, _leave: Sequence[Leave]) -> bool:
    """Whether the roster says that they are not active."""
    return not inspector.active


def check(inspector: Inspector, _span: Span, _leave: Sequence[Leave]) -> bool:
    """Whether they are none of the active ones."""
    return inspector.active is False


RULE = PeriodRule(
    code="inactive",
    name=N_("status"),
    basis=N_("draw specification, §7; the status in the roster"),
    says=Message(
        "inactive", N_("not active"), N_("Correct the status in the roster; it counts from the next commitment.")
    ),
    build=build,
    check=check,
)
