"""The numbered checks of an audit. Each is one small function with a number, a clause and a sentence; a report adds up.

Three verdicts, never one: 1 replayable, 2 not choosable, 3 nothing missing. Each is as bad as its worst check.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from inventories.problems import N_, Refused
from inventories.records import canonical
from scheduler import randomness
from scheduler.audit.afterwards import act_faults
from scheduler.audit.replay import Replay
from scheduler.audit.validate import faults
from scheduler.bundle import Bundle
from scheduler.commitment import FORMAT, cells_digest, commitment_hash, excluded, frame_digest, task_totals
from scheduler.draw.notation import SPECIFICATION
from scheduler.facts import Facts
from scheduler.journal import EVENTS, Draw, draws
from scheduler.log import broken_links
from scheduler.results.check import owed, result_faults
from scheduler.tables import KINDS, digest_records, table_secret, untyped


class Colour(IntEnum):
    """What a check or a verdict says; the worse, the greater."""

    GREEN = 0
    AMBER = 1
    RED = 2


@dataclass(frozen=True)
class Finding:
    """What a check found: its colour, and a detail (English, with names and numbers) where it is not green."""

    colour: Colour
    detail: str = ""


GREEN = Finding(Colour.GREEN)
UNREADABLE = (
    LookupError,
    TypeError,
    ValueError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    RecursionError,
    Refused,
)
"""What a bundle that lies can raise."""
Progress = Callable[[str], None]


@dataclass(frozen=True)
class Check:
    """A check by number (``1.04``), the clause it tests, and the sentence that holds if it is green."""

    number: str
    clause: str
    sentence: str
    run: Callable[[Replay], Finding]


@dataclass(frozen=True)
class Checked:
    """A check's finding. ``ref`` names the draw; blank for a check of the whole log."""

    number: str
    clause: str
    sentence: str
    ref: str
    finding: Finding


VERDICTS = {1: N_("Replayable"), 2: N_("Not choosable"), 3: N_("Nothing missing")}


def audit(bundle: Bundle, progress: Progress = lambda text: None) -> list[Checked]:
    """All findings, in the order of their numbers, for the log and then for each draw."""
    found = [
        Checked(number, clause, sentence, "", _safely(lambda run=run: run(bundle)))  # type: ignore[misc]
        for number, clause, sentence, run in LOG_CHECKS
    ]
    try:
        known = draws(bundle.events)
        refs = [draw.ref for draw in known]
    except UNREADABLE as error:
        return [*found, Checked("1.00", "log", N_("the log can be read"), "", _red(f"{type(error).__name__}: {error}"))]
    for draw, ref in zip(known, refs, strict=True):
        progress(ref)
        replay = Replay(bundle, draw)
        for check in CHECKS:
            finding = _safely(lambda check=check, replay=replay: check.run(replay))  # type: ignore[misc]
            found.append(Checked(check.number, check.clause, check.sentence, ref, finding))
    return sorted(found, key=lambda checked: (checked.ref, checked.number))


def verdicts(found: list[Checked]) -> dict[int, Colour]:
    """The colour of each verdict."""
    return {
        number: max((c.finding.colour for c in found if c.number.startswith(str(number))), default=Colour.RED)
        for number in VERDICTS
    }


def _safely(run: Callable[[], Finding]) -> Finding:
    """A bundle may say anything: what cannot even be read is red, not a crash."""
    try:
        return run()
    except UNREADABLE as error:
        return _red(f"{type(error).__name__}: {error}")


def _red(detail: str) -> Finding:
    return Finding(Colour.RED, detail)


def _verdict(faults: Iterator[str] | list[str], colour: Colour = Colour.RED) -> Finding:
    listed = list(faults)
    more = f" (+{len(listed) - 5})" if len(listed) > 5 else ""
    return Finding(colour, "; ".join(listed[:5]) + more) if listed else GREEN


# the log


def _files(bundle: Bundle) -> Finding:
    return _verdict(list(bundle.altered))


def _chain(bundle: Bundle) -> Finding:
    broken = [f"event {seq}" for seq in broken_links(bundle.events)]
    times = [event.time for event in bundle.events]
    back = [
        f"event {b.seq} is dated before event {a.seq}"
        for a, b in zip(bundle.events, bundle.events[1:], strict=False)
        if b.time < a.time
    ]
    strange = [
        f"event {event.seq} is of an unknown kind: {event.kind}" for event in bundle.events if event.kind not in EVENTS
    ]
    return _verdict([*broken, *back, *strange]) if times else _red("the log is empty")


def _once(bundle: Bundle) -> Finding:
    acts = Counter(
        (event.kind, event.body.get("commitment"))
        for event in bundle.events
        if event.kind in ("randomness", "draw", "void")
    )
    batches = Counter(Draw(event).ref for event in bundle.events if event.kind == "commitment")
    return _verdict(
        [f"{n} × {kind} of {commitment}" for (kind, commitment), n in acts.items() if n > 1]
        + [f"{n} commitments of {ref}" for ref, n in batches.items() if n > 1]
    )


