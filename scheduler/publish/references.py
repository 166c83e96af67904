"""The names that a result has in public, made with the table secret of its commitment: nobody traces them to a visit."""

from inventories.records import canonical, plain
from scheduler.draw.notation import H
from scheduler.publish.view import ResultRow
from scheduler.results.model import Place

DIGESTED = (
    *("reference", "target", "entity", "address", "task", "department", "item"),
    *("finding", "problems", "rectification", "date", "since", "corrected"),
)
"""What of a published result its digest covers."""


def reference(secret: str, place: Place) -> str:
    """The number of a result on the public pages: 12 hex digits."""
    return H(secret, "public", *place)[:12]


def nonce(secret: str, place: Place) -> str:
    """The salt of a result's digest: 32 hex digits."""
    return H(secret, "salt", *place)[:32]


def digest(row: ResultRow) -> str:
    """SHA-256 over the nonce, a line feed, and the canonical JSON of what is published, 64 hex digits. Once the publication
    has ended it is all that stays: whoever kept the result with its nonce can show what stood there, nobody can guess it."""
    record = {name: plain(getattr(row, name)) for name in DIGESTED}
    return H(row.nonce, canonical(record).decode())
