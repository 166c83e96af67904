"""A question put to a solver whose answers are not believed: one that the validator does not accept decides nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from inventories.rules import Statement
from scheduler.whynot.question import Keys, Verdict

Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Refuted:
    """The solver says that the statements cannot hold together."""


@dataclass(frozen=True)
class Checked(Generic[Answer]):
    """A ``Question``. ``solve`` gives an answer in which the statements of the keys hold, ``Refuted``, or None if it was
    not decided in time; its second argument asks another way. ``accepts`` knows no solver."""

    statements: Sequence[Statement]
    solve: Callable[[Keys, bool], Answer | Refuted | None]
    accepts: Callable[[Keys, Answer], bool]
    suggest: Callable[[], Keys]
    give: Callable[[str], int | None]

    def holds(self, keys: Keys, second: bool = False) -> Verdict:
        """As the protocol says; an answer that is not accepted is "undecided"."""
        found = self.solve(keys, second)
        if isinstance(found, Refuted):
            return "no"
        return "yes" if found is not None and self.accepts(keys, found) else "undecided"

    def suggested(self) -> Keys:
        """As the protocol says."""
        return self.suggest()

    def least(self, key: str) -> int | None:
        """As the protocol says."""
        return self.give(key)
