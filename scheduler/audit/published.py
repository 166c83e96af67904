"""Whether each publication was of a draw of the log, and of as many results as were released then."""

from collections.abc import Iterator

from inventories.problems import N_, Reason
from scheduler.audit.finding import Finding, verdict
from scheduler.bundle import Bundle
from scheduler.journal import draws
from scheduler.log import Event
from scheduler.results.states import released


def publications(bundle: Bundle) -> Finding:
    """Every ``publication`` event against the log before it."""
    events = bundle.events
    return verdict(
        Reason(N_("event {seq}: {fault}"), seq=event.seq, fault=fault)
        for k, event in enumerate(events)
        if event.kind == "publication"
        for fault in _faults(event, events[:k])
    )


def _faults(event: Event, before: tuple[Event, ...]) -> Iterator[str]:
    known = {draw.ref: draw for draw in draws(before)}
    if (draw := known.get(event.body["draw"])) is None:
        yield Reason(N_("there is no draw {ref}"), ref=event.body["draw"])
        return
    plan = draw.record["plan"]["id"]
    mine = [d for d in known.values() if d.state == "drawn" and d.record["plan"]["id"] == plan]
    if (number := sum(len(released(d)) for d in mine)) != event.body["results"]:
        yield Reason(N_("{n} results were released then, not {told}"), n=number, told=event.body["results"])


LOG_CHECK = (
    "1.36",
    "results",
    N_("each publication is of a draw of the log, with as many results as were released then"),
    publications,
)