def _gaps(bundle: Bundle) -> Finding:
    batches: dict[str, list[int]] = {}
    for draw in draws(bundle.events):
        plan = draw.record["plan"]
        batches.setdefault(plan["id"], []).append(plan["batch"])
    return _verdict(
        [
            f"{plan}: batches {found}"
            for plan, found in batches.items()
            if sorted(found) != list(range(1, len(found) + 1))
        ]
    )


LOG_CHECKS: tuple[tuple[str, str, str, Callable[[Bundle], Finding]], ...] = (
    ("1.01", "bundle", N_("every file of the bundle has the digest it states"), _files),
    ("1.02", "log", N_("events are numbered without a gap, in order of time, each chained to the one before"), _chain),
    ("3.01", "log", N_("one commitment for each batch; one randomness, one draw for each commitment"), _once),
    ("3.02", "log", N_("the batches of each plan are numbered without a gap"), _gaps),
)


# one draw


def _commitment(replay: Replay) -> Finding:
    draw = replay.draw
    wrong = []
    if (draw.record["format"], draw.record["specification"]) != (FORMAT, SPECIFICATION):
        wrong.append(f"its form or specification is not {FORMAT}, {SPECIFICATION}")
    if commitment_hash(draw.record) != draw.hash:
        wrong.append(f"the record hashes to {commitment_hash(draw.record)}")
    if draw.record["previous"] != draw.commitment.previous or draw.record["dated"] != draw.commitment.time:
        wrong.append("the record is not dated and chained as its event is")
    return _verdict(wrong)


def _plan(replay: Replay) -> Finding:
    plan, stated = replay.plan, replay.draw.record
    found = hashlib.sha256(replay.plan_text).hexdigest()
    wrong = [] if found == stated["plan"]["digest"] else [f"the plan's digest is {found}"]
    said = {
        "plan": {"id": plan.id, "batch": plan.batch, "digest": found},
        "draw": "closed" if plan.closed else "open",
        "coordination": plan.coordination,
        "results_due": plan.results_due.isoformat(),
        "randomness": [randomness.document(source) for source in plan.randomness],
    }
    return _verdict(wrong + [f"{name} is not what the plan says" for name in said if said[name] != stated[name]])


def _secret(replay: Replay) -> Finding:
    stated, secret = replay.draw.record["secret"], replay.secrets.draw
    if stated is None:
        return _verdict([] if secret == "" else ["an open draw has no secret"])
    return _verdict([] if hashlib.sha256(secret.encode()).hexdigest() == stated else ["the secret is another one"])


def _tables(replay: Replay) -> Finding:
    wrong = []
    for name in KINDS:
        found = digest_records(getattr(replay.tables, name), table_secret(replay.secrets.tables, name))
        stated = replay.draw.record["tables"][name]
        if (found.count, found.root) != (stated["count"], stated["root"]):
            wrong.append(f"{name}: {found.count} rows, root {found.root[:16]}…")
        wrong += [f"{name}: {fault}" for fault in untyped(getattr(replay.tables, name))]
    return _verdict(wrong)


def _frame(replay: Replay) -> Finding:
    found = frame_digest(replay.facts, replay.secrets.tables)
    stated = replay.draw.record["frame"]
    same = (found.count, found.root) == (stated["count"], stated["root"])
    return _verdict([] if same else [f"the frame derived has {found.count} rows, root {found.root[:16]}…"])


def _cells(replay: Replay) -> Finding:
    found, record = cells_digest(replay.facts, replay.secrets.tables), replay.draw.record
    wrong = []
    if (found.count, found.root) != (record["cells"]["count"], record["cells"]["root"]):
        wrong.append("cells, rates or mandates derived differ")
    if task_totals(replay.facts) != record["tasks"]:
        wrong.append("the public totals differ")
    return _verdict(wrong)


def _excluded(replay: Replay) -> Finding:
    same = excluded(replay.facts) == replay.draw.record["excluded"]
    return _verdict([] if same else [f"derived: {excluded(replay.facts)}"])


def _randomness(replay: Replay) -> Finding:
    draw = replay.draw
    if draw.randomness is None:
        return _verdict(["a draw without randomness in the log"] if draw.draw else [])
    randomness.check(replay.randomness, replay.plan.randomness)
    late = draw.draw is not None and draw.draw.seq < draw.randomness.seq
    early = draw.randomness.seq < draw.commitment.seq
    return _verdict(["it is not logged after the commitment and before the draw"] if late or early else [])


def _draw(replay: Replay) -> Finding:
    if replay.draw.draw is None:
        return GREEN
    again, stated = replay.drawn_again(), replay.draw.outcome
    return _verdict([f"{name} differs" for name in sorted({*again, *stated}) if _differ(again, stated, name)])


def _differ(one: dict[str, Any], other: dict[str, Any], name: str) -> bool:
    """Byte for byte: to Python, true and 1 are the same."""
    return (name in one) != (name in other) or canonical(one[name]) != canonical(other[name])


