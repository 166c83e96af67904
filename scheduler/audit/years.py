"""Whether the years that the log says are closed came to what it says, and stayed closed."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from inventories.problems import N_
from scheduler import years
from scheduler.audit.finding import Finding, verdict
from scheduler.bundle import Bundle
from scheduler.journal import draws
from scheduler.log import Event
from scheduler.parts import year_of
from scheduler.plan.model import Plan
from scheduler.plan.read import read_plan
from scheduler.rechecks import open_rechecks


def closed_years(bundle: Bundle) -> Finding:
    """Every closing and opening of a year against the log before it, and what came after a closing."""
    plans = _plans(bundle) if any(event.kind == "year" for event in bundle.events) else {}
    faults = []
    for k, event in enumerate(bundle.events):
        if event.kind == "year":
            before, after = bundle.events[:k], bundle.events[k + 1 :]
            found = _closing(event, before, after, plans) if event.body["step"] == "closed" else _opening(event, before)
            faults += [f"event {event.seq}: {fault}" for fault in found]
    return verdict(faults)


def _plans(bundle: Bundle) -> dict[str, Plan]:
    digests = {draw.record["plan"]["digest"] for draw in draws(bundle.events)}
    read = {digest: read_plan(bundle.frozen[digest], "plan.toml")[0] for digest in digests}
    return {digest: plan for digest, plan in read.items() if plan is not None}


def _closing(event: Event, before: Sequence[Event], after: Sequence[Event], plans: Mapping[str, Plan]) -> Iterator[str]:
    stated, year = event.body, event.body["year"]
    if year in years.closed_years(before):
        yield f"{year} was closed before"
    found = years.closing(year, before, plans)
    derived = found.document()
    yield from (f"{name} is {derived[name]} by the log" for name in derived if derived[name] != stated[name])
    if (found.open or found.unreleased) and not stated["ground"]:
        yield "something unfinished is left without a ground"
    yield from _rechecks(stated, [recheck.document() for recheck in found.rechecks])
    for later in after:
        if later.body.get("commitment") in stated["commitments"]:
            yield f"event {later.seq} ({later.kind}) happened to a draw of {year} afterwards"
        if later.kind == "commitment" and year_of(plans[later.body["record"]["plan"]["digest"]]) == year:
            yield f"event {later.seq} is a commitment of {year} afterwards"


def _opening(event: Event, before: Sequence[Event]) -> Iterator[str]:
    if event.body["step"] != "opened":
        yield f"no step {event.body['step']}"
    yield from _rechecks(event.body, [recheck.document() for recheck in open_rechecks(draws(before))])


def _rechecks(stated: Mapping[str, Any], derived: list[list[str]]) -> Iterator[str]:
    """Those that stand open and those that the history has settled are together those of the log."""
    told = [*stated["rechecks"], *(row[:5] for row in stated["settled"])]
    if sorted(told) != sorted(derived):
        yield f"{len(derived)} re-checks are open by the log, not {len(told)}, or others"


LOG_CHECK = (
    "3.08",
    "log",
    N_("a closed year came to what its closing says, and nothing happened to its draws afterwards"),
    closed_years,
)
