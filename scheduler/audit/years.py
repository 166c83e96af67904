"""Whether the years that the log says are closed came to what it says, and stayed closed."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from inventories.problems import N_, Reason
from scheduler.audit.finding import Colour, Finding, verdict
from scheduler.bundle import Bundle
from scheduler.chain import Chain
from scheduler.journal import AFTER_RELEASE, Draw, draws
from scheduler.log import Event
from scheduler.year import closing as years
from scheduler.year.rechecks import Recheck, open_rechecks


def closed_years(bundle: Bundle) -> Finding:
    """Every closing and opening of a year against the log before it, and what came after a closing."""
    faults, left = [], []
    for k, event in enumerate(bundle.events):
        if event.kind == "year":
            found = _closing(bundle, k) if event.body["step"] == "closed" else _opening(bundle, k)
            faults += [Reason(N_("event {seq}: {fault}"), seq=event.seq, fault=fault) for fault in found]
            left += [_left(event)] if event.body.get("ground") else []
    return verdict(faults) if faults else verdict(left, Colour.AMBER, shown=None)


def _left(event: Event) -> str:
    text = N_("event {seq}: {year} was closed with {undrawn} undrawn, {open} open, {unreleased} unreleased: {ground}")
    left = {name: len(event.body[name]) for name in ("undrawn", "open", "unreleased")}
    return Reason(text, seq=event.seq, year=event.body["year"], ground=event.body["ground"], **left)


def _closing(bundle: Bundle, place: int) -> Iterator[str]:
    before, stated = bundle.events[:place], bundle.events[place].body
    year, frozen = stated["year"], bundle.frozen.__getitem__
    if year in years.closed_years(before):
        yield Reason(N_("{year} was closed before"), year=year)
    found = years.closing(year, before, Chain(before, frozen))
    derived = found.document()
    yield from (
        Reason(N_("{name} is {derived} by the log"), name=name, derived=derived[name])
        for name in derived
        if derived[name] != stated[name]
    )
    if found.unfinished and not stated["ground"]:
        yield Reason(N_("something unfinished is left without a ground"))
    yield from _rechecks(stated, found.rechecks)
    whole = Chain(bundle.events, frozen)
    for later in bundle.events[place + 1 :]:
        if later.body.get("commitment") in stated["commitments"] and later.kind not in AFTER_RELEASE:
            yield Reason(
                N_("event {seq} ({kind}) happened to a draw of {year} afterwards"),
                seq=later.seq,
                kind=later.kind,
                year=year,
            )
        if later.kind == "commitment" and whole.whole_plan(Draw(later)).year == year:
            yield Reason(N_("event {seq} is a commitment of {year} afterwards"), seq=later.seq, year=year)


def _opening(bundle: Bundle, place: int) -> Iterator[str]:
    stated = bundle.events[place].body
    if stated["step"] != "opened":
        yield Reason(N_("no step {step}"), step=stated["step"])
    yield from _rechecks(stated, open_rechecks(draws(bundle.events[:place])))


def _rechecks(stated: Mapping[str, Any], derived: Iterable[Recheck]) -> Iterator[str]:
    """Those that stand open and those that the history has settled are together those of the log."""
    told = [*stated["rechecks"], *(row[:5] for row in stated["settled"])]
    asked = [recheck.document() for recheck in derived]
    if sorted(told) != sorted(asked):
        yield Reason(N_("{n} re-checks are open by the log, not {told}, or others"), n=len(asked), told=len(told))


LOG_CHECK = (
    "3.08",
    "log",
    N_("a closed year came to what its closing says, and nothing happened to its draws afterwards"),
    closed_years,
)
