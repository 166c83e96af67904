"""What a rule of eligibility is (specification §7, §8): by what it looks at, with builder and checker.

Rules about slots and about what came later are built into the draw core, which imports nothing; here they are checked.
Rules about targets and periods are built here into what the draw takes, and checked by other code.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from inspectors.eligibility import Asked, At, Known, Names, Since, Span
from inspectors.model import Inspector, Leave
from inventories.problems import Message
from inventories.rules import Rule


@dataclass(frozen=True)
class EligibilityRule(Rule):
    """``says`` is why somebody is not eligible, with what helps."""

    says: Message


@dataclass(frozen=True)
class SlotRule(EligibilityRule):
    """About what a slot asks. ``check``: whether it speaks against the inspector."""

    check: Callable[[Inspector, Asked], bool]


@dataclass(frozen=True)
class TargetRule(EligibilityRule):
    """About a target. ``build``: from what is known, whom it speaks against at each target; ``check`` the same for one.

    If ``last``, they are eligible all the same, after all others.
    """

    build: Callable[[Known], Callable[[At], Names]]
    check: Callable[[Inspector, At, Known], bool]
    last: bool = False


@dataclass(frozen=True)
class PeriodRule(EligibilityRule):
    """About a period: its days, and the inspector's own leave. ``build`` and ``check``: whether it speaks against them."""

    build: Callable[[Inspector, Span, Sequence[Leave]], bool]
    check: Callable[[Inspector, Span, Sequence[Leave]], bool]


@dataclass(frozen=True)
class LaterRule(EligibilityRule):
    """About what has happened since the draw. ``check``: whether it speaks against the inspector of that identifier."""

    check: Callable[[str, Since], bool]
