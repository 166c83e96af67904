"""What a solver has to answer so that a contradiction can be explained."""

from collections.abc import Sequence
from typing import Literal, Protocol

from inventories.rules import Statement

Verdict = Literal["yes", "no", "undecided"]
Keys = frozenset[str]


class Question(Protocol):
    """A case whose statements hold together, or do not. What is no statement of its own always holds."""

    @property
    def statements(self) -> Sequence[Statement]:
        """All statements, in the order in which they are to be told."""

    def holds(self, keys: Keys, second: bool = False) -> Verdict:
        """Whether the statements of these keys can hold together; ``second`` asks another solver, or in another way."""

    def suggested(self) -> Keys:
        """A set that the solver says cannot hold together. It may be wrong, or too large."""

    def least(self, key: str) -> int | None:
        """The least that the statement has to give way (in the units of its rule's repair) so that all others hold.

        None if giving way does not help, or it was not decided.
        """