def _laws(replay: Replay) -> Finding:
    if replay.draw.draw is None:
        return GREEN
    return _verdict([f"{section} {what}" for section, what in faults(replay.case, replay.outcome)])


def _events(replay: Replay) -> Finding:
    if not replay.draw.after:
        return GREEN
    if replay.draw.draw is None:
        return _red("events without a draw")
    stated = {event.seq: event.body["outcome"] for event in replay.draw.after if event.kind != "results"}
    again = replay.happened_again()
    different = [f"event {seq}" for seq in stated if canonical(again.get(seq)) != canonical(stated[seq])]
    return _verdict([*different, *act_faults(replay.draw, replay.facts)])


def _results(replay: Replay) -> Finding:
    return _verdict(list(result_faults(replay.draw, replay.facts)))


def _bits(replay: Replay) -> Finding:
    plan = replay.plan
    found = randomness.outcomes(plan.randomness)
    if randomness.bits(plan.randomness) != replay.draw.record["bits"] or found < randomness.LEAST:
        return _red(f"{randomness.bits(plan.randomness)} bits")
    return GREEN if found >= randomness.AMPLE else Finding(Colour.AMBER, f"{randomness.bits(plan.randomness)} bits")


def _own(replay: Replay) -> Finding:
    return Finding(
        Colour.AMBER,
        N_("dice entered by the office: see the witnessed record of the throws, which lies outside this bundle"),
    )


def _dated(replay: Replay) -> Finding:
    return Finding(
        Colour.AMBER, N_("the office's own clock says so: compare the commitment as it was published beforehand")
    )


def _fired(replay: Replay) -> Finding:
    state = replay.draw.state
    return _verdict(["randomness is logged and nothing was drawn"] if state == "randomness known" else [])


def _void(replay: Replay) -> Finding:
    draw = replay.draw
    if draw.void is None:
        return GREEN
    if draw.randomness is None:
        return Finding(Colour.AMBER, f"void before its randomness was known: {draw.void.body['ground']}")
    targets = sorted({selected.target for selected in replay.outcome.targets})
    more = f" (+{len(targets) - 20})" if len(targets) > 20 else ""
    held = f"{len(targets)} targets: {', '.join(targets[:20])}{more}"
    return Finding(Colour.AMBER, f"void after its randomness was known ({draw.void.body['ground']}), which drew {held}")


def _owed(replay: Replay) -> Finding:
    """Visits that still owe results after the deadline, by the date of the log's last event."""
    draw = replay.draw
    if draw.draw is None or draw.void is not None:
        return GREEN
    open_visits = open_list(draw, replay.facts)
    last = replay.bundle.events[-1].time[:10]
    if open_visits and last > draw.record["results_due"]:
        return Finding(Colour.AMBER, f"{len(open_visits)} overdue: " + ", ".join(open_visits[:20]))
    return GREEN


def open_list(draw: Draw, facts: Facts) -> list[str]:
    """The standing visits that owe a result yet: of any department, on any item; in team order."""
    known = {(row["visit"], row["department"], row["item"]) for row in draw.results()}
    return [
        visit
        for visit, departments in owed(draw, facts).items.items()
        if any((visit, department, item) not in known for department in departments for item in departments[department])
    ]


CHECKS = (
    Check("1.03", "§2", N_("the commitment is the hash of its record, dated and chained as its event"), _commitment),
    Check("1.04", "§2", N_("the plan is the one committed, and says what the record says"), _plan),
    Check("1.05", "§2", N_("the secret is the one committed"), _secret),
    Check("1.06", "tables", N_("each table has the number of rows and the digest committed"), _tables),
    Check("1.07", "§3", N_("points, bands and frame derived again are those committed"), _frame),
    Check("1.08", "§3", N_("cells, rates and mandates derived again are those committed"), _cells),
    Check("1.09", "§3", N_("targets kept out are counted by ground as committed"), _excluded),
    Check(
        "1.10",
        "§2",
        N_("the randomness comes from the source named, after the commitment and before the draw"),
        _randomness,
    ),
    Check("1.11", "§2–§7", N_("numbers, targets, visits, periods and teams drawn again are the same"), _draw),
    Check(
        "1.12", "§4–§9", N_("the outcome keeps every law of the specification, counted without search or solver"), _laws
    ),
    Check("1.13", "§8", N_("what happened afterwards, drawn again, is the same"), _events),
    Check("1.14", "results", N_("results belong to drawn visits, departments and items, each given once"), _results),
    Check("2.01", "§2", N_("the source has at least 64 bits of choice"), _bits),
    Check("2.02", "threats", N_("the source is not the office's own"), _own),
    Check("2.03", "threats", N_("the commitment was provably dated before the source fired"), _dated),
    Check("3.03", "§8", N_("no randomness is known without its draw"), _fired),
    Check("3.04", "§8", N_("no draw was set aside"), _void),
    Check("3.05", "results", N_("every visit has its result, or is not overdue"), _owed),
)
