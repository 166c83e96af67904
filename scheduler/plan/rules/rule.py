"""What a rule of the plan is: where it is found, what it says, and a check that gives what is wrong, one by one.

``says`` is the message of a rule's breach, under the rule's own code; what a check yields are its parameters. Rules of the
text note their breaches themselves, at their place in the file.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from inventories.problems import Message, Problem
from inventories.rules import Rule
from scheduler.facts import Facts
from scheduler.plan.rates import Rated

Params = dict[str, Any]


@dataclass(frozen=True)
class PlanRule(Rule):
    """A rule whose breach ``says`` so. A ``warning`` stops no commitment."""

    says: Message
    warning: bool

    def problem(self, params: Params) -> Problem:
        """A breach of it."""
        return Problem(self.says, params, warning=self.warning)


@dataclass(frozen=True)
class TextRule(PlanRule):
    """About the plan's text alone: the reader of its section calls ``check``, which notes every breach."""

    check: Callable[..., None]


@dataclass(frozen=True)
class RateRule(PlanRule):
    """About the rates of a task (specification §3), which ``scheduler.plan.rates`` builds; ``{task}`` is told of itself."""

    check: Callable[[Rated], Iterator[Params]]


@dataclass(frozen=True)
class FactRule(PlanRule):
    """About the plan and the tables together."""

    check: Callable[[Facts], Iterator[Params]]
