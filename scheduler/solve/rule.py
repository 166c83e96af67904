"""A rule that the rates of a solved plan obey: what it states in a case, how it is built, and how it is checked."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from inventories.problems import Message
from inventories.rules import Rule, Statement
from scheduler.solve.case import Answer, Case
from scheduler.solve.model import Model


@dataclass(frozen=True)
class Ask(Statement):
    """A statement of a rule, with what the rule itself has to know ``about`` it."""

    about: Any = None


@dataclass(frozen=True)
class PlanRule(Rule):
    """A rule as a whole. ``kept`` says whether an answer obeys a statement and knows no solver; ``repair`` says in words how
    a statement gives way by ``{n}``, None where it cannot."""

    state: Callable[[Case], Iterable[Ask]]
    build: Callable[[Model, Ask], None]
    kept: Callable[[Case, Ask, Answer], bool]
    repair: Message | None = None

    def broken(self, case: Case, answer: Answer) -> Iterator[Ask]:
        """The statements that the answer breaks."""
        return (ask for ask in self.state(case) if not self.kept(case, ask, answer))
