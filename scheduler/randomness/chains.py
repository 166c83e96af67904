"""The two chains of the drand network that a commitment can name, with all that a verifier needs to know of them."""

import hashlib
import struct
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


@dataclass(frozen=True)
class Chain:
    """A drand chain as its network describes it. ``genesis`` is the time of round 1 in seconds since 1970, ``period`` seconds.

    ``hash`` follows from the other fields but ``name`` and ``scheme`` (``derived``), so none of them can be another one.
    """

    name: str
    scheme: str
    public_key: str
    genesis: int
    period: int
    group_hash: str
    beacon: str
    hash: str

    @property
    def chained(self) -> bool:
        """Whether each signature is over the one before it, which a verifier then needs too."""
        return self.scheme == "pedersen-bls-chained"

    @property
    def length(self) -> int:
        """Hex digits of a signature."""
        return 192 if self.chained else 96

    def derived(self) -> str:
        """The chain hash: SHA-256 of period, genesis, public key, group hash and, but for the default chain, its name."""
        head = struct.pack(">Iq", self.period, self.genesis) + bytes.fromhex(self.public_key + self.group_hash)
        return hashlib.sha256(head + self.beacon.encode()).hexdigest()

    def time_of(self, round_: int) -> datetime:
        """When a round fires."""
        return datetime.fromtimestamp(self.genesis + (round_ - 1) * self.period, UTC)

    def round_at(self, time: datetime) -> int:
        """The first round that fires at ``time`` or after it."""
        return max(1, 1 - (self.time_of(1) - time) // timedelta(seconds=self.period))

    def message(self, round_: int, previous: bytes) -> bytes:
        """What the network signs in a round: SHA-256 of the signature before it (chained) and the round."""
        return hashlib.sha256((previous if self.chained else b"") + struct.pack(">Q", round_)).digest()


QUICKNET = Chain(
    name="quicknet",
    scheme="bls-unchained-g1-rfc9380",
    public_key=(
        "83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d1064510"
        "d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a"
    ),
    genesis=1692803367,
    period=3,
    group_hash="f477d5c89f21a17c863a7f937c6a6d15859414d2be09cd448d4279af331c5d3e",
    beacon="quicknet",
    hash="52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971",
)
DEFAULT = Chain(
    name="default",
    scheme="pedersen-bls-chained",
    public_key="868f005eb8e6e4ca0a47c8a77ceaa5309a47978a7c71bc5cce96366b5d7a569937c529eeda66c7293784a9402801af31",
    genesis=1595431050,
    period=30,
    group_hash="176f93498eac9ca337150b46d21dd58673ea4e3581185f869672e59fa4cb390a",
    beacon="",
    hash="8990e7a9aaed2ffed73dbd7092123d6f289930540d7651336225dc172e51b2ce",
)
CHAINS = {chain.hash: chain for chain in (QUICKNET, DEFAULT)}
NAMES = {chain.name: chain for chain in CHAINS.values()}
