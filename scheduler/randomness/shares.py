"""Shares: ``shares:<hex>``, H of what several parties contribute; the hash of each contribution stands in the commitment.

Each party hands its hash in before the commitment and its contribution after it: whoever has seen the others' can no
longer change their own, and one party that kept its contribution to itself is enough. Evidence: the contributions
revealed, in the commitment's order, joined by ``-``.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self

from inventories.problems import N_, Problem
from scheduler.draw.notation import H
from scheduler.randomness import messages
from scheduler.randomness.source import Particulars, Source

CONTRIBUTION = re.compile("[0-9a-f]{64}", re.ASCII)


@dataclass(frozen=True)
class Shares(Source):
    """The contributors in order, each with the hash handed in; none in a plan that leaves them to the commitment."""

    contributors: tuple[tuple[str, str], ...] = ()
    kind: ClassVar[str] = "shares"
    doubt: ClassVar[str] = N_(
        "shares of those named in the commitment: ask each whether the hash is theirs, and was handed in before it"
    )
    settled: ClassVar[bool] = True

    @property
    def outcomes(self) -> int:
        """2^256: those of one contribution, since one honest party is all that is relied on."""
        return 2**256

    @property
    def prefix(self) -> str:
        """``shares:``."""
        return "shares:"

    @property
    def form(self) -> str:
        """The prefix, and … for the hash."""
        return f"{self.prefix}…"

    @property
    def detail(self) -> str:
        """The contributors' names."""
        return ", ".join(name for name, _ in self.contributors)

    def named(self, particulars: Particulars) -> Self:
        """With the contributors, where the plan names none."""
        return self if self.contributors else replace(self, contributors=particulars.shares)

    def lacks(self) -> str:
        """``--share`` with fewer than two contributors."""
        return "--share" if len(self.contributors) < 2 else ""

    def document(self) -> dict[str, Any]:
        """Name and hash of each contributor."""
        return {"kind": self.kind, "contributors": [{"name": name, "hash": hash_} for name, hash_ in self.contributors]}

    @classmethod
    def from_document(cls, value: dict[str, Any]) -> Self:
        """The shares that ``document`` wrote. Errors: also ValueError if two are the same."""
        found = cls(tuple((str(one["name"]), str(one["hash"])) for one in value["contributors"]))
        if not sound(found.contributors):
            raise ValueError("contributors or their hashes are not told apart")
        return found

    def faults(self, rest: str, evidence: str, thorough: bool) -> Iterator[Problem]:
        """A contribution that was not committed, one that is missing, or a hash that does not follow from them."""
        revealed = evidence.split("-") if evidence else []
        if len(revealed) != len(self.contributors):
            yield Problem(messages.SHARES_MISSING, {"found": len(revealed), "named": len(self.contributors)})
            return
        wrong = [n for (n, h), given in zip(self.contributors, revealed, strict=True) if hash_of(given) != h]
        for name in wrong:
            yield Problem(messages.SHARE_OTHER, {"name": name})
        if not wrong and rest != H(*revealed):
            yield Problem(messages.SHARES_HASH)


def sound(contributors: tuple[tuple[str, str], ...]) -> bool:
    """Whether there are several, each with a name and a hash of its own."""
    names, hashes = {n for n, _ in contributors}, {h for _, h in contributors}
    whole = all(CONTRIBUTION.fullmatch(h) for h in hashes)
    return whole and len(names) == len(hashes) == len(contributors) > 1


def hash_of(contribution: str) -> str:
    """The hash of a contribution, SHA-256 of its 64 hex digits as text; blank if it is none."""
    return hashlib.sha256(contribution.encode()).hexdigest() if CONTRIBUTION.fullmatch(contribution) else ""
