"""The life of a plan as the log tells it: draft, approved, filed with superiors (备案), published, amended. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from inventories.problems import Exit, Problem, refuse
from scheduler.log import Event
from scheduler.plan import life_messages as messages

STEPS = ("approved", "filed", "published", "amended")
"""What can happen to a plan once it is written; a plan of which the log says nothing is a draft."""
VERSIONS = ("approved", "amended")
"""The steps that put a text into force."""


@dataclass(frozen=True)
class Life:
    """The steps of one plan, in the order of the log."""

    plan: str
    steps: tuple[Event, ...]

    @property
    def versions(self) -> tuple[str, ...]:
        """The digests of its texts in the order in which they came into force; the last one is in force."""
        return tuple(event.body["digest"] for event in self.steps if event.body["step"] in VERSIONS)

    @property
    def digest(self) -> str:
        """The digest of the text in force; "" for a draft."""
        return self.versions[-1] if self.steps else ""

    @property
    def current(self) -> tuple[Event, ...]:
        """The steps of the version in force, from the one that put it there."""
        start = max((k for k, event in enumerate(self.steps) if event.body["step"] in VERSIONS), default=0)
        return self.steps[start:]


def lives(events: Iterable[Event]) -> dict[str, Life]:
    """The plans that the log tells of, by identifier, in the order of their first steps."""
    found: dict[str, list[Event]] = {}
    for event in events:
        if event.kind == "plan":
            found.setdefault(event.body["plan"], []).append(event)
    return {plan: Life(plan, tuple(steps)) for plan, steps in found.items()}


def life(events: Iterable[Event], plan: str) -> Life:
    """The life of one plan; without steps for a draft."""
    return lives(events).get(plan, Life(plan, ()))


def must_be_in_force(events: Iterable[Event], plan: str, digest: str) -> None:
    """Refuse (exit 6) a text that is not the version in force of a plan that was approved."""
    known = life(events, plan)
    if known.steps and known.digest != digest:
        raise refuse(messages.NOT_IN_FORCE, Exit.CONFLICT, plan=plan, **_since(known))


def unapproved(events: Iterable[Event], plan: str) -> list[Problem]:
    """A warning if the plan was never approved."""
    return [] if life(events, plan).steps else [Problem(messages.NEVER_APPROVED, {"plan": plan}, warning=True)]


def _since(known: Life) -> dict[str, object]:
    body = known.current[0].body
    return {"number": body["number"], "date": body["date"]}
