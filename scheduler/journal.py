"""The draws as the log tells them: commitment, randomness, draw, what happened after, results. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from scheduler.draw import model as core
from scheduler.log import Event

State = Literal["committed", "randomness known", "drawn", "void"]
ACTS = ("recusal", "absence", "reinforcement", "replacement", "appointment")
"""Kinds of events that change a draw (specification §8); ``void`` comes besides."""
UNDRAWN = ("application", "rejection", "cancellation")
"""Kinds of events after a draw that draw nothing: applications for recusal and their rejection, tasks cancelled."""
OF_RESULTS = ("results", "review", "extension")
"""Kinds of events about results and their days: they draw nothing."""
AFTER_RELEASE = ("objection", "answer", "correction", "ending")
"""Kinds of events about released results, which come also once the year of their draw is closed."""
EVENTS = frozenset(
    (
        *(*ACTS, *UNDRAWN, *OF_RESULTS, *AFTER_RELEASE),
        *("import", "undo", "duplicate", "commitment", "randomness", "draw", "void"),
        *("publication", "comparison", "check", "year", "plan"),
        *("key", "trust", "distrust", "handover", "handin"),
        *("checkpoint", "countersignature", "schedule"),
    )
)
"""All kinds of events there are."""


@dataclass
class Draw:
    """One commitment and what followed it; ``year_closed`` is the closing of its year.

    ``ref`` is ``<plan>-<batch>``, its name everywhere.
    """

    commitment: Event
    randomness: Event | None = None
    draw: Event | None = None
    void: Event | None = None
    year_closed: Event | None = None
    after: list[Event] = field(default_factory=list)

    @property
    def hash(self) -> str:
        """The commitment's hash (specification §2)."""
        return str(self.commitment.body["hash"])

    @property
    def record(self) -> dict[str, Any]:
        """The commitment record."""
        record: dict[str, Any] = self.commitment.body["record"]
        return record

    @property
    def ref(self) -> str:
        """``<plan>-<batch>``."""
        plan = self.record["plan"]
        return f"{plan['id']}-{plan['batch']}"

    @property
    def state(self) -> State:
        """Where it stands."""
        if self.void:
            return "void"
        if self.draw:
            return "drawn"
        return "randomness known" if self.randomness else "committed"

    @property
    def outcome(self) -> dict[str, Any]:
        """The outcome document. Errors: AttributeError before the draw."""
        outcome: dict[str, Any] = self.draw.body["outcome"]  # type: ignore[union-attr]
        return outcome

    def results(self) -> list[dict[str, Any]]:
        """The results that stand, in the order of the log: entered, and not returned since; as they are corrected."""
        found: dict[tuple[str, ...], dict[str, Any]] = {}
        for event in self.after:
            found |= {place_of(row): row for row in stated(event)}
            if event.kind == "review" and event.body["decision"] == "returned":
                for place in event.body["rows"]:
                    found.pop(tuple(place), None)
        return list(found.values())

    def visited(self) -> frozenset[str]:
        """The visits that took place: a result was entered, whatever became of it (specification §8)."""
        return frozenset(row["visit"] for event in self.after if event.kind == "results" for row in event.body["rows"])

    def cancelled_tasks(self) -> frozenset[str]:
        """The tasks that superiors have cancelled."""
        return frozenset(event.body["task"] for event in self.after if event.kind == "cancellation")

    def cancelled_visits(self) -> frozenset[str]:
        """The visits that ended because all their tasks are cancelled; they stand, and owe nothing."""
        return frozenset(v for event in self.after if event.kind == "cancellation" for v in event.body["visits"])

    def over(self) -> frozenset[str]:
        """The visits that took place or were cancelled: nothing that happens changes their teams (§8)."""
        return self.cancelled_visits() | self.visited()

    def appointed(self) -> dict[str, tuple[str, str]]:
        """Name and department of everybody put into a team by order, who may be newer than the frozen roster."""
        orders = [event.body for event in self.after if event.kind == "appointment"]
        return {body["inspector"]: (body["name"], body["department"]) for body in orders}


