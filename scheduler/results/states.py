"""Where each result stands: entered → checked → released, or returned to be entered again. Released is final: what is said
after that is a correction, and publication may end."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from inventories.problems import N_, Reason, Words
from scheduler.journal import Draw
from scheduler.log import Event
from scheduler.results.model import Place, Result, from_row

State = Literal["entered", "checked", "returned", "released", "ended"]
Decision = Literal["checked", "returned", "released"]
BEFORE: Mapping[str, tuple[State, ...]] = {
    "checked": ("entered",),
    "returned": ("entered", "checked"),
    "released": ("checked",),
}
"""The states from which each decision leads on."""
SAID = {
    "entered": N_("entered"),
    "checked": N_("checked"),
    "returned": N_("returned"),
    "released": N_("released"),
}
"""The English of each state, and so of each decision."""


@dataclass(frozen=True)
class Entry:
    """A result with its state, since which event (its number and time), and the ground on which it was returned, corrected or
    ended."""

    result: Result
    state: State
    event: int
    since: str
    ground: str = ""


def entries(events: Iterable[Event]) -> dict[Place, Entry]:
    """Every result by its place, in the order in which the places were first entered; ``events`` are those of a draw."""
    found: dict[Place, Entry] = {}
    for event in events:
        step(found, event)
    return found


def step(found: dict[Place, Entry], event: Event) -> None:
    """Let the next event of a draw take effect on its results."""
    if event.kind == "results":
        for result in map(from_row, event.body["rows"]):
            found[result.place] = Entry(result, "entered", event.seq, event.time)
    elif event.kind == "review":
        decision, ground = event.body["decision"], event.body["ground"]
        for place in places(event.body):
            if place in found:
                found[place] = Entry(found[place].result, decision, event.seq, event.time, ground)
    elif event.kind == "correction":
        result = from_row(event.body["row"])
        if result.place in found:
            found[result.place] = Entry(result, "released", event.seq, event.time, event.body["ground"])
    elif event.kind == "ending":
        for place in places(event.body):
            if place in found:
                found[place] = Entry(found[place].result, "ended", event.seq, event.time, event.body["ground"])


def places(body: dict[str, Any]) -> list[Place]:
    """What a ``review`` or an ``ending`` is about."""
    return [(visit, department, item) for visit, department, item in body["rows"]]


def decidable(decision: str, entry: Entry | None) -> bool:
    """Whether a result can be checked, returned or released now; None stands for one that was never entered."""
    return entry is not None and entry.state in BEFORE[decision]


def released(draw: Draw) -> list[Result]:
    """The results that are released, and so public, in the order of their places."""
    return [entry.result for entry in entries(draw.after).values() if entry.state == "released"]


def final(draw: Draw) -> list[Result]:
    """The results that were released, also those whose publication has ended since: what counts, without a name."""
    return [entry.result for entry in entries(draw.after).values() if entry.state in ("released", "ended")]


def review_faults(draw: Draw) -> Iterator[str]:
    """Reviews in the log that are about no result, decide what cannot be decided in its state, or lack their ground."""
    found: dict[Place, Entry] = {}
    for event in draw.after:
        if event.kind == "review":
            yield from (
                Reason(N_("event {seq}: {fault}"), seq=event.seq, fault=wrong) for wrong in _review(event.body, found)
            )
        step(found, event)


def _review(body: dict[str, Any], found: Mapping[Place, Entry]) -> Iterator[str]:
    decision, rows = body["decision"], places(body)
    if decision not in BEFORE or not rows or len(rows) != len(set(rows)):
        yield Reason(N_("no review of results: {decision}"), decision=decision)
        return
    if bool(body["ground"]) != (decision == "returned"):
        yield Reason(N_("a return, and a return alone, has a ground"))
    for place in rows:
        if not decidable(decision, entry := found.get(place)):
            yield Reason(
                N_("{place} is {state}, and cannot be {decision}"),
                place=" ".join(place),
                state=Words(SAID[entry.state] if entry else N_("not entered")),
                decision=Words(SAID[decision]),
            )
