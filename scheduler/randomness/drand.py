"""The drand beacon: ``drand:<chain hash>:<round>:<signature>``, a round of a chain that fires at a time known in advance.

Nobody knows the signature before most of the network's operators have signed, and there is one alone that fits. It is
checked against the chain's public key, without a connection. Evidence, of the default chain: the signature before it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, ClassVar, Self

from inventories.problems import Problem
from scheduler.randomness import bls, messages
from scheduler.randomness.chains import CHAINS, Chain
from scheduler.randomness.source import Particulars, Source, moment

HEX = re.compile("[0-9a-f]*", re.ASCII)


@dataclass(frozen=True)
class Drand(Source):
    """A chain, and the exact round (None in a plan that leaves it to the commitment)."""

    chain: Chain
    round: int | None = None
    kind: ClassVar[str] = "drand"
    settled: ClassVar[bool] = True

    @property
    def outcomes(self) -> int:
        """2^112: what it takes to guess a signature is put at rather more than that."""
        return 2**112

    @property
    def prefix(self) -> str:
        """``drand:<chain hash>:<round>:``."""
        return f"drand:{self.chain.hash}:{self.round}:"

    @property
    def form(self) -> str:
        """The prefix, and … for the signature."""
        return f"{self.prefix}…"

    @property
    def detail(self) -> str:
        """As ``quicknet 657413 (2023-09-15T11:00:03Z)``."""
        return self.chain.name + (f" {self.round} ({moment(self.fires)})" if self.fires else "")

    @property
    def fires(self) -> datetime | None:
        """When the round fires."""
        return None if self.round is None else self.chain.time_of(self.round)

    def named(self, particulars: Particulars) -> Self:
        """The first round at the time given or after it, where the plan names none."""
        open_ = self.round is None and particulars.at is not None
        return replace(self, round=self.chain.round_at(particulars.at)) if open_ and particulars.at else self

    def lacks(self) -> str:
        """``--at`` without a round."""
        return "--at" if self.round is None else ""

    def document(self) -> dict[str, Any]:
        """Chain hash, round and its time, and the chain's description."""
        assert self.round is not None
        chain = self.chain
        return {
            "kind": self.kind,
            "chain": chain.hash,
            "round": self.round,
            "fires": moment(chain.time_of(self.round)),
            "scheme": chain.scheme,
            "public_key": chain.public_key,
            "genesis": chain.genesis,
            "period": chain.period,
            "group_hash": chain.group_hash,
            "beacon": chain.beacon,
        }

    @classmethod
    def from_document(cls, value: dict[str, Any]) -> Self:
        """The round of the chain that this program knows under the hash; the rest must be what it knows (check 1.04)."""
        return cls(CHAINS[value["chain"]], int(value["round"]))

    def faults(self, rest: str, evidence: str, thorough: bool) -> Iterator[Problem]:
        """A signature of another form, or not the network's."""
        if not HEX.fullmatch(rest) or len(rest) != self.chain.length:
            yield Problem(messages.SIGNATURE_FORM, {"found": len(rest), "named": self.chain.length})
        elif self.chain.chained and (not HEX.fullmatch(evidence) or len(evidence) not in (64, self.chain.length)):
            yield Problem(messages.PREVIOUS_MISSING, {"round": self.round})
        elif not self._signed(rest, evidence, thorough):
            yield Problem(messages.NOT_SIGNED, {"round": self.round, "chain": self.chain.name})

    def _signed(self, signature: str, previous: str, thorough: bool) -> bool:
        assert self.round is not None
        message = self.chain.message(self.round, bytes.fromhex(previous) if self.chain.chained else b"")
        asked = bytes.fromhex(self.chain.public_key), message, bytes.fromhex(signature)
        return bls.fast(*asked) and (not thorough or bls.slow(*asked))
