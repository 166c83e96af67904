"""The office's own key and whom it trusts, as the log tells it. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from scheduler.log import Event


@dataclass(frozen=True)
class Trusted:
    """A key that the office trusts: the verifier key, the agency that holds it, the department that it may hand in, and
    since when."""

    key: str
    agency: str
    department: str
    time: str


def own_key(events: Iterable[Event]) -> str | None:
    """The verifier key that the office signs with; None before it made one."""
    return next((str(e.body["key"]) for e in reversed(list(events)) if e.kind == "key"), None)


def trusted(events: Iterable[Event]) -> dict[str, Trusted]:
    """The keys that are trusted after ``events``, by verifier key."""
    found: dict[str, Trusted] = {}
    for event in events:
        body = event.body
        if event.kind == "trust":
            found[body["key"]] = Trusted(body["key"], body["agency"], body["department"], event.time)
        elif event.kind == "distrust":
            found.pop(body["key"], None)
    return found


def signed(events: Iterable[Event]) -> list[Event]:
    """The events about a signed file, which is kept under its ``sha256``: those that say by which ``key``."""
    kinds = ("handover", "handin")
    return [e for e in events if e.kind in kinds or (e.kind == "import" and "key" in e.body)]


def handed_in(imports: Iterable[Event]) -> dict[str, Event]:
    """Of some imports, each department's last hand-in."""
    return {e.body["covers"][0]["values"][0]: e for e in imports if e.body["kind"] == "handin"}
