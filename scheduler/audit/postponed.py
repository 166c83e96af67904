"""What was left, put off or said again in the year: nothing of it is forbidden, all of it is for the auditor to look at."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import fields

from inventories.problems import N_, Reason
from scheduler.audit.finding import GREEN, Check, Colour, Finding, verdict
from scheduler.audit.replay import Replay
from scheduler.chain import planned_batches
from scheduler.journal import draws
from scheduler.results.model import Place, Result, from_row
from scheduler.results.states import Entry, step


def _undrawn(replay: Replay) -> Finding:
    """The plan's next batch, if its last period is over: told at the plan's last commitment."""
    plan = replay.draw.record["plan"]["id"]
    if [d for d in draws(replay.bundle.events) if d.record["plan"]["id"] == plan][-1].hash != replay.draw.hash:
        return GREEN
    whole = replay.chain.whole_plan(replay.draw)
    drawn = planned_batches(replay.chain.counting(plan))
    ends = {period.id: period.span.ends for period in whole.periods}
    late = [
        Reason(N_("batch {batch} was for the time until {last}"), batch=batch.id or plan, last=last)
        for batch in whole.batches
        if batch.id not in drawn and (last := max(ends[name] for name in batch.periods)) < replay.on
    ]
    return verdict(late, Colour.AMBER, shown=None)


def _again(replay: Replay) -> Finding:
    return verdict(_other_results(replay), Colour.AMBER, shown=None)


def _other_results(replay: Replay) -> Iterator[str]:
    """Each result that says otherwise than the one at its place before, with the ground on which that was returned."""
    known: dict[Place, Entry] = {}
    for event in replay.draw.after:
        if event.kind == "results":
            for result in map(from_row, event.body["rows"]):
                if (before := known.get(result.place)) and before.result != result:
                    told = {"seq": event.seq, "place": " ".join(result.place), "said": said(before.result, result)}
                    yield Reason(N_("event {seq}: {place}: {said}, returned: {ground}"), **told, ground=before.ground)
        step(known, event)


def said(before: Result, after: Result) -> str:
    """What another result at the same place says otherwise."""
    if before.finding != after.finding:
        return f"{before.finding} → {after.finding}"
    other = (f.name for f in fields(Result) if getattr(before, f.name) != getattr(after, f.name))
    return Reason(N_("other {fields}"), fields=", ".join(other))


def _put_off(replay: Replay) -> Finding:
    orders: defaultdict[tuple[str, str, str], list[str]] = defaultdict(list)
    for event in replay.draw.after:
        if event.kind == "extension":
            orders[event.body["until"], event.body["officer"], event.body["ground"]].append(event.body["visit"])
    text = N_("{n} until {until}, by {officer}: {ground}: {visits}")
    listed = [
        Reason(text, n=len(visits), until=until, officer=officer, ground=ground, visits=", ".join(visits))
        for (until, officer, ground), visits in orders.items()
    ]
    return verdict(listed, Colour.AMBER, shown=None)


CHECKS = (
    Check("3.06", "threats", N_("every planned batch was drawn before its periods were over"), _undrawn),
    Check("3.07", "threats", N_("no result was returned and then entered otherwise"), _again),
    Check("3.09", "threats", N_("no visit was put off"), _put_off),
)
