"""Dice (骰子) thrown before witnesses: ``dice:<faces>:<digits>``, in the order thrown."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from inventories.problems import N_, Problem
from scheduler import messages
from scheduler.randomness.source import Source


@dataclass(frozen=True)
class Dice(Source):
    """How many faces (6, which show 1 to 6, or 10, which show 0 to 9), and how many throws. Evidence: who witnessed them."""

    faces: int
    throws: int
    kind: ClassVar[str] = "dice"
    doubt: ClassVar[str] = N_(
        "dice entered by the office: see the witnessed record of the throws, which lies outside this bundle"
    )

    @property
    def outcomes(self) -> int:
        """``faces`` to the power of ``throws``."""
        return int(self.faces**self.throws)

    @property
    def prefix(self) -> str:
        """``dice:<faces>:``."""
        return f"dice:{self.faces}:"

    @property
    def form(self) -> str:
        """``dice:<faces>:…``."""
        return f"{self.prefix}…"

    @property
    def detail(self) -> str:
        """As ``20 × d10``."""
        return f"{self.throws} × d{self.faces}"

    def document(self) -> dict[str, Any]:
        """Kind, faces, throws."""
        return {"kind": self.kind, "faces": self.faces, "throws": self.throws}

    @classmethod
    def from_document(cls, value: dict[str, Any]) -> Self:
        """The dice that ``document`` wrote."""
        return cls(int(str(value["faces"])), int(str(value["throws"])))

    def faults(self, rest: str, evidence: str, thorough: bool) -> Iterator[Problem]:
        """Something that is no throw, or another number of throws."""
        digits = "0123456789" if self.faces == 10 else "123456"
        if set(rest) - set(digits):
            yield Problem(messages.RANDOMNESS_FACES, {"digits": digits})
        elif len(rest) != self.throws:
            yield Problem(messages.RANDOMNESS_THROWS, {"found": len(rest), "named": self.throws})
