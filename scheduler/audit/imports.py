"""Whether the tables follow from the imports and decisions in the log: nothing dropped, gone or merged without an event."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from inventories.problems import N_, Reason
from scheduler import imported, individual
from scheduler.audit.finding import Check, Finding, verdict
from scheduler.audit.replay import Replay
from scheduler.bundle import Bundle
from scheduler.commitment import left_out_counts
from scheduler.intake.outside import EFFECTS
from scheduler.journal import draws
from scheduler.log import Event
from scheduler.results.check import LATEST, day_somewhere
from scheduler.tables import KINDS


def undone_in_order(bundle: Bundle) -> Finding:
    """Every undoing is of the import that was the last then, with nothing after it."""
    wrong = []
    for k, event in enumerate(bundle.events):
        if event.kind == "undo":
            last, _ = imported.last(bundle.events[:k])
            if last is None or last.seq != event.body["event"]:
                wrong.append(Reason(N_("event {seq} undoes event {event}"), seq=event.seq, event=event.body["event"]))
    return verdict(wrong)


def _left_out(replay: Replay) -> Finding:
    before = replay.before
    derived = left_out_counts(before)
    wrong = [] if derived == replay.draw.record["left_out"] else [Reason(N_("derived: {derived}"), derived=derived)]
    return verdict([*wrong, *_repairs(before)])


def _repairs(events: Sequence[Event]) -> Iterator[str]:
    """Rows that an import says it repairs though they were not left out, or by no rule."""
    for k, event in enumerate(events):
        if event.kind != "import" or not event.body["repaired"]:
            continue
        waiting = {(row.event, row.row): row for row in imported.left_out(events[:k])}
        for seq, number in event.body["repaired"]:
            row = waiting.get((seq, number))
            ids = [row.id] if row and row.id else []  # which identifiers a list brought stands in no event
            if row is None or not imported.repairs(
                row, event.body["kind"], event.body["file"], event.body["covers"], ids
            ):
                yield Reason(
                    N_("event {seq} repairs row {number} of event {former}"), seq=event.seq, number=number, former=seq
                )


def _gone(replay: Replay) -> Finding:
    before, tables = replay.before, replay.tables
    merged = {target.id: target.merged_into for target in tables.targets if target.merged_into}
    decided = imported.merged(before)
    wrong = [
        Reason(N_("{name} is merged otherwise"), name=name)
        for name in sorted(merged.keys() | decided)
        if merged.get(name) != decided.get(name)
    ]
    wrong += [
        Reason(N_("{id} is gone without a day, or the reverse"), id=t.id)
        for t in tables.targets
        if (t.status == "gone") != bool(t.gone)
    ]
    told: Counter[str] = Counter()
    days: Counter[tuple[str, str]] = Counter()
    for event in imported.standing(before):
        for table, counts in event.body.get("tables", {event.body["kind"]: event.body}).items():
            told[table] += counts["gone"] - counts["back"]
            days[table, event.time[:10]] += counts["gone"]
    for kind in ("targets", "items", "inspectors", "assigned"):
        found = Counter((kind, record.gone.isoformat()) for record in getattr(tables, kind) if record.gone)
        if found.total() != told[kind]:
            wrong.append(
                Reason(N_("{kind}: {n} are gone, by the log {told}"), kind=kind, n=found.total(), told=told[kind])
            )
        wrong += [
            Reason(N_("{kind}: {n} gone on {day}, by the log {told}"), kind=kind, n=n, day=day, told=days[kind, day])
            for (_, day), n in sorted((found - days).items())
        ]
    return verdict(wrong)


LOG_CHECK = ("1.15", "log", N_("an import is undone only as the last event that counts"), undone_in_order)


def _checks(replay: Replay) -> Finding:
    early = [
        Reason(N_("event {seq} tells of {date}"), seq=event.seq, date=event.body["date"])
        for event in replay.before
        if event.kind == "check" and date.fromisoformat(event.body["date"]) > day_somewhere(event.time, LATEST)
    ]
    return verdict(
        [
            *early,
            *(Reason(N_("event {seq}"), seq=seq) for seq in individual.missing(replay.before, replay.tables.history)),
        ]
    )


def _whole(replay: Replay) -> Finding:
    """No record was added to a table or taken out of it but by imports, individual checks and results."""
    told: Counter[str] = Counter()
    for event in imported.standing(replay.before):
        for kind, counts in event.body.get("tables", {event.body["kind"]: event.body}).items():
            told[EFFECTS[kind][0] if kind in EFFECTS else kind] += counts["new"]
    told["history"] += sum(event.kind == "check" for event in replay.before)
    told["history"] += sum(len(replay.chain.past(draw)) for draw in draws(replay.before))
    found = {kind: len(getattr(replay.tables, kind)) for kind in KINDS}
    return verdict(
        [
            Reason(N_("{kind}: {n} records, by the log {told}"), kind=kind, n=n, told=told[kind])
            for kind, n in found.items()
            if n != told[kind]
        ]
    )


CHECKS = (
    Check("1.16", "log", N_("rows left out at imports and not repaired are counted by ground as committed"), _left_out),
    Check("1.17", "log", N_("who is gone from the tables or merged into another is so by the log"), _gone),
    Check(
        "1.18", "log", N_("individual checks on record, none of a day to come, stand in the history committed"), _checks
    ),
    Check("1.19", "log", N_("each table has as many records as the log has brought into it"), _whole),
)
