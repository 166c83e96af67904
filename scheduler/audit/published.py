"""Whether each publication was of a draw of the log, and of as many results as were released then."""

from collections.abc import Iterator

from inventories.problems import N_
from scheduler.audit.finding import Finding, verdict
from scheduler.bundle import Bundle
from scheduler.journal import draws
from scheduler.log import Event
from scheduler.results.states import released


def publications(bundle: Bundle) -> Finding:
    """Every ``publication`` event against the log before it."""
    events = bundle.events
    return verdict(
        f"event {event.seq}: {fault}"
        for k, event in enumerate(events)
        if event.kind == "publication"
        for fault in _faults(event, events[:k])
    )


def _faults(event: Event, before: tuple[Event, ...]) -> Iterator[str]:
    known = {draw.ref: draw for draw in draws(before)}
    if (draw := known.get(event.body["draw"])) is None:
        yield f"there is no draw {event.body['draw']}"
        return
    plan = draw.record["plan"]["id"]
    mine = [d for d in known.values() if d.state == "drawn" and d.record["plan"]["id"] == plan]
    if (number := sum(len(released(d)) for d in mine)) != event.body["results"]:
        yield f"{number} results were released then, not {event.body['results']}"


LOG_CHECK = (
    "1.36",
    "results",
    N_("each publication is of a draw of the log, with as many results as were released then"),
    publications,
)