def draws(events: Iterable[Event]) -> list[Draw]:
    """The draws of a log, in the order of their commitments."""
    found: dict[str, Draw] = {}
    for event in events:
        if event.kind == "commitment":
            draw = Draw(event)
            found[draw.hash] = draw
        elif "commitment" in event.body:
            draw = found[event.body["commitment"]]
            if event.kind in ("randomness", "draw", "void"):
                setattr(draw, event.kind, event)
            elif event.kind in (*ACTS, *UNDRAWN, *OF_RESULTS, *AFTER_RELEASE):
                draw.after.append(event)
        elif event.kind == "year":
            for name in event.body.get("commitments", ()):
                found[name].year_closed = event
    return list(found.values())


def place_of(row: Mapping[str, Any]) -> tuple[str, str, str]:
    """What a result of the log is about: visit, department, item."""
    return row["visit"], row["department"], row["item"]


def stated(event: Event) -> Sequence[dict[str, Any]]:
    """The results that an event states whole: those entered, or the one corrected (更正)."""
    if event.kind == "correction":
        return [event.body["row"]]
    return event.body["rows"] if event.kind == "results" else ()


def target_of(visit: str) -> str:
    """The target of a visit, which its name begins with."""
    return visit.rsplit("/", 1)[0]


def core_events(after: Iterable[Event]) -> list[tuple[int | None, core.Event]]:
    """The events of a draw as its core takes them, each with the log number of the act it replays.

    The first result of a visit makes it done, and so does its cancellation: that has no outcome of its own and bears no
    number.
    """
    done: set[str] = set()
    result: list[tuple[int | None, core.Event]] = []
    for event in after:
        if event.kind in ACTS:
            result.append((event.seq, core_event(event.kind, event.body)))
            continue
        visits = [visit for visit in _ended(event) if visit not in done]
        result += [(None, core.Done(visit)) for visit in visits]
        done.update(visits)
    return result


def _ended(event: Event) -> Iterable[str]:
    """The visits that an event makes done for the core."""
    if event.kind == "results":
        return dict.fromkeys(row["visit"] for row in event.body["rows"])
    return event.body["visits"] if event.kind == "cancellation" else ()


def core_event(kind: str, body: dict[str, Any]) -> core.Event:
    """The act of the log as the draw's core takes it."""
    match kind:
        case "recusal":
            return core.Recusal(body["inspector"], body["target"])
        case "absence":
            return core.Absence(body["inspector"], tuple(body["periods"]))
        case "reinforcement":
            return core.Reinforcement(body["inspector"], body["limit"])
        case "replacement":
            return core.Replacement(body["visit"], body["period"])
        case "appointment":
            return core.Appointment(body["visit"], body["slot"], body["inspector"])
    raise ValueError(f"an act of another kind: {kind}")


@dataclass
class StandingVisit:
    """A visit that stands, with its team: slot number → inspector, None where open."""

    name: str
    target: str
    tasks: tuple[str, ...]
    period: str
    team: dict[int, str | None] = field(default_factory=dict)


def standing(draw: Draw) -> dict[str, StandingVisit]:
    """The visits that stand after all events so far, by name, in team order, new ones last."""
    visits: dict[str, StandingVisit] = {}
    _apply(visits, draw.outcome)
    for event in draw.after:
        if event.kind == "replacement":
            del visits[event.body["visit"]]
        if event.kind == "appointment":
            visits[event.body["visit"]].team[event.body["slot"]] = event.body["inspector"]
        if event.kind in ACTS:
            _apply(visits, event.body["outcome"])
    return visits


def _apply(visits: dict[str, StandingVisit], outcome: dict[str, Any]) -> None:
    for row in outcome["visits"]:
        name = row["visit"]
        visits[name] = StandingVisit(name, target_of(name), tuple(row["tasks"]), row["period"])
    for row in outcome["teams"]:
        visits[row["visit"]].team[row["slot"]] = row["inspector"]
